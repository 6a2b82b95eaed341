"""CONF-1: who may see what of whom, for each register by the day that counts there."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select, update

from app.bootstrap import open_store
from app.context import Actor, Context
from app.errors import NotAllowed
from app.models import Account, Leave, Person, Post, Swap, Team
from app.queries.findings import FindingRow
from app.queries.keeping.audit import AuditFilter
from app.reading.findings import findings_for
from app.reading.keeping.audit_trail import begin as trail
from app.reading.leave import desk as leaves
from app.reading.leave.view import detail, preview
from app.reading.people.file import open_file
from app.reading.people.staff import staff
from app.reading.requests.inbox import read_inbox
from app.reading.requests.opening import open_request as open_by_ref
from app.reading.roster.month import read_grid, read_paper
from app.reading.swaps.asking import consider
from app.reading.swaps.desk import open_request, register
from app.reading.today.page import read_today
from app.reading.what_if.time_machine import past
from app.rules.facts import Place
from app.rules.requests import RequestKind
from app.rules.vocabulary import LeaveStatus, Role, SwapStatus
from app.services.leave.requests import Wish, file_leave
from app.services.swaps.requests import file_swap
from tests.conftest import KEEPER
from tests.factories import (
    HIRED,
    NOW,
    SmallCentre,
    TestClock,
    a_department,
    a_person,
    a_post,
    a_team,
    small_centre,
)
from tests.store.writers import TIMES

OCT = {day: date(2026, 10, day) for day in range(1, 32)}


def open_in_inbox(ctx: Context, no: str) -> object:
    """The request that has this number, as the inbox opens it."""
    kind = RequestKind.SWAP if no.startswith("S-") else RequestKind.LEAVE
    return open_by_ref(ctx, kind.ref(no))


OPENINGS: tuple[Callable[[Context, str], object], ...] = (open_request, open_in_inbox, past)


def acting(centre: SmallCentre, no: str) -> Context:
    return centre.context.acting_as(Actor(no, centre.people[no]))


def a_swap(centre: SmallCentre, no: str, gives: tuple[str, date], takes: tuple[str, date]) -> str:
    """An effective swap: the person and the shift given, on either side."""
    with centre.context.write() as session:
        session.execute(
            insert(Swap).values(
                swap_no=no, filed_at=NOW, effective_at=NOW, status=SwapStatus.EFFECTIVE,
                requester_id=centre.people[gives[0]], requester_date=gives[1],
                counterpart_id=centre.people[takes[0]], counterpart_date=takes[1], version=1,
            )
        )  # fmt: skip
    return no


def a_leave(centre: SmallCentre, no: str, person: str, filed: date, first: date) -> str:
    """An approved sick leave of one day."""
    at = datetime(filed.year, filed.month, filed.day, 4, tzinfo=UTC)
    with centre.context.write() as session:
        session.execute(
            insert(Leave).values(
                leave_no=no, person_id=centre.people[person], filed_by_no=person, filed_at=at,
                kind="sick", reason="a private matter", first_date=first, last_date=first,
                status=LeaveStatus.APPROVED, approved_at=at, version=1,
            )
        )  # fmt: skip
    return no


def moves(centre: SmallCentre, person: str, since: date, team: str) -> None:
    with centre.context.write() as session:
        row, place = (
            session.get(Person, centre.people[person]),
            session.get(Team, centre.teams[team]),
        )
        assert row is not None
        assert place is not None
        a_post(session, row, since, team=place, job_type="inbound", skill_level=3)


def opens(opening: Callable[[Context, str], object], ctx: Context, no: str) -> bool:
    try:
        opening(ctx, no)
    except NotAllowed:
        return False
    return True


@pytest.mark.parametrize("opening", OPENINGS)
def test_a_swap_is_the_old_leaders_to_see_after_both_parties_changed_teams(
    centre: SmallCentre, opening: Callable[[Context, str], object]
) -> None:
    """By the posts of the dates given away, on every page alike."""
    no = a_swap(centre, "S-1", ("1001", OCT[5]), ("1002", OCT[6]))
    for person in ("1001", "1002"):
        moves(centre, person, OCT[8], "B")
    assert opens(opening, acting(centre, "1000"), no)
    assert not opens(opening, acting(centre, "2000"), no)


def test_the_register_of_a_month_holds_the_swaps_with_a_leg_in_it(centre: SmallCentre) -> None:
    a_swap(centre, "S-around", ("1001", date(2026, 9, 30)), ("2001", date(2026, 11, 1)))
    a_swap(centre, "S-first", ("1001", OCT[1]), ("2001", date(2026, 11, 2)))
    a_swap(centre, "S-last", ("1002", date(2026, 9, 29)), ("2002", OCT[31]))
    rows = register(acting(centre, "0001"), OCT[1], OCT[31])
    assert [one.row.no for one in rows] == ["S-first", "S-last"]


def test_a_leave_belongs_to_the_team_of_the_day_of_filing(centre: SmallCentre) -> None:
    no = a_leave(centre, "L-1", "1001", OCT[5], OCT[20])
    moves(centre, "1001", OCT[8], "B")
    (row,) = leaves.register(acting(centre, "1000"), OCT[1], OCT[31])
    assert (row.leave.no, row.team) == (no, "A")
    assert leaves.register(acting(centre, "2000"), OCT[1], OCT[31]) == []
    assert not opens(open_in_inbox, acting(centre, "2000"), no)


def test_an_administrator_reads_no_leave_but_their_own(centre: SmallCentre) -> None:
    no = a_leave(centre, "L-1", "1001", OCT[5], OCT[20])
    administrator = acting(centre, "0004")
    assert leaves.register(administrator, OCT[1], OCT[31]) == []
    for opening in (detail, open_in_inbox, past):
        assert not opens(opening, administrator, no)
    marks = [
        cell.leave.kind
        for block in read_grid(administrator, OCT[1], OCT[31], draft=False).rows.teams
        for line in block.lines
        for cell in line.cells
        if cell.leave is not None
    ]
    assert marks == [""], "that somebody is away is seen, and not why"


def _disabled(centre: SmallCentre) -> None:
    with centre.context.write() as session:
        session.execute(
            insert(Account).values(
                person_id=centre.people["1000"], login="1000", password_hash="x", disabled=True
            )
        )


def _departed(centre: SmallCentre) -> None:
    with centre.context.write() as session:
        leader = update(Person).where(Person.id == centre.people["1000"])
        session.execute(leader.values(left_on=NOW.date() - timedelta(days=2)))


@pytest.mark.parametrize("gone", [_disabled, _departed])
@pytest.mark.parametrize(
    "reads",
    [
        lambda ctx: read_grid(ctx, OCT[1], OCT[31], draft=False),
        lambda ctx: read_paper(ctx, OCT[1], draft=False),
        read_inbox,
        read_today,
        staff,
        lambda ctx: detail(ctx, "L-1"),
        lambda ctx: open_in_inbox(ctx, "L-1"),
    ],
)
def test_a_leader_who_is_gone_reads_nothing_in_a_window_that_is_still_open(
    centre: SmallCentre, gone: Callable[[SmallCentre], None], reads: Callable[[Context], object]
) -> None:
    a_leave(centre, "L-1", "1001", OCT[5], OCT[20])
    leader = acting(centre, "1000")
    reads(leader)
    gone(centre)
    with pytest.raises(NotAllowed):
        reads(leader)


@pytest.mark.parametrize("gone", [_disabled, _departed])
def test_a_leader_who_is_gone_finds_no_rows_in_the_registers(
    centre: SmallCentre, gone: Callable[[SmallCentre], None]
) -> None:
    a_leave(centre, "L-1", "1001", OCT[5], OCT[20])
    a_swap(centre, "S-1", ("1001", OCT[5]), ("1002", OCT[6]))
    gone(centre)
    leader = acting(centre, "1000")
    assert leaves.register(leader, OCT[1], OCT[31]) == []
    with pytest.raises(NotAllowed):
        register(leader, OCT[1], OCT[31])
    assert findings_for(leader).rows == ()


def test_the_grids_findings_are_about_its_people_and_tell_no_colleagues_leave(
    centre: SmallCentre,
) -> None:
    a_leave(centre, "L-1", "1002", OCT[5], OCT[20])
    for no, told in (("1000", True), ("1002", True), ("1001", False), ("0004", False)):
        said = read_grid(acting(centre, no), OCT[1], OCT[31], draft=False).findings
        about = [one for one in said.get(("1002", OCT[20]), ()) if one.rule == "LEAVE-10"]
        assert bool(about) is told, no
    mine = read_grid(acting(centre, "1001"), OCT[1], OCT[31], draft=False)
    shown = {line.no for block in mine.rows.teams for line in block.lines}
    assert {no for no, _day in mine.findings} <= shown


def test_days_worked_elsewhere_are_not_in_a_file_that_another_leader_opens(
    centre: SmallCentre,
) -> None:
    with centre.context.write() as session:
        there = a_team(session, "C", a_department(session, "Complaints"))
        a_person(session, "3000", role=Role.TEAM_LEADER, team=there)
        moved = session.get(Person, centre.people["1001"])
        assert moved is not None
        a_post(session, moved, OCT[14], team=there, job_type="inbound", skill_level=3)
        key = session.scalars(select(Person.id).where(Person.employee_no == "3000")).one()
    found = open_file(centre.context.acting_as(Actor("3000", key)), "1001", OCT[1])
    assert found.days is not None
    shown = {day.head.day for day in found.days.days if day.cell.code}
    assert shown
    assert min(shown) >= OCT[14]
    assert found.numbers is None


def test_nothing_is_told_of_somebody_in_another_department(centre: SmallCentre) -> None:
    with centre.context.write() as session:
        there = a_team(session, "C", a_department(session, "Complaints"))
        stranger = a_person(session, "3001", team=there, job_type="inbound", skill_level=3).id
    agent = acting(centre, "1001")
    with pytest.raises(NotAllowed):
        consider(agent, OCT[20], "3001", OCT[21])
    with pytest.raises(NotAllowed):
        file_swap(agent, stranger, OCT[20], OCT[21])


def test_a_teammate_who_files_a_sick_leave_learns_nothing_of_other_leaves(
    centre: SmallCentre,
) -> None:
    a_leave(centre, "L-secret", "1002", OCT[10], OCT[22])
    wish = Wish(centre.people["1002"], "sick", OCT[20], OCT[23], "ill")
    shown = preview(acting(centre, "1001"), wish)
    assert "L-secret" not in repr(shown.verdict)
    assert shown.run_days == 4
    own = preview(acting(centre, "1000"), wish)
    assert "L-secret" in repr(own.verdict), "their leader is told"


def test_what_is_found_of_a_leave_is_for_the_line_of_command(centre: SmallCentre) -> None:
    a_leave(centre, "L-1", "1002", OCT[5], OCT[20])
    for no, told in (("0001", True), ("0002", True), ("1000", True), ("1002", True),
                     ("0004", False), ("1001", False), ("2000", False)):  # fmt: skip
        rules = {row.finding.rule for row in findings_for(acting(centre, no)).rows}
        assert any(rule.startswith("LEAVE-") for rule in rules) is told, no


def test_a_swap_on_a_leaves_day_is_found_for_an_administrator_without_its_kind(
    centre: SmallCentre,
) -> None:
    from app.rules.figures.swaps import OnLeave

    a_leave(centre, "L-1", "1002", OCT[5], OCT[6])
    with centre.context.write() as session:
        session.execute(update(Leave).values(approved_at=NOW - timedelta(days=9)))
    a_swap(centre, "S-1", ("1001", OCT[5]), ("1002", OCT[6]))
    for no, kind in (("0001", "sick"), ("1000", "sick"), ("0004", "")):
        found = [row.finding.figures for row in findings_for(acting(centre, no)).rows]
        assert {one.kind for one in found if isinstance(one, OnLeave)} == {kind}, no


def test_the_trail_tells_administrators_that_leave_was_filed_and_not_why(
    centre: SmallCentre,
) -> None:
    file_leave(
        acting(centre, "1002"),
        Wish(centre.people["1002"], "sick", OCT[20], OCT[20], reason="家中有事"),
    )
    for no, told in (("0001", True), ("0002", True), ("0004", False)):
        ctx = acting(centre, no)
        (row,) = trail(ctx, AuditFilter(kind="leave.file")).rows
        assert ("sick" in row.after) is told, no
        assert "2026-10-20" in row.after
        searched = trail(ctx, AuditFilter(text="sick"))
        assert (len(searched.rows), searched.count) == (int(told), int(told)), no
    assert trail(acting(centre, "0004"), AuditFilter(text="L-00001")).count == 1


def test_a_finding_about_nobody_is_for_those_who_see_the_whole_centre(centre: SmallCentre) -> None:
    from app.reading import permission
    from app.reading.findings import sees
    from app.rules.figures.figure import Month
    from app.rules.figures.quality import TooFewInspections
    from app.rules.findings import Finding

    counted = TooFewInspections(count=0, least=1, most=5, month=Month(OCT[1]))
    row = FindingRow(Finding("x", "", OCT[5], counted), "", "", "")
    for no, seen in (("0001", True), ("0004", True), ("0002", False), ("1000", False)):
        ctx = acting(centre, no)
        with ctx.read() as session:
            assert sees(permission.sight(ctx, session), row, ()) is seen


def test_a_finding_about_nobody_of_a_department_is_for_those_who_lead_in_it(
    centre: SmallCentre,
) -> None:
    from app.reading import permission
    from app.reading.findings import sees
    from app.rules.figures.duties import NoDutyLog
    from app.rules.findings import Finding

    row = FindingRow(Finding("x", "", OCT[5], NoDutyLog("Service")), "", "Service", "")
    with acting(centre, "0002").read() as session:
        mine = permission.sight(acting(centre, "0002"), session).standing.place
    of_ours = replace(row, place=Place(mine.department))
    elsewhere = replace(row, place=Place(99))
    for no, ours, theirs in (
        ("0001", True, True),
        ("0002", True, False),
        ("1000", True, False),
        ("1001", False, False),
        ("0003", False, False),
    ):
        ctx = acting(centre, no)
        with ctx.read() as session:
            seen = permission.sight(ctx, session)
            assert (sees(seen, of_ours, ()), sees(seen, elsewhere, ())) == (ours, theirs), no


@settings(
    max_examples=4 * TIMES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(seed=st.integers(0, 10_000))
def test_a_row_stands_in_a_register_exactly_if_it_opens(
    store_template: Path, tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    """Over people who moved and were promoted at random, for everybody, on every page."""
    chance = Random(seed)
    path = shutil.copy(store_template, tmp_path_factory.mktemp("sight"))
    centre = small_centre(open_store(Path(path), KEEPER, TestClock()))
    agents = [no for no in centre.people if no[0] in "12"]
    for no in chance.sample(agents, 4):
        moves(centre, no, OCT[chance.randint(2, 28)], chance.choice("AB"))
    with centre.context.write() as session:
        promoted = session.get(Person, centre.people[chance.choice(agents)])
        team = session.get(Team, centre.teams[chance.choice("AB")])
        assert promoted is not None
        since = HIRED + timedelta(days=1)
        a_post(session, promoted, since, role=Role.TEAM_LEADER, team=team)
        session.flush()
        assert session.query(Post).count() > len(agents)
    swaps, filed = [], []
    for number in range(5):
        one, two = chance.sample(agents, 2)
        days = OCT[chance.randint(1, 31)], OCT[chance.randint(1, 31)]
        swaps.append(a_swap(centre, f"S-{number}", (one, days[0]), (two, days[1])))
        filed.append(a_leave(centre, f"L-{number}", one, *sorted(days)))
    for no in centre.people:
        ctx = acting(centre, no)
        held = {one.row.no for one in register(ctx, OCT[1], OCT[31])}
        for opening in OPENINGS:
            assert held == {swap for swap in swaps if opens(opening, ctx, swap)}
        held = {one.leave.no for one in leaves.register(ctx, OCT[1], OCT[31])}
        for opening in (detail, open_in_inbox, past):
            assert held == {leave for leave in filed if opens(opening, ctx, leave)}
    centre.context.store.close()
