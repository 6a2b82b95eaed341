"""What a published roster lacks is offered from its foot, and named on Today."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import delete

from app.context import Actor, Context
from app.models import Assignment, StaffingNeed
from app.queries.roster import grid as roster
from app.queries.today.shifts import gaps, shifts_on
from app.reading.roster.offers import read_offers
from app.reading.roster.shortage import ShortShift, short_shifts
from app.rules.offers import Wanted
from app.rules.vocabulary import OfferKind
from app.services.roster import offers
from tests.factories import SmallCentre

DAY = date(2026, 10, 19)
MONDAY = 0


def acting(centre: SmallCentre, no: str) -> Context:
    return centre.context.acting_as(Actor(no, centre.people[no]))


def needs(centre: SmallCentre, code: str, needed: int, *teams: str) -> None:
    with centre.context.write() as session:
        for team in teams or ("A", "B"):
            session.add(
                StaffingNeed(
                    department_id=centre.department,
                    team_id=centre.teams[team], shift_id=centre.shifts[code], weekday=MONDAY,
                    least=needed,
                )
            )  # fmt: skip


def told(found: tuple[ShortShift, ...]) -> list[tuple[str, str, int]]:
    return [(one.team, one.code, one.open) for one in found]


def test_a_leader_offers_what_their_own_team_lacks_and_the_head_what_both_do(
    centre: SmallCentre,
) -> None:
    needs(centre, "L", 9)
    [mine] = short_shifts(acting(centre, "1000"), DAY, "L")
    assert (mine.team, mine.open) == ("A", mine.short)
    assert [one.team for one in short_shifts(acting(centre, "0002"), DAY)] == ["A", "B"]
    assert short_shifts(acting(centre, "1001"), DAY) == (), "an agent drafts nothing"
    assert short_shifts(acting(centre, "1000"), DAY + timedelta(days=1)) == ()


def test_what_is_on_offer_already_is_not_offered_twice_and_an_agent_may_say_yes(
    centre: SmallCentre,
) -> None:
    needs(centre, "L", 9, "A")
    leader = acting(centre, "1000")
    [one] = short_shifts(leader, DAY)
    wanted = Wanted(OfferKind.TAKE, one.team_id, DAY, "L", one.start, places=one.open)
    no = offers.offer(leader, wanted)
    assert told(short_shifts(leader, DAY)) == [("A", "L", 0)]
    asked = [
        agent
        for agent in ("1001", "1002", "1003", "1004")
        if any(not each.barred for each in read_offers(acting(centre, agent)).to_me)
    ]
    assert offers.take(acting(centre, asked[0]), no)
    [left] = short_shifts(leader, DAY)
    assert (left.short, left.offered) == (one.short - 1, one.short - 1)


def test_a_needed_shift_that_nobody_at_all_works_is_named_once_its_month_is_out(
    centre: SmallCentre,
) -> None:
    needs(centre, "N", 1)
    everybody = centre.people.values()
    with centre.context.write() as session:
        session.execute(
            delete(Assignment).where(Assignment.day == DAY, Assignment.person_id.in_(everybody))
        )
    lacking = named(centre, DAY)
    assert lacking == [("A", "N", 1), ("B", "N", 1)]
    assert told(short_shifts(acting(centre, "1000"), DAY)) == [("A", "N", 1)]
    assert named(centre, date(2026, 11, 2)) == [], "of a month that is no roster yet nothing lacks"


def named(centre: SmallCentre, day: date) -> list[tuple[str, str, int]]:
    with centre.context.read() as session:
        grid = roster.month(session, day, day, centre.context.today())
        found = shifts_on(session, grid, centre.context.time, centre.context.now())
        return [(gap.team, gap.shift.code, gap.short) for gap in gaps(found, day)]
