"""Whose word is next on swaps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from app.queries.reference import Reference
from app.queries.requests.undecided import Moment, Undecided
from app.queries.swaps import rows
from app.queries.swaps.rows import SwapRow
from app.rules.requests import RequestKind
from app.rules.turn import Turn, swap_turn


def turn_of(known: Reference, row: SwapRow, day: date) -> Turn:
    """Whose word is next on a swap, by the posts of `day`."""
    people = known.people({*row.parties, *known.approvers(row.parties)})
    return swap_turn(row.fact(), people, day)


def undecided(session: Session, known: Reference, at: Moment) -> Iterator[Undecided]:
    """Every swap that waits for somebody."""
    for row in rows.undecided(session):
        one, two = row.requester, row.counterpart
        yield Undecided(
            RequestKind.SWAP.ref(row.no),
            turn_of(known, row, at.today),
            row.filed_at,
            one.name,
            one.gives_on,
            two.gives_on,
            other=two.name,
        )
