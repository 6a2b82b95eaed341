"""What effective swaps do to a roster's cells."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.rules.facts import Swap
from app.rules.ledger import RosterLedger
from app.rules.moves import Moved, apply_swaps
from app.rules.vocabulary import SwapStatus

FILED = datetime(2026, 10, 1, tzinfo=UTC)
MINE, THEIRS = date(2026, 10, 10), date(2026, 10, 12)


def swap(number: str = "S-1", *, mine: date = MINE, theirs: date = THEIRS, **more: Any) -> Swap:
    made = Swap(number, FILED, "a", mine, "b", theirs, SwapStatus.EFFECTIVE, effective_at=FILED)
    return replace(made, **more)


def test_each_party_works_the_others_shift() -> None:
    moved = apply_swaps({"a": {MINE: "E"}, "b": {THEIRS: "N"}}, [swap()])
    assert moved == {
        ("a", MINE): Moved("S-1", "", given_to="b", given_code="E"),
        ("b", MINE): Moved("S-1", "E", received_from="a"),
        ("b", THEIRS): Moved("S-1", "", given_to="a", given_code="N"),
        ("a", THEIRS): Moved("S-1", "N", received_from="b"),
    }


def test_early_for_late_on_one_date_gives_and_receives_at_once() -> None:
    moved = apply_swaps({"a": {MINE: "E"}, "b": {MINE: "N"}}, [swap(theirs=MINE)])
    assert moved == {
        ("a", MINE): Moved("S-1", "N", "", "b", "b", "E"),
        ("b", MINE): Moved("S-1", "E", "", "a", "a", "N"),
    }


def test_one_shift_given_on_one_date_moves_alone() -> None:
    moved = apply_swaps({"a": {MINE: "E"}}, [swap(theirs=MINE)])
    assert moved == {
        ("a", MINE): Moved("S-1", "", "", "", "b", "E"),
        ("b", MINE): Moved("S-1", "E", "", "a", "", ""),
    }


def test_a_leg_without_a_shift_moves_nothing() -> None:
    assert apply_swaps({"a": {}, "b": {}}, [swap()]) == {}
    assert set(apply_swaps({"b": {THEIRS: "N"}}, [swap()])) == {("b", THEIRS), ("a", THEIRS)}


def test_a_rostered_shift_under_a_received_one_is_remembered() -> None:
    moved = apply_swaps({"a": {MINE: "E"}, "b": {MINE: "L", THEIRS: "N"}}, [swap()])
    assert moved["b", MINE].own == "L"


def test_a_person_does_not_swap_with_themselves() -> None:
    assert apply_swaps({"a": {MINE: "E", THEIRS: "N"}}, [swap(counterpart="a")]) == {}


def test_swaps_apply_in_the_order_in_which_they_became_effective() -> None:
    later = swap("S-0", effective_at=FILED + timedelta(hours=1), counterpart="c")
    moved = apply_swaps({"a": {MINE: "E"}, "b": {THEIRS: "N"}, "c": {THEIRS: "L"}}, [later, swap()])
    assert moved["b", MINE].code == "E"
    assert ("c", MINE) not in moved
    assert moved["a", THEIRS] == Moved("S-0", "L", own="N", received_from="c")


people = st.sampled_from("abc")
days = st.integers(0, 3).map(lambda offset: MINE + timedelta(days=offset))
rosters = st.dictionaries(people, st.dictionaries(days, st.sampled_from("ELN")))
registers = st.lists(st.tuples(people, days, people, days), max_size=5)


@given(rosters, registers)
def test_the_cells_are_what_the_ledger_says(
    roster: dict[str, dict[date, str]], register: list[tuple[str, date, str, date]]
) -> None:
    swaps = [
        swap(f"S-{number}", requester=a, mine=mine, counterpart=b, theirs=theirs)
        for number, (a, mine, b, theirs) in enumerate(register)
    ]
    ledger = RosterLedger(roster)
    for one in swaps:
        if one.requester != one.counterpart:
            ledger.apply(one)
    moved = apply_swaps(roster, swaps)
    for person in "abc":
        for offset in range(4):
            cell = (person, MINE + timedelta(days=offset))
            own = roster.get(person, {}).get(cell[1], "")
            told = moved[cell].code if cell in moved else own
            assert told == (ledger.shift_on(*cell) or "")


@given(rosters, people, days, people, days)
def test_a_swap_and_its_reverse_restore_the_roster(
    roster: dict[str, dict[date, str]], a: str, mine: date, b: str, theirs: date
) -> None:
    there = swap("S-1", requester=a, mine=mine, counterpart=b, theirs=theirs)
    back = swap("S-2", requester=b, mine=mine, counterpart=a, theirs=theirs)
    doubled = mine != theirs and (mine in roster.get(b, {}) or theirs in roster.get(a, {}))
    if doubled or a == b:
        return
    moved = apply_swaps(roster, [there, back])
    for (person, day), cell in moved.items():
        assert cell.code == roster.get(person, {}).get(day, "")
