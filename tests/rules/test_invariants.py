"""What holds for any centre whatever: properties of the rules over random registers."""

import copy
import random
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.rules.facts import Leave, Swap
from app.rules.leave import run_length
from app.rules.vocabulary import LeaveStatus, SwapStatus
from app.rules.work import RosterLedger
from tests.rules.centre import LEADER_A, Centre

PEOPLE = ("101", "102", "103", LEADER_A)
FIRST = date(2028, 2, 20)
days = st.integers(0, 14).map(lambda offset: FIRST + timedelta(days=offset))
people = st.sampled_from(PEOPLE)
rosters = st.dictionaries(st.tuples(people, days), st.sampled_from("ELND"), max_size=40)
swaps = st.lists(st.tuples(people, days, people, days), max_size=8)
leaves = st.lists(
    st.tuples(people, days, st.integers(0, 3), st.sampled_from(["personal", "emergency_sick"])),
    max_size=5,
)
sheets = st.lists(st.tuples(people, days, st.sampled_from(["", "07:15", "07:45", "16:00"])))
Cells = dict[tuple[str, date], str]
Swapped = list[tuple[str, date, str, date]]
Away = list[tuple[str, date, int, str]]
Sheet = list[tuple[str, date, str]]


def centre_of(cells: Cells) -> Centre:
    centre = Centre()
    for (person, day), code in cells.items():
        centre.rostered_on(person, day.isoformat(), code)
    return centre


def fill(centre: Centre, swapped: Swapped, away: Away, sheet: Sheet) -> Centre:
    for one, gives, two, takes in swapped:
        effective = f"{FIRST - timedelta(days=9)} 10:00"
        centre.swap(one, gives.isoformat(), two, takes.isoformat(), effective=effective)
    for person, first, more, kind in away:
        last = first + timedelta(days=more)
        centre.leave(person, first.isoformat(), last.isoformat(), kind=kind)
    for person, day, wall in dict.fromkeys(sheet):
        centre.arrived(person, day.isoformat(), wall)
    return centre


def state(ledger: RosterLedger) -> Cells:
    return {
        (person, day): code
        for person in ledger.people()
        for day, code in ledger.shifts(person).items()
    }


def a_swap(one: str, gives: date, two: str, takes: date) -> Swap:
    filed = Centre().at("2028-01-01 09:00")
    return Swap("S-1", filed, one, gives, two, takes, SwapStatus.EFFECTIVE)


@given(rosters, people, days, people, days)
def test_a_swap_and_its_reverse_restore_the_roster(
    cells: Cells, one: str, gives: date, two: str, takes: date
) -> None:
    ledger = RosterLedger(centre_of(cells).rows)
    legal = one != two and (one, gives) in cells and (two, takes) in cells
    doubled = gives != takes and ((one, takes) in cells or (two, gives) in cells)
    if not legal or doubled:
        return
    before = state(ledger)
    swap = a_swap(one, gives, two, takes)
    ledger.apply(swap)
    ledger.apply(replace(swap, requester=two, counterpart=one))
    assert state(ledger) == before


@given(rosters, swaps)
def test_swaps_make_no_shift_and_lose_one_only_where_it_was_doubled(
    cells: Cells, swapped: list[tuple[str, date, str, date]]
) -> None:
    ledger = RosterLedger(centre_of(cells).rows)
    for one, gives, two, takes in swapped:
        if one == two:
            continue
        before = state(ledger)
        ledger.apply(a_swap(one, gives, two, takes))
        replaced = 0
        if gives != takes:
            replaced += (one, gives) in before and (two, gives) in before
            replaced += (two, takes) in before and (one, takes) in before
        assert len(state(ledger)) == len(before) - replaced


@given(rosters, swaps)
def test_the_published_roster_is_never_changed(
    cells: Cells, swapped: list[tuple[str, date, str, date]]
) -> None:
    rows = centre_of(cells).rows
    before = copy.deepcopy(rows)
    ledger = RosterLedger(rows)
    for one, gives, two, takes in swapped:
        if one != two:
            ledger.apply(a_swap(one, gives, two, takes))
    assert rows == before


@given(rosters, swaps, leaves, sheets)
def test_a_swaps_finding_names_nobody_who_is_not_in_the_swap(
    cells: Cells, swapped: Swapped, away: Away, sheet: Sheet
) -> None:
    centre = fill(centre_of(cells), swapped, away, sheet)
    parties = {swap.no: {swap.requester, swap.counterpart} for swap in centre.swaps}
    persons = {leave.no: {leave.person} for leave in centre.leaves}
    for finding in centre.findings():
        owners = parties.get(finding.subject) or persons.get(finding.subject)
        if owners is None:
            owners = {finding.subject.split("@")[0]}
        assert finding.person in owners


@given(rosters, swaps, leaves, sheets, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(
    cells: Cells, swapped: Swapped, away: Away, sheet: Sheet, rng: random.Random
) -> None:
    once = {(person, day): (person, day, wall) for person, day, wall in sheet}
    centre = fill(centre_of(cells), swapped, away, list(once.values()))
    found = centre.findings()
    for rows in (centre.swaps, centre.leaves, centre.attendance):
        rng.shuffle(rows)
    assert centre.findings() == found


@given(rosters, swaps, leaves, sheets, st.integers(0, 20))
def test_what_is_found_early_is_still_found_later(
    cells: Cells, swapped: Swapped, away: Away, sheet: Sheet, offset: int
) -> None:
    centre = fill(centre_of(cells), swapped, away, sheet)
    early = f"{FIRST + timedelta(days=offset)} 12:00"
    assert {row.key for row in centre.findings(early)} <= {
        row.key for row in centre.findings("2029-01-01 09:00")
    }


@given(st.lists(st.tuples(st.integers(0, 25), st.integers(0, 3)), min_size=1, max_size=6))
def test_a_run_is_the_island_of_covered_days_around_the_leave(
    spans: list[tuple[int, int]],
) -> None:
    filed = Centre().at("2028-01-01 09:00")
    made = [
        Leave(
            no=str(index),
            person="101",
            filed_by="101",
            filed_at=filed,
            kind="personal",
            first=FIRST + timedelta(days=start),
            last=FIRST + timedelta(days=start + more),
            status=LeaveStatus.APPROVED,
        )
        for index, (start, more) in enumerate(spans)
    ]
    covered = {start + offset for start, more in spans for offset in range(more + 1)}
    start = end = spans[0][0]
    while start - 1 in covered:
        start -= 1
    while end + 1 in covered:
        end += 1
    assert run_length(made[0], made[1:]) == end - start + 1
