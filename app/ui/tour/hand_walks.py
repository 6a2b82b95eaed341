"""What colleagues settle among themselves, played in the demo centre: a shift that is on offer, a
roster that changes and is told, a swap asked of three at once, and the same swap taken back."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, cast

from app.demo.looking import days_of, id_of
from app.rules.requests import RequestKind

if TYPE_CHECKING:
    from datetime import date

    from app.context import Context
    from app.rules.partners import Pair
    from app.ui.swaps.page import SwapsPage
    from app.ui.tour.walks import Scenery

_AGENT, _HEAD = "1102", "1002"
_DAY = timedelta(days=1)
_LATER = timedelta(minutes=20)
_THREE = 3


def offer(scenery: Scenery) -> None:
    """The first who may take it and says yes has the shift."""
    from app.reading.roster.offers import read_offers
    from app.services.roster.offers import take

    context = scenery.seen("walk-offer-1-today", _AGENT, "today")
    mine = next(one for one in read_offers(context).to_me if not one.barred)
    take(context, mine.row.no)
    scenery.seen("walk-offer-2-roster", _AGENT, "roster", (_AGENT, mine.row.day))


def told(scenery: Scenery) -> None:
    """The head changes a published shift; whose it is sees on Today what it was and is."""
    from app.rules.edits import CellChange
    from app.services.roster.editing import edit_published

    context = scenery.sit(_HEAD)
    day = next(
        one.head.day for one in days_of(context, _AGENT, 4, 25)
        if one.cell.code == "E" and one.cell.swap is None and one.cell.leave is None
    )  # fmt: skip
    edit_published(context, [CellChange(_AGENT, day, "L")], "晚班有人外出学习，调一人")
    scenery.seen("walk-told-1-today", _AGENT, "today")


def several(scenery: Scenery) -> None:
    """Three are asked at once and the first yes counts; it takes effect, and is taken back."""
    from app.services.swaps import requests as swaps

    context = scenery.sit(_AGENT)
    gives, pairs = _three_to_ask(context)
    page = cast("SwapsPage", scenery.show("swaps", [None, (_AGENT, gives)]))
    for pair in pairs:
        scenery.show("swaps", [(pair.person.no, pair.takes)])
        if pair is not pairs[-1]:
            page.ask.ask_another()
    scenery.keep("walk-several-1-ask")
    wanted = [(id_of(context, pair.person.no), pair.takes) for pair in pairs]
    first, *_others = swaps.file_swaps(context, gives, wanted, "孩子家长会")
    other = pairs[0].person.no
    scenery.clock.at += _LATER
    swaps.agree(scenery.sit(other), first, 1)
    scenery.seen("walk-several-2-first-yes", _AGENT, "swaps", "requests", first)
    scenery.clock.at += _LATER
    swaps.approve(scenery.sit(_HEAD), first, 2)
    _taken_back(scenery, first, other)


def _taken_back(scenery: Scenery, no: str, other: str) -> None:
    """An hour later: one asks, the other agrees, the head consents for both leaders."""
    from app.rules.turn import Word
    from app.services.requests.deciding import Reply
    from app.services.swaps.taking_back import ask_back, decide

    scenery.clock.at += timedelta(hours=1)
    ask_back(scenery.sit(_AGENT), no, 3, "家长会改到周末了")
    ref = RequestKind.TAKING_BACK.ref(no)
    context = scenery.seen("walk-back-1-answer", other, "inbox", ref)
    decide(context, no, Reply(Word.ANSWER, 1, yes=True))
    scenery.clock.at += _LATER
    context = scenery.seen("walk-back-2-consent", _HEAD, "inbox", ref)
    decide(context, no, Reply(Word.CONSENT, 2, yes=True))
    scenery.seen("walk-back-3-history", _HEAD, "whatif", no)


def _three_to_ask(context: Context) -> tuple[date, list[Pair]]:
    """A shift of the agent's, and the best pair with each of three colleagues of the department."""
    from app.reading.swaps.partners import partners

    for offset in range(4, 26):
        day = context.today() + offset * _DAY
        found: dict[str, Pair] = {}
        for pair in partners(context, day).pairs:
            if not pair.person.no.endswith("01"):
                found.setdefault(pair.person.no, pair)
        if len(found) >= _THREE:
            return day, list(found.values())[:_THREE]
    raise LookupError("the demo has no shift for which three may be asked")
