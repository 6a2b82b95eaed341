"""What a file says where a layout reads it, and everything that it passes over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.exchange.layouts.covering import unaccounted
from app.exchange.layouts.entries import entries_of
from app.exchange.layouts.grids import Book
from app.exchange.layouts.mending import problems
from app.exchange.layouts.passing import passed_over
from app.exchange.layouts.times import Times, stated
from app.rules.bringing.said import Entry, Layout, LeftOut, Said
from app.rules.vocabulary import Message


def read(
    book: Book,
    layout: Layout,
    copies: Mapping[str, Message] | None = None,
    rivals: Sequence[LeftOut] = (),
) -> Said:
    """What stands in the layout's blocks.

    `copies`: sheets that are another version of another, each with the reason. `rivals`: sheets of
    which somebody must say which counts.
    """
    entries: list[Entry] = []
    times: dict[str, Times] = {}
    for block in layout.blocks:
        grid = book.grid(block.sheet)
        found, spans = entries_of(grid, block)
        entries += found
        times |= spans
    words = dict.fromkeys(entry.word for entry in entries if entry.word)
    left_out = list(passed_over(book, layout, copies or {}))
    asked = [*rivals, *problems(book, layout)]
    silent, lost = unaccounted(book, layout, entries, (*left_out, *asked))
    return Said(
        entries=tuple(entry for entry in entries if entry.word),
        blanks=tuple(entry for entry in entries if not entry.word),
        times={**stated(book, words, layout.blocks), **times},
        left_out=(*left_out, *silent),
        problems=(*asked, *lost),
    )
