"""What an editor does to a roster's cells: typed codes, rotation patterns, pasted rectangles."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.rules.plaintext import identifier
from app.rules.vocabulary import Message, msg
from app.rules.work import Cell

OFF_WORDS = frozenset({"", "-", "–", "—", "休"})
"""What stands for a day off in a pattern and in pasted text."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CellChange:
    """Put `code` ("" : nothing) into a person's day.

    `before` is what the editor saw there: when the store holds something else by now, the
    change is refused as a conflict. None takes whatever is there.
    """

    person: str
    day: date
    code: str
    before: str | None = None

    @property
    def cell(self) -> Cell:
        return (self.person, self.day)

    def inverse(self) -> CellChange:
        """The change that takes this one back; `before` must be known."""
        assert self.before is not None
        return replace(self, code=self.before, before=self.code)


def latest(changes: Iterable[CellChange]) -> list[CellChange]:
    """One change for each cell: the last one's code, seen as before the first one."""
    found: dict[Cell, CellChange] = {}
    for change in changes:
        first = found.get(change.cell, change)
        found[change.cell] = replace(change, before=first.before)
    return list(found.values())


class Codes:
    """The shift codes that may be assigned, found as people type them."""

    def __init__(self, codes: Iterable[str]) -> None:
        self.all = tuple(codes)
        self._exact = frozenset(self.all)
        self._folded: dict[str, list[str]] = {}
        for code in self.all:
            self._folded.setdefault(code.casefold(), []).append(code)

    def find(self, typed: str) -> str | None:
        """The code meant by `typed`, "" for a day off, None for what is no code.

        Case does not matter where it does not tell two codes apart.
        """
        text = typed.strip()
        if text not in self._exact and text not in OFF_WORDS:
            text = identifier(text)
        if text in self._exact:
            return text
        alike = self._folded.get(text.casefold(), ())
        if len(alike) == 1:
            return alike[0]
        return "" if text in OFF_WORDS else None

    def problem(self, typed: str) -> Message:
        """The sentence for a code that is none."""
        return msg(
            "{code} is no shift that can be assigned. Known are: {known}.",
            code=typed.strip(),
            known=", ".join(self.all),
        )


def read_pattern(pattern: str, codes: Codes) -> tuple[list[str], list[Message]]:
    """A rotation such as `E E L L N N – –`: its codes ("" for a day off), and what is wrong.

    Codes stand apart by spaces or commas; one word of one-letter codes (`EELLNN--`) will do.
    """
    words = pattern.replace(",", " ").replace("，", " ").split()
    if len(words) == 1 and codes.find(words[0]) is None:
        words = list(words[0])
    if not words:
        return [], [msg("The pattern is empty. Write one cycle, such as E E L L N N – –.")]
    found = [codes.find(word) for word in words]
    problems = [
        msg("Place {place} of the pattern: {problem}", place=place, problem=codes.problem(word))
        for place, (word, code) in enumerate(zip(words, found, strict=True), start=1)
        if code is None
    ]
    return [code or "" for code in found], problems


def rotate(
    cycle: Sequence[str], people: Sequence[str], first: date, last: date, step: int = 1
) -> list[CellChange]:
    """The cycle laid over `first` to `last` (inclusive) for each person.

    The first of `people` begins at the cycle's beginning on `first`, and each next one `step`
    places further on.
    """
    days = [first + offset * _DAY for offset in range((last - first).days + 1)]
    return [
        CellChange(person, day, cycle[(column + row * step) % len(cycle)])
        for row, person in enumerate(people)
        for column, day in enumerate(days)
    ]


def read_clip(text: str) -> list[list[str]]:
    """The rows and cells of copied text, as spreadsheets write it: tabs between, quotes where
    a cell holds a tab or a line's end. The last line's end makes no row."""
    return [row or [""] for row in csv.reader(io.StringIO(text, newline=""), "excel-tab")]


def write_clip(rows: Iterable[Iterable[str]]) -> str:
    """Cells as text that spreadsheets take; what they would run as a formula is quoted."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, "excel-tab", lineterminator="\n")
    writer.writerows([[_harmless(cell) for cell in row] for row in rows])
    return out.getvalue()


def _harmless(cell: str) -> str:
    return "'" + cell if cell[:1] in ("=", "+", "@", "\t") else cell


@dataclass(frozen=True, slots=True)
class Pasted:
    """What a pasted rectangle would change, or why it cannot be taken as it is."""

    changes: tuple[CellChange, ...]
    problems: tuple[Message, ...]


def paste(
    clip: Sequence[Sequence[str]], people: Sequence[str], days: Sequence[date], codes: Codes
) -> Pasted:
    """Lay a copied rectangle over `people` (down) and `days` (across) from their first ones on.

    One single cell fills everything selected; a larger rectangle must fit, and problems name
    its row and column, counted from 1.
    """
    if len(clip) == 1 and len(clip[0]) == 1:
        clip = [[clip[0][0]] * len(days)] * len(people)
    problems = _misfits(clip, people, days)
    changes: list[CellChange] = []
    for row, (person, cells) in enumerate(zip(people, clip, strict=False), start=1):
        for column, (day, typed) in enumerate(zip(days, cells, strict=False), start=1):
            code = codes.find(typed.removeprefix("'"))
            if code is None:
                problems.append(_cell_problem(row, column, codes.problem(typed)))
            else:
                changes.append(CellChange(person, day, code))
    return Pasted(() if problems else tuple(changes), tuple(problems))


def _misfits(
    clip: Sequence[Sequence[str]], people: Sequence[str], days: Sequence[date]
) -> list[Message]:
    width = max((len(row) for row in clip), default=0)
    if len(clip) <= len(people) and width <= len(days):
        return []
    return [
        msg(
            "The copied block has {rows} rows and {columns} columns; from this cell on there "
            "is room for {room_rows} and {room_columns}.",
            rows=len(clip),
            columns=width,
            room_rows=len(people),
            room_columns=len(days),
        )
    ]


def _cell_problem(row: int, column: int, problem: Message) -> Message:
    return msg(
        "Row {row}, column {column} of the copied block: {problem}",
        row=row,
        column=column,
        problem=problem,
    )
