"""Open shifts are offered to all who may take them; the first yes or the leader's pick counts."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from app.context import Actor, Context
from app.errors import BadInput, Conflict, NotAllowed, RuleViolated
from app.models import Notice, RosterVersion, ShiftOffer
from app.queries.roster import grid as roster
from app.queries.roster.rows import RosterCell
from app.reading.roster.offers import read_offers
from app.rules.offers import Wanted
from app.rules.vocabulary import OfferChoice, OfferKind, OfferStatus
from app.services.leave import requests as leave
from app.services.leave.requests import Wish
from app.services.requests.overdue import end_overdue
from app.services.roster import offers
from tests.factories import SmallCentre, TestClock

DAY = date(2026, 10, 19)
UNTIL = datetime.fromisoformat("2026-10-18T18:00:00+08:00")


def acting(centre: SmallCentre, no: str) -> Context:
    return centre.context.acting_as(Actor(no, centre.people[no]))


def wanted(centre: SmallCentre, **more: object) -> Wanted:
    given: dict[str, object] = {
        "kind": OfferKind.TAKE, "team_id": centre.teams["A"], "day": DAY, "code": "E",
        "until": UNTIL,
    }  # fmt: skip
    return Wanted(**{**given, **more})  # type: ignore[arg-type]


def cell(centre: SmallCentre, no: str) -> RosterCell:
    with centre.context.read() as session:
        rows = roster.month(session, DAY, DAY, DAY)
    return next(one.cells[0] for team in rows.teams for one in team.lines if one.no == no)


def may_take(centre: SmallCentre, offer: str) -> list[str]:
    """Who sees the offer as one that they may take."""
    agents = [no for no in centre.people if no[0] in "12"]
    return [
        no
        for no in agents
        if any(
            one.row.no == offer and not one.barred for one in read_offers(acting(centre, no)).to_me
        )
    ]


def status(centre: SmallCentre, no: str) -> OfferStatus:
    with centre.context.read() as session:
        found = session.scalar(select(ShiftOffer.status).where(ShiftOffer.offer_no == no))
    assert found is not None
    return found


def notices(centre: SmallCentre, no: str) -> list[str]:
    with centre.context.read() as session:
        mine = select(Notice.code).where(Notice.person_id == centre.people[no])
        return list(session.scalars(mine.order_by(Notice.id)))


def sick(centre: SmallCentre, no: str = "1002") -> None:
    leave.file_leave(acting(centre, no), Wish(centre.people[no], "sick", DAY, DAY))


def test_an_offered_shift_is_seen_by_all_who_may_take_it_and_the_first_yes_has_it(
    centre: SmallCentre,
) -> None:
    sick(centre)
    no = offers.offer(acting(centre, "1000"), wanted(centre, absent_id=centre.people["1002"]))
    first, second, *_ = may_take(centre, no)
    assert notices(centre, first)[-1] == "offer.take"
    assert offers.take(acting(centre, first), no)
    assert (cell(centre, first).code, cell(centre, "1002").uncovered) == ("E", False)
    assert status(centre, no) is OfferStatus.FILLED
    with pytest.raises(Conflict):
        offers.take(acting(centre, second), no)
    assert cell(centre, second).code == ""
    assert notices(centre, "1000")[-1] == "offer.take_done"


def test_who_may_not_take_it_sees_why_and_is_refused(centre: SmallCentre) -> None:
    no = offers.offer(acting(centre, "1000"), wanted(centre))
    busy = next(n for n in ("1001", "1002", "1003", "1004") if cell(centre, n).code)
    seen = read_offers(acting(centre, busy)).to_me
    assert seen[0].barred[0].rule == "SWAP-9"
    with pytest.raises(RuleViolated):
        offers.take(acting(centre, busy), no)
    assert "offer.take" not in notices(centre, busy)


def test_the_leader_picks_among_those_who_said_yes(centre: SmallCentre) -> None:
    no = offers.offer(acting(centre, "1000"), wanted(centre, choice=OfferChoice.PICK))
    first, second, *_ = may_take(centre, no)
    assert not offers.take(acting(centre, first), no)
    assert not offers.take(acting(centre, second), no)
    assert cell(centre, first).code == ""
    kept = read_offers(acting(centre, "1000")).kept
    assert [one.no for one in kept[0].volunteers] == [first, second]
    with pytest.raises(BadInput):
        offers.pick(acting(centre, "1000"), no, centre.people["1001"])
    offers.pick(acting(centre, "1000"), no, centre.people[second])
    assert (cell(centre, second).code, cell(centre, first).code) == ("E", "")
    assert notices(centre, first)[-1] == "offer.filled"


def test_a_need_above_the_roster_is_offered_in_so_many_places(centre: SmallCentre) -> None:
    no = offers.offer(acting(centre, "1000"), wanted(centre, places=2))
    first, second, *_ = may_take(centre, no)
    offers.take(acting(centre, first), no)
    assert status(centre, no) is OfferStatus.OPEN
    offers.take(acting(centre, second), no)
    assert status(centre, no) is OfferStatus.FILLED
    with centre.context.read() as session:
        reasons = session.scalars(select(RosterVersion.reason).order_by(RosterVersion.id)).all()
    assert reasons[-1] == no


def test_a_shift_taken_by_an_offer_counts_in_the_team_that_offered_it(centre: SmallCentre) -> None:
    no = offers.offer(acting(centre, "1000"), wanted(centre))
    other = next(one for one in may_take(centre, no) if one.startswith("2"))
    offers.take(acting(centre, other), no)
    with centre.context.read() as session:
        lent = roster.month(session, DAY, DAY, DAY).lent
    assert [(one.no, one.needed_at) for one in lent] == [(other, f"team:{centre.teams['A']}")]


def test_time_off_is_offered_to_those_on_the_shift_and_takes_it_away(centre: SmallCentre) -> None:
    on = [n for n in ("1000", "1001", "1002", "1003", "1004") if cell(centre, n).code == "E"]
    no = offers.offer(acting(centre, "0002"), wanted(centre, kind=OfferKind.OFF, reason="话务少"))
    assert may_take(centre, no) == on
    offers.take(acting(centre, "1002"), no)
    assert cell(centre, "1002").code == ""
    with pytest.raises(BadInput):
        offers.take(acting(centre, "2001"), offers.offer(
            acting(centre, "0002"), wanted(centre, kind=OfferKind.OFF)
        ))  # fmt: skip


def test_an_offer_ends_at_its_time_is_withdrawn_and_told(
    centre: SmallCentre, clock: TestClock
) -> None:
    no = offers.offer(acting(centre, "1000"), wanted(centre, choice=OfferChoice.PICK))
    other = offers.offer(acting(centre, "1000"), wanted(centre, choice=OfferChoice.PICK))
    who = may_take(centre, no)[0]
    offers.take(acting(centre, who), no)
    offers.take(acting(centre, who), other)
    offers.withdraw(acting(centre, "1000"), other)
    assert notices(centre, who)[-1] == "offer.withdrawn"
    clock.now = UNTIL - timedelta(minutes=1)
    assert end_overdue(centre.context) == 0
    clock.now = UNTIL
    with pytest.raises(Conflict):
        offers.take(acting(centre, who), no)
    assert end_overdue(centre.context) == 1
    assert (status(centre, no), status(centre, other)) == (
        OfferStatus.EXPIRED, OfferStatus.WITHDRAWN,
    )  # fmt: skip
    assert notices(centre, who)[-1] == "offer.expired"


def test_an_offer_ends_after_now_and_no_later_than_its_shift(
    centre: SmallCentre, clock: TestClock
) -> None:
    leader = acting(centre, "1000")
    end = datetime.fromisoformat("2026-10-19T15:30:00+08:00")
    with pytest.raises(BadInput):
        offers.offer(leader, wanted(centre, until=clock.now))
    with pytest.raises(BadInput):
        offers.offer(leader, wanted(centre, until=end + timedelta(minutes=1)))
    assert offers.offer(leader, wanted(centre, until=end))


@pytest.mark.parametrize("by", ["2000", "1001", "0001", "0003", "0004"])
def test_only_who_makes_the_teams_roster_offers_its_shifts(centre: SmallCentre, by: str) -> None:
    with pytest.raises(NotAllowed):
        offers.offer(acting(centre, by), wanted(centre))
    no = offers.offer(acting(centre, "1000"), wanted(centre))
    with pytest.raises(NotAllowed):
        offers.withdraw(acting(centre, by), no)


def test_a_shift_is_on_offer_once(centre: SmallCentre) -> None:
    sick(centre)
    offers.offer(acting(centre, "1000"), wanted(centre, absent_id=centre.people["1002"]))
    with pytest.raises(Conflict):
        offers.offer(acting(centre, "0002"), wanted(centre, absent_id=centre.people["1002"]))


def test_nobody_is_picked_once_the_time_of_an_offer_is_over(
    centre: SmallCentre, clock: TestClock
) -> None:
    off = wanted(centre, kind=OfferKind.OFF, choice=OfferChoice.PICK)
    no = offers.offer(acting(centre, "1000"), off)
    offers.take(acting(centre, "1000"), no)
    clock.pass_by(days=6)
    with pytest.raises(Conflict):
        offers.pick(acting(centre, "1000"), no, centre.people["1000"])
    assert cell(centre, "1000").code == "E"


def test_a_shift_of_a_month_that_is_not_published_is_not_offered(centre: SmallCentre) -> None:
    draft = wanted(centre, day=date(2026, 11, 1))
    with pytest.raises(BadInput):
        offers.offer(acting(centre, "1000"), draft)
    assert notices(centre, "1001") == []
