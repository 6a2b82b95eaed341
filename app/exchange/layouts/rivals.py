"""Sheets that hold the same people on the same days: copies of one roster, parts of one, or two
of which somebody must say which counts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from app.exchange.layouts import bodies
from app.exchange.layouts.entries import entries_of
from app.exchange.layouts.grids import Book, Grid, cell_name
from app.rules.bringing.said import Block, LeftOut
from app.rules.folding import folded
from app.rules.vocabulary import Message, msg

_COPY = re.compile(
    r"duplicate|copy|backup|old\b|备份|備份|副本|旧|舊|作废|存档|原|历史|上一?版|初稿|草稿",
    re.IGNORECASE,
)
_TEMPLATE = re.compile(
    r"template|blank|sample|example|\bdemo\b|模板|模版|範本|范本|样表|樣表|样板|示例|范例|例子|空白|空表"
    r"|填写说明|填表",
    re.IGNORECASE,
)
_OLDER = msg("It is another version of what stands in another sheet.")
_PARTLY = msg("It says nothing that the sheet {sheet} does not say.")
_TO_FILL = msg(
    "It is a form to be filled in, with some of its cells filled; {sheet} is the roster."
)
_WHICH = msg(
    "The same people stand on the same days in {sheet}, with other words: say which sheet counts."
)
_FEW = 5
"""A form to be filled in has at most a fifth of what a roster has."""
_APART = 3
"""So many cells, none of them filled in the other sheet, make a sheet another part of a roster."""

Place = tuple[str, date]


@dataclass(slots=True)
class _Sheet:
    """What a sheet says of people on days."""

    grid: Grid
    blocks: list[Block]
    places: set[Place] = field(default_factory=set)
    _words: dict[Place, set[str]] | None = None

    @property
    def words(self) -> Mapping[Place, set[str]]:
        """The words of each person on each day."""
        if self._words is None:
            self._words = defaultdict(set)
            for block in self.blocks:
                for entry in entries_of(self.grid, block)[0]:
                    if entry.word:
                        self._words[folded(entry.person), entry.day].add(folded(entry.word))
        return self._words

    @property
    def title(self) -> str:
        return self.grid.title

    def spoken(self) -> int:
        """How many words stand there."""
        return sum(map(len, self.words.values()))


@dataclass(frozen=True, slots=True)
class SortedOut:
    """What is read of a file; sheets that are left out, with the reason; and what is asked."""

    blocks: list[Block]
    copies: Mapping[str, Message]
    rivals: tuple[LeftOut, ...] = ()


def sort_out(book: Book, blocks: list[Block]) -> SortedOut:
    """Which sheets are copies of others, which are read, and between which somebody must choose."""
    sheets = _sheets(book, blocks)
    copies: dict[str, Message] = {}
    for mine in sheets:
        for other in sheets:
            if other is mine or other.title in copies:
                continue
            why = _copied(mine, other, first=sheets.index(mine) < sheets.index(other))
            if why is not None:
                copies[mine.title] = why
                break
    left = [sheet for sheet in sheets if sheet.title not in copies]
    taken = [block for block in blocks if block.sheet not in copies]
    return SortedOut(taken, copies, tuple(_rivals(left)))


def _sheets(book: Book, blocks: list[Block]) -> list[_Sheet]:
    found: dict[str, _Sheet] = {}
    for block in blocks:
        grid = book.grid(block.sheet)
        mine = found.setdefault(block.sheet, _Sheet(grid, []))
        mine.blocks.append(block)
        days = {day for _place, day in block.days}
        people = set(map(folded, bodies.labels(grid, block)))
        mine.places |= {(person, day) for person in people for day in days}
    return list(found.values())


def _copied(mine: _Sheet, other: _Sheet, *, first: bool) -> Message | None:
    """Why `mine` is left out beside `other`; None where it is not."""
    form, its_form = _TEMPLATE.search(mine.title), _TEMPLATE.search(other.title)
    if form and not its_form and mine.spoken() * _FEW <= other.spoken():
        return msg(_TO_FILL.msgid, sheet=other.title)
    if not _overlaps(mine, other):
        return None
    named, its_name = _COPY.search(mine.title) or form, _COPY.search(other.title) or its_form
    if named and not its_name and (not form or mine.spoken() <= other.spoken()):
        return _OLDER if not form else msg(_TO_FILL.msgid, sheet=other.title)
    if not _is_part(mine, other):
        return None
    if _is_part(other, mine) and first:
        return None  # the same: the first counts
    return msg(_PARTLY.msgid, sheet=other.title)


def _overlaps(mine: _Sheet, other: _Sheet) -> bool:
    return len(mine.places & other.places) * 2 > min(len(mine.places), len(other.places))


def _is_part(mine: _Sheet, other: _Sheet) -> bool:
    return all(words <= other.words.get(place, set()) for place, words in mine.words.items())


def _rivals(sheets: list[_Sheet]) -> Iterator[LeftOut]:
    """Each sheet that says other than one before it on what both speak of."""
    for at, later in enumerate(sheets):
        for before in sheets[:at]:
            if not _overlaps(later, before):
                continue
            few, full = sorted((later, before), key=_Sheet.spoken)
            if _disagree(few, full):
                grid = few.grid
                cells = f"A1:{cell_name(grid.height - 1, grid.width - 1)}"
                yield LeftOut(few.title, cells, "", msg(_WHICH.msgid, sheet=full.title))
                break


def _disagree(few: _Sheet, full: _Sheet) -> bool:
    """Whether they are versions of one roster. Two that share hardly a cell are its parts, and
    somebody who stands twice on a day is asked of by that day."""
    both = few.words.keys() & full.words.keys()
    differing = any(
        place in full.places and not words <= full.words.get(place, set())
        for place, words in few.words.items()
    )
    alike = len(both) * 4 > len(few.words) if both else len(few.words) < _APART
    return differing and alike
