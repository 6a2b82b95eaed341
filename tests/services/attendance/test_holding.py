"""Roll call is held, people go early and come back from leave, on a real store."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from app.context import Actor, Context
from app.errors import BadInput, Conflict, NotAllowed, Stale
from app.models import Leave
from app.reading.attendance.briefing import Briefing
from app.reading.attendance.page import read_sheet
from app.reading.bulletins.page import read_bulletins, read_readers
from app.rules.vocabulary import LeaveStatus
from app.services.attendance.holding import hold_roll_call
from app.services.attendance.reporting_back import report_back
from app.services.attendance.roll_call import Entry, record_roll_call
from app.services.bulletins.publishing import NewBulletin, publish
from app.services.bulletins.reading import mark_read
from app.services.seen import Seen
from tests.factories import SmallCentre, TestClock

DAY = date(2026, 10, 15)


def acting(centre: SmallCentre, no: str) -> Context:
    return centre.context.acting_as(Actor(no, centre.people[no]))


def at(clock: TestClock, wall: str) -> None:
    clock.now = datetime.fromisoformat(f"{DAY}T{wall}:00+08:00")


def held(centre: SmallCentre, comments: str = "Smile.", by: str = "1000", **more: object) -> None:
    hold_roll_call(acting(centre, by), centre.teams["A"], DAY, "E", comments, **more)  # type: ignore[arg-type]


def briefing(centre: SmallCentre, by: str = "1000") -> Briefing:
    reading = read_sheet(acting(centre, by), centre.teams["A"], DAY, by_month=False)
    assert reading.briefings is not None
    return reading.briefings["E"]


@pytest.mark.parametrize(("wall", "said"), [("07:30", None), ("07:31", "HAND-6.late")])
def test_after_the_start_it_is_late_and_says_so_before_and_after(
    centre: SmallCentre, clock: TestClock, wall: str, said: str | None
) -> None:
    at(clock, wall)
    for done in (False, True):
        if done:
            held(centre)
        finding = briefing(centre).judged(clock.now, "Smile.")
        assert (finding.code if finding else None) == said


@pytest.mark.parametrize(
    ("wall", "may"), [("05:29", False), ("05:30", True), ("15:29", True), ("15:30", False)]
)
def test_it_is_held_from_two_hours_before_the_shift_to_its_end(
    centre: SmallCentre, clock: TestClock, wall: str, may: bool
) -> None:
    at(clock, wall)
    if may:
        held(centre)
        assert briefing(centre).held is not None
    else:
        with pytest.raises(Conflict):
            held(centre)


@pytest.mark.parametrize(("by", "may"), [("0002", True), ("2000", True), ("1001", False)])
def test_whoever_leads_in_the_department_holds_it(
    centre: SmallCentre, clock: TestClock, by: str, may: bool
) -> None:
    """2000 leads another team of it."""
    at(clock, "07:20")
    if may:
        held(centre, by=by)
        assert briefing(centre, by).judged(clock.now, "Smile.") is None
    else:
        with pytest.raises(NotAllowed):
            held(centre, by=by)


def test_other_comments_leave_the_time_as_it_was(centre: SmallCentre, clock: TestClock) -> None:
    at(clock, "07:20")
    held(centre, "")
    before = briefing(centre).held
    at(clock, "08:00")
    held(centre, "Smile.", seen=Seen(""))
    after = briefing(centre).held
    assert before is not None
    assert after is not None
    assert after.fact.held_at == before.fact.held_at
    assert after.fact.comments == "Smile."
    with pytest.raises(Stale):
        held(centre, "Frown.", seen=Seen(""))


def test_the_leader_is_told_who_has_not_read_what(centre: SmallCentre, clock: TestClock) -> None:
    at(clock, "06:00")
    no = publish(acting(centre, "0001"), NewBulletin("新资费", "套餐A停止受理。"))
    at(clock, "07:20")
    (one,) = briefing(centre).unread
    assert (one.no, one.names) == (no, ("Person 1000",))
    mark_read(acting(centre, "1000"), no)
    assert briefing(centre).unread == ()


def test_who_leads_another_team_sees_who_is_on_the_sheet_and_not_more(
    centre: SmallCentre, clock: TestClock
) -> None:
    at(clock, "08:00")
    on_leave(centre, 15)
    other = read_sheet(acting(centre, "2000"), centre.teams["A"], DAY, by_month=True)
    own = read_sheet(acting(centre, "0002"), centre.teams["A"], DAY, by_month=False)
    assert other.month is None, "the month is for who may read the registers"
    assert [row.no for row in other.rows] == [row.no for row in own.rows]
    assert {row.leave_kind for row in other.rows} == {""}
    assert not other.keep
    assert {one.may_hold for one in (other.briefings or {}).values()} == {True}


def test_roll_call_and_the_bulletins_page_name_the_same_people_of_the_shift(
    centre: SmallCentre, clock: TestClock
) -> None:
    """Whatever was published before the shift or while it goes on, and for whom."""
    head = acting(centre, "0002")
    ours, team = (centre.department, None), (centre.department, centre.teams["A"])
    for wall, to in (("06:00", (None, None)), ("08:00", ours), ("09:00", team)):
        at(clock, wall)
        by = head if to[0] else acting(centre, "0001")
        no = publish(by, NewBulletin(f"新资费{wall}", "套餐A停止受理。", *to))
        if wall == "08:00":
            mark_read(acting(centre, "1000"), no)
    told = briefing(centre)
    sheet = read_sheet(head, centre.teams["A"], DAY, by_month=False)
    crew = {row.name for row in sheet.rows if row.shift == "E"}
    told_by = {one.no: set(one.names) for one in told.unread}
    for view in read_bulletins(head).views:
        unread = {one.name for one in read_readers(head, view.row.no) if one.read_at is None}
        assert told_by.get(view.row.no, set()) == unread & crew


def test_what_was_published_after_the_start_is_listed_too(
    centre: SmallCentre, clock: TestClock
) -> None:
    at(clock, "07:30")
    publish(acting(centre, "0001"), NewBulletin("新资费", "套餐A停止受理。"))
    assert [one.names for one in briefing(centre).unread] == [("Person 1000",)]


def test_who_went_early_is_judged_at_once(centre: SmallCentre, clock: TestClock) -> None:
    at(clock, "15:15")
    leader, person = acting(centre, "1000"), centre.people["1000"]
    came = datetime.fromisoformat(f"{DAY}T07:10:00+08:00")
    entry = Entry(person, came, left_at=clock.now)
    rows = record_roll_call(leader, centre.teams["A"], DAY, [entry])
    (row,) = [row for row in rows if row.person_id == person]
    assert [finding.code for finding in row.findings] == ["ATT-6.early"]


def test_nobody_has_gone_who_never_came_or_in_time_to_come(
    centre: SmallCentre, clock: TestClock
) -> None:
    at(clock, "12:00")
    leader, person = acting(centre, "1000"), centre.people["1000"]
    came = datetime.fromisoformat(f"{DAY}T07:10:00+08:00")
    later = datetime.fromisoformat(f"{DAY}T12:01:00+08:00")
    for wrong in (Entry(person, None, left_at=clock.now), Entry(person, came, left_at=later)):
        with pytest.raises(BadInput):
            record_roll_call(leader, centre.teams["A"], DAY, [wrong])


def on_leave(centre: SmallCentre, last: int, no: str = "L-00001") -> None:
    """The leader of A is on approved leave from the 14th to that day of October."""
    with centre.context.write() as session:
        session.add(
            Leave(
                leave_no=no, person_id=centre.people["1000"], filed_by_no="1000",
                filed_at=centre.context.now(), kind="personal", first_date=date(2026, 10, 14),
                last_date=date(2026, 10, last), status=LeaveStatus.APPROVED,
            )
        )  # fmt: skip


def line(centre: SmallCentre) -> tuple[str, datetime | None]:
    """The leave from which the leader of A comes back on the sheet, and since when."""
    rows = read_sheet(acting(centre, "0002"), centre.teams["A"], DAY, by_month=False).rows
    (row,) = [row for row in rows if row.no == "1000"]
    return row.back_from, row.back_at


def test_who_is_due_back_stands_on_the_sheet_and_is_recorded_by_the_head(
    centre: SmallCentre, clock: TestClock
) -> None:
    at(clock, "07:20")
    on_leave(centre, 14)
    assert line(centre) == ("L-00001", None)
    report_back(acting(centre, "0002"), "L-00001", True, Seen(None))
    assert line(centre) == ("L-00001", clock.now)
    report_back(acting(centre, "0002"), "L-00001", False, Seen(clock.now))
    assert line(centre) == ("L-00001", None)


def test_who_is_back_before_the_last_day_is_recorded_on_that_days_line(
    centre: SmallCentre, clock: TestClock
) -> None:
    at(clock, "07:20")
    on_leave(centre, 16)
    report_back(acting(centre, "0002"), "L-00001", True)
    assert line(centre) == ("L-00001", clock.now)


def test_an_agent_records_nobodys_return(centre: SmallCentre, clock: TestClock) -> None:
    at(clock, "07:20")
    on_leave(centre, 14)
    with pytest.raises(NotAllowed):
        report_back(acting(centre, "1001"), "L-00001", True)
