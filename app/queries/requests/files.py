"""Where requests that have a file of their own stand: their numbers, and whom they are about."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, literal, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.models import Leave, Swap
from app.rules.requests import RequestKind, RequestRef


@dataclass(frozen=True, slots=True)
class File:
    """The columns of a kind's register: its number, and the ids of whom a request is about."""

    number: InstrumentedAttribute[str]
    people: tuple[InstrumentedAttribute[int], ...]

    def about(self, people: Collection[int]) -> ColumnElement[bool]:
        """The requests about any of `people` (ids)."""
        return or_(*(column.in_(people) for column in self.people))


FILES: Mapping[RequestKind, File] = {
    RequestKind.SWAP: File(Swap.swap_no, (Swap.requester_id, Swap.counterpart_id)),
    RequestKind.LEAVE: File(Leave.leave_no, (Leave.person_id,)),
}


def reference_of(kind: RequestKind) -> ColumnElement[str]:
    """The reference of each request of a register, as the ledger and the audit trail spell it."""
    return literal(kind.spelling) + FILES[kind].number


def references(kind: RequestKind, people: Collection[int]) -> Select[Any]:
    """The references of all requests of a kind about any of `people` (ids)."""
    return select(reference_of(kind)).where(FILES[kind].about(people))


def with_number(session: Session, no: str) -> RequestRef | None:
    """The request with this number: of two registers that share one, the first kind's."""
    for kind, file in FILES.items():
        if session.scalar(select(file.number).where(file.number == no)) is not None:
            return kind.ref(no)
    return None
