"""What was wished of the cells that are shown, and whether they are as wished."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from app.queries.roster.rows import RosterCell
from app.queries.roster.wishes import WishRow
from app.rules.rostering.wishes import Wish
from app.rules.rostering.wishing import came_true
from app.rules.work import Cell
from app.text import _
from app.text.wishes import outcome_words, whole_wish


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

    def mark(self, place: Cell, cell: RosterCell) -> bool | None:
        """Whether a cell is as wished; None where nothing is wished of it."""
        wishes = self._of.get(place)
        return came_true(wishes, worked_in(cell)) if wishes else None

    def lines(self, place: Cell, cell: RosterCell) -> Iterator[str]:
        """Each wish of a cell in words, and whether it is kept."""
        for wish in self.of(place):
            kept = outcome_words(wish.kept(worked_in(cell)))
            yield _("Wish: {wish} ({kept})").format(wish=whole_wish(wish), kept=kept)


def worked_in(cell: RosterCell) -> str:
    """What is worked in a cell, as a wish counts it; "" for a day off."""
    return "" if cell.away else cell.code
