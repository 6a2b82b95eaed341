"""What follows where a workbook made a leave another than it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.context import Context
from app.queries.leave import rows
from app.queries.leave.rows import LeaveRow
from app.rules.vocabulary import LeaveStatus
from app.services.leave import balances
from app.services.leave.giving_up import lapse
from app.services.leave.requests import LEAVES, give_way
from app.services.moving.merging import Destination, Row


@dataclass(frozen=True, slots=True)
class Was:
    """What counted of a leave before."""

    person_id: int
    kind: str
    first: date
    last: date
    status: LeaveStatus

    @classmethod
    def of(cls, target: Destination, there: Row) -> Was:
        """Out of what stood in the table beside the number."""
        named = dict(zip(target.columns[1:], there, strict=True))
        columns = ("person_id", "kind", "first_date", "last_date", "status")
        return cls(*(named[column] for column in columns))

    @property
    def approved(self) -> bool:
        return self.status is LeaveStatus.APPROVED


def follow_leaves(ctx: Context, session: Session, changed: Mapping[str, Was]) -> None:
    """Bring in line what hangs on the `changed` leaves, given as they were, by number."""
    now = rows.leaves(session, list(changed))
    for no, was in changed.items():
        row = now[no]
        if was != Was(row.person_id, row.kind, row.first, row.last, row.status):
            _follow(ctx, session, was, row)


def _follow(ctx: Context, session: Session, was: Was, row: LeaveRow) -> None:
    given_back = balances.give_back(ctx, session, was.person_id, was.kind, row.no)
    if row.status is not LeaveStatus.APPROVED:
        lapse(ctx, session, row.no)
        return
    if given_back or not was.approved:
        span = balances.Span(row.person_id, row.kind, row.first, row.last)
        balances.take_decided(ctx, session, span, row.no)
    replaced = LEAVES.read(session, row.replaces_no) if row.replaces_no else None
    if not was.approved and replaced and replaced.status is LeaveStatus.APPROVED:
        give_way(ctx, session, replaced)
