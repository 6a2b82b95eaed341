"""Cells that show a date by a format that the parser takes for a plain number's."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from xml.parsers import expat

from app.exchange.plain_parts import number_of

_CHINESE = frozenset({*range(27, 37), *range(50, 59)})
"""Excel's own formats 27–36 and 50–58: dates and times in East Asian versions."""
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_WEEKDAY = re.compile("a{3,4}", re.IGNORECASE)
_CELL = re.compile(rb"<(?:\w+:)?c\s([^<>]*)>")
_NAME = re.compile(rb'(?:^|\s)r="([A-Z]{1,3})([1-9][0-9]{0,6})"')
_STYLE = re.compile(rb'(?:^|\s)s="([0-9]{1,6})"')


def odd_styles(styles: bytes) -> frozenset[int]:
    """The numbers of the styles, in a workbook's part of styles, whose cells show a date."""
    codes: dict[str, str] = {}
    formats: list[str] = []
    inside: list[str] = []

    def element(name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        inside.append(name)
        if name == "numFmt":
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "xf" and "cellXfs" in inside:
            formats.append(attributes.get("numFmtId", ""))

    parser = expat.ParserCreate()
    parser.StartElementHandler = element
    parser.EndElementHandler = lambda _name: inside.pop()
    parser.Parse(styles, True)
    return frozenset(
        style for style, number in enumerate(formats) if _is_date(number, codes.get(number))
    )


def _is_date(number: str, code: str | None) -> bool:
    if code is None:
        return number.isdecimal() and int(number) in _CHINESE
    return _WEEKDAY.search(_LITERAL.sub("", code)) is not None


def cells_in(sheet: bytes, styles: Collection[int]) -> Iterator[tuple[int, int]]:
    """(row, column), from 0, of the cells of these styles."""
    for cell in _CELL.finditer(sheet):
        style, name = _STYLE.search(cell[1]), _NAME.search(cell[1])
        if style and name and int(style[1]) in styles:
            yield int(name[2]) - 1, number_of(name[1].decode()) - 1
