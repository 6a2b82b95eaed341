"""An offer follows the need: met by other ways it ends; time off stops where too few are left."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy import func, select, update

from app.errors import BadInput, Conflict
from app.models import AuditEntry, ShiftOffer, StaffingNeed
from app.reading.roster.offers import read_offers
from app.reading.today.next import next_up
from app.rules.deeds import Deed
from app.rules.edits import CellChange
from app.rules.offers import usual_end
from app.rules.vocabulary import OfferChoice, OfferKind, OfferStatus
from app.services.leave import cover
from app.services.requests.overdue import end_overdue
from app.services.roster import editing as rostering
from app.services.roster import offers
from tests.factories import SmallCentre
from tests.services.requests.test_offers import (
    DAY,
    acting,
    cell,
    may_take,
    notices,
    sick,
    status,
    wanted,
)
from tests.services.requests.test_offers_from_needs import needs


def at_work(centre: SmallCentre, code: str = "E") -> list[str]:
    return [no for no in centre.people if no[0] == "1" and cell(centre, no).code == code]


def short_by(centre: SmallCentre, places: int) -> None:
    """Team A needs so many more on the early shift."""
    needs(centre, "E", len(at_work(centre)) + places, "A")


def by_the_head(centre: SmallCentre, no: str, code: str) -> None:
    change = CellChange(no, DAY, code)
    rostering.edit_published(acting(centre, "0002"), [change], "人手不足")


def own_team(centre: SmallCentre, no: str) -> list[str]:
    return [one for one in may_take(centre, no) if one[0] == "1"]


def trail(centre: SmallCentre, deed: Deed) -> int:
    with centre.context.read() as session:
        found = select(func.count()).where(AuditEntry.action == deed)
        return session.scalar(found) or 0


def test_an_offer_ends_when_the_head_fills_its_need(centre: SmallCentre) -> None:
    short_by(centre, 1)
    no = offers.offer(acting(centre, "1000"), wanted(centre, choice=OfferChoice.PICK))
    (filled,) = own_team(centre, no)
    late = next(one for one in may_take(centre, no) if one[0] == "2")
    offers.take(acting(centre, late), no)
    by_the_head(centre, filled, "E")
    assert status(centre, no) is OfferStatus.FILLED
    assert notices(centre, late)[-1] == "offer.met", "who said yes is told"
    assert notices(centre, "1000")[-1] == "offer.met", "so is the leader"
    with pytest.raises(Conflict) as error:
        offers.take(acting(centre, late), no)
    assert error.value.message.msgid.startswith("Enough people work this shift")


def test_an_offer_of_two_places_counts_down_when_one_is_filled(centre: SmallCentre) -> None:
    short_by(centre, 2)
    no = offers.offer(acting(centre, "1000"), wanted(centre, places=2))
    by_the_head(centre, own_team(centre, no)[0], "E")
    assert status(centre, no) is OfferStatus.OPEN
    assert notices(centre, "1000")[-1] == "offer.fewer"
    first = next(one for one in may_take(centre, no) if one != "1000")
    assert offers.take(acting(centre, first), no)
    assert status(centre, no) is OfferStatus.FILLED


def test_a_leave_that_ends_a_shift_that_somebody_covers_is_not_offered_on(
    centre: SmallCentre,
) -> None:
    sick(centre)
    leader = acting(centre, "1000")
    no = offers.offer(leader, wanted(centre, absent_id=centre.people["1002"]))
    first, second, *_ = may_take(centre, no)
    cover.assign(leader, centre.people["1002"], DAY, first, "")
    assert status(centre, no) is OfferStatus.FILLED
    with pytest.raises(Conflict):
        offers.take(acting(centre, second), no)


def test_a_need_that_is_lowered_ends_its_offer_with_the_next_look(centre: SmallCentre) -> None:
    short_by(centre, 1)
    no = offers.offer(acting(centre, "1000"), wanted(centre))
    with centre.context.write() as session:
        session.execute(update(StaffingNeed).values(least=1))
    assert end_overdue(centre.context) == 1
    assert status(centre, no) is OfferStatus.FILLED


def test_two_offers_of_one_more_than_needed_are_both_filled(centre: SmallCentre) -> None:
    leader = acting(centre, "1000")
    one, two = offers.offer(leader, wanted(centre)), offers.offer(leader, wanted(centre))
    first, second, *_ = may_take(centre, one)
    assert offers.take(acting(centre, first), two)
    assert status(centre, one) is OfferStatus.OPEN
    assert offers.take(acting(centre, second), one)


def test_no_more_are_let_off_than_the_need_spares_unless_the_leader_says_why(
    centre: SmallCentre,
) -> None:
    on = at_work(centre)
    short_by(centre, -1)
    leader = acting(centre, "1000")
    with pytest.raises(BadInput) as error:
        offers.offer(leader, wanted(centre, kind=OfferKind.OFF, places=2, reason="话务少"))
    assert error.value.message.params["needed"] == len(on) - 1
    offers.offer(leader, wanted(centre, kind=OfferKind.OFF))
    with pytest.raises(BadInput):
        offers.offer(leader, wanted(centre, kind=OfferKind.OFF))
    why = {"kind": OfferKind.OFF, "places": 2, "below_reason": "系统停机"}
    no = offers.offer(leader, wanted(centre, **why))
    with centre.context.read() as session:
        kept = session.scalar(select(ShiftOffer.below_reason).where(ShiftOffer.offer_no == no))
        said = session.scalar(
            select(AuditEntry.after).where(AuditEntry.action == Deed.OFFER_MAKE)
            .order_by(AuditEntry.id.desc()).limit(1)
        )  # fmt: skip
    assert kept == "系统停机"
    assert "系统停机" in str(said)


def test_time_off_ends_when_somebody_falls_ill_and_nobody_can_be_spared(
    centre: SmallCentre,
) -> None:
    on = [no for no in at_work(centre) if no != "1000"]
    short_by(centre, -1)
    no = offers.offer(acting(centre, "0002"), wanted(centre, kind=OfferKind.OFF))
    ill, asks, *_ = on
    sick(centre, ill)
    with pytest.raises(Conflict) as error:
        offers.take(acting(centre, asks), no)
    assert error.value.message.msgid.startswith("Nobody more can be spared")
    assert cell(centre, asks).code == "E"
    assert notices(centre, "0002")[-1] == "offer.needed"


def test_a_yes_said_again_tells_nobody_again(centre: SmallCentre) -> None:
    no = offers.offer(acting(centre, "1000"), wanted(centre, choice=OfferChoice.PICK))
    who = next(one for one in may_take(centre, no) if one != "1000")
    for _again in range(3):
        assert not offers.take(acting(centre, who), no)
    assert notices(centre, "1000").count("offer.yes") == 1
    assert trail(centre, Deed.OFFER_YES) == 1


def test_after_ones_own_yes_one_reads_that_it_is_ones_own(centre: SmallCentre) -> None:
    no = offers.offer(acting(centre, "1000"), wanted(centre, places=3))
    who = next(one for one in may_take(centre, no) if one != "1000")
    assert offers.take(acting(centre, who), no)
    (seen,) = read_offers(acting(centre, who)).to_me
    assert (seen.mine, seen.barred, seen.waits) == (True, (), False)
    told = notices(centre, "1000")
    assert offers.take(acting(centre, who), no), "said again, it is still theirs"
    assert notices(centre, "1000") == told
    assert trail(centre, Deed.OFFER_TAKE) == 1


def test_an_offer_ends_an_hour_before_its_shift_unless_that_is_past() -> None:
    start, end = map(datetime.fromisoformat, ("2026-10-19T07:30+08:00", "2026-10-19T15:30+08:00"))
    day_before, early, late = map(
        datetime.fromisoformat,
        ("2026-10-18T09:00+08:00", "2026-10-19T07:00+08:00", "2026-10-19T15:00+08:00"),
    )
    assert usual_end(day_before, start, end) == datetime.fromisoformat("2026-10-19T06:30+08:00")
    assert usual_end(early, start, end) == start
    assert usual_end(late, start, end) == end


def test_the_leader_reads_on_today_that_somebody_took_it(centre: SmallCentre) -> None:
    leader = acting(centre, "1000")
    no = offers.offer(leader, wanted(centre))
    who = next(one for one in may_take(centre, no) if one != "1000")
    offers.take(acting(centre, who), no)
    (told,) = next_up(leader).roster
    assert (told.code, told.params["day"]) == ("offer.take_done", DAY)
