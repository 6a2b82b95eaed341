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


def numbered_like(session: Session, typed: str, most: int = 6) -> list[RequestRef]:
    """Requests whose number is `typed`, or ends in it after zeros: "47" and "s-47" are S-00047."""
    letters, digits = _parts(typed)
    return [
        kind.ref(no)
        for kind, file in FILES.items()
        for no in session.scalars(
            select(file.number)
            .where(file.number.endswith(digits, autoescape=True))
            .order_by(file.number)
            .limit(most)
        )
        if _is_meant(no, letters, digits)
    ][:most]


def _parts(typed: str) -> tuple[str, str]:
    tidy = typed.strip().casefold()
    digits = tidy[len(tidy.rstrip("0123456789")) :]
    return tidy.removesuffix(digits).strip(" -"), digits.lstrip("0")


def _is_meant(no: str, letters: str, digits: str) -> bool:
    before, found = _parts(no)
    return bool(digits) and found == digits and before.startswith(letters)
