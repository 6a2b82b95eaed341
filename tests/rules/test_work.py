"""Work: what effective swaps make of a roster's cells, in which order, and who is working."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.rules.facts import Leave, Person, Post, Roster, Swap
from app.rules.vocabulary import LeaveStatus, Role, SwapStatus
from app.rules.work import Cell, Moved, RosterLedger, effective_swaps, working, works_shifts

FILED = datetime(2026, 10, 1, tzinfo=UTC)
MINE, THEIRS = date(2026, 10, 10), date(2026, 10, 12)


def swap(number: str = "S-1", *, mine: date = MINE, theirs: date = THEIRS, **more: Any) -> Swap:
    made = Swap(number, FILED, "a", mine, "b", theirs, SwapStatus.EFFECTIVE, effective_at=FILED)
    return replace(made, **more)


def moved_by(roster: Roster, swaps: Sequence[Swap]) -> Mapping[Cell, Moved]:
    return RosterLedger.of(roster, swaps).moved


def test_each_party_works_the_others_shift() -> None:
    moved = moved_by({"a": {MINE: "E"}, "b": {THEIRS: "N"}}, [swap()])
    assert moved == {
        ("a", MINE): Moved("S-1", "", given_to="b", given_code="E"),
        ("b", MINE): Moved("S-1", "E", received_from="a"),
        ("b", THEIRS): Moved("S-1", "", given_to="a", given_code="N"),
        ("a", THEIRS): Moved("S-1", "N", received_from="b"),
    }


def test_early_for_late_on_one_date_gives_and_receives_at_once() -> None:
    moved = moved_by({"a": {MINE: "E"}, "b": {MINE: "N"}}, [swap(theirs=MINE)])
    assert moved == {
        ("a", MINE): Moved("S-1", "N", "", "b", "b", "E"),
        ("b", MINE): Moved("S-1", "E", "", "a", "a", "N"),
    }


def test_one_shift_given_on_one_date_moves_alone() -> None:
    moved = moved_by({"a": {MINE: "E"}}, [swap(theirs=MINE)])
    assert moved == {
        ("a", MINE): Moved("S-1", "", "", "", "b", "E"),
        ("b", MINE): Moved("S-1", "E", "", "a", "", ""),
    }


def test_a_leg_without_a_shift_moves_nothing() -> None:
    assert moved_by({"a": {}, "b": {}}, [swap()]) == {}
    assert set(moved_by({"b": {THEIRS: "N"}}, [swap()])) == {("b", THEIRS), ("a", THEIRS)}


def test_a_rostered_shift_under_a_received_one_is_remembered() -> None:
    moved = moved_by({"a": {MINE: "E"}, "b": {MINE: "L", THEIRS: "N"}}, [swap()])
    assert moved["b", MINE].own == "L"


def test_a_person_does_not_swap_with_themselves() -> None:
    assert moved_by({"a": {MINE: "E", THEIRS: "N"}}, [swap(counterpart="a")]) == {}


def test_swaps_apply_in_the_order_in_which_they_became_effective() -> None:
    later = swap("S-0", effective_at=FILED + timedelta(hours=1), counterpart="c")
    moved = moved_by({"a": {MINE: "E"}, "b": {THEIRS: "N"}, "c": {THEIRS: "L"}}, [later, swap()])
    assert moved["b", MINE].code == "E"
    assert ("c", MINE) not in moved
    assert moved["a", THEIRS] == Moved("S-0", "L", own="N", received_from="c")


def test_a_swap_without_a_time_took_effect_at_its_filing() -> None:
    blank = swap("S-2", filed_at=FILED + timedelta(days=1), effective_at=None)
    before, after = swap("S-3"), swap("S-1", effective_at=FILED + timedelta(days=2))
    assert [one.no for one in effective_swaps([after, blank, before])] == ["S-3", "S-2", "S-1"]


def test_swaps_of_one_instant_go_by_number() -> None:
    blank = swap("S-2", effective_at=None)
    assert [one.no for one in effective_swaps([swap("S-3"), blank, swap("S-1")])] == [
        "S-1", "S-2", "S-3",
    ]  # fmt: skip


def test_a_swap_without_a_time_gives_on_what_an_earlier_one_brought() -> None:
    """The first brings b's shift to a; the second, filed later, passes it on to c."""
    roster = {"a": {MINE: "E"}, "b": {THEIRS: "N"}, "c": {MINE: "L"}}
    later = swap(
        "S-2", filed_at=FILED + timedelta(days=1), mine=THEIRS, counterpart="c", theirs=MINE,
        effective_at=None,
    )  # fmt: skip
    ledger = RosterLedger.of(roster, [later, swap("S-1")])
    assert ledger.shift_on("c", THEIRS) == "N"
    assert ledger.moved["a", THEIRS] == Moved("S-2", "", given_to="c", given_code="N")


def test_only_effective_swaps_are_in_the_order() -> None:
    others = [swap(status=status) for status in SwapStatus if status is not SwapStatus.EFFECTIVE]
    assert effective_swaps(others) == []


def test_who_works_shifts_are_agents_and_leaders() -> None:
    assert {role for role in Role if works_shifts(role)} == {Role.AGENT, Role.TEAM_LEADER}


def somebody(left_on: date | None = None) -> Person:
    return Person("a", "A", MINE, left_on, (Post(MINE, "Service", "A", Role.AGENT),))


def away(first: date, last: date, status: LeaveStatus = LeaveStatus.APPROVED) -> Leave:
    return Leave("L-1", "a", "a", FILED, "personal", first, last, status)


DAY = timedelta(days=1)


def test_working_is_who_is_rostered_employed_and_not_on_approved_leave() -> None:
    ledger = RosterLedger({"a": {MINE - DAY: "E", MINE: "E", MINE + DAY: "L"}})
    assert working(ledger, somebody(), MINE, ()) == "E"
    assert working(ledger, somebody(), MINE - DAY, ()) is None, "not hired yet"
    assert working(ledger, somebody(), MINE + 2 * DAY, ()) is None, "no shift"
    assert working(ledger, somebody(left_on=MINE), MINE, ()) == "E", "the last day is one"
    assert working(ledger, somebody(left_on=MINE), MINE + DAY, ()) is None
    assert working(ledger, somebody(), MINE, [away(MINE, MINE)]) is None
    assert working(ledger, somebody(), MINE, [away(MINE + DAY, MINE + DAY)]) == "E"
    assert working(ledger, somebody(), MINE + DAY, [away(MINE, MINE)]) == "L"


def test_a_leave_that_is_not_approved_keeps_nobody_from_working() -> None:
    ledger = RosterLedger({"a": {MINE: "E"}})
    for status in LeaveStatus:
        code = working(ledger, somebody(), MINE, [away(MINE, MINE, status)])
        assert code == (None if status is LeaveStatus.APPROVED else "E")


def test_who_gave_a_shift_away_is_not_working_it_and_who_received_it_is() -> None:
    ledger = RosterLedger.of({"a": {MINE: "E"}, "b": {THEIRS: "N"}}, [swap()])
    assert working(ledger, somebody(), MINE, ()) is None
    assert working(ledger, somebody(), THEIRS, ()) == "N"


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
    ledger = RosterLedger.of(roster, swaps)
    moved = ledger.moved
    for person in "abc":
        for offset in range(4):
            cell = (person, MINE + timedelta(days=offset))
            own = roster.get(person, {}).get(cell[1], "")
            told = moved[cell].code if cell in moved else own
            assert told == (ledger.shift_on(*cell) or "")
            received = moved[cell].received_from if cell in moved else ""
            assert (ledger.origin(*cell) is not None) == bool(received)


@given(rosters, people, days, people, days)
def test_a_swap_and_its_reverse_restore_the_roster(
    roster: dict[str, dict[date, str]], a: str, mine: date, b: str, theirs: date
) -> None:
    there = swap("S-1", requester=a, mine=mine, counterpart=b, theirs=theirs)
    back = swap("S-2", requester=b, mine=mine, counterpart=a, theirs=theirs)
    doubled = mine != theirs and (mine in roster.get(b, {}) or theirs in roster.get(a, {}))
    if doubled or a == b:
        return
    moved = moved_by(roster, [there, back])
    for (person, day), cell in moved.items():
        assert cell.code == roster.get(person, {}).get(day, "")
