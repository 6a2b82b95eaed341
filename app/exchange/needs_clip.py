"""Numbers of people needed as a spreadsheet copies them: a line a shift, a column a weekday."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from unicodedata import normalize

from app.exchange.layouts.headings import weekday_of
from app.rules.edits import read_clip, write_clip
from app.rules.folding import folded
from app.rules.vocabulary import Message, msg

DAYS = 7
Place = tuple[int, int]
"""(line of the shift, weekday), from 0."""


@dataclass(frozen=True, slots=True)
class NeedsClip:
    """What a copied block says; all of it, or why nothing of it can be taken."""

    cells: Mapping[Place, int] = field(default_factory=dict)
    problem: Message | None = None


def clip_of(head: Sequence[str], lines: Sequence[tuple[str, Sequence[int]]]) -> str:
    """The whole table as text for a spreadsheet, with its headings."""
    rows = ([name, *(str(number or "") for number in numbers)] for name, numbers in lines)
    return write_clip([["", *head], *rows])


def read_needs(text: str, shifts: Sequence[Sequence[str]], at: Place, most: int) -> NeedsClip:
    """The numbers of a copied block, pasted `at` a place. `shifts`: by what each may be called.

    Headings of weekdays above or of shifts beside it go before the place; a blank cell is nobody.
    """
    rows = read_clip(text)
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    if not rows:
        return NeedsClip(problem=msg("There is nothing to paste."))
    days, rows = _headed(rows)
    lines, rows, days, problem = _named(rows, days, shifts)
    if problem is not None:
        return NeedsClip(problem=problem)
    lines = lines or [at[0] + row for row in range(len(rows))]
    days = days or [at[1] + column for column in range(max(map(len, rows), default=0))]
    if max(lines, default=0) >= len(shifts) or len(rows[0]) > len(days) or max(days) >= DAYS:
        size = {"rows": len(rows), "columns": max(map(len, rows))}
        return NeedsClip(
            problem=msg(
                "{rows} lines and {columns} columns do not fit here: nothing was pasted.", **size
            )
        )
    return _numbers(rows, lines, days, most)


def _headed(rows: list[list[str]]) -> tuple[list[int], list[list[str]]]:
    """The weekdays that stand above, and the rest; a blank corner is none."""
    found = [weekday_of(cell) for cell in rows[0]]
    known = [day for day in found if day is not None]
    if len(known) < max(len(found) - 1, 1) or (found[0] is None and len(found) == 1):
        return [], rows
    return known, rows[1:]


def _named(
    rows: list[list[str]], days: list[int], shifts: Sequence[Sequence[str]]
) -> tuple[list[int], list[list[str]], list[int], Message | None]:
    """The lines of the shifts that stand beside, and the numbers; a foot of sums is left away."""
    called = {folded(name): at for at, names in enumerate(shifts) for name in names}
    beside = [row[0].strip() if row else "" for row in rows]
    plain = not any(beside) or all(not name or _number(name) is not None for name in beside)
    if plain or (days and len(rows[0]) == len(days)):
        return [], rows, days, None
    lines: list[int] = []
    kept: list[list[str]] = []
    for name, row in zip(beside, rows, strict=True):
        at = called.get(folded(name))
        if at is None and row is rows[-1] and len(rows) > 1 and name:
            continue  # sums below
        if at is None:
            why = msg("There is no shift “{name}” here: nothing was pasted.", name=name)
            return [], rows, days, why
        lines.append(at)
        kept.append(row[1:])
    return lines, kept, days, None


def _numbers(
    rows: Sequence[Sequence[str]], lines: Sequence[int], days: Sequence[int], most: int
) -> NeedsClip:
    cells: dict[Place, int] = {}
    for row, (line, texts) in enumerate(zip(lines, rows, strict=True), 1):
        for column, (day, text) in enumerate(zip(days, texts, strict=False), 1):
            number = _number(text)
            if number is None or number > most:
                return NeedsClip(
                    problem=msg(
                        "Line {row}, column {column}: “{value}” is no number from 0 to {most}; "
                        "nothing was pasted.",
                        row=row,
                        column=column,
                        value=text.strip(),
                        most=most,
                    )
                )
            cells[line, day] = number
    return NeedsClip(cells)


def _number(text: str) -> int | None:
    """A whole number as people write it: full width, 3.0, 3人; blank is nought."""
    plain = normalize("NFKC", text).strip().removesuffix("人").strip()
    whole, _dot, rest = plain.partition(".")
    if plain and (not whole.isascii() or not whole.isdigit() or rest.strip("0")):
        return None
    return int(whole[:9]) if plain else 0
