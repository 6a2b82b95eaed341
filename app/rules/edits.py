"""What an editor does to a roster's cells: typed codes, rotation patterns, pasted rectangles."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.rules.bringing.said import Use
from app.rules.bringing.words import proposed
from app.rules.days_off import is_day_off, only_dashes
from app.rules.folding import folded
from app.rules.plaintext import identifier
from app.rules.vocabulary import Message, msg
from app.rules.work import Cell

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

    def __init__(self, codes: Iterable[str], names: Mapping[str, str] | None = None) -> None:
        """`names`: what shifts are called, by their codes."""
        self.all = tuple(codes)
        self._called = dict(names or {})
        self._exact = frozenset(self.all)
        self._folded: dict[str, set[str]] = {}
        self._names: dict[str, set[str]] = {}
        self._short: dict[str, set[str]] = {}
        for code in self.all:
            self._folded.setdefault(code.casefold(), set()).add(code)
            name = folded((names or {}).get(code, ""))
            for known, word in ((self._names, name), (self._short, name.removesuffix("班"))):
                if word:
                    known.setdefault(word, set()).add(code)

    def find(self, typed: str) -> str | None:
        """The code meant by `typed`, "" for a day off, None for what is no code.

        Width does not matter, nor does case where it does not tell two codes apart; a shift's
        name, with or without its 班, is as good as its code.
        """
        if typed.strip() in self._exact:
            return typed.strip()
        text = identifier(typed)
        if text in self._exact or not text:
            return text
        named = folded(text)
        for known, word in ((self._folded, text.casefold()), (self._names, named)):
            if len(known.get(word, ())) == 1:
                return next(iter(known[word]))
        if is_day_off(text):
            return ""
        short = self._short.get(named, ())
        return next(iter(short)) if len(short) == 1 else None

    def phrase(self, text: str) -> list[str] | None:
        """The codes of a word that has several, as an input method commits them: `早早中中`.

        At each place the longest that is a code; None where some of it is none.
        """
        text = identifier(text)
        found: list[str] = []
        while text:
            for length in range(min(len(text), _LONGEST), 0, -1):
                word = text[:length]
                code = None if length > 1 and only_dashes(word) else self.find(word)
                if code is not None:
                    break
            else:
                return None
            found.append(code)
            text = text[length:].lstrip(_APART)
        return found

    def problem(self, typed: str) -> Message:
        """The sentence for a code that is none."""
        return msg(
            "{code} is no shift that can be assigned. Known are: {known}.",
            code=typed.strip(),
            known=", ".join(map(self._full, self.all)),
        )

    def _full(self, code: str) -> str:
        name = self._called.get(code, code)
        return code if name == code else f"{code} {name}"


_LONGEST = 40
"""Signs of a code or a name at most, as far as phrases go."""
_APART = " ,、"


def read_pattern(pattern: str, codes: Codes) -> tuple[list[str], list[Message]]:
    """A rotation such as `E E L L N N – –`: its codes ("" for a day off), and what is wrong.

    Codes stand apart by spaces or commas, or follow each other where no code is another's
    beginning (`EELLNN--`, `早早中中休休`).
    """
    words = re.sub("[,，、]", " ", pattern).split()
    if not words:
        return [], [msg("The pattern is empty. Write one cycle, such as E E L L N N – –.")]
    if len(words) == 1 and _several(words[0], codes) is None:
        words = list(words[0])
    found: list[str] = []
    problems: list[Message] = []
    for place, word in enumerate(words, start=1):
        several = _several(word, codes)
        if several is None:
            problem = codes.problem(word)
            problems.append(
                msg("Place {place} of the pattern: {problem}", place=place, problem=problem)
            )
        found += several or [""]
    return found, problems


def _several(word: str, codes: Codes) -> list[str] | None:
    code = None if len(word) > 1 and only_dashes(word) else codes.find(word)
    return codes.phrase(word) if code is None else [code]


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
class Unread:
    """A word of a pasted block that is no shift and no day off, and where it would have gone."""

    person: str
    day: date
    word: str
    problem: Message


@dataclass(frozen=True, slots=True)
class Pasted:
    """What a pasted rectangle would change, or why it cannot be taken as it is."""

    changes: tuple[CellChange, ...]
    problems: tuple[Message, ...]
    unread: tuple[Unread, ...] = ()
    others: tuple[CellChange, ...] = ()
    """Where some words are not read: what the rest of the block would change."""


def paste(
    clip: Sequence[Sequence[str]], people: Sequence[str], days: Sequence[date], codes: Codes
) -> Pasted:
    """Lay a copied rectangle over `people` (down) and `days` (across) from their first ones on.

    One single cell fills everything selected; a larger rectangle must fit, and problems name
    its row and column, counted from 1. Days off and leave are known as in a file that comes in.
    """
    if len(clip) == 1 and len(clip[0]) == 1:
        clip = [[clip[0][0]] * len(days)] * len(people)
    problems = _misfits(clip, people, days)
    changes: list[CellChange] = []
    unread: list[Unread] = []
    for row, (person, cells) in enumerate(zip(people, clip, strict=False), start=1):
        for column, (day, typed) in enumerate(zip(days, cells, strict=False), start=1):
            word = typed.removeprefix("'")
            code = _pasted(word, codes)
            if code is None:
                why = _not_read(word, codes)
                problems.append(_cell_problem(row, column, why))
                unread.append(Unread(person, day, word.strip(), why))
            else:
                changes.append(CellChange(person, day, code))
    found = tuple(changes)
    others = found if len(unread) == len(problems) else ()
    return Pasted(() if problems else found, tuple(problems), tuple(unread), others)


def _pasted(word: str, codes: Codes) -> str | None:
    code = codes.find(word)
    return "" if code is None and proposed(word) is Use.OFF else code


def _not_read(word: str, codes: Codes) -> Message:
    if proposed(word) is Use.LEAVE:
        return msg("{word} is leave: it is filed, and no roster holds it.", word=word.strip())
    return codes.problem(word)


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
