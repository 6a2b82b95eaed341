"""The roster's grid, as it is read for the page."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import update

from app.models import (
    CalendarDay,
    Leave,
    Person,
    PolicyValue,
    Post,
    ShiftType,
    StaffingNeed,
    Swap,
    Team,
)
from app.queries.roster import grid as roster
from app.queries.roster.findings import month_findings
from app.queries.roster.rows import (
    EVERYBODY,
    LeaveMark,
    PersonLine,
    RosterCell,
    RosterFilter,
    RosterMonthRows,
    SwapMark,
)
from app.rules.figures.roster import RestBefore
from app.rules.policy import DEFAULTS
from app.rules.vocabulary import DayKind, LeaveStatus, Role, RosterState, SwapStatus
from tests.factories import NOW, SmallCentre, a_person, a_post, a_team, assign
from tests.figured import counted

OCTOBER, LAST = date(2026, 10, 1), date(2026, 10, 31)
TODAY = date(2026, 10, 15)


def read(
    centre: SmallCentre,
    first: date = OCTOBER,
    last: date = LAST,
    wanted: RosterFilter = EVERYBODY,
) -> RosterMonthRows:
    with centre.context.read() as session:
        return roster.month(session, first, last, TODAY, wanted)


def line(rows: RosterMonthRows, number: str) -> PersonLine:
    (found,) = (one for team in rows.teams for one in team.lines if one.no == number)
    return found


def add(centre: SmallCentre, *rows: object) -> None:
    with centre.context.write() as session:
        session.add_all(rows)


def swap(centre: SmallCentre, mine: date, theirs: date, **more: object) -> Swap:
    made = {
        "swap_no": "S-1", "filed_at": NOW, "status": SwapStatus.EFFECTIVE, "effective_at": NOW,
        "requester_id": centre.people["1001"], "requester_date": mine,
        "counterpart_id": centre.people["1002"], "counterpart_date": theirs,
    }  # fmt: skip
    return Swap(**{**made, **more})


def leave(
    centre: SmallCentre, first: date, last: date, status: LeaveStatus, number: str = "L-1"
) -> Leave:
    return Leave(
        leave_no=number, person_id=centre.people["1001"], filed_by_no="1001", filed_at=NOW,
        kind="personal", first_date=first, last_date=last, status=status,
    )  # fmt: skip


def test_teams_stand_in_order_with_the_leader_first(centre: SmallCentre) -> None:
    rows = read(centre)
    assert [(team.department, team.team) for team in rows.teams] == [
        ("Service", "A"), ("Service", "B"), ("Service", ""), ("", ""),
    ]  # fmt: skip
    assert [one.no for one in rows.teams[0].lines] == ["1000", "1001", "1002", "1003", "1004"]
    assert rows.teams[0].lines[0].role is Role.TEAM_LEADER
    assert [one.no for one in rows.teams[2].lines] == ["0002", "0003", "0004"]
    assert [team.scope for team in rows.teams[2:]] == [f"department:{centre.department}", "centre"]


def test_cells_run_in_step_with_the_days(centre: SmallCentre) -> None:
    rows = read(centre)
    assert len(rows.days) == 31
    assert all(len(one.cells) == 31 for team in rows.teams for one in team.lines)
    assert [cell.code for cell in line(rows, "1001").cells[:9]] == [
        "", "E", "E", "L", "L", "N", "N", "", "",
    ]  # fmt: skip


def test_cells_that_look_alike_are_one_object(centre: SmallCentre) -> None:
    rows = read(centre)
    looks = {id(cell) for team in rows.teams for one in team.lines for cell in one.cells}
    assert len(looks) == 4


def test_a_day_says_its_weekday_what_the_calendar_calls_it_and_whether_it_is_today(
    centre: SmallCentre,
) -> None:
    add(
        centre,
        CalendarDay(day=OCTOBER, name="国庆节", kind=DayKind.HOLIDAY),
        CalendarDay(day=date(2026, 10, 10), name="国庆节调休", kind=DayKind.WORKDAY),
    )
    days = {head.day.day: head for head in read(centre).days}
    assert (days[1].weekday, days[1].kind, days[1].name, days[1].rest) == (
        3, DayKind.HOLIDAY, "国庆节", True,
    )  # fmt: skip
    assert (days[10].weekday, days[10].rest, days[11].rest, days[12].rest) == (
        5, False, True, False,
    )  # fmt: skip
    assert [head.day for head in days.values() if head.today] == [TODAY]


def test_a_swap_shows_who_gave_what_to_whom(centre: SmallCentre) -> None:
    mine, theirs = date(2026, 10, 10), date(2026, 10, 14)
    add(centre, swap(centre, mine, theirs))
    rows = read(centre)
    one, other = line(rows, "1001").cells, line(rows, "1002").cells
    assert (one[9], other[9]) == (
        RosterCell("", swap=SwapMark("S-1", to_no="1002", to_name="Person 1002", given_code="E")),
        RosterCell("E", swap=SwapMark("S-1", from_no="1001", from_name="Person 1001")),
    )
    assert (one[13].code, one[13].swap and one[13].swap.received) == ("L", True)
    assert other[13].code == ""


@pytest.mark.parametrize("status", [SwapStatus.OFFERED, SwapStatus.DECLINED, SwapStatus.CANCELLED])
def test_a_swap_that_is_not_effective_moves_nothing(
    centre: SmallCentre, status: SwapStatus
) -> None:
    before = read(centre)
    add(centre, swap(centre, date(2026, 10, 10), date(2026, 10, 14), status=status))
    assert read(centre) == before


def test_a_swap_with_somebody_who_is_filtered_out_is_shown_all_the_same(
    centre: SmallCentre,
) -> None:
    add(
        centre,
        swap(centre, date(2026, 10, 10), date(2026, 10, 14), counterpart_id=centre.people["2002"]),
    )
    rows = read(centre, wanted=RosterFilter(teams=frozenset({centre.teams["A"]})))
    assert [team.team for team in rows.teams] == ["A"]
    cell = line(rows, "1001").cells[13]
    assert (cell.code, cell.swap and cell.swap.from_no) == ("L", "2002")


def test_a_pending_leave_marks_the_cell_and_leaves_the_shift(centre: SmallCentre) -> None:
    day = date(2026, 10, 2)
    add(centre, leave(centre, day, day, LeaveStatus.PENDING))
    cells = line(read(centre), "1001").cells
    assert cells[1] == RosterCell("E", leave=LeaveMark("L-1", "personal", LeaveStatus.PENDING))
    assert cells[2] == RosterCell("E")


def test_an_approved_leave_opens_the_shifts_that_it_covers(centre: SmallCentre) -> None:
    add(centre, leave(centre, date(2026, 9, 20), date(2026, 10, 2), LeaveStatus.APPROVED))
    cells = line(read(centre), "1001").cells
    assert [(cell.code, cell.uncovered, cell.leave is not None) for cell in cells[:3]] == [
        ("", False, True),
        ("E", True, True),
        ("E", False, False),
    ]


def test_an_approved_leave_is_shown_before_a_pending_one(centre: SmallCentre) -> None:
    day = date(2026, 10, 2)
    add(
        centre,
        leave(centre, day, day, LeaveStatus.APPROVED, "L-1"),
        leave(centre, day, day, LeaveStatus.PENDING, "L-2"),
    )
    cell = line(read(centre), "1001").cells[1]
    assert cell.leave == LeaveMark("L-1", "personal", LeaveStatus.APPROVED)


@pytest.mark.parametrize("status", [LeaveStatus.DECLINED, LeaveStatus.WITHDRAWN])
def test_a_leave_that_ended_marks_nothing(centre: SmallCentre, status: LeaveStatus) -> None:
    before = read(centre)
    add(centre, leave(centre, OCTOBER, LAST, status))
    assert read(centre) == before


def test_totals_count_who_works_against_what_is_needed(centre: SmallCentre) -> None:
    a, b = centre.teams["A"], centre.teams["B"]
    e = centre.shifts["E"]
    add(
        centre,
        StaffingNeed(department_id=centre.department, team_id=a, shift_id=e, weekday=4, least=2),
        StaffingNeed(department_id=centre.department, team_id=b, shift_id=e, weekday=4, least=3),
    )
    early = read(centre).totals[0]
    assert (early.code, early.counts[1], early.needed[1], early.short(1)) == ("E", 4, 5, 1)
    assert (early.needed[0], early.short(0)) == (None, 0)
    only_a = read(centre, wanted=RosterFilter(teams=frozenset({a}))).totals[0]
    assert (only_a.counts[1], only_a.needed[1], only_a.short(1)) == (2, 2, 0)


def test_a_need_of_one_date_goes_before_a_weekdays_and_a_departments_before_its_teams(
    centre: SmallCentre,
) -> None:
    e, a, place = centre.shifts["E"], centre.teams["A"], {"department_id": centre.department}
    add(
        centre,
        StaffingNeed(**place, team_id=a, shift_id=e, weekday=4, least=2),
        StaffingNeed(**place, team_id=a, shift_id=e, day=date(2026, 10, 9), least=7),
        StaffingNeed(**place, shift_id=e, day=date(2026, 10, 16), least=1, want=2, most=3),
    )
    early = read(centre).totals[0]
    assert [early.needed[day - 1] for day in (2, 8, 9, 16)] == [2, None, 7, 1]
    only_a = read(centre, wanted=RosterFilter(teams=frozenset({a}))).totals[0]
    assert [only_a.needed[day - 1] for day in (9, 16)] == [7, 2]
    whole = RosterFilter(departments=frozenset({centre.department}))
    assert read(centre, wanted=whole).totals[0].needed == early.needed


def test_people_of_a_job_type_are_counted_among_those_of_it(centre: SmallCentre) -> None:
    e, place = centre.shifts["E"], {"department_id": centre.department}
    add(
        centre,
        StaffingNeed(**place, shift_id=e, day=date(2026, 10, 2), least=3),
        StaffingNeed(**place, job_type="outbound", shift_id=e, day=date(2026, 10, 2), least=2),
    )
    early = read(centre).totals[0]
    assert (early.counts[1], early.needed[1], early.short(1)) == (4, 3, 2)
    with centre.context.write() as session:
        session.execute(update(Post).where(Post.job_type != "").values(job_type="outbound"))
    assert read(centre).totals[0].short(1) == 0


def test_the_centres_own_need_stands_before_the_teams_together(centre: SmallCentre) -> None:
    e = centre.shifts["E"]
    add(
        centre,
        StaffingNeed(
            department_id=centre.department,
            team_id=centre.teams["A"],
            shift_id=e,
            weekday=4,
            least=2,
        ),
        StaffingNeed(team_id=None, shift_id=e, weekday=4, least=9),
    )
    assert read(centre).totals[0].needed[1] == 9


def test_an_open_shift_is_not_counted_as_worked(centre: SmallCentre) -> None:
    day = date(2026, 10, 2)
    before = read(centre).totals[0].counts[1]
    add(centre, leave(centre, day, day, LeaveStatus.APPROVED))
    assert read(centre).totals[0].counts[1] == before - 1


@pytest.mark.parametrize(("holiday_weekday", "needed"), [(0, 9), (7, 1)])
def test_a_holiday_is_staffed_as_the_weekday_that_is_set_for_it(
    centre: SmallCentre, holiday_weekday: int, needed: int
) -> None:
    e = centre.shifts["E"]
    add(
        centre,
        CalendarDay(day=date(2026, 10, 2), name="国庆节", kind=DayKind.HOLIDAY),
        StaffingNeed(shift_id=e, weekday=4, least=9),
        StaffingNeed(shift_id=e, weekday=6, least=1),
        PolicyValue(
            key="need_holiday_weekday", value=holiday_weekday, since=NOW, set_at=NOW, set_by="0002"
        ),
    )
    assert read(centre).totals[0].needed[1] == needed


def test_a_person_who_moved_has_a_line_in_each_team(centre: SmallCentre) -> None:
    with centre.context.write() as session:
        team = a_team(session, "C")
        mover = a_person(session, "3001", team=team)
        a_post(session, mover, date(2026, 10, 11), team=session.get_one(Team, centre.teams["A"]))
        shift = session.get_one(ShiftType, centre.shifts["E"])
        for day in (10, 11):
            assign(session, mover, OCTOBER.replace(day=day), shift)
    lines = [
        (team.team, one.cells)
        for team in read(centre).teams
        for one in team.lines
        if one.no == "3001"
    ]
    assert [name for name, _ in lines] == ["A", "C"]
    (_, after), (_, before) = lines
    assert [cell.code for cell in before[9:11]] == ["E", ""]
    assert [cell.code for cell in after[9:11]] == ["", "E"]
    assert [cell.outside for cell in before[9:11]] == [False, True]
    assert [cell.outside for cell in after[9:11]] == [True, False]


def test_a_shift_on_a_day_of_no_employment_is_still_seen(centre: SmallCentre) -> None:
    with centre.context.write() as session:
        gone = a_person(session, "3002", team=a_team(session, "C"), left_on=date(2026, 9, 30))
        assign(session, gone, OCTOBER, session.get_one(ShiftType, centre.shifts["E"]))
    cells = line(read(centre), "3002").cells
    assert cells[0] == RosterCell("E", outside=True, uncovered=True), "left behind, it is open"
    with centre.context.read() as session:
        found = month_findings(session, OCTOBER, LAST, centre.context.time, DEFAULTS, draft=False)
    assert [finding.code for finding in found["3002", OCTOBER]] == ["SWAP-8.roster_not_employed"]


def test_the_day_of_hiring_and_the_last_day_are_inside(centre: SmallCentre) -> None:
    with centre.context.write() as session:
        a_person(
            session, "3003", team=a_team(session, "C"),
            hired_on=date(2026, 10, 5), left_on=date(2026, 10, 7),
        )  # fmt: skip
    outside = [cell.outside for cell in line(read(centre), "3003").cells]
    assert [number for number, out in enumerate(outside, start=1) if not out] == [5, 6, 7]


def test_a_week_across_two_months_says_where_both_stand(centre: SmallCentre) -> None:
    rows = read(centre, date(2026, 10, 26), date(2026, 11, 1))
    october, november = rows.teams[0].months
    assert (october.state, october.version) == (RosterState.PUBLISHED, 1)
    assert (november.state, november.version, november.month) == (
        RosterState.DRAFT, 0, date(2026, 11, 1),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (RosterFilter(name="1002"), ["1002"]),
        (RosterFilter(name="person 200"), ["2000", "2001", "2002", "2003", "2004"]),
        (RosterFilter(job_types=frozenset({"outbound"})), []),
        (RosterFilter(departments=frozenset({99})), []),
    ],
)
def test_a_filter_lets_through_who_is_wanted(
    centre: SmallCentre, wanted: RosterFilter, numbers: list[str]
) -> None:
    rows = read(centre, wanted=wanted)
    assert [one.no for team in rows.teams for one in team.lines] == numbers


def test_an_empty_store_has_days_and_nobody(centre: SmallCentre) -> None:
    with centre.context.read() as session:
        rows = roster.month(session, date(2019, 2, 1), date(2019, 2, 28), TODAY)
    assert (len(rows.days), rows.teams) == (28, ())


def test_february_of_a_leap_year_has_29_days(centre: SmallCentre) -> None:
    assert len(read(centre, date(2028, 2, 1), date(2028, 2, 29)).days) == 29


def test_a_persons_month_shows_what_they_work_after_swaps(centre: SmallCentre) -> None:
    add(centre, swap(centre, date(2026, 10, 10), date(2026, 10, 14)))
    with centre.context.read() as session:
        mine = roster.person_month(session, "1001", OCTOBER, LAST, TODAY)
    assert mine is not None
    assert (mine.name, len(mine.days)) == ("Person 1001", 31)
    assert mine.days[9].shift is None
    received = mine.days[13]
    assert received.shift is not None
    assert (received.shift.code, received.head.day) == ("L", date(2026, 10, 14))


def test_an_unknown_person_has_no_month(centre: SmallCentre) -> None:
    with centre.context.read() as session:
        assert roster.person_month(session, "9999", OCTOBER, LAST, TODAY) is None


def test_the_small_centres_month_is_without_short_rests(centre: SmallCentre) -> None:
    with centre.context.read() as session:
        found = month_findings(session, OCTOBER, LAST, centre.context.time, DEFAULTS, draft=False)
    assert found == {}


def test_findings_look_over_the_edge_of_what_is_read(centre: SmallCentre) -> None:
    with centre.context.write() as session:
        early = session.get_one(ShiftType, centre.shifts["E"])
        person = session.get_one(Person, centre.people["0001"])
        assign(session, person, date(2026, 9, 30), session.get_one(ShiftType, centre.shifts["N"]))
        assign(session, person, OCTOBER, early)
    with centre.context.read() as session:
        found = month_findings(session, OCTOBER, LAST, centre.context.time, DEFAULTS, draft=False)
    assert list(found) == [("0001", OCTOBER)]
    assert counted(found["0001", OCTOBER][0], RestBefore).other_day == OCTOBER - timedelta(days=1)
