"""A layout that is kept: as JSON, and found again in next month's file."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from app.errors import BadInput
from app.exchange.layouts.grids import Book
from app.exchange.layouts.guessing import Guess, Hints, guess
from app.rules.bringing.said import Block, Layout, Shape
from app.rules.vocabulary import msg

_FORM = 1


def to_json(layout: Layout) -> str:
    """The layout as text; `from_json` gives it back."""
    return json.dumps(
        {"form": _FORM, "blocks": [_written(block) for block in layout.blocks]}, ensure_ascii=False
    )


def _written(block: Block) -> dict[str, Any]:
    days = [(place, day.isoformat()) for place, day in block.days]
    return asdict(block) | {"shape": block.shape.value, "days": days}


def from_json(text: str) -> Layout:
    """The layout that `to_json` wrote; BadInput for anything else."""
    try:
        kept = json.loads(text)
        if kept["form"] != _FORM:
            raise ValueError(kept["form"])
        return Layout(tuple(_block(one) for one in kept["blocks"]))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise BadInput(
            msg("This layout cannot be read"),
            msg("It was written by another version of the program; choose the layout once more."),
        ) from error


def _block(kept: dict[str, Any]) -> Block:
    whole = {
        name: _place(kept[name]) for name in ("heading", "first", "last", "names")
    }  # fmt: skip
    numbers = kept["numbers"]
    return Block(
        sheet=str(kept["sheet"]),
        shape=Shape(kept["shape"]),
        days=tuple((_place(place), date.fromisoformat(day)) for place, day in kept["days"]),
        numbers=None if numbers is None else _place(numbers),
        columns=tuple(_place(column) for column in kept["columns"]),
        assumed=bool(kept.get("assumed")),
        **whole,
    )


def _place(number: Any) -> int:
    if type(number) is not int or number < 0:
        raise ValueError(number)
    return number


def again(book: Book, layout: Layout, today: date, hints: Hints | None = None) -> Guess:
    """Where next month's file of the same layout has its roster.

    The shape, the columns, the heading and the sheets are tried as they were, each as long as
    something is found with it; dates, people and last lines are the new file's own. What `hints`
    say goes before.
    """
    found = Guess(Layout())
    for tried in _tries(book, layout, hints or Hints()):
        found = guess(book, today, tried)
        if found.layout.blocks:
            break
    return found


def _tries(book: Book, layout: Layout, hints: Hints) -> list[Hints]:
    shapes = {block.shape for block in layout.blocks}
    names = {block.names for block in layout.blocks}
    headings = {block.heading for block in layout.blocks}
    titles = dict.fromkeys(block.sheet for block in layout.blocks)
    there = {grid.title for grid in book.grids}
    shaped = replace(
        hints,
        shape=hints.shape or (shapes.pop() if len(shapes) == 1 else None),
        sheets=hints.sheets or (tuple(titles) if there.issuperset(titles) else ()),
    )
    named = shaped
    if hints.names is None and len(names) == 1 and shaped.shape is not Shape.LIST:
        named = replace(shaped, names=names.pop())
    headed = named
    if hints.heading is None and len(headings) == 1 and len(titles) == len(layout.blocks):
        headed = replace(named, heading=headings.pop())
    return [headed, named, shaped, hints]
