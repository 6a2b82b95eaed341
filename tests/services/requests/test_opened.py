"""One answer to which shifts are open: Open shifts, Today, the list of who may take one, and offers
say the same at every moment; what is over is told, and taken by nobody."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from app.context import Actor, Context
from app.errors import BadInput
from app.queries.roster import grid as roster
from app.reading.leave.cover import candidates
from app.reading.leave.desk import Loaded, load_desk
from app.reading.today.page import read_today
from app.rules.cover import Opening
from app.rules.offers import Wanted
from app.rules.vocabulary import OfferKind
from app.services.leave import cover
from app.services.leave import requests as leave
from app.services.leave.requests import Wish
from app.services.roster import offers
from tests.factories import SmallCentre, TestClock

DAY = date(2026, 10, 19)
"""1002 works E, 07:30 to 15:30, on it."""


def acting(centre: SmallCentre, no: str) -> Context:
    return centre.context.acting_as(Actor(no, centre.people[no]))


def sick(centre: SmallCentre, no: str, day: date) -> None:
    leave.file_leave(acting(centre, no), Wish(centre.people[no], "sick", day, day))


def at(clock: TestClock, text: str) -> None:
    clock.now = datetime.fromisoformat(f"2026-10-{text}:00+08:00")


def on_night(centre: SmallCentre, day: date) -> str:
    """Who of team A works the night shift of `day`."""
    with centre.context.read() as session:
        rows = roster.month(session, day, day, day)
    lines = (line for team in rows.teams for line in team.lines)
    return next(one.no for one in lines if one.no[0] == "1" and one.cells[0].code == "N")


def desk(centre: SmallCentre) -> Loaded:
    return load_desk(acting(centre, "1000"))


def is_open(centre: SmallCentre, no: str, day: date) -> bool:
    return (no, day) in {(row.no, row.day) for row in desk(centre).open_shifts}


def on_today(centre: SmallCentre, no: str, day: date) -> bool:
    """Whether the leader's Today counts the shift among those that lack somebody."""
    gaps = read_today(acting(centre, "1000")).rows.gaps
    return any(gap.day == day and no in {one.no for one in gap.away} for gap in gaps)


def may_be_taken(centre: SmallCentre, no: str, day: date) -> bool:
    try:
        return bool(candidates(acting(centre, "1000"), centre.people[no], day).candidates)
    except BadInput:
        return False


def may_be_offered(centre: SmallCentre, no: str, day: date) -> bool:
    until = centre.context.now() + timedelta(seconds=30)
    wanted = Wanted(OfferKind.TAKE, centre.teams["A"], day, "E", until,
                    absent_id=centre.people[no])  # fmt: skip
    try:
        offer = offers.offer(acting(centre, "1000"), wanted)
    except BadInput:
        return False
    offers.withdraw(acting(centre, "1000"), offer)
    return True


@pytest.mark.parametrize(
    ("moment", "open_"),
    [("18T12:00", True), ("19T07:30", True), ("19T15:29", True), ("19T15:30", False),
     ("19T16:40", False)],
)  # fmt: skip
def test_a_shift_is_open_until_it_is_over_wherever_it_is_asked(
    centre: SmallCentre, clock: TestClock, moment: str, open_: bool
) -> None:
    sick(centre, "1002", DAY)
    at(clock, moment)
    for says in (is_open, on_today, may_be_taken, may_be_offered):
        assert says(centre, "1002", DAY) is open_, says.__name__


def test_what_nobody_worked_is_told_until_the_end_of_the_next_day(
    centre: SmallCentre, clock: TestClock
) -> None:
    sick(centre, "1002", DAY)
    at(clock, "19T16:40")
    (row,) = desk(centre).missed
    assert (row.no, row.day, row.state) == ("1002", DAY, Opening.MISSED)
    at(clock, "20T23:59")
    assert [one.no for one in desk(centre).missed] == ["1002"]
    at(clock, "21T00:00")
    assert not desk(centre).missed


def test_a_covered_shift_that_is_over_was_covered_and_is_not_told_as_missed(
    centre: SmallCentre, clock: TestClock
) -> None:
    sick(centre, "1002", DAY)
    ask = acting(centre, "1000"), centre.people["1002"], DAY
    cover.assign(*ask, candidates(*ask).candidates[0].person.no)
    at(clock, "19T16:40")
    assert (not desk(centre).missed, not desk(centre).open_shifts) == (True, True)
    assert [one.no for one in desk(centre).covered] == ["1002"]


def test_a_night_shift_of_yesterday_is_open_while_it_runs(
    centre: SmallCentre, clock: TestClock
) -> None:
    night = date(2026, 10, 18)
    no = on_night(centre, night)
    sick(centre, no, night)
    at(clock, "19T06:00")
    assert is_open(centre, no, night)
    assert on_today(centre, no, night)
    at(clock, "19T07:30")
    assert not is_open(centre, no, night)
    assert not on_today(centre, no, night)


def test_a_shift_on_offer_says_so_and_leads_to_the_offer_until_that_ends(
    centre: SmallCentre, clock: TestClock
) -> None:
    sick(centre, "1002", DAY)
    until = datetime.fromisoformat("2026-10-18T18:00:00+08:00")
    wanted = Wanted(OfferKind.TAKE, centre.teams["A"], DAY, "E", until,
                    absent_id=centre.people["1002"])  # fmt: skip
    no = offers.offer(acting(centre, "1000"), wanted)
    (row,) = desk(centre).open_shifts
    assert row.offer is not None
    assert row.offer.no == no
    clock.now = until
    (row,) = desk(centre).open_shifts
    assert row.offer is None, "it may be offered anew"
