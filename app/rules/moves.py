"""What effective swaps did to a roster, cell by cell: who gave which shift to whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.rules.facts import Roster, Swap
from app.rules.ledger import RosterLedger

Cell = tuple[str, date]
"""Employee number and business date."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What swaps made of one cell; people are employee numbers, "" where there is none.

    `code` is worked there now ("" : given away, nothing came back). `own` is the published shift
    that a received one replaced, other than the one given away in the same swap.
    """

    swap_no: str
    code: str
    own: str = ""
    received_from: str = ""
    given_to: str = ""
    given_code: str = ""


def apply_swaps(roster: Roster, swaps: Iterable[Swap]) -> dict[Cell, Moved]:
    """The cells that effective `swaps`, in the order of the register, changed in `roster`.

    Both parties' rows of the days in question must be in `roster`. A cell that several swaps
    touched tells of the last one.
    """
    ledger = RosterLedger(roster)
    moved: dict[Cell, Moved] = {}
    for swap in sorted(swaps, key=_register_order):
        if swap.requester != swap.counterpart:
            _apply(ledger, swap, moved)
    return moved


def _register_order(swap: Swap) -> tuple[float, str]:
    return (swap.effective_at.timestamp() if swap.effective_at else 0.0, swap.no)


def _apply(ledger: RosterLedger, swap: Swap, moved: dict[Cell, Moved]) -> None:
    first, second = swap.requester, swap.counterpart
    here, there = swap.requester_date, swap.counterpart_date
    given, returned = ledger.shift_on(first, here), ledger.shift_on(second, there)
    if here == there:
        cells = _even_exchange(swap, given or "", returned or "") if given or returned else {}
    else:
        cells = {
            **_leg(swap.no, first, second, here, given, ledger.shift_on(second, here)),
            **_leg(swap.no, second, first, there, returned, ledger.shift_on(first, there)),
        }
    ledger.apply(swap)
    moved.update(cells)


def _leg(
    no: str, giver: str, receiver: str, day: date, code: str | None, held: str | None
) -> dict[Cell, Moved]:
    """The two cells of one leg; none where there was no shift to give."""
    if code is None:
        return {}
    return {
        (giver, day): Moved(no, "", "", "", receiver, code),
        (receiver, day): Moved(no, code, held or "", giver),
    }


def _even_exchange(swap: Swap, given: str, returned: str) -> dict[Cell, Moved]:
    """Early for late on one date: each cell is given away and received at once."""
    no, first, second, day = swap.no, swap.requester, swap.counterpart, swap.requester_date
    return {
        (first, day): Moved(
            no, returned, "", second if returned else "", second if given else "", given
        ),
        (second, day): Moved(
            no, given, "", first if given else "", first if returned else "", returned
        ),
    }
