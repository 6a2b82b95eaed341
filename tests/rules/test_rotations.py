"""The rotation that a team worked, and where each of its people goes on."""

from __future__ import annotations

from app.rules.rotations import places, worked_rotation

CYCLE = ["早", "早", "中", "中", "夜", "夜", "", ""]


def past(begins: int, days: int = 31, cycle: list[str] | None = None) -> list[str | None]:
    """So many days of a cycle, begun at a place of it."""
    turn = cycle or CYCLE
    return [turn[(begins + day) % len(turn)] for day in range(days)]


def test_the_cycle_that_the_team_worked_is_found_and_begins_after_its_rest() -> None:
    assert worked_rotation([past(row) for row in range(5)]) == CYCLE


def test_each_person_goes_on_at_their_own_place() -> None:
    pasts = {str(row): past(row) for row in range(8)}
    assert places(CYCLE, pasts) == {str(row): (row + 31) % 8 for row in range(8)}


def test_single_changes_and_days_elsewhere_hide_no_cycle() -> None:
    pasts = [past(row) for row in range(6)]
    pasts[0][20], pasts[3][4] = "早", ""
    pasts[2][:9] = [None] * 9
    assert worked_rotation(pasts) == CYCLE
    assert places(CYCLE, {"a": pasts[0], "c": pasts[2]}) == {"a": 7, "c": 1}


def test_a_week_that_repeats_is_a_rotation_of_seven_days() -> None:
    week = ["D"] * 5 + ["", ""]
    assert worked_rotation([past(3, 31, week) for _ in range(4)]) == week


def test_a_roster_without_a_rotation_has_none() -> None:
    odd = [list("ENLLENNLEELNNLELNELLNENLNELENLN"), list("LLENENLNNELNELNLENLELENNLNLEELN")]
    assert worked_rotation(odd) == []
    assert worked_rotation([]) == []
    assert worked_rotation([[""] * 31]) == []


def test_who_is_new_or_worked_otherwise_has_no_place() -> None:
    new: list[str | None] = [None] * 31
    days = past(0, 31, ["D"] * 5 + ["", ""])
    assert places(CYCLE, {"new": new, "days": days, "off": [""] * 31}) == {}
