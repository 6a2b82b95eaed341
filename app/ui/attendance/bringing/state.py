"""What is known so far of a file of punches on its way in; worked out off the GUI thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from app.rules.bringing.matching import KnownPerson
from app.rules.punches.preview import PunchAnswers, PunchPreview
from app.rules.punches.said import PunchesSaid

if TYPE_CHECKING:
    from app.context import Context
    from app.exchange.layouts.grids import Book
    from app.exchange.punches.tables import PunchTable
    from app.progress import Cancel


@dataclass(frozen=True, slots=True)
class PunchWay:
    """A file of punches: where they stand, what was told of them, and what follows. `people`: who
    may be meant."""

    book: Book
    name: str
    sha256: str
    tables: Sequence[PunchTable]
    said: PunchesSaid
    answers: PunchAnswers
    found: PunchPreview
    people: Sequence[KnownPerson]
    order: str = ""
    """What comes first in dates that can be read in two ways, as it was told."""


def first_look(ctx: Context, path: Path, cancel: Cancel) -> PunchWay:
    """Open the file at `path` and take its columns by what they are called and hold. BadInput."""
    from app.exchange.layouts.opening import open_book
    from app.exchange.punches.reading import read_punches
    from app.exchange.punches.tables import likely_table, punch_tables

    book = open_book(path, cancel)
    tables = punch_tables(book)
    if not tables and not read_punches(book, (), ctx.today()).punches:
        tables = [likely_table(book)]
    return _read(ctx, book, path.name, sha256(path.read_bytes()).hexdigest(), tables)


def with_columns(ctx: Context, way: PunchWay, columns: Sequence[Mapping[int, str]]) -> PunchWay:
    """Read the file again, its columns taken as somebody says."""
    tables = [
        replace(table, columns=taken) for table, taken in zip(way.tables, columns, strict=True)
    ]
    return _read(ctx, way.book, way.name, way.sha256, tables, way.answers, way.order)


def with_order(ctx: Context, way: PunchWay, order: str) -> PunchWay:
    """Read the file again, its dates as somebody says."""
    return _read(ctx, way.book, way.name, way.sha256, way.tables, way.answers, order)


def with_answers(ctx: Context, way: PunchWay, answers: PunchAnswers) -> PunchWay:
    """Hold what was read against the store with other answers."""
    from app.reading.attendance.punches import preview

    return replace(way, answers=answers, found=preview(ctx, way.said, answers))


def recorded(ctx: Context, way: PunchWay) -> PunchPreview:
    """Write it, as it was shown."""
    from app.services.attendance.punches import bring_punches

    return bring_punches(ctx, way.said, way.answers, way.name, way.sha256, way.found)


def _read(
    ctx: Context,
    book: Book,
    name: str,
    digest: str,
    tables: Sequence[PunchTable],
    answers: PunchAnswers | None = None,
    order: str = "",
) -> PunchWay:
    from app.exchange.punches.reading import read_punches
    from app.reading.attendance.punches import people_kept, preview

    answers = answers or PunchAnswers()
    said = read_punches(book, tables, ctx.today(), order)
    found, people = preview(ctx, said, answers), people_kept(ctx, said)
    return PunchWay(
        book, name, digest, tables, said, answers, found=found, people=people, order=order
    )
