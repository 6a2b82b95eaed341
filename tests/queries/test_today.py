"""Who works now and next, what stands open, and what waits for whom, as the Today page reads it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.models import (
    Account,
    Attendance,
    Inspection,
    Leave,
    Person,
    StaffingNeed,
    Swap,
    SwapConsent,
)
from app.queries.requests.waiting import asked_of
from app.queries.today.ahead import Ahead
from app.queries.today.numbers import account_numbers
from app.queries.today.page import TodayRows, Viewer, today_rows
from app.queries.today.shifts import Presence, Worker
from app.rules.facts import Place
from app.rules.sight import Standing
from app.rules.turn import Word
from app.rules.vocabulary import LeaveKind, LeaveStatus, Role, Side, SwapStatus
from tests.factories import NOW, SmallCentre, TestClock

TODAY = date(2026, 10, 15)
MINUTE = timedelta(minutes=1)
EARLY = NOW - timedelta(minutes=90)
"""07:30 in Shanghai: the early shift begins, the night shift is over."""
START = NOW + timedelta(hours=6, minutes=30)
"""15:30, when the late shift begins: 1003, 1004, 2003 and 2004 have it today."""
LATE_ON = ("1003", "1004", "2003", "2004")
ALL = Viewer("", Standing(None, Role.CENTRE_DIRECTOR, Place()))


def read(centre: SmallCentre, now: datetime = START + MINUTE, viewer: Viewer = ALL) -> TodayRows:
    with centre.context.read() as session:
        return today_rows(session, viewer, centre.context.time, now)


def at_work(rows: TodayRows) -> set[tuple[str, date]]:
    return {(one.shift.code, one.day) for one in rows.running}


def worker(rows: TodayRows, no: str) -> Worker:
    (found,) = (w for s in rows.running for t in s.teams for w in t.workers if w.no == no)
    return found


def come(session: Session, centre: SmallCentre, no: str, minutes: int | None) -> None:
    """Roll call of today: so many minutes after 15:30; None: has not come."""
    arrived = None if minutes is None else START + minutes * MINUTE
    session.add(Attendance(person_id=centre.people[no], day=TODAY, arrived_at=arrived))


def a_leave(
    centre: SmallCentre, no: str, first: date, status: LeaveStatus, **more: object
) -> Leave:
    return Leave(
        leave_no=f"L-{no}", person_id=centre.people[no], filed_by_no=no, filed_at=NOW,
        kind=LeaveKind.PERSONAL, first_date=first, last_date=first, status=status, **more,
    )  # fmt: skip


def test_the_shift_whose_hours_hold_now_is_running(centre: SmallCentre) -> None:
    assert at_work(read(centre)) == {("L", TODAY)}


def test_last_nights_shift_still_runs_until_its_last_minute(centre: SmallCentre) -> None:
    before = EARLY - MINUTE
    assert at_work(read(centre, before)) == {("N", TODAY - timedelta(days=1))}
    assert at_work(read(centre, EARLY)) == {("E", TODAY)}


def test_what_comes_next_is_named_once_for_each_shift(centre: SmallCentre) -> None:
    coming = [(one.shift.code, one.day) for one in read(centre).coming]
    assert coming == [("N", TODAY), ("E", TODAY + timedelta(days=1))]


def test_before_roll_call_is_recorded_people_are_expected(centre: SmallCentre) -> None:
    rows = read(centre)
    presence = {worker(rows, no).presence for no in LATE_ON}
    assert presence == {Presence.EXPECTED}


def test_at_the_start_is_in_time_and_a_minute_after_is_late(centre: SmallCentre) -> None:
    one, two = LATE_ON[:2]
    with centre.context.write() as session:
        come(session, centre, one, 0)
        come(session, centre, two, 1)
    rows = read(centre)
    assert worker(rows, one).presence is Presence.HERE
    assert (worker(rows, two).presence, worker(rows, two).late) == (Presence.LATE, 1)


def test_who_has_not_come_is_missing_once_the_team_held_its_roll_call(centre: SmallCentre) -> None:
    with centre.context.write() as session:
        come(session, centre, "1003", 0)
    rows = read(centre)
    assert worker(rows, "1004").presence is Presence.MISSING
    assert worker(rows, "2003").presence is Presence.EXPECTED


def test_an_approved_leave_opens_the_shift_and_a_pending_one_does_not(
    centre: SmallCentre,
) -> None:
    one, two = LATE_ON[:2]
    with centre.context.write() as session:
        session.add(a_leave(centre, one, TODAY, LeaveStatus.APPROVED, approved_at=NOW))
        session.add(a_leave(centre, two, TODAY, LeaveStatus.PENDING))
    rows = read(centre)
    assert worker(rows, one).presence is Presence.AWAY
    assert worker(rows, two).presence is Presence.EXPECTED
    assert [[w.no for w in gap.away] for gap in rows.gaps] == [[one]]


@pytest.mark.parametrize(("needed", "short"), [(2, 0), (3, 1)])
def test_a_team_with_fewer_people_than_it_needs_is_short(
    centre: SmallCentre, needed: int, short: int
) -> None:
    with centre.context.write() as session:
        session.add(
            StaffingNeed(
                department_id=centre.department,
                team_id=centre.teams["A"], shift_id=centre.shifts["L"],
                weekday=TODAY.weekday(), least=needed,
            )
        )  # fmt: skip
    today = [gap for gap in read(centre).gaps if gap.day == TODAY]
    assert [gap.short for gap in today] == ([short] if short else [])


@pytest.mark.parametrize(("needed", "open_"), [(1, []), (2, [1])])
def test_a_leave_makes_a_gap_only_where_too_few_are_left(
    centre: SmallCentre, needed: int, open_: list[int]
) -> None:
    """Two are rostered and one is away: enough for one, one short of two."""
    with centre.context.write() as session:
        session.add(a_leave(centre, LATE_ON[0], TODAY, LeaveStatus.APPROVED, approved_at=NOW))
        session.add(
            StaffingNeed(
                department_id=centre.department,
                team_id=centre.teams["A"], shift_id=centre.shifts["L"],
                weekday=TODAY.weekday(), least=needed,
            )
        )  # fmt: skip
    assert [gap.short for gap in read(centre).gaps if gap.day == TODAY] == open_


def test_too_few_rostered_are_told_beside_who_is_here(centre: SmallCentre) -> None:
    with centre.context.write() as session:
        session.add(
            StaffingNeed(
                department_id=centre.department,
                team_id=centre.teams["A"], shift_id=centre.shifts["E"],
                weekday=TODAY.weekday(), least=9,
            )
        )  # fmt: skip
    found = read(centre, EARLY + MINUTE).at_work(centre.teams["A"])
    assert found.short == 9 - found.rostered


def test_a_night_of_yesterday_that_still_runs_is_among_the_gaps(centre: SmallCentre) -> None:
    night = TODAY - timedelta(days=1)
    with centre.context.write() as session:
        session.add(
            StaffingNeed(
                department_id=centre.department,
                team_id=centre.teams["A"], shift_id=centre.shifts["N"],
                weekday=night.weekday(), least=9,
            )
        )  # fmt: skip
    assert night in {gap.day for gap in read(centre, EARLY - MINUTE).gaps}
    assert night not in {gap.day for gap in read(centre, EARLY).gaps}


def test_an_agent_sees_the_own_team_alone(centre: SmallCentre) -> None:
    rows = read(centre, viewer=an_agent(centre, "1001"))
    assert {team.team for one in rows.running for team in one.teams} == {"A"}


def an_agent(centre: SmallCentre, no: str) -> Viewer:
    place = Place(centre.department, centre.teams["A"])
    return Viewer(no, Standing(centre.people[no], Role.AGENT, place))


def test_lateness_and_kinds_of_leave_of_others_are_not_for_an_agent(centre: SmallCentre) -> None:
    late, away = "1003", "1004"
    with centre.context.write() as session:
        come(session, centre, late, 9)
        session.add(a_leave(centre, away, TODAY, LeaveStatus.APPROVED, approved_at=NOW))
    rows = read(centre, viewer=an_agent(centre, "1001"))
    assert (worker(rows, late).presence, worker(rows, late).late) == (Presence.HERE, 0)
    leave = worker(rows, away).leave
    assert leave is not None
    assert leave.kind == ""


def test_of_themselves_an_agent_sees_everything(centre: SmallCentre) -> None:
    with centre.context.write() as session:
        come(session, centre, "1003", 9)
    assert worker(read(centre, viewer=an_agent(centre, "1003")), "1003").late == 9


@pytest.mark.parametrize(("before", "day"), [(1, TODAY), (0, TODAY + timedelta(days=1))])
def test_my_next_shift_has_not_begun(centre: SmallCentre, before: int, day: date) -> None:
    viewer = an_agent(centre, "1004")  # late today, late again tomorrow
    rows = read(centre, START - before * MINUTE, viewer)
    assert rows.next is not None
    assert rows.next.head.day == day


# What waits for whom


def waits(centre: SmallCentre, no: str) -> list[Word]:
    ctx = centre.context
    with ctx.read() as session:
        return [one.word for one in asked_of(session, centre.people[no], ctx.time, ctx.now())]


def a_swap(centre: SmallCentre, status: SwapStatus, one: str = "1001", two: str = "2001") -> None:
    with centre.context.write() as session:
        swap = Swap(
            swap_no="S-1", filed_at=NOW, status=status, requester_id=centre.people[one],
            requester_date=TODAY, counterpart_id=centre.people[two], counterpart_date=TODAY,
        )  # fmt: skip
        session.add(swap)
        session.flush()
        if status is SwapStatus.PART_APPROVED:
            session.add(SwapConsent(swap_id=swap.id, side=Side.REQUESTER, by_no="1000", at=NOW))


def test_an_offered_swap_waits_for_the_colleague_alone(centre: SmallCentre) -> None:
    a_swap(centre, SwapStatus.OFFERED)
    assert waits(centre, "2001") == [Word.ANSWER]
    assert [waits(centre, no) for no in ("1001", "1000", "2000", "0002")] == [[], [], [], []]


def test_an_agreed_swap_waits_for_both_leaders(centre: SmallCentre) -> None:
    a_swap(centre, SwapStatus.AGREED)
    assert [waits(centre, no) for no in ("1000", "2000")] == [[Word.CONSENT]] * 2
    assert waits(centre, "0002") == []


def test_a_half_approved_swap_waits_for_the_other_leader(centre: SmallCentre) -> None:
    a_swap(centre, SwapStatus.PART_APPROVED)
    assert waits(centre, "1000") == []
    assert waits(centre, "2000") == [Word.CONSENT]


def test_a_leaders_own_swap_waits_for_the_head(centre: SmallCentre) -> None:
    a_swap(centre, SwapStatus.AGREED, one="1000")
    assert waits(centre, "1000") == []
    assert waits(centre, "0002") == [Word.CONSENT]


def test_an_effective_swap_waits_for_nobody(centre: SmallCentre) -> None:
    a_swap(centre, SwapStatus.EFFECTIVE)
    assert [waits(centre, no) for no in ("1000", "2000", "2001")] == [[], [], []]


def test_a_leave_waits_for_its_first_undecided_step(centre: SmallCentre) -> None:
    with centre.context.write() as session:
        session.add(a_leave(centre, "1001", TODAY + timedelta(days=3), LeaveStatus.PENDING))
    assert waits(centre, "1000") == [Word.DECISION]
    assert [waits(centre, no) for no in ("2000", "0002", "0001", "1001")] == [[], [], [], []]


def test_a_leaders_own_leave_waits_for_the_head(centre: SmallCentre) -> None:
    with centre.context.write() as session:
        session.add(a_leave(centre, "1000", TODAY + timedelta(days=3), LeaveStatus.PENDING))
    assert waits(centre, "1000") == []
    assert waits(centre, "0002") == [Word.DECISION]


# Numbers


def inspected(centre: SmallCentre, agent: str, inspector: str, at: datetime) -> None:
    with centre.context.write() as session:
        session.add(
            Inspection(
                inspection_no=f"Q-{agent}-{inspector}", agent_id=centre.people[agent],
                inspector_id=centre.people[inspector], inspected_at=at, contact_ref="C",
                language=90, attitude=90, tone=90, summarising=90, adaptability=100,
            )
        )  # fmt: skip


def an_inspector(centre: SmallCentre) -> Viewer:
    place = Place(centre.department, None)
    return Viewer("0003", Standing(centre.people["0003"], Role.QA_INSPECTOR, place))


def test_every_agent_who_worked_and_was_not_inspected_is_still_to_inspect(
    centre: SmallCentre,
) -> None:
    inspected(centre, "1001", "0003", NOW)
    inspected(centre, "1002", "1000", NOW)  # by a leader: does not count (QA-3)
    inspected(centre, "1003", "0003", datetime(2026, 9, 30, 15, 59, tzinfo=UTC))  # last month
    left = read(centre, viewer=an_inspector(centre)).to_inspect
    assert left is not None
    assert [one.no for one in left] == ["1002", "1003", "1004", "2001", "2002", "2003", "2004"]


def test_my_score_is_the_mean_of_this_months_items(centre: SmallCentre) -> None:
    inspected(centre, "1001", "0003", NOW)
    own = read(centre, viewer=an_agent(centre, "1001")).own
    assert own is not None
    assert (own.inspections, own.score) == (1, 92.0)


@pytest.mark.parametrize(
    ("status", "counts"),
    [(SwapStatus.OFFERED, 0), (SwapStatus.AGREED, 1), (SwapStatus.EFFECTIVE, 1),
     (SwapStatus.DECLINED, 0)],
)  # fmt: skip
def test_swaps_that_hold_a_place_count_for_my_month(
    centre: SmallCentre, status: SwapStatus, counts: int
) -> None:
    a_swap(centre, status)
    own = read(centre, viewer=an_agent(centre, "1001")).own
    assert own is not None
    assert own.swaps == counts


def test_the_clock_of_the_context_is_not_asked(centre: SmallCentre, clock: TestClock) -> None:
    clock.pass_by(days=300)
    assert at_work(read(centre)) == {("L", TODAY)}


def an_emergency(centre: SmallCentre, no: str, first: date, **more: object) -> None:
    row = a_leave(centre, no, first, LeaveStatus.APPROVED, **more)
    row.kind = LeaveKind.EMERGENCY_SICK
    with centre.context.write() as session:
        session.add(row)


def leader_of(centre: SmallCentre, team: str, no: str) -> Viewer:
    place = Place(centre.department, centre.teams[team])
    return Viewer(no, Standing(centre.people[no], Role.TEAM_LEADER, place))


def test_a_certificate_to_come_is_shown_to_the_person_and_the_leader_alone(
    centre: SmallCentre,
) -> None:
    an_emergency(centre, "1002", TODAY)
    (paper,) = read(centre, viewer=leader_of(centre, "A", "1000")).papers
    assert (paper.no, paper.due) == ("L-1002", TODAY + timedelta(days=1))
    place = Place(centre.department, centre.teams["A"])
    own, other = (
        Viewer(no, Standing(centre.people[no], Role.AGENT, place)) for no in ("1002", "1001")
    )
    assert read(centre, viewer=own).papers == (paper,)
    assert read(centre, viewer=other).papers == ()
    assert read(centre, viewer=leader_of(centre, "B", "2000")).papers == ()


def test_a_certificate_that_covers_the_leave_is_no_longer_to_come(centre: SmallCentre) -> None:
    days = {"certificate_from": TODAY, "certificate_to": TODAY, "certificate_at": NOW}
    an_emergency(centre, "1002", TODAY, **days)
    assert read(centre, viewer=leader_of(centre, "A", "1000")).papers == ()


def test_a_sick_leave_waits_for_its_certificate_until_it_is_approved(centre: SmallCentre) -> None:
    with centre.context.write() as session:
        for no, status in (("1001", LeaveStatus.PENDING), ("1002", LeaveStatus.APPROVED)):
            row = a_leave(centre, no, TODAY, status)
            row.kind = LeaveKind.SICK
            session.add(row)
    papers = read(centre, viewer=leader_of(centre, "A", "1000")).papers
    assert [(one.no, one.due) for one in papers] == [("L-1001", TODAY)]


def test_accounts_are_counted_with_those_of_no_person_and_the_disabled_apart(
    centre: SmallCentre,
) -> None:
    def counted() -> tuple[int, int, int]:
        with centre.context.read() as session:
            found = account_numbers(session, TODAY)
        return found.accounts, found.disabled, found.without

    with centre.context.read() as session:
        people = list(session.scalars(select(Person.id)))
    assert counted() == (0, 0, len(people))
    with centre.context.write() as session:
        session.add(Account(login="admin", password_hash=""))
        for key in people:
            session.add(Account(login=str(key), person_id=key, password_hash=""))
    assert counted() == (len(people) + 1, 0, 0)
    with centre.context.write() as session:
        session.execute(update(Account).where(Account.login == "admin").values(disabled=True))
        session.execute(
            update(Person).where(Person.id == people[0]).values(left_on=TODAY - timedelta(days=1))
        )
    assert counted() == (len(people) - 1, 1, 0)


def needing(centre: SmallCentre, team: str, weekdays: range = range(7)) -> None:
    with centre.context.write() as session:
        session.add_all(
            StaffingNeed(
                department_id=centre.department,
                team_id=centre.teams[team],
                shift_id=centre.shifts["E"],
                weekday=day,
                least=1,
            )
            for day in weekdays
        )


def a_leader_of(centre: SmallCentre, no: str, team: str) -> Viewer:
    place = Place(centre.department, centre.teams[team])
    return Viewer(no, Standing(centre.people[no], Role.TEAM_LEADER, place))


def test_nothing_is_known_of_the_coming_days_without_needs_or_without_a_roster(
    centre: SmallCentre,
) -> None:
    assert read(centre).ahead == Ahead(needs=False, rostered=True)
    needing(centre, "A")
    assert read(centre).ahead == Ahead(needs=True, rostered=True)
    of_b = read(centre, viewer=a_leader_of(centre, "2000", "B")).ahead
    assert not of_b.needs, "what another team needs says nothing of one's own"
    later = read(centre, START + timedelta(days=12)).ahead  # 27 October to 3 November
    assert later == Ahead(needs=True, rostered=True, bare_from=date(2026, 11, 1))
    assert not read(centre, START + timedelta(days=60)).ahead.rostered


def test_a_day_that_needs_nobody_is_no_hole_in_the_roster(centre: SmallCentre) -> None:
    needing(centre, "A", range(5))
    later = read(centre, START + timedelta(days=12)).ahead
    assert later.bare_from == date(2026, 11, 2), "the first of November is a Sunday"


def test_where_no_agent_has_worked_nobody_counts_as_inspected(centre: SmallCentre) -> None:
    viewer = an_inspector(centre)
    assert not read(centre, viewer=viewer).nobody_worked
    november = read(centre, START + timedelta(days=30), viewer)
    assert (november.to_inspect, november.nobody_worked) == ((), True)


def test_what_a_department_as_a_whole_and_what_job_types_lack_are_gaps(centre: SmallCentre) -> None:
    late, place = centre.shifts["L"], {"department_id": centre.department}
    of_a = {**place, "team_id": centre.teams["A"], "job_type": "outbound"}
    with centre.context.write() as session:
        session.add(StaffingNeed(**place, shift_id=late, day=TODAY, least=9))
        session.add(StaffingNeed(**of_a, shift_id=late, day=TODAY, least=2))
    found = [gap for gap in read(centre).gaps if gap.day == TODAY and gap.needed is not None]
    assert [(gap.team, gap.job_type, gap.working, gap.needed) for gap in found] == [
        ("A", "outbound", 0, 2), ("", "", 4, 9),
    ]  # fmt: skip
