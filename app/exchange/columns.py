"""What a sheet of the centre workbook is made of: columns, what they hold and what they name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from app.exchange import cells

Words = Mapping[str, tuple[str, str]]
"""A fixed word's English and Chinese form in a cell."""


class Named(Enum):
    """What a cell names, by the field of `naming.Names` in which it is looked up."""

    PERSON = "people"
    SHIFT = "shifts"
    LOG = "logs"
    BULLETIN = "bulletins"
    INSPECTION = "inspections"
    DEPARTMENT = "places"
    TEAM = "teams"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `required`: the header must be there; `blank`: what an empty cell means."""

    key: str
    chinese: str
    read: cells.Reader
    required: bool = False
    blank: Any = None
    may_be_blank: bool = True
    words: Words | None = None
    names: Named | None = None
    further: bool = False
    """Whether it came later: it is written where some row has something in such a column."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet with its columns in the order in which they are written."""

    name: str
    chinese: str
    columns: tuple[Column, ...]
    required: bool = False

    def title(self, chinese: bool) -> str:
        return self.chinese if chinese else self.name


def must(key: str, chinese: str, read: cells.Reader, names: Named | None = None) -> Column:
    """A column that is there and filled in."""
    return Column(key, chinese, read, required=True, may_be_blank=False, names=names)


def may(
    key: str, chinese: str, read: cells.Reader, blank: Any = None, names: Named | None = None
) -> Column:
    """A column that may be blank, or missing."""
    return Column(key, chinese, read, blank=blank, names=names)


def one_of(make: Callable[..., Column], key: str, chinese: str, words: Words) -> Column:
    """A column of fixed words, made by `must` or `may`."""
    return replace(make(key, chinese, cells.choice(meanings(words))), words=words)


def meanings(words: Words) -> dict[str, str]:
    """What each word means, in whatever language it is written."""
    return {word: value for value, pair in words.items() for word in pair}


def further(columns: Iterable[Column]) -> tuple[Column, ...]:
    """Columns that came later."""
    return tuple(replace(column, further=True) for column in columns)
