"""What a scorecard must be before it is kept: QA-2, and what its form asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import isfinite

from app.rules.books import CardItem
from app.rules.plaintext import identifier
from app.rules.scorecards.cards import lacking
from app.rules.vocabulary import Aspect, Message, msg

MAX_NAME, MAX_ITEM, MAX_TITLE, MAX_HELP = 60, 20, 80, 2_000
MOST_ITEMS = 100
MOST_WEIGHT = 1_000_000


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """One item of a card as its editor has it; `item` '' takes the next free code."""

    title: str
    aspect: Aspect | None = None
    weight: float = 10.0
    critical: bool = False
    na: bool = False
    pass_mark: float | None = None
    heading: str = ""
    help: str = ""
    item: str = ""


@dataclass(frozen=True, slots=True)
class CardDraft:
    """One version of a card as its editor has it."""

    card: str
    since: date
    items: tuple[ItemDraft, ...]

    def rows(self, version: int) -> tuple[CardItem, ...]:
        """As the store and the workbook have it."""
        return tuple(
            CardItem(
                card=self.card,
                version=version,
                since=self.since,
                item=one.item,
                title=one.title,
                aspect=one.aspect,
                weight=one.weight,
                critical=one.critical,
                na=one.na,
                pass_mark=one.pass_mark,
            )
            for one in self.items
        )


@dataclass(frozen=True, slots=True)
class CardProblem:
    """What keeps a card from being kept: at the item of that place (from 0), None of the whole;
    `field` of the form."""

    at: int | None
    field: str
    message: Message


def shares(items: Sequence[ItemDraft]) -> list[float]:
    """What each item weighs, of 100."""
    whole = sum(one.weight for one in items if one.weight > 0)
    return [100 * one.weight / whole if one.weight > 0 else 0.0 for one in items]


def with_codes(items: Iterable[ItemDraft]) -> tuple[ItemDraft, ...]:
    """The items, each with a code: what was left blank gets the next free number."""
    items = tuple(items)
    taken = {one.item for one in items if one.item}
    free = (str(number) for number in range(1, len(items) + len(taken) + 1))
    fresh = (code for code in free if code not in taken)
    return tuple(one if one.item else replace(one, item=next(fresh)) for one in items)


def card_problems(card: CardDraft) -> list[CardProblem]:
    """Everything that is wrong with it, the whole first; QA-2 among it."""
    found: list[CardProblem] = []

    def complain(message: Message, field: str) -> None:
        found.append(CardProblem(None, field, message))

    name = identifier(card.card)
    if not name or len(name) > MAX_NAME or not name.isprintable() or "/" in name:
        complain(msg("Give the card a name of at most {n} letters, without “/”.", n=MAX_NAME),
                 "card")  # fmt: skip
    if not card.items:
        complain(msg("A scorecard has at least one item."), "items")
    elif len(card.items) > MOST_ITEMS:
        complain(msg("A scorecard has at most {n} items.", n=MOST_ITEMS), "items")
    elif missing := lacking(one.aspect for one in card.items):
        complain(
            msg("There is no item for {aspects}: add one, or say of an item that it is one (QA-2).",
                aspects=missing),
            "items",
        )  # fmt: skip
    codes: set[str] = set()
    for at, one in enumerate(card.items):
        found += [CardProblem(at, *problem) for problem in _item_problems(one, codes)]
        codes.add(one.item)
    return found


def _item_problems(one: ItemDraft, codes: set[str]) -> Iterator[tuple[str, Message]]:
    if not one.title.strip() or len(one.title) > MAX_TITLE:
        yield "title", msg("Give the item a title of at most {n} letters.", n=MAX_TITLE)
    if len(one.item) > MAX_ITEM or not one.item.isprintable():
        yield "item", msg("A code has at most {n} letters or digits.", n=MAX_ITEM)
    elif one.item and one.item in codes:
        yield "item", msg("Two items have the code {code}.", code=one.item)
    if not (isfinite(one.weight) and 0 < one.weight <= MOST_WEIGHT):
        yield "weight", msg("A weight is a number above 0.")
    mark = one.pass_mark
    if mark is not None and not 0 <= mark <= 100:
        yield "pass_mark", msg("A pass mark is a number from 0 to 100.")
    if len(one.help) > MAX_HELP:
        yield "help", msg("At most {n} letters.", n=MAX_HELP)
    if len(one.heading) > MAX_TITLE:
        yield "heading", msg("At most {n} letters.", n=MAX_TITLE)
