"""What swaps say to an edit of the roster: a swap is bound to the shifts themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy.orm import Session

from app.errors import RuleViolated
from app.queries import work
from app.queries.roster.load import Days
from app.queries.work import Spot
from app.rules.figures.roster import BroughtHere, GivenAway
from app.rules.findings import Finding
from app.rules.vocabulary import msg
from app.rules.work import Cell, Moved


def respect_swaps(
    session: Session, days: Days, changed: Iterable[Spot], numbers: Mapping[int, str]
) -> None:
    """Refuse a change of published shifts that an effective swap has moved.

    `changed` lies within `days`; `numbers`: the employee number of everybody in it. Taking the
    shift from the giver's day would leave a swap of nothing (SWAP-8), another one on the
    receiver's day would double them (SWAP-9). Undecided swaps do not stand in the way:
    `swap_upkeep.recheck` cancels those that no longer hold.
    """
    moved = work.moved(session, numbers.keys(), days.first, days.last)
    cells = [(numbers[person], day) for person, day in (changed if moved else ())]
    bound = [_finding(cell, moved[cell]) for cell in cells if cell in moved]
    if bound:
        raise RuleViolated(
            msg("Bound by a swap"),
            msg(
                "A swap is a contract about these very shifts: they stay as it left them. Where "
                "somebody falls ill, their leave opens the shift for somebody else."
            ),
            bound,
        )


def _finding(cell: Cell, moved: Moved) -> Finding:
    number, day = cell
    bound = BroughtHere if moved.received_from else GivenAway
    figures = bound(swap=moved.swap_no, shift=moved.code or moved.given_code)
    return Finding(moved.swap_no, number, day, figures)
