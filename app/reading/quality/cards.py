"""The centre's scorecards: every version, which one is in force, and whether one may edit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from app.context import Context
from app.queries import facts
from app.queries.quality.card_versions import CardVersion, Reading, card_versions, readings
from app.reading import permission
from app.rules.permissions import Action
from app.rules.vocabulary import Message


@dataclass(frozen=True, slots=True)
class CardView:
    """A card with all its versions, the latest first, and how its items are to be read."""

    name: str
    versions: tuple[CardVersion, ...]
    readings: tuple[Reading, ...]

    def in_force(self, day: date) -> CardVersion | None:
        """The version by which contacts are scored on `day`; None before the first."""
        return version_on(self.versions, day)


@dataclass(frozen=True, slots=True)
class CardsReading:
    """What the page shows; `who`: the sentence for whom may not edit."""

    cards: tuple[CardView, ...]
    may_edit: bool
    who: Message
    today: date
    pass_mark: int
    """The centre's own, for items without one."""


def version_on(versions: Sequence[CardVersion], day: date) -> CardVersion | None:
    """Of the versions of one card, the latest first, the one in force on `day`."""
    return next((one for one in versions if one.since <= day), None)


def read_cards(ctx: Context) -> CardsReading:
    """Every card, by name. NotAllowed for whom they are no business of."""
    with ctx.read() as session:
        mine = permission.require(ctx, session, Action.READ_CARDS)
        read = readings(session)
        cards = tuple(
            CardView(name, tuple(versions), tuple(read.get(name, ())))
            for name, versions in groupby(card_versions(session), key=lambda one: one.card)
        )
        return CardsReading(
            cards=cards,
            may_edit=mine.may(Action.EDIT_CARDS),
            who=permission.who_may_do(session, Action.EDIT_CARDS),
            today=ctx.today(),
            pass_mark=facts.policies(session).at(ctx.now()).qa_pass_mark,
        )
