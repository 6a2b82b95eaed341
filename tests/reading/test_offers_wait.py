"""An open shift that waits for my yes is among what waits for me: on Today, in the Inbox and on its
badge, in one number; until I have answered."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from app.context import Actor, Context
from app.reading.requests.inbox import count, read_inbox
from app.reading.today.page import read_today
from app.rules.offers import Wanted
from app.rules.vocabulary import OfferChoice, OfferKind
from app.services.roster import offers
from tests.factories import SmallCentre

DAY = date(2026, 10, 19)
UNTIL = datetime.fromisoformat("2026-10-18T18:00:00+08:00")


def acting(centre: SmallCentre, no: str) -> Context:
    return centre.context.acting_as(Actor(no, centre.people[no]))


def waits(centre: SmallCentre, no: str) -> int:
    """How much waits for somebody; all three say the same."""
    ctx = acting(centre, no)
    (said,) = {count(ctx, 0).waiting, read_inbox(ctx).waits, read_today(ctx).for_me.count}
    return said


@pytest.mark.parametrize("choice", list(OfferChoice))
def test_an_offer_waits_for_whoever_may_take_it_until_they_say_yes(
    centre: SmallCentre, choice: OfferChoice
) -> None:
    wanted = Wanted(OfferKind.TAKE, centre.teams["A"], DAY, "E", UNTIL, choice=choice)
    no = offers.offer(acting(centre, "1000"), wanted)
    asked = [one for one in centre.people if waits(centre, one)]
    assert asked, "somebody may take it"
    assert "1002" not in asked, "who works then is not asked"
    assert "1000" not in asked, "who asks does not wait for themselves"
    offers.take(acting(centre, asked[0]), no)
    assert waits(centre, asked[0]) == 0
    left = waits(centre, asked[1])
    assert left == (choice is OfferChoice.PICK), "the first yes has it, or the leader still picks"
