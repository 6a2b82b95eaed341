"""`dutydesk import-roster FILE --show`: what a centre's own roster file says, without a store."""

from __future__ import annotations

import argparse
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from app.cli.tables import print_json
from app.errors import BadInput
from app.rules.bringing.said import LeftOut, Said, Shape, Use
from app.rules.vocabulary import msg
from app.text import _, say


def add_arguments(parser: ArgumentParser, day: Any, month: Any) -> None:
    """How a file is read, where it does not say so itself. `day`, `month`: readers of dates."""
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument(
        "--show", action="store_true", help=_("only say what the file holds; no store is needed")
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument(
        "--sheet", action="append", default=[], metavar="NAME",
        help=_("read this sheet (may be given several times)"),
    )  # fmt: skip
    parser.add_argument(
        "--first-day", type=day, metavar="DATE", help=_("the day of the first heading")
    )
    parser.add_argument("--month", type=month, metavar="MONTH", help=_("the roster's month"))
    parser.add_argument(
        "--shape", type=Shape, choices=tuple(Shape), metavar="|".join(Shape),
        help=_("what stands down and what across"),
    )  # fmt: skip
    parser.add_argument(
        "--heading", type=_line, metavar="ROW", help=_("the line of the days, from 1")
    )
    parser.add_argument(
        "--lines", type=_lines, metavar="FIRST-LAST", help=_("the lines of the people, from 1")
    )
    parser.add_argument(
        "--names", type=_column, metavar="COLUMN", help=_("the column of the names, as B or 2")
    )
    parser.add_argument(
        "--numbers", type=_column, metavar="COLUMN", help=_("the column of the numbers, as B or 2")
    )
    parser.add_argument("--as-of", type=day, default=None, help=argparse.SUPPRESS)


def _line(word: str) -> int:
    if not word.isdecimal() or int(word) < 1:
        raise ArgumentTypeError(_("{word} is no line; write its number").format(word=word))
    return int(word) - 1


def _lines(word: str) -> tuple[int, int]:
    first, _dash, last = word.partition("-")
    lines = _line(first.strip()), _line(last.strip())
    if lines[1] < lines[0]:
        raise ArgumentTypeError(_("{word} is no line; write its number").format(word=word))
    return lines


def _column(word: str) -> int:
    from app.exchange.plain_parts import number_of

    if word.isdecimal() and int(word) >= 1:
        return int(word) - 1
    if not (word.isascii() and word.isalpha() and len(word) <= 3):
        raise ArgumentTypeError(_("{word} is no column; write its letter").format(word=word))
    return number_of(word) - 1


def hints_of(request: Namespace) -> Any:
    """What the options tell of the file."""
    from app.exchange.layouts.guessing import Hints

    return Hints(
        sheets=tuple(request.sheet),
        first_day=request.first_day or request.month,
        shape=request.shape,
        names=request.names,
        numbers=request.numbers,
        lines=request.lines,
        heading=request.heading,
    )


def show(request: Namespace) -> int:
    """Print what the file says, what is left out, what must be mended, and what is asked."""
    from app.exchange.layouts.asking import questions, uses
    from app.exchange.layouts.guessing import guess
    from app.exchange.layouts.opening import open_book
    from app.exchange.layouts.reading import read

    book = open_book(request.file)
    _require_sheets(request.sheet, [grid.title for grid in book.grids])
    found = guess(book, request.as_of or date.today(), hints_of(request))
    said = read(book, found.layout, found.copies, found.rivals)
    told = {
        **_taken(said, uses(said)),
        "left_out": [_passed(one) for one in said.left_out],
        "problems": [_passed(one) for one in said.problems],
        "questions": [say(one) for one in questions(found, said)],
        "blocks": [
            asdict(block)
            | {"shape": block.shape.value, "days": [day.isoformat() for _at, day in block.days]}
            for block in found.layout.blocks
        ],
    }
    if request.format == "json":
        print_json(told)
    else:
        _print(told)
    return 0


def _require_sheets(asked: Sequence[str], there: Sequence[str]) -> None:
    for title in asked:
        if title not in there:
            raise BadInput(
                msg("There is no such sheet"),
                msg("The file has no sheet {sheet}; it has {sheets}.", sheet=title,
                    sheets=", ".join(there)),
            )  # fmt: skip


def _taken(said: Said, meant: dict[str, Use | None]) -> dict[str, Any]:
    from app.exchange.layouts.asking import sharing

    shifts = [one for one in said.entries if meant[one.word] in (None, Use.SHIFT)]
    times = {word: said.times.get(word) for word in sorted({one.word for one in shifts})}

    def words(use: Use) -> list[str]:
        return sorted(word for word, one in meant.items() if one is use)

    by_number = bool(sharing(said)) and all(one.number for one in said.entries)
    return {
        "assignments": sorted(
            [one.number if by_number else one.person, one.day.isoformat(), one.word]
            for one in shifts
        ),
        "numbers": dict(sorted({one.number: one.person for one in shifts if one.number}.items())),
        "shift_times": {
            word: None if pair is None else [f"{at:%H:%M}" for at in pair]
            for word, pair in times.items()
        },
        "days_off_words": words(Use.OFF),
        "leave_words": words(Use.LEAVE),
        "ignored_words": words(Use.IGNORE),
    }


def _passed(one: LeftOut) -> dict[str, str]:
    return {"sheet": one.sheet, "cells": one.cells, "value": one.value, "why": say(one.why)}


def _print(told: dict[str, Any]) -> None:
    for person, day, word in told["assignments"]:
        print(f"{day}  {person}  {word}")
    for word, pair in told["shift_times"].items():
        print(f"{word}: {'–'.join(pair) if pair else '?'}")
    for title, key in (
        (_("Days off"), "days_off_words"),
        (_("Leave"), "leave_words"),
        (_("Ignored"), "ignored_words"),
    ):
        if told[key]:
            print(f"{title}: {', '.join(told[key])}")
    for title, key in ((_("Left out"), "left_out"), (_("To be mended"), "problems")):
        if told[key]:
            print(f"{title}:")
        for one in told[key]:
            value = f" ({one['value']})" if one["value"] else ""
            print(f"  {one['sheet']}, {one['cells']}{value}: {one['why']}")
    for question in told["questions"]:
        print(f"? {question}")
