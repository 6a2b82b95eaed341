"""Drafts that were handed to the head, as rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from app.models import HandedCell, Person, RosterHanding, RosterMonth
from app.queries.roster import load
from app.queries.roster.load import Days, month_range
from app.queries.roster.scopes import Scope, places_of_scopes
from app.rules.facts import CENTRE, Place
from app.rules.vocabulary import HandingState


@dataclass(frozen=True, slots=True)
class HandingRow:
    """One month's draft with the figures that it had when it was handed over.

    `changed`: how many of its days are others by now. While it waits again, `reason` is why it was
    handed back before, and `fresh` whose days changed between.
    """

    id: int
    scope: str
    month: date
    by_id: int
    by: str
    at: datetime
    note: str
    cells: int
    short: int
    broken: int
    edited: bool
    state: HandingState
    answered_by: str
    answered_at: datetime | None
    reason: str
    version: int
    place: Place = CENTRE
    changed: int = 0
    fresh: tuple[tuple[str, date], ...] = ()

    @property
    def waits_again(self) -> bool:
        """Whether it was handed back before, and waits once more."""
        return self.state is HandingState.WAITING and bool(self.reason)

    @property
    def key(self) -> Scope:
        return (self.scope, self.month)


def handings(
    session: Session,
    states: Collection[HandingState] = (HandingState.WAITING,),
    months: Collection[date] | None = None,
) -> list[HandingRow]:
    """Those in `states` (of some `months`), the longest waiting first."""
    row, month, answering = RosterHanding, RosterMonth, aliased(Person)
    query = (
        select(
            row.id, month.scope, month.month, row.by_id, Person.name.label("by"), row.at, row.note,
            row.cells, row.short, row.broken,
            (row.edit_version != month.edit_version).label("edited"), row.state,
            answering.name.label("answered_by"), row.answered_at, row.reason, row.version,
        )
        .join(month, month.id == row.roster_month_id)
        .join(Person, Person.id == row.by_id)
        .outerjoin(answering, answering.id == row.answered_by_id)
        .where(row.state.in_(states))
        .order_by(row.at, row.id)
    )  # fmt: skip
    if months is not None:
        query = query.where(month.month.in_(months))
    found = [row._asdict() for row in session.execute(query)]
    if not found:
        return []
    places = places_of_scopes(session, [one["scope"] for one in found])
    return [
        HandingRow(**{**one, "answered_by": one["answered_by"] or ""}, place=place)
        for one, place in zip(found, places, strict=True)
    ]


def with_changes(session: Session, rows: Iterable[HandingRow]) -> list[HandingRow]:
    """The rows with what was edited since, and what changed from one time to the next; those that
    nobody touched cost nothing."""
    return [
        replace(
            row,
            changed=_changed(session, row) if row.edited else 0,
            fresh=_fresh(session, row) if row.waits_again else (),
        )
        for row in rows
    ]


Cells = Mapping[tuple[int, date], int | None]
"""(person id, day) -> the shift's id; None: a day off."""


def handed_cells(session: Session, handing_id: int) -> dict[tuple[int, date], int | None]:
    """What the draft had when it was handed over."""
    cell = HandedCell
    return {
        (person, day): shift
        for person, day, shift in session.execute(
            select(cell.person_id, cell.day, cell.shift_id).where(cell.handing_id == handing_id)
        )
    }


def drafted(session: Session, scope: str, month: date) -> dict[tuple[int, date], int | None]:
    """(person id, day) -> what the draft of that month has there; None: a day off."""
    days = Days.of(*month_range(month))
    mine = load.drafted_stays(session, [scope], days)
    sheet = load.draft_sheet(session, days, tuple({stay.person_id for stay in mine}))
    return {
        (stay.person_id, day): sheet[stay.person_id][days.column_of(day)] or None
        for stay in mine
        for day in days.all[days.column_of(stay.first) : days.column_of(stay.last) + 1]
        if sheet[stay.person_id][days.column_of(day)] != load.SAME
    }


def fresh_cells(session: Session, handing_id: int) -> set[tuple[int, date]]:
    """Of what was handed over again: (person id, day) that is another than the time before."""
    cell = HandedCell
    query = select(cell.person_id, cell.day).where(cell.handing_id == handing_id, cell.fresh)
    return {(person, day) for person, day in session.execute(query)}


def _fresh(session: Session, row: HandingRow) -> tuple[tuple[str, date], ...]:
    found = fresh_cells(session, row.id)
    people = {person for person, _day in found}
    query = select(Person.id, Person.employee_no, Person.name).where(Person.id.in_(people))
    known = {id_: (no, name) for id_, no, name in session.execute(query)} if people else {}
    ordered = sorted((known[person], day) for person, day in found)
    return tuple((name, day) for (_no, name), day in ordered)


def as_published(
    session: Session, month: date, cells: Collection[tuple[int, date]]
) -> dict[tuple[int, date], int | None]:
    """What people work by in these cells of the month."""
    days = Days.of(*month_range(month))
    sheet = load.published_sheet(session, days, tuple({person for person, _day in cells}))
    blank = [0] * len(days.all)
    return {
        (person, day): sheet.get(person, blank)[days.column_of(day)] or None
        for person, day in cells
    }


def _changed(session: Session, row: HandingRow) -> int:
    """Days on which the draft would have people work something else than when it was handed."""
    then = handed_cells(session, row.id)
    return len(differing(session, row.month, then, drafted(session, row.scope, row.month)))


def has_draft(session: Session, row: HandingRow) -> bool:
    """Whether there is anything left to publish of what was handed over, as it is by now."""
    return bool(differing(session, row.month, {}, drafted(session, row.scope, row.month)))


def is_worked_by(session: Session, row: HandingRow) -> bool:
    """Whether what was handed over is what people work by."""
    return not differing(session, row.month, handed_cells(session, row.id), {})


def differing(session: Session, month: date, then: Cells, now: Cells) -> list[tuple[int, date]]:
    """(person id, day) on which two drafts of a month would have people work something else."""
    days = Days.of(*month_range(month))
    people = {person for person, _day in then.keys() ^ now.keys()}
    published = load.published_sheet(session, days, tuple(people)) if people else {}
    blank = [0] * len(days.all)

    def worked(sheet: Cells, at: tuple[int, date]) -> int:
        if at in sheet:
            return sheet[at] or 0
        return published.get(at[0], blank)[days.column_of(at[1])]

    return sorted(at for at in then.keys() | now.keys() if worked(then, at) != worked(now, at))
