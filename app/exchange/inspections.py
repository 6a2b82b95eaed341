"""Inspections out of their sheet: with five scores, or by a card whose scores are a sheet."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from app.exchange.known import Anything, Version
from app.exchange.naming import Names
from app.exchange.people import keys, once
from app.exchange.sheets import INSPECTIONS
from app.exchange.tables import Header, Row, Sheeted, Table
from app.rules.records import InspectionRecord, SheetPlace
from app.rules.vocabulary import Aspect, msg

_FIVE = tuple(column for column in INSPECTIONS.columns if column.key in set(Aspect))
_REST = replace(INSPECTIONS, columns=tuple(c for c in INSPECTIONS.columns if c not in _FIVE))
_BEFORE = INSPECTIONS.columns.index(_FIVE[0])
_FREED = tuple(
    replace(column, required=False) if column in _FIVE else column for column in INSPECTIONS.columns
)
_CARDED = replace(INSPECTIONS, columns=_FREED)
"""Where every row has a card: the five columns may be missing."""
_NO_SCORES = (None,) * len(_FIVE)


@dataclass(slots=True)
class Inspected:
    """What the sheet states; of rows with problems as much as can be told."""

    records: list[InspectionRecord] = field(default_factory=list)
    place: SheetPlace | None = None
    sheet: Sheeted | None = None
    numbers: Container[str] = frozenset()
    versions: dict[str, tuple[int, Version | None]] = field(default_factory=dict)
    """An inspection's number -> its row, and what it was scored by; None without a card."""


def read_inspections(tables: Mapping[str, Table], names: Names) -> Inspected:
    """One record for each row; an absent sheet is an empty one."""
    table = tables.get(INSPECTIONS.name)
    if table is None:
        return Inspected()
    header = table.header(_CARDED if _all_carded(table) else INSPECTIONS)
    if header is None:
        return Inspected(numbers=Anything())
    found = Inspected(sheet=Sheeted(table, header))
    found.numbers = keys(table, header, "inspection_no")
    rows: list[int] = []
    seen: dict[str, int] = {}
    look = names.looking(INSPECTIONS)
    for row in table.records(_REST, header):
        carded = _check_card(table, header, row)
        five = None if carded else table.part(row.number, _FIVE, header)
        look(table, header, row)
        if once(table, header, row, seen, "inspection_no"):
            _note_version(found, row)
            if row.whole and (five is None or five.whole):
                found.records.append(_record(row, five))
                rows.append(row.number)
    found.place = found.sheet.place(rows) if found.sheet else None
    return found


def _all_carded(table: Table) -> bool:
    places = [table.find(column) for column in INSPECTIONS.columns if column.key in _CARD]
    return all(any(table.has(number, place) for place in places) for number in table.filled_rows())


_CARD = ("card", "card_version")


def _check_card(table: Table, header: Header, row: Row) -> bool:
    """Whether the row has a card; half of one is noted."""
    has_card = row.values.get("card") != ""
    has_version = row.values.get("card_version", 0) is not None
    if has_card and not has_version:
        table.complain(
            row.number,
            header["card"],
            msg('{cell}: the card "{value}" needs its card_version; fill in both or neither.'),
        )
    if has_version and not has_card:
        table.complain(
            row.number,
            header["card_version"],
            msg('{cell}: the version "{value}" needs its card; fill in both or neither.'),
        )
    return has_card or has_version


def _note_version(found: Inspected, row: Row) -> None:
    no, card = row.values.get("inspection_no"), row.values.get("card")
    version = row.values.get("card_version", 0)
    if not no or card is None or version == 0 or (card == "") != (version is None):
        return
    found.versions[no] = (row.number, (card, version) if card else None)


def _record(row: Row, five: Row | None) -> InspectionRecord:
    values: list[Any] = [*row.values.values()]
    scores = five.values.values() if five else _NO_SCORES
    return InspectionRecord(*values[:_BEFORE], *scores, *values[_BEFORE:])
