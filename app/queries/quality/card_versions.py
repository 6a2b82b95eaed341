"""Scorecards by version, with the help of their items, how they are read, and how much used."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import Calibration, CardHelp, CardItem, CardReading, Inspection, Person
from app.rules.scorecards.editing import CardDraft, ItemDraft

_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class CardVersion:
    """One version of a card; `used`: how many inspections and calibrations name it."""

    card: str
    version: int
    since: date
    items: tuple[ItemDraft, ...]
    used: int = 0

    @property
    def draft(self) -> CardDraft:
        return CardDraft(self.card, self.since, self.items)


@dataclass(frozen=True, slots=True)
class Reading:
    """How an item is to be read, as a calibration agreed; '' where none did."""

    item: str
    text: str
    by: str
    at: datetime
    calibration: str = ""


def card_versions(session: Session, card: str | None = None) -> list[CardVersion]:
    """Every version, or those of `card`: by the card's name, the latest version first."""
    found: dict[tuple[str, int, date], list[tuple[tuple[object, ...], ItemDraft]]]
    found = defaultdict(list)
    row, aside = CardItem, CardHelp
    query = select(
        row.card, row.version, row.since, aside.position,
        row.item, row.title, row.aspect, row.weight, row.critical, row.na, row.pass_mark,
        func.coalesce(aside.heading, "").label("heading"),
        func.coalesce(aside.help, "").label("help"),
    ).outerjoin(
        aside,
        (aside.card == row.card) & (aside.version == row.version) & (aside.item == row.item),
    )  # fmt: skip
    if card is not None:
        query = query.where(row.card == card)
    for name, version, since, position, *item in session.execute(query):
        code, title, aspect, weight, critical, na, mark, heading, help_ = item
        draft = ItemDraft(
            title=title,
            aspect=aspect,
            weight=weight,
            critical=critical,
            na=na,
            pass_mark=mark,
            heading=heading,
            help=help_,
            item=code,
        )
        found[name, version, since].append((_order(position, code), draft))
    used = _used(session)
    return [
        CardVersion(name, version, since, _in_order(items), used.get((name, version), 0))
        for (name, version, since), items in sorted(
            found.items(), key=lambda one: (one[0][0], -one[0][1])
        )
    ]


def readings(session: Session) -> dict[str, list[Reading]]:
    """Card -> how its items are to be read, the latest last."""
    row = CardReading
    query = (
        select(
            row.card, row.item, row.text, Person.name, row.noted_at,
            func.coalesce(Calibration.calibration_no, ""),
        )
        .join(Person, Person.id == row.noted_by_id)
        .outerjoin(Calibration, Calibration.id == row.calibration_id)
        .order_by(row.id)
    )  # fmt: skip
    found: dict[str, list[Reading]] = defaultdict(list)
    for card, item, text, by, at, calibration in session.execute(query):
        found[card].append(Reading(item, text, by, at, calibration))
    return found


def _used(session: Session) -> dict[tuple[str, int | None], int]:
    """Card and version -> how many inspections and calibrations name it."""
    found: dict[tuple[str, int | None], int] = defaultdict(int)
    inspection, calibration = Inspection, Calibration
    scored = (
        select(inspection.card, inspection.card_version, func.count())
        .where(inspection.card != "")
        .group_by(inspection.card, inspection.card_version)
    )
    opened = select(calibration.card, calibration.card_version, func.count()).group_by(
        calibration.card, calibration.card_version
    )
    for query in (scored, opened):
        for card, version, count in session.execute(query):
            found[card, version] += count
    return found


def _order(position: int | None, code: str) -> tuple[object, ...]:
    """Where it was put, or else by its code, of which numbers count as numbers."""
    parts = [(0, int(part), "") if part.isdecimal() else (1, 0, part)
             for part in _DIGITS.split(code) if part]  # fmt: skip
    return (position is None, position or 0, parts)


def _in_order(items: Iterable[tuple[tuple[object, ...], ItemDraft]]) -> tuple[ItemDraft, ...]:
    return tuple(item for _at, item in sorted(items, key=lambda one: one[0]))
