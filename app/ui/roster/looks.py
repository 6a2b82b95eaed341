"""What a cell looks like, as a value: cells of one look share one picture."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from app.queries.roster.rows import DayHead, RosterCell
from app.rules.vocabulary import LeaveStatus, Level
from app.ui.roster.wish_marks import WishMark


class Ground(IntEnum):
    """What lies under a cell."""

    PLAIN = 0
    REST = 1
    TODAY = 2


@dataclass(frozen=True, slots=True)
class CellLook:
    """Everything that a cell's picture depends on, but for its size and the theme.

    `code` is the shift shown, `gone` the published one that the draft takes away, `detail` a
    second line where cells are wide. `level` is the gravest finding's.
    """

    ground: Ground
    code: str = ""
    gone: str = ""
    detail: str = ""
    draft: bool = False
    swapped: bool = False
    leave: LeaveStatus | None = None
    uncovered: bool = False
    edited: bool = False
    outside: bool = False
    level: Level | None = None
    fixed: bool = False
    wish: WishMark | None = None


def ground_of(head: DayHead) -> Ground:
    """Today wins over a day of rest."""
    if head.today:
        return Ground.TODAY
    return Ground.REST if head.rest else Ground.PLAIN


def look_of(
    cell: RosterCell,
    ground: Ground,
    level: Level | None,
    draft: bool,
    detail: str = "",
    wish: WishMark | None = None,
) -> CellLook:
    """The look of `cell`; `draft`: the grid shows the draft, so that what differs is striped."""
    if cell.outside and not cell.uncovered:
        return CellLook(ground, outside=True)
    changed = draft and cell.differs is not None
    return CellLook(
        ground,
        code=cell.code,
        gone=cell.differs or "" if changed and not cell.code else "",
        detail=detail if cell.code else "",
        draft=changed,
        swapped=cell.swap is not None,
        leave=cell.leave.status if cell.leave else None,
        uncovered=cell.uncovered,
        edited=cell.edited,
        level=level,
        fixed=cell.fixed,
        wish=wish,
    )
