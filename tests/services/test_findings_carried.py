"""A check that is carried on says what a check from the start says, whatever was done meanwhile."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

import pytest
from sqlalchemy import delete

from app.context import Actor
from app.errors import AppError
from app.models import Attendance
from app.queries.attendance.roll_call import roll_call
from app.reading.findings import LastCheck, findings_for
from app.rules.deeds import Deed
from app.services.attendance.roll_call import Entry, record_roll_call
from tests.factories import SmallCentre, TestClock
from tests.services.requests.weeks import NothingToDo, Weeks

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
