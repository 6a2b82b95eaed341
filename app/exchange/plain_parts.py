"""The quick look at a part of a workbook: as the common programs write it, in a few passes of C.

It never refuses anything: whatever it does not know for sure is left to the slow look, which
follows the XML element by element and has the words for it (guard.py). In XML that is well formed,
without comments, CDATA and declarations, each `<` begins a tag: so the tags of cells and rows can
be counted, and where each of them is in the plain form, read by regular expressions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

MAX_TOKEN = 4 * 2**20
"""Bytes that one tag or one row may have."""

_HEAD = re.compile(
    rb'\s*(?:<\?xml version="1\.0"(?: encoding="(?:utf|UTF)-8")?(?: standalone="\w+")?\s*\?>)?'
)
_CELL = re.compile(
    rb'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"(?: s="[0-9]+")?(?: t="[a-zA-Z]+")?(?: ?/)?>'
)
_ANY_CELL = re.compile(rb"<c[\s/>]")
_ROW = re.compile(rb'<row r="([1-9][0-9]{0,6})"[^<>]*>')
_ANY_ROW = re.compile(rb"<row[\s/>]")
_PREFIXED = re.compile(rb":(?:c|row|f|v)[\s/>]")
_HIDDEN = re.compile(rb'<(?:row|col)\s[^<>]*?hidden="(?:1|true)"')
_ERROR = re.compile(rb'<c r="([A-Z]+)([0-9]+)"[^<>]* t="e"')
_FORMULA = re.compile(
    rb'<c r="([A-Z]+)([0-9]+)"([^<>]*)><f(?:(?: [^<>]*)?/>|[ >][^<]*</f>)'
    rb"(<v>[^<]|<v></v></c>|<v ?/></c>|</c>)"
)
_ANY_FORMULA = re.compile(rb"<f[\s/>]")


@dataclass(slots=True)
class Part:
    """What one sheet's XML spans, and the cells of which no value can be had."""

    rows: int = 0
    columns: int = 0
    last_row: int = 0
    """The number of the last row that is there, be it empty."""
    errors: list[tuple[int, int]] = field(default_factory=list)
    """(row, column), from 0: their formula ended in an error."""
    unvalued: list[tuple[int, int]] = field(default_factory=list)
    """Their formula was never reckoned by the program that wrote it."""
    dates: list[tuple[int, int]] = field(default_factory=list)
    """Their number is a date's by a format that the parser does not know."""
    hidden: bool = False
    """Whether some of its rows or columns, or all of it, are hidden."""
    since_1904: bool = False
    """Whether the workbook counts days from 1904."""


def number_of(letters: str) -> int:
    """The number of a column from 1: A is 1, AB is 28."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def look(chunks: Iterable[bytes]) -> Part | None:
    """What the part spans; None where it is not plain, or not well formed."""
    found = Part()
    try:
        plain = all(_take(found, window) for window in _windows(_well_formed(chunks)))
    except (expat.ExpatError, _Unsure):
        return None
    return found if plain else None


class _Unsure(Exception):
    pass


def _well_formed(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The chunks as they are, once expat has followed each."""
    parser, fed = expat.ParserCreate(), 0
    for chunk in chunks:
        parser.Parse(chunk, False)
        fed += len(chunk)
        if fed - parser.CurrentByteIndex > MAX_TOKEN:
            raise _Unsure
        yield chunk
    parser.Parse(b"", True)


def _windows(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The part, cut behind rows, without the declaration at its head."""
    first = next(chunks, b"")
    head = _HEAD.match(first)
    rest = first[head.end() :] if head else first
    for chunk in chunks:
        cut = rest.rfind(b"</row>") + len(b"</row>")
        if cut < len(b"</row>"):
            cut = 0
        if len(rest) - cut > MAX_TOKEN:
            raise _Unsure
        yield rest[:cut]
        rest = rest[cut:] + chunk
    yield rest


def _take(found: Part, window: bytes) -> bool:
    """Note what the window has; False where some of it is not in the plain form."""
    if b"\x00" in window or b"<!" in window or b"<?" in window or _PREFIXED.search(window):
        return False
    cells, rows = _CELL.findall(window), _ROW.findall(window)
    if not (_all(_ANY_CELL, b"<c", window, cells) and _all(_ANY_ROW, b"<row", window, rows)):
        return False
    letters, numbers = {one for one, _ in cells}, {number for _, number in cells}
    found.columns = max(found.columns, *(number_of(one.decode()) for one in letters), 0)
    found.rows = max(found.rows, *map(int, numbers), 0)
    found.last_row = max(found.last_row, *map(int, rows), 0)
    if b"hidden=" in window and _HIDDEN.search(window):
        found.hidden = True
    if b'"e"' in window:
        found.errors += (_place(error) for error in _ERROR.finditer(window))
    return _take_formulas(found, window) if b"<f" in window else True


def _take_formulas(found: Part, window: bytes) -> bool:
    formulas = list(_FORMULA.finditer(window))
    for formula in formulas:
        reckoned = formula[4].startswith(b"<v>") and not formula[4].startswith(b"<v><")
        if not reckoned and b't="str"' not in formula[3]:
            found.unvalued.append(_place(formula))
    return len(formulas) == len(_ANY_FORMULA.findall(window))


def _all(anyhow: re.Pattern[bytes], begins: bytes, window: bytes, plain: list[Any]) -> bool:
    """Whether the plain tags are all there are; that no other begins so is seen at once."""
    return window.count(begins) == len(plain) or len(anyhow.findall(window)) == len(plain)


def _place(cell: re.Match[bytes]) -> tuple[int, int]:
    return int(cell[2]) - 1, number_of(cell[1].decode()) - 1
