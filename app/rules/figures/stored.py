"""Figures as the ledger keeps them: one JSON object, written and read by the types of its fields.

What was stored stays readable: a code that no rule finds any more keeps its class and its
wording (`BYGONE`), a renamed field is entered in `RENAMED_FIELDS`, and a further one gets a
default, for rows without it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import cache, partial
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from app.rules.figures.codes import BY_CODE, kept_fields
from app.rules.figures.figure import Figures

RENAMED_FIELDS: Mapping[str, Mapping[str, str]] = {
    "SWAP-2.limit": {"days": "dates"},
    "SWAP-4.kept": {"minutes": "rest"},
    "SWAP-5.job_type": {"mine": "job", "theirs": "other_job"},
    "LEAVE-9.overlap": {"other": "other_leave"},
    "LEAVE-7.late": {"filed": "filed_on", "latest": "latest_on"},
}
"""Code -> the names that its figures once had, and what they are called now."""

Read = Callable[[Any], Any]


def told(figures: Figures) -> dict[str, Any]:
    """What the ledger keeps of `figures`; dates and instants are still to be made text."""
    return {name: getattr(figures, name) for name in kept_fields(figures.code)}


def read(code: str, kept: Mapping[str, Any]) -> Figures:
    """The figures of a stored row; what nothing speaks of any more is left aside.

    A code that never was is a KeyError; a figure that is missing and has no default a TypeError.
    """
    now = {RENAMED_FIELDS.get(code, _NONE).get(name, name): value for name, value in kept.items()}
    readers = _readers(code)
    return BY_CODE[code](**{name: read(now[name]) for name, read in readers.items() if name in now})


_NONE: Mapping[str, str] = {}


@cache
def _readers(code: str) -> dict[str, Read]:
    return {name: _reader(kind) for name, kind in kept_fields(code).items()}


def _reader(kind: Any) -> Read:
    """How a value of this type is read back from what JSON made of it."""
    kind = getattr(kind, "__supertype__", kind)
    if get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    if get_origin(kind) is tuple:
        return partial(_tuple_of, _reader(get_args(kind)[0]))
    if get_origin(kind) in (Union, UnionType):
        (one,) = (each for each in get_args(kind) if each is not NoneType)
        return partial(_or_none, _reader(one))
    return _READERS.get(kind) or (kind if issubclass(kind, StrEnum) else _as_it_is)


def _tuple_of(read: Read, value: Any) -> tuple[Any, ...]:
    return tuple(map(read, value))


def _or_none(read: Read, value: Any) -> Any:
    return None if value is None else read(value)


def _as_it_is(value: Any) -> Any:
    return value


_READERS: Mapping[type, Read] = {date: date.fromisoformat, datetime: datetime.fromisoformat}
