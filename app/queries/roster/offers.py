"""Offers of open shifts as rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Person, ShiftOffer, ShiftType, ShiftVolunteer, Team
from app.rules.facts import Place
from app.rules.vocabulary import OfferChoice, OfferKind, OfferStatus


@dataclass(frozen=True, slots=True)
class VolunteerRow:
    """Who said yes; `taken`: the shift is theirs."""

    person_id: int
    no: str
    name: str
    at: datetime
    taken: bool


@dataclass(frozen=True, slots=True)
class OfferRow:
    """One offer with its volunteers, the first first."""

    id: int
    no: str
    shift_id: int
    kind: OfferKind
    team_id: int
    department_id: int
    team: str
    day: date
    code: str
    start: time
    end: time
    absent_id: int | None
    leave_no: str
    places: int
    taken: int
    choice: OfferChoice
    until: datetime
    reason: str
    status: OfferStatus
    made_by_no: str
    above: int | None = None
    below_reason: str | None = None
    volunteers: tuple[VolunteerRow, ...] = ()

    @property
    def place(self) -> Place:
        return Place(self.department_id, self.team_id)

    @property
    def left(self) -> int:
        """How many places nobody has yet."""
        return self.places - self.taken

    @property
    def met(self) -> bool:
        """Whether it ended because others than those who said yes filled the need."""
        return self.status is OfferStatus.FILLED and self.left > 0

    def has(self, person_id: int | None) -> bool:
        """Whether a place of it was given to somebody."""
        return any(one.person_id == person_id and one.taken for one in self.volunteers)

    def said_yes(self, person_id: int | None) -> bool:
        return any(one.person_id == person_id for one in self.volunteers)


def offers(
    session: Session,
    first: date | None = None,
    statuses: Collection[OfferStatus] = (OfferStatus.OPEN,),
    no: str = "",
) -> list[OfferRow]:
    """Offers of `statuses` for shifts from `first` on, or the one with the number `no`, by day."""
    row = ShiftOffer
    query = (
        select(
            row.id, row.offer_no.label("no"), row.shift_id, row.kind, row.team_id,
            Team.department_id,
            Team.name.label("team"), row.day,
            ShiftType.code, ShiftType.start_at.label("start"), ShiftType.end_at.label("end"),
            row.absent_id, row.leave_no, row.places, row.taken, row.choice,
            row.until, row.reason, row.status, row.made_by_no, row.above, row.below_reason,
        )
        .join(Team, Team.id == row.team_id)
        .join(ShiftType, ShiftType.id == row.shift_id)
        .order_by(row.day, ShiftType.start_at, row.id)
    )  # fmt: skip
    query = query.where(row.offer_no == no) if no else query.where(row.status.in_(statuses))
    if first is not None:
        query = query.where(row.day >= first)
    found = session.execute(query).all()
    said = _volunteers(session, [each.id for each in found])
    return [
        OfferRow(**each._asdict() | {"volunteers": tuple(said.get(each.id, ()))}) for each in found
    ]


def _volunteers(session: Session, keys: Collection[int]) -> dict[int, list[VolunteerRow]]:
    row, said = ShiftVolunteer, defaultdict[int, list[VolunteerRow]](list)
    if keys:
        query = (
            select(row.offer_id, row.person_id, Person.employee_no, Person.name, row.at,
                   row.taken_at)
            .join(Person, Person.id == row.person_id)
            .where(row.offer_id.in_(keys))
            .order_by(row.id)
        )  # fmt: skip
        for offer, person, no, name, at, taken_at in session.execute(query):
            said[offer].append(VolunteerRow(person, no, name, at, taken_at is not None))
    return said
