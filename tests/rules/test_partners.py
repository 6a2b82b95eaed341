"""The search for partners says of every pair just what the rulebook says of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from app.rules.calendar import CentreTime
from app.rules.facts import Leave, LiveRequest, Person, Post, ShiftType, Swap
from app.rules.ledger import RosterLedger
from app.rules.partners import find_partners
from app.rules.policy import Policy
from app.rules.swap_requests import REQUEST_RULES
from app.rules.swaps import SwapScene, check_swap, is_live, swap_facts
from app.rules.vocabulary import LeaveStatus, Role, SwapStatus

TIME = CentreTime()
FIRST = date(2026, 10, 1)
DAYS = [FIRST + timedelta(days=offset) for offset in range(10)]
NOW = datetime(2026, 10, 2, 4, tzinfo=UTC)
SHIFTS = {
    "E": ShiftType("E", "E", time(7, 30), time(15, 30), night=False),
    "L": ShiftType("L", "L", time(15, 30), time(23, 30), night=False),
    "N": ShiftType("N", "N", time(23, 30), time(7, 30), night=True),
}
NUMBERS = ("1", "2", "3", "4")

codes = st.sampled_from([*SHIFTS, None])
rows = st.lists(codes, min_size=len(DAYS), max_size=len(DAYS))
days = st.sampled_from(DAYS)


@st.composite
def people(draw: st.DrawFn) -> dict[str, Person]:
    made = {}
    for no in NUMBERS:
        job = draw(st.sampled_from(["inbound", "inbound", ""]))
        skill = draw(st.sampled_from([None, 2, 3, 5]))
        post = Post(date(2020, 1, 1), "Service", "A", Role.AGENT, job, skill)
        left = draw(st.sampled_from([None, None, DAYS[5]]))
        made[no] = Person(no, f"Person {no}", date(2020, 1, 1), left, (post,))
    return made


@st.composite
def scenes(draw: st.DrawFn) -> SwapScene:
    roster = {
        no: {day: code for day, code in zip(DAYS, draw(rows), strict=True) if code}
        for no in NUMBERS
    }
    ledger = RosterLedger(roster)
    if draw(st.booleans()):
        swap = Swap("S-1", NOW, "1", draw(days), "2", draw(days), SwapStatus.EFFECTIVE)
        ledger.apply(swap)
    leaves = {
        no: [_leave(no, draw(days))] for no in draw(st.sets(st.sampled_from(NUMBERS), max_size=2))
    }
    given = {
        (no, 2026, 10): [(f"S-{n}", FIRST) for n in range(draw(st.integers(0, 2)))]
        for no in NUMBERS
    }
    holidays = frozenset(draw(st.sets(days, max_size=2)))
    return SwapScene(
        draw(people()), SHIFTS, holidays, ledger, TIME, given, leaves, is_live, draw(live())
    )


@st.composite
def live(draw: st.DrawFn) -> dict[tuple[str, date], list[LiveRequest]]:
    """Up to three other requests about somebody's shifts."""
    whose = st.frozensets(st.sampled_from(NUMBERS), min_size=1, max_size=2)
    shifts = st.tuples(st.sampled_from(NUMBERS), days)
    drawn = draw(st.dictionaries(shifts, whose, max_size=3))
    return {shift: [LiveRequest("S-9", people)] for shift, people in drawn.items()}


def _leave(no: str, day: date) -> Leave:
    return Leave(f"L-{no}", no, no, NOW, "personal", day, day, LeaveStatus.PENDING)


def legal(scene: SwapScene, gives: date, other: str, takes: date, policy: Policy) -> bool:
    swap = Swap("", NOW, "1", gives, other, takes, SwapStatus.EFFECTIVE)
    found = check_swap(swap_facts(scene, swap, NOW), policy, REQUEST_RULES)
    return all(finding.rule == "SWAP-1" for finding in found)


@settings(deadline=None)
@given(scenes(), days, st.integers(0, 3), st.integers(0, 12))
def test_whatever_the_roster_the_pairs_are_exactly_the_legal_ones(
    scene: SwapScene, gives: date, limit: int, rest: int
) -> None:
    policy = replace(Policy(), swap_monthly_limit=limit, swap_rest_hours=rest)
    colleagues = [scene.people[no] for no in NUMBERS if no != "1"]
    found = find_partners(scene, scene.people["1"], gives, colleagues, DAYS, policy, NOW)
    offered = {(pair.person.no, pair.takes) for pair in found.pairs}
    assert offered == {
        (one.no, takes)
        for one in colleagues
        for takes in DAYS
        if legal(scene, gives, one.no, takes, policy)
    }
    told = {row.person.no for row in found.obstacles}
    assert told | {no for no, _takes in offered} == {"2", "3", "4"}
    assert not told & {no for no, _takes in offered}
    assert all(row.rules or not scene.ledger.shifts(row.person.no) for row in found.obstacles)
