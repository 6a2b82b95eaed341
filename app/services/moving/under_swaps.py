"""Shifts that an import moved under swaps that were in effect: allowed, and named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.queries.work import BoundSwap, Spot, bound_swaps
from app.rules.vocabulary import Message, SwapStatus, msg
from app.services.roster.versions import ChangedCell

Effective = Mapping[str, BoundSwap]
"""The swaps that are in effect, by number."""


def effective(session: Session) -> Effective:
    """The swaps that are in effect as the store is now."""
    found = bound_swaps(session, None, None, None, (SwapStatus.EFFECTIVE,))
    return {row.swap.no: row for row in found}


def legs(swaps: Iterable[BoundSwap]) -> set[Spot]:
    """The cells whose shifts these swaps give away."""
    return {party.spot for swap in swaps for party in swap.parties}


@dataclass(frozen=True, slots=True)
class MovedCells:
    """The cells of the published roster that an import changed, and the codes of its shifts."""

    cells: Mapping[Spot, ChangedCell]
    codes: Mapping[int, str]

    def told(self, swaps: Iterable[BoundSwap]) -> Iterator[Message]:
        """Each of these cells that one of the swaps gives away or fills: what stands there now."""
        for swap in swaps:
            names = {party.id: party.no for party in swap.parties}
            for spot in dict.fromkeys(swap.spots):
                if spot in self.cells:
                    yield self._said(swap.swap.no, names[spot[0]], self.cells[spot])

    def _said(self, swap_no: str, person: str, cell: ChangedCell) -> Message:
        _person_id, day, before, after = cell
        stands = self.codes[after] if after else ""
        if before is None:
            return msg(
                "{no} is in effect, and a shift under it is new: {person} on {day}, now {shift}.",
                no=swap_no,
                person=person,
                shift=stands,
                day=day,
            )
        return msg(
            "{no} is in effect, and a shift under it is another: {person} on {day}, was {before}, "
            "now {shift}.",
            no=swap_no,
            person=person,
            shift=stands,
            day=day,
            before=self.codes[before],
        )
