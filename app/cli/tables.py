"""What a report prints: a table for people, or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from unicodedata import east_asian_width

_NARROWEST = 9
"""Columns of a terminal that a number has at least."""


def print_json(found: Mapping[str, Any]) -> None:
    """With numbers as they were counted, unrounded."""
    print(json.dumps(found, ensure_ascii=False, indent=1))


def print_table(heads: Sequence[str], rows: Iterable[Sequence[str]], numbers: int) -> None:
    """`heads` over `rows`: the first `numbers` columns to the right, the others to the left."""
    lines = [heads, *rows]
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        cells = (
            _padded(cell, max(width, _NARROWEST), to_right=True)
            if at < numbers
            else _padded(cell, width, to_right=False)
            for at, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        print("  ".join(cells).rstrip())


def whole(count: int | None) -> str:
    """A count, or '-' where there is none."""
    return "-" if count is None else str(count)


def rounded(number: float | None, places: int = 1) -> str:
    """A number for people, or '-' where there is none."""
    return "-" if number is None else f"{number:.{places}f}"


def _padded(cell: str, width: int, *, to_right: bool) -> str:
    blank = " " * (width - _width(cell))
    return blank + cell if to_right else cell + blank


def _width(text: str) -> int:
    """In columns of a terminal, of which a Chinese character takes two."""
    return sum(2 if east_asian_width(mark) in "WF" else 1 for mark in text)
