"""A check that is carried on says what a check from the start says, whatever was done meanwhile."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import delete, select

from app import models as m
from app.context import Actor
from app.errors import AppError
from app.models import Attendance
from app.models.base import Base
from app.queries.attendance.roll_call import roll_call
from app.queries.carried import carried
from app.queries.handover.rows import LogKey
from app.reading.findings import LastCheck, findings_for
from app.rules.deeds import Deed
from app.rules.rostering.work_rules import WorkRules
from app.rules.vocabulary import Section
from app.services.attendance.roll_call import Entry, record_roll_call
from app.services.handover.items import NewItem, raise_item
from app.services.keeping.work_rules import set_work_rules
from app.services.roster.fixing import fix_cells
from app.services.roster.wishes import NewWish, close_wishes, enter_wish
from tests.factories import SmallCentre, TestClock
from tests.services.requests.weeks import NothingToDo, Weeks

pytestmark = pytest.mark.files  # in a shared store a check stands for minutes: test_findings_near

ACTS = 120


class Floor(Weeks):
    """The weeks, with roll call as well: somebody late, away from the post, or not there."""

    def call_the_roll(self) -> None:
        day = self.today() - timedelta(days=self.chance.randrange(2))
        team = self.someone(tuple(self.centre.teams.values()))
        ctx = self.centre.context
        with ctx.read() as session:
            sheet = roll_call(session, ctx.time, team, day, ctx.now())
        row = self.one_of(sheet)
        arrived = row.start + timedelta(minutes=self.chance.choice((-12, -5, 8, 40)))
        away = self.chance.choice((0, 0, 30))
        entry = Entry(row.person_id, self.someone((arrived, None)), away)
        leader = self.acting("1000" if team == self.centre.teams["A"] else "2000")
        record_roll_call(leader, team, day, [entry])


@pytest.mark.parametrize("seed", range(3))
def test_what_was_carried_on_is_what_would_be_found_anew(
    centre: SmallCentre, clock: TestClock, seed: int
) -> None:
    floor, check = Floor(centre, clock, seed), LastCheck()
    agent, own = centre.context.acting_as(Actor("1001", centre.people["1001"])), LastCheck()
    recorded = 0
    for step in range(ACTS):
        floor.act()
        with suppress(AppError, NothingToDo):
            floor.call_the_roll()
            recorded += 1
        if step % 3 == 0:
            assert check.found(centre.context).rows == findings_for(centre.context).rows
        if step % 40 == 0:
            assert own.found(agent).rows == findings_for(agent).rows
    assert recorded, "the roll was called"
    assert check.found(centre.context).rows, "there was something to find"


def test_time_alone_makes_an_absence_of_who_has_not_come(
    centre: SmallCentre, clock: TestClock
) -> None:
    check = LastCheck()
    for _ in range(30):
        clock.pass_by(hours=7)
        assert check.found(centre.context).rows == findings_for(centre.context).rows


def test_after_an_import_everything_is_looked_at_anew(
    centre: SmallCentre, clock: TestClock
) -> None:
    check, ctx = LastCheck(), centre.context
    before = check.found(ctx).rows
    who, day = centre.people["1001"], ctx.today() - timedelta(days=1)
    with ctx.write() as session:
        session.execute(delete(Attendance).where(Attendance.day == day))
        session.add(Attendance(person_id=who, day=day, arrived_at=ctx.now(), off_post_minutes=90))
        ctx.audit(session, Deed.WORKBOOK_IMPORT, "October.xlsx")
    assert check.found(ctx).rows == findings_for(ctx).rows != before


AT = datetime(2026, 10, 14, 7, 0, tzinfo=UTC)
YESTERDAY = date(2026, 10, 14)


def rows_of_a_day(centre: SmallCentre) -> dict[Deed, tuple[str, Base]]:
    """Deed -> the subject and the row of something in the daily books that breaks a rule."""
    who, other, shift = centre.people["1001"], centre.people["1002"], centre.shifts["E"]
    next_shift = centre.shifts["L"]
    return {
        Deed.HANDOVER_SIGN_OUT: (
            "handover:H-1",
            m.Handover(
                handover_no="H-1", department_id=centre.department, day=YESTERDAY,
                shift_id=shift, outgoing_id=who, outgoing_at=AT,
            ),
        ),
        Deed.BULLETIN_PUBLISH: (
            "bulletin:B-1",
            m.Bulletin(
                bulletin_no="B-1", title="通告", published_at=AT - timedelta(days=2),
                published_by_id=centre.people["0002"],
            ),
        ),
        Deed.SEAT_PLACE: (
            "desk:7@2026-10-14",
            m.Seat(day=YESTERDAY, shift_id=next_shift, desk="7", person_id=other),
        ),
        Deed.SEAT_RELEASE: (
            "desk:7@2026-10-14",
            m.Seat(day=YESTERDAY, shift_id=shift, desk="7", person_id=who, released_at=AT),
        ),
        Deed.FLOOR_BACK: ("floor:1001", m.OffPost(person_id=who, left_at=AT)),
        Deed.ROLL_CALL_HOLD: (
            "roll_call:Service/A@2026-10-14/E",
            m.RollCall(
                department_id=centre.department, team_id=centre.teams["A"], day=YESTERDAY,
                shift_id=shift, leader_id=who, held_at=AT,
            ),
        ),
        Deed.COMPLAINT_REGISTER: (
            "complaint:K-1",
            m.Complaint(
                complaint_no="K-1", received_at=AT - timedelta(days=20), received_by_id=who,
                contact_ref="T", subject="慢",
            ),
        ),
        Deed.VISITOR_IN: (
            "visitor:V-1",
            m.Visitor(visitor_no="V-1", name="来访", reason="参观", in_at=AT),
        ),
    }  # fmt: skip


def test_each_book_is_looked_at_again_when_something_touched_it(
    centre: SmallCentre, clock: TestClock
) -> None:
    check, ctx = LastCheck(), centre.context
    before = check.found(ctx).rows
    for deed, (subject, row) in rows_of_a_day(centre).items():
        with ctx.write() as session:
            session.add(row)
            session.flush()
            ctx.audit(session, deed, subject)
        found = check.found(ctx).rows
        assert found == findings_for(ctx).rows, deed
        assert found != before or deed is Deed.SEAT_PLACE, deed
        before = found


def test_who_reads_a_bulletin_is_found_no_more(centre: SmallCentre, clock: TestClock) -> None:
    check, ctx = LastCheck(), centre.context
    subject, bulletin = rows_of_a_day(centre)[Deed.BULLETIN_PUBLISH]
    with ctx.write() as session:
        session.add(bulletin)
        session.flush()
        key = session.scalars(select(m.Bulletin.id)).one()
        ctx.audit(session, Deed.BULLETIN_PUBLISH, subject)
    before = check.found(ctx).rows
    for person in centre.people.values():
        with ctx.write() as session:
            at = AT - timedelta(days=2)
            session.add(m.BulletinRead(bulletin_id=key, person_id=person, read_at=at))
            ctx.audit(session, Deed.BULLETIN_READ, subject)
    after = check.found(ctx).rows
    assert after == findings_for(ctx).rows
    assert {row.finding.rule for row in set(before) - set(after)} == {"HAND-5"}


def test_the_first_item_of_a_shift_brings_its_log_along(
    centre: SmallCentre, clock: TestClock
) -> None:
    check, ctx = LastCheck(), centre.context
    check.found(ctx)
    key = LogKey(centre.department, date(2026, 10, 15), "E")
    leader = ctx.acting_as(Actor("1000", centre.people["1000"]))
    raise_item(leader, key, NewItem(Section.EQUIPMENT, "耳机", due_on=date(2026, 10, 15)))
    clock.pass_by(days=2)
    found = check.found(ctx).rows
    assert found == findings_for(ctx).rows
    assert {"HAND-3", "HAND-4"} <= {row.finding.rule for row in found}


@pytest.mark.parametrize("deed", [
    deed for deed in Deed
    if str(deed).partition(".")[0] in {"volume", "forecast", "goal", "need", "offer", "roster"}
])  # fmt: skip
def test_what_is_planned_costs_no_new_look(centre: SmallCentre, deed: Deed) -> None:
    """What a roster comes to is in its versions; what it was made of, and its proof, is no fact."""
    ctx = centre.context
    with ctx.read() as session:
        last = carried(session, None)
    with ctx.write() as session:
        ctx.audit(session, deed, "team:1@2026-11")
    with ctx.read() as session:
        now = carried(session, last)
    assert not now.changed.whole
    assert now.facts == last.facts


def test_by_what_rosters_are_made_nobody_is_judged(centre: SmallCentre) -> None:
    """Wishes, working hours and fixed days leave what was found as it is, and cost no new look."""
    ctx, day = centre.context, date(2026, 11, 5)
    with ctx.read() as session:
        last = carried(session, None)
    enter_wish(ctx.acting_as(Actor("1001", centre.people["1001"])), NewWish(day, day, "", True))
    set_work_rules(ctx, None, WorkRules(120))
    leader = ctx.acting_as(Actor("1000", centre.people["1000"]))
    fix_cells(leader, [("1001", day)], True)
    close_wishes(leader, f"team:{centre.teams['A']}", day)
    with ctx.read() as session:
        now = carried(session, last)
    assert not now.changed.whole
    assert now.facts == last.facts
