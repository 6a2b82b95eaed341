"""What is known so far of a file that is being brought in; worked out off the GUI thread."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from app.rules.bringing.answers import Answers
from app.rules.bringing.preview import Preview
from app.rules.bringing.said import Said
from app.services.roster.bringing import Source

if TYPE_CHECKING:
    from app.context import Context
    from app.exchange.layouts.grids import Book
    from app.exchange.layouts.hints import Guess, Hints
    from app.progress import Cancel
    from app.reading.roster.bringing import Choices


@dataclass(frozen=True, slots=True)
class Way:
    """A file on its way in: what it is, what was told of it, and what follows from that."""

    book: Book
    source: Source
    hints: Hints
    guess: Guess
    said: Said
    answers: Answers
    preview: Preview
    choices: Choices


def first_look(ctx: Context, path: Path, cancel: Cancel) -> Way:
    """Open the file at `path` and guess all of it. Raises BadInput, Cancelled."""
    from app.exchange.layouts.grids import open_book
    from app.exchange.layouts.hints import Hints

    book = open_book(path, cancel)
    source = Source(path.name, sha256(path.read_bytes()).hexdigest())
    return _looked(ctx, book, source, Hints(), Answers())


def told_where(ctx: Context, way: Way, hints: Hints) -> Way:
    """Guess anew with what was told of where the roster stands; the answers stay."""
    return _looked(ctx, way.book, way.source, hints, way.answers)


def told_what(ctx: Context, way: Way, answers: Answers) -> Way:
    """Hold the file against the store with further answers."""
    from app.reading.roster.bringing import preview

    return replace(way, answers=answers, preview=preview(ctx, way.said, answers))


def _looked(ctx: Context, book: Book, source: Source, hints: Hints, answers: Answers) -> Way:
    from app.exchange.layouts.guessing import guess
    from app.exchange.layouts.reading import read
    from app.reading.roster.bringing import choices, preview, with_proposals

    found = guess(book, ctx.today(), hints)
    said = read(book, found.layout, found.copies)
    held = preview(ctx, said, answers)
    answers = with_proposals(held, answers)
    held = preview(ctx, said, answers)
    return Way(book, source, hints, found, said, answers, held, choices(ctx))
