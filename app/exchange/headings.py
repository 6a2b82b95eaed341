"""Which column a heading means, however it is decorated, and in which line the headings stand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any
from unicodedata import normalize

from app.exchange import cells
from app.exchange.columns import Sheet

_SEARCHED = 20
"""Lines that may stand above the headings: titles, notes."""
_ASIDE = re.compile(r"\(.*?\)|\[.*?\]|【.*?】|[*:·]")
_FOOT = re.compile(
    r"\s*(?:合计|小计|总计|共计|总数|汇总|制表|填表|审核|审批|批准|签字|签名|备注|说明|注[:：]|打印"
    r"|(?:sub|grand )?total|sum\b|note|prepared|approved|checked|signed|signature)",
    re.IGNORECASE,
)


def places_of(sheet: Sheet, headings: Sequence[str]) -> list[tuple[int, str]]:
    """The number of each column whose heading means something in `sheet`, and its key.

    A heading that is exactly the column's word goes before one with something added: 姓名*,
    部门名称, 入职日期(YYYY-MM-DD).
    """
    known = {
        cells.folded(word): column.key
        for column in sheet.columns
        for word in (column.key, column.chinese)
    }
    found = [
        (number, key)
        for number, heading in enumerate(headings)
        if heading and (key := known.get(cells.folded(heading)))
    ]
    taken = {key for _number, key in found}
    if len(taken) < len(sheet.columns):
        for number, heading in enumerate(headings):
            decorated = _undecorated(heading, known) if heading else None
            if decorated and decorated not in taken:
                taken.add(decorated)
                found.append((number, decorated))
    return sorted(found)


def _undecorated(heading: str, known: Mapping[str, str]) -> str | None:
    word = cells.folded(_ASIDE.sub(" ", normalize("NFKC", heading)))
    return known.get(word) or known.get(word.removesuffix("名称"))


def line_of(sheet: Sheet, rows: Sequence[Sequence[Any]]) -> int:
    """The number of the line with the headings: the first that has most of them."""
    best, most = 0, 0
    wanted = sum(column.required for column in sheet.columns)
    for number, row in enumerate(rows[:_SEARCHED]):
        texts = [value if isinstance(value, str) else "" for value in row]
        keys = {key for _number, key in places_of(sheet, texts)}
        if len(keys) > most:
            best, most = number, len(keys)
        if most and most >= wanted and number == best:
            break
    return best


def is_foot(value: object) -> bool:
    """Whether a line's first word says that it is no record: a sum, a signature, a note."""
    return isinstance(value, str) and _FOOT.match(value) is not None
