"""What is known so far of a file that is being brought in; worked out off the GUI thread."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import BadInput
from app.rules.bringing.answers import Answers
from app.rules.bringing.preview import Preview
from app.rules.bringing.said import Said
from app.services.roster.bringing import Source

if TYPE_CHECKING:
    from app.context import Context
    from app.exchange.layouts.grids import Book
    from app.exchange.layouts.hints import Guess, Hints
    from app.progress import Cancel
    from app.queries.roster.mappings import MappingRow
    from app.reading.roster.bringing import Choices


@dataclass(frozen=True, slots=True)
class FileWay:
    """A file on its way in: what it is, what was told of it, and what follows from that."""

    book: Book
    source: Source
    hints: Hints
    guess: Guess
    said: Said
    answers: Answers
    preview: Preview
    choices: Choices
    known_as: str = ""
    """The name under which answers to a file like it are kept, or are to be; "" for none."""
    kept: tuple[str, int] | None = None
    """Name and version of the answers that hold for this file, too."""


def first_look(ctx: Context, path: Path, cancel: Cancel) -> FileWay:
    """Open the file at `path` and guess all of it. Raises BadInput, Cancelled."""
    from app.exchange.layouts.hints import Hints
    from app.exchange.layouts.opening import open_book
    from app.reading.roster.mappings import proposed

    book = open_book(path, cancel)
    source = Source(path.name, sha256(path.read_bytes()).hexdigest())
    way = _looked(ctx, book, source, Hints(), Answers())
    kept = proposed(ctx, way.said)
    if kept is None:
        return way
    try:
        return _as_before(ctx, way, kept)
    except BadInput:  # kept by another version of the program, or damaged: it is asked anew
        return way


def _as_before(ctx: Context, way: FileWay, kept: MappingRow) -> FileWay:
    """What was told of a file like it holds for this one, too."""
    from app.exchange.layouts.kept import again, from_json
    from app.exchange.layouts.reading import read
    from app.reading.roster.mappings import told_in

    told = told_in(kept.told)
    found = way.guess
    if told.layout:
        found = again(way.book, from_json(told.layout), ctx.today(), way.hints)
    said = read(way.book, found.layout, found.copies, found.rivals)
    before = replace(
        way, guess=found, said=said, known_as=kept.name, kept=(kept.name, kept.version)
    )
    return told_what(ctx, before, told.answers)


def told_where(ctx: Context, way: FileWay, hints: Hints) -> FileWay:
    """Guess anew with what was told of where the roster stands; the answers stay."""
    return _looked(ctx, way.book, way.source, hints, way.answers)


def told_what(ctx: Context, way: FileWay, answers: Answers) -> FileWay:
    """Hold the file against the store with further answers."""
    from app.reading.roster.bringing import preview

    return replace(way, answers=answers, preview=preview(ctx, way.said, answers))


def keep_told(ctx: Context, way: FileWay, name: str) -> None:
    """Keep what was told under a name, so that next month's file is one step. Conflict for a name
    under which something else is kept, Stale where somebody changed it meanwhile."""
    from app.exchange.layouts.kept import to_json
    from app.rules.bringing.kept import Told, signs
    from app.services.roster.mappings import keep

    there = way.kept[1] if way.kept is not None and way.kept[0] == name.strip() else None
    told = Told(replace(way.answers, counts={}), to_json(way.guess.layout))
    keep(ctx, name, told, signs(way.said), there)


def _looked(ctx: Context, book: Book, source: Source, hints: Hints, answers: Answers) -> FileWay:
    from app.exchange.layouts.guessing import guess
    from app.exchange.layouts.reading import read
    from app.reading.roster.bringing import choices, preview, with_proposals

    found = guess(book, ctx.today(), hints)
    said = read(book, found.layout, found.copies, found.rivals)
    held, offered = preview(ctx, said, answers), choices(ctx)
    answers = with_proposals(held, _placed(offered, answers), ctx.today())
    held = preview(ctx, said, answers)
    return FileWay(
        book=book,
        source=source,
        hints=hints,
        guess=found,
        said=said,
        answers=answers,
        preview=held,
        choices=offered,
    )


def _placed(offered: Choices, answers: Answers) -> Answers:
    """New people go into the only team that there is."""
    if answers.placed or len(offered.teams) != 1:
        return answers
    return replace(answers, team_id=offered.teams[0][0])
