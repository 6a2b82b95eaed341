"""The cards that one may score by on a day, with what the scorer is shown beside each item."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import CardHelp, CardItem, CardReading, Inspection, Person
from app.rules import books as b
from app.rules.scorecards.standard import STANDARD_CARD


@dataclass(frozen=True, slots=True)
class CardChoice:
    """A version of a card that is in force; '' and None: the built-in one, of the five columns."""

    card: str
    version: int | None

    @property
    def standard(self) -> bool:
        return not self.card


@dataclass(frozen=True, slots=True)
class AgreedReading:
    """How an item is to be read, as was agreed."""

    text: str
    noted_at: datetime
    by: str
    """Name."""


@dataclass(frozen=True, slots=True)
class CardLine:
    """An item as the scorer sees it. `heading`: its group, '' without one."""

    item: b.CardItem
    heading: str = ""
    help: str = ""
    readings: tuple[AgreedReading, ...] = ()


STANDARD_CHOICE = CardChoice("", None)
STANDARD_LINES = tuple(CardLine(item) for item in STANDARD_CARD)


def in_force(session: Session, day: date) -> tuple[CardChoice, ...]:
    """The latest version of each card that is in force on `day`, by name; the standard card last.

    Of two that begin on one day it is the higher one.
    """
    row = CardItem
    query = (
        select(row.card, row.version)
        .where(row.since <= day)
        .group_by(row.card, row.version)
        .order_by(row.card, func.min(row.since), row.version)
    )
    latest = {one.card: one.version for one in session.execute(query)}
    return (*(CardChoice(card, version) for card, version in latest.items()), STANDARD_CHOICE)


def last_choice(session: Session, inspector_id: int) -> str | None:
    """The card by which an inspector scored last; '' is the standard one, None: never scored."""
    query = (
        select(Inspection.card)
        .where(Inspection.inspector_id == inspector_id, Inspection.calibration_no == "")
        .order_by(Inspection.inspected_at.desc(), Inspection.id.desc())
        .limit(1)
    )
    return session.scalar(query)


def card_lines(session: Session, choice: CardChoice) -> tuple[CardLine, ...]:
    """The items in their order, each with its help and how it is to be read; () without any."""
    if choice.standard:
        return STANDARD_LINES
    row, aside = CardItem, CardHelp
    query = (
        select(row, aside.heading, aside.help)
        .outerjoin(
            aside,
            (aside.card == row.card) & (aside.version == row.version) & (aside.item == row.item),
        )
        .where(row.card == choice.card, row.version == choice.version)
        .order_by(aside.position.is_(None), aside.position, func.length(row.item), row.item)
    )
    agreed = _readings(session, choice.card)
    return tuple(
        CardLine(_item(one), heading or "", told or "", agreed.get(one.item, ()))
        for one, heading, told in session.execute(query)
    )


def card_items(session: Session, choice: CardChoice) -> tuple[b.CardItem, ...]:
    """The items alone, by their codes."""
    if choice.standard:
        return STANDARD_CARD
    row = CardItem
    query = select(row).where(row.card == choice.card, row.version == choice.version)
    return tuple(map(_item, session.scalars(query.order_by(row.item))))


def _item(row: CardItem) -> b.CardItem:
    return b.CardItem(
        card=row.card, version=row.version, since=row.since, item=row.item, title=row.title,
        aspect=row.aspect, weight=row.weight, critical=row.critical, na=row.na,
        pass_mark=row.pass_mark,
    )  # fmt: skip


def _readings(session: Session, card: str) -> dict[str, tuple[AgreedReading, ...]]:
    row = CardReading
    query = (
        select(row.item, row.text, row.noted_at, Person.name)
        .join(Person, Person.id == row.noted_by_id)
        .where(row.card == card)
        .order_by(row.id)
    )
    found: dict[str, list[AgreedReading]] = defaultdict(list)
    for item, text, at, by in session.execute(query):
        found[item].append(AgreedReading(text, at, by))
    return {item: tuple(some) for item, some in found.items()}
