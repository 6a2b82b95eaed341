"""One version of a scorecard as a workbook of its own: out, and in again as a draft.

The sheet is the centre workbook's `Scorecards`, with two columns more: what group an item stands
in, and what the scorer is shown beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, replace
from pathlib import Path

from app.exchange import cells, guard
from app.exchange.book_sheets import SCORECARDS
from app.exchange.columns import may
from app.exchange.sheet_rows import content_of, sheets_of
from app.exchange.tables import Problems, Table
from app.exchange.writing import write_sheet
from app.rules.books import CardItem
from app.rules.scorecards.editing import CardDraft, ItemDraft
from app.rules.vocabulary import msg
from app.services.moving.refusing import not_imported

CARD_FILE = replace(
    SCORECARDS,
    columns=(
        *SCORECARDS.columns,
        may("heading", "分组", cells.text, ""),
        may("help", "评分说明", cells.text, ""),
    ),
)


def write_card(path: Path, card: CardDraft, version: int, chinese: bool = False) -> None:
    """Write the version to `path`, whole or not at all; BadInput where it cannot be."""
    rows = zip(card.rows(version), card.items, strict=True)
    write_sheet(
        path, CARD_FILE, [(*astuple(row), item.heading, item.help) for row, item in rows], chinese
    )


def read_card(path: Path) -> CardDraft:
    """The card in the file at `path`: of several versions the latest, of several cards none.

    BadInput with every problem in `problems`, each naming its cell.
    """
    problems = Problems()
    titles = {cells.folded(title) for title in (CARD_FILE.name, CARD_FILE.chinese)}
    tables = _tables(path, problems)
    table = next((one for one in tables if cells.folded(one.title) in titles), tables[0])
    found = _rows(table)
    cards = {row.card for row, _item in found}
    if len(cards) > 1:
        named = ", ".join(sorted(cards))
        problems.add(msg("The file has several cards: {cards}. Put each into a file.", cards=named))
    elif not found and not problems.count:
        problems.add(msg("{sheet}: there is no item in it.", sheet=table.title))
    if problems.count:
        raise not_imported(path.name, problems.kept, problems.count)
    latest = max(row.version for row, _item in found)
    kept = [(row, item) for row, item in found if row.version == latest]
    return CardDraft(kept[0][0].card, kept[0][0].since, tuple(item for _row, item in kept))


def _tables(path: Path, problems: Problems) -> list[Table]:
    content = content_of(path)
    parts = guard.inspect(path.name, content, lambda: None)
    return [Table(title, rows, problems) for title, rows in sheets_of(path.name, content, parts)]


def _rows(table: Table) -> Sequence[tuple[CardItem, ItemDraft]]:
    header = table.header(CARD_FILE)
    if header is None:
        return []
    found = []
    seen: dict[object, int] = {}
    for row in table.records(CARD_FILE, header):
        if row.whole:
            *fact, heading, help_ = row.values.values()
            item = CardItem(*fact)
            found.append((item, _draft(item, heading, help_)))
            _once(table, row.number, item, seen)
    return found


def _once(table: Table, number: int, item: CardItem, seen: dict[object, int]) -> None:
    first = seen.setdefault((item.version, item.item), number)
    if first != number:
        table.complain(
            number, 0, msg("{cell}: the item is in row {first} already.", first=first + 1)
        )


def _draft(item: CardItem, heading: str, help_: str) -> ItemDraft:
    return ItemDraft(
        title=item.title,
        aspect=item.aspect,
        weight=item.weight,
        critical=item.critical,
        na=item.na,
        pass_mark=item.pass_mark,
        heading=heading,
        help=help_,
        item=item.item,
    )
