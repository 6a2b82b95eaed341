"""Swap requests as rows: one whole, a person's own, what waits for somebody, the register."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session, aliased

from app.models import Person, ShiftType, Swap, SwapConsent
from app.rules.facts import Signature
from app.rules.facts import Swap as SwapFact
from app.rules.swap_states import UNDECIDED
from app.rules.vocabulary import Side, SwapStatus


@dataclass(frozen=True, slots=True)
class PartyRow:
    """One side of a swap. `shift`: the code that this side gives away, "" where none is known."""

    person_id: int
    no: str
    name: str
    gives_on: date
    shift: str
    shift_id: int | None
    consent_by: str
    consent_at: datetime | None
    consent_by_name: str = ""

    @property
    def consent(self) -> Signature | None:
        """Who consented for this side, and when; None where either is blank."""
        if not self.consent_by or self.consent_at is None:
            return None
        return Signature(self.consent_by, self.consent_at)


@dataclass(frozen=True, slots=True)
class SwapRow:
    """One swap request. `version` guards against two people deciding at once."""

    id: int
    no: str
    filed_at: datetime
    status: SwapStatus
    effective_at: datetime | None
    reason: str
    ended_reason: str
    version: int
    requester: PartyRow
    counterpart: PartyRow

    @property
    def undecided(self) -> bool:
        return self.status in UNDECIDED

    @property
    def legs(self) -> tuple[tuple[int, date], ...]:
        """Each party, by id, with the date that they give away."""
        return tuple((one.person_id, one.gives_on) for one in (self.requester, self.counterpart))

    @property
    def parties(self) -> tuple[int, int]:
        """The ids of both."""
        return self.requester.person_id, self.counterpart.person_id

    def side(self, side: Side) -> PartyRow:
        return self.requester if side is Side.REQUESTER else self.counterpart

    def fact(self) -> SwapFact:
        """The swap as the rules see it."""
        one, two = self.requester, self.counterpart
        return SwapFact(
            no=self.no,
            filed_at=self.filed_at,
            requester=one.no,
            requester_date=one.gives_on,
            counterpart=two.no,
            counterpart_date=two.gives_on,
            status=self.status,
            requester_consent=one.consent,
            counterpart_consent=two.consent,
            effective_at=self.effective_at,
        )


def swap(session: Session, no: str) -> SwapRow | None:
    """The swap with this number."""
    found = session.execute(_one(), {"no": no}).first()
    return _row(found) if found else None


def with_numbers(session: Session, numbers: Collection[str]) -> list[SwapRow]:
    """The swaps with these numbers, the oldest first."""
    if not numbers:
        return []
    query = _query().where(Swap.swap_no.in_(numbers)).order_by(Swap.filed_at, Swap.id)
    return _rows(session, query)


def swaps_of(session: Session, person_id: int) -> list[SwapRow]:
    """A person's swaps, whichever side they are on, the latest filed first."""
    mine = or_(Swap.requester_id == person_id, Swap.counterpart_id == person_id)
    return _rows(session, _query().where(mine).order_by(Swap.filed_at.desc(), Swap.id.desc()))


def undecided(session: Session) -> list[SwapRow]:
    """Everything that waits for somebody, the oldest first."""
    query = _query().where(Swap.status.in_(UNDECIDED)).order_by(Swap.filed_at, Swap.id)
    return _rows(session, query)


def undecided_about(
    session: Session, one: tuple[int, date], two: tuple[int, date]
) -> list[SwapRow]:
    """Of what waits for somebody, what is about one of these shifts, each a person (id) and a date;
    the oldest first."""
    wanted = {"one": one[0], "one_day": one[1], "two": two[0], "two_day": two[1]}
    return [_row(row) for row in session.execute(_about(), wanted)]


def register(
    session: Session, first: date | None = None, last: date | None = None
) -> list[SwapRow]:
    """The register (换班登记表): swaps with a leg between `first` and `last`, by number."""
    query = _query().where(Swap.status != SwapStatus.DRAFT).order_by(Swap.swap_no)
    legs = (Swap.requester_date, Swap.counterpart_date)
    within = (leg.between(first or date.min, last or date.max) for leg in legs)
    return _rows(session, query.where(or_(*within)))


@cache
def _query() -> Any:
    """Built once: putting it together takes longer than running it."""
    requester, counterpart = aliased(Person), aliased(Person)
    given, taken = aliased(ShiftType), aliased(ShiftType)
    mine, theirs = aliased(SwapConsent), aliased(SwapConsent)
    of_mine, of_theirs = aliased(Person), aliased(Person)
    return (
        select(
            Swap.id,
            Swap.swap_no,
            Swap.filed_at,
            Swap.status,
            Swap.effective_at,
            Swap.reason,
            Swap.ended_reason,
            Swap.version,
            *(requester.id, requester.employee_no, requester.name, Swap.requester_date),
            *(given.code, given.id, mine.by_no, mine.at, of_mine.name),
            *(counterpart.id, counterpart.employee_no, counterpart.name, Swap.counterpart_date),
            *(taken.code, taken.id, theirs.by_no, theirs.at, of_theirs.name),
        )
        .join(requester, requester.id == Swap.requester_id)
        .join(counterpart, counterpart.id == Swap.counterpart_id)
        .outerjoin(given, given.id == Swap.requester_shift_id)
        .outerjoin(taken, taken.id == Swap.counterpart_shift_id)
        .outerjoin(mine, (mine.swap_id == Swap.id) & (mine.side == Side.REQUESTER))
        .outerjoin(theirs, (theirs.swap_id == Swap.id) & (theirs.side == Side.COUNTERPART))
        .outerjoin(of_mine, of_mine.employee_no == mine.by_no)
        .outerjoin(of_theirs, of_theirs.employee_no == theirs.by_no)
    )


@cache
def _one() -> Any:
    return _query().where(Swap.swap_no == bindparam("no"))


@cache
def _about() -> Any:
    legs = (
        (person == bindparam(who)) & (day == bindparam(f"{who}_day"))
        for who in ("one", "two")
        for person, day in (
            (Swap.requester_id, Swap.requester_date),
            (Swap.counterpart_id, Swap.counterpart_date),
        )
    )
    query = _query().where(Swap.status.in_(UNDECIDED), or_(*legs))
    return query.order_by(Swap.filed_at, Swap.id)


def _rows(session: Session, query: Any) -> list[SwapRow]:
    return [_row(row) for row in session.execute(query)]


def _row(row: Sequence[Any]) -> SwapRow:
    key, no, filed_at, status, effective_at, reason, ended_reason, version = row[:8]
    return SwapRow(
        id=key,
        no=no,
        filed_at=filed_at,
        status=status,
        effective_at=effective_at,
        reason=reason,
        ended_reason=ended_reason,
        version=version,
        requester=_party(row[8:17]),
        counterpart=_party(row[17:]),
    )


def _party(row: Sequence[Any]) -> PartyRow:
    person_id, no, name, gives_on, shift, shift_id, by, at, by_name = row
    return PartyRow(
        person_id=person_id,
        no=no,
        name=name,
        gives_on=gives_on,
        shift=shift or "",
        shift_id=shift_id,
        consent_by=by or "",
        consent_at=at,
        consent_by_name=by_name or "",
    )
