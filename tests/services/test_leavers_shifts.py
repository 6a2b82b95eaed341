"""The published shifts after somebody's last day are open, and who has to fill them is told."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select

from app.context import Actor, Context
from app.models import Assignment, Person
from app.queries.requests.notices import NoticeRow, notices_of
from app.queries.roster import grid as roster
from app.queries.roster.rows import RosterCell
from app.reading.leave.cover import candidates
from app.reading.leave.desk import load_desk
from app.reading.today.page import read_today
from app.rules.offers import Wanted
from app.rules.vocabulary import OfferKind
from app.services.leave import cover
from app.services.people.people import leave_centre
from app.services.roster import offers
from app.text.notices import notice_sentence
from app.ui.roster.looks import Ground, look_of
from app.ui.today.words import gap_line
from tests.factories import SmallCentre

LAST = date(2026, 10, 18)
OPEN = date(2026, 10, 20)
"""1001 has L."""


def acting(centre: SmallCentre, no: str) -> Context:
    return centre.context.acting_as(Actor(no, centre.people[no]))


def told(centre: SmallCentre, no: str) -> list[NoticeRow]:
    with centre.context.read() as session:
        return notices_of(session, centre.people[no])


def cell(centre: SmallCentre, no: str, day: date = OPEN) -> RosterCell:
    with centre.context.read() as session:
        rows = roster.month(session, day, day, day)
    return next(one.cells[0] for team in rows.teams for one in team.lines if one.no == no)


def lets_go(centre: SmallCentre) -> int:
    """1001 leaves; how many shifts are open."""
    with centre.context.read() as session:
        version = session.scalar(select(Person.version).where(Person.employee_no == "1001"))
    assert version is not None
    return leave_centre(acting(centre, "0004"), centre.people["1001"], version, LAST)


def test_the_leader_and_the_head_are_told_which_shifts_stay_behind(centre: SmallCentre) -> None:
    n = lets_go(centre)
    with centre.context.read() as session:
        mine = Assignment.person_id == centre.people["1001"]
        days = session.scalars(select(Assignment.day).where(mine, Assignment.day > LAST)).all()
    assert n == len(days) > 0
    for no in ("1000", "0002"):
        [notice] = told(centre, no)
        assert notice.subject == f"roster:1001@{min(days)}", "it leads to the first of them"
        assert f"{n} shifts are open" in notice_sentence(notice.code, notice.params, LAST)
    assert told(centre, "2000") == told(centre, "1002") == []


def test_they_are_outlined_as_open_in_the_grid(centre: SmallCentre) -> None:
    lets_go(centre)
    left = cell(centre, "1001")
    look = look_of(left, Ground.PLAIN, None, draft=False)
    assert (look.code, look.uncovered, look.outside) == ("L", True, False)
    assert not cell(centre, "1001", LAST).uncovered


def test_they_stand_among_the_open_shifts_and_are_covered_as_others(centre: SmallCentre) -> None:
    lets_go(centre)
    leader = acting(centre, "1000")
    ahead = {(row.no, row.day, row.leave_no) for row in load_desk(leader).open_shifts}
    assert ("1001", OPEN, "") in ahead
    best = candidates(leader, centre.people["1001"], OPEN).candidates[0].person.no
    cover.assign(leader, centre.people["1001"], OPEN, best)
    assert cell(centre, "1001").covered_by
    assert cell(centre, best).code == "L"
    assert ("1001", OPEN) in {(row.no, row.day) for row in load_desk(leader).covered}
    assert told(centre, best)[0].code == "cover.assigned"
    cover.take_back(leader, centre.people["1001"], OPEN)
    assert cell(centre, "1001").uncovered


def test_they_are_offered_to_all_who_may_take_them(centre: SmallCentre) -> None:
    lets_go(centre)
    wanted = Wanted(
        OfferKind.TAKE, centre.teams["A"], OPEN, "L",
        centre.context.now() + timedelta(days=1), absent_id=centre.people["1001"],
    )  # fmt: skip
    leader = acting(centre, "1000")
    no = offers.offer(leader, wanted)
    asked = next(
        who for who in centre.people if any(n.code == "offer.take" for n in told(centre, who))
    )
    offers.take(acting(centre, asked), no)
    assert cell(centre, asked).code == "L"


def test_today_shows_the_gap_and_whose_it_was(centre: SmallCentre) -> None:
    lets_go(centre)
    gaps = read_today(acting(centre, "1000")).rows.gaps
    [gap] = [one for one in gaps if one.day == OPEN and one.away]
    assert gap_line(gap).endswith("Person 1001: has left")
