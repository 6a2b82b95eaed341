"""What was wished of the cells that are shown, and whether they are as wished."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from app.queries.roster.rows import DayHead, RosterCell
from app.queries.roster.wishes import WishRow
from app.rules.rostering.wishes import Wish
from app.rules.rostering.wishing import came_true
from app.rules.work import Cell
from app.text import _
from app.text.wishes import outcome_words, whole_wish
from app.ui.roster.lines import Line


@dataclass(frozen=True, slots=True)
class WishMark:
    """`kept` None: nobody has made that month's roster yet. `against`: nothing is wanted of the
    day, and something is not."""

    kept: bool | None
    against: bool = False


class WishMarks:
    """The wishes in sight, by person and day."""

    def __init__(self, rows: Iterable[WishRow] = ()) -> None:
        self._of: dict[Cell, list[Wish]] = {}
        for row in rows:
            self._of.setdefault((row.wish.person, row.wish.day), []).append(row.wish)

    def __bool__(self) -> bool:
        return bool(self._of)

    def of(self, place: Cell) -> Sequence[Wish]:
        return self._of.get(place, ())

    def mark(
        self, line: Line, days: Sequence[DayHead], column: int, draft: bool
    ) -> WishMark | None:
        """Whether a cell is as wished; None where nothing is wished of it."""
        wishes = self.of((line.person.no, days[column].day))
        if not wishes:
            return None
        made = is_made(line, days, days[column].day, draft=draft)
        kept = came_true(wishes, worked_in(line.cells[column])) if made else None
        return WishMark(kept, not any(one.on for one in wishes))

    def lines(self, line: Line, days: Sequence[DayHead], column: int, draft: bool) -> Iterator[str]:
        """Each wish of a cell in words, and whether it is kept."""
        day = days[column].day
        for wish in self.of((line.person.no, day)):
            if is_made(line, days, day, draft=draft):
                kept = outcome_words(wish.kept(worked_in(line.cells[column])))
                yield _("Wish: {wish} ({kept})").format(wish=whole_wish(wish), kept=kept)
            else:
                yield _("Wish: {wish}").format(wish=whole_wish(wish))


def is_made(line: Line, days: Sequence[DayHead], day: date, *, draft: bool) -> bool:
    """Whether somebody's month is published or, where a draft is shown, something stands in it."""
    first = day.replace(day=1)
    if any(month.version for month in line.block.months if month.month == first):
        return True
    shown = zip(days, line.cells, strict=True)
    return draft and any(cell.code for head, cell in shown if head.day.replace(day=1) == first)


def worked_in(cell: RosterCell) -> str:
    """What is worked in a cell, as a wish counts it; "" for a day off."""
    return "" if cell.away else cell.code
