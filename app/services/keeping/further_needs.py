"""Needs of dates, departments and job types, with how many are wanted and the most: row by row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, Conflict, NotFound
from app.models import ShiftType, StaffingNeed
from app.queries.keeping.further_needs import further_needs, stated
from app.queries.people.rows import names_of
from app.reading import permission
from app.rules.deeds import Deed
from app.rules.facts import CENTRE, Place
from app.rules.permissions import Action
from app.rules.plaintext import plain
from app.rules.rostering.stated_need import StatedNeed, need_problems
from app.rules.vocabulary import Message, msg
from app.services.people.places import department_name, known_team
from app.services.seen import Seen, refuse_stale


def add_need(ctx: Context, need: StatedNeed) -> int:
    """Add a row; its id. Of a cell of the grid by weekday it says more; Conflict where the same
    people, shift and days have another row of their own."""
    with ctx.write() as session:
        need = _checked(ctx, session, need)
        row = _same(session, need)
        if row is not None and any(row.id == one.id for one in further_needs(session)):
            raise _taken()
        before = None if row is None else _told(session, stated(row, need.shift))
        row = row or StaffingNeed()
        session.add(_written(session, row, need))
        session.flush()
        ctx.audit(
            session, Deed.NEED_STATE, f"need:{row.id}", before=before, after=_told(session, need)
        )
        return row.id


def edit_need(
    ctx: Context, need_id: int, need: StatedNeed, seen: Seen[StatedNeed] | None = None
) -> None:
    """Change a row. Stale where it is no longer what was `seen`."""
    with ctx.write() as session:
        row, stands = _known(ctx, session, need_id)
        need = _checked(ctx, session, need)
        refuse_stale(session, seen, stands, need, _said, f"need:{need_id}")
        same = _same(session, need)
        if same is not None and same.id != need_id:
            raise _taken()
        before = _told(session, stands)
        _written(session, row, need)
        ctx.audit(session, Deed.NEED_STATE, f"need:{need_id}", before, _told(session, need))


def remove_need(ctx: Context, need_id: int, seen: Seen[StatedNeed] | None = None) -> None:
    """Take a row away. Stale where it is no longer what was `seen`."""
    with ctx.write() as session:
        row, stands = _known(ctx, session, need_id)
        refuse_stale(session, seen, stands, None, _said, f"need:{need_id}")
        before = _told(session, stands)
        session.delete(row)
        ctx.audit(session, Deed.NEED_REMOVE, f"need:{need_id}", before)


def _known(ctx: Context, session: Session, need_id: int) -> tuple[StaffingNeed, StatedNeed]:
    """A row that the actor may change, and what it says."""
    row = session.get(StaffingNeed, need_id)
    if row is None:
        raise NotFound(msg("No such need"), msg("It is no longer in the store."))
    permission.require(ctx, session, Action.EDIT_NEEDS, Place(row.department_id, row.team_id))
    code = session.scalar(select(ShiftType.code).where(ShiftType.id == row.shift_id))
    return row, stated(row, code or "")


def _checked(ctx: Context, session: Session, need: StatedNeed) -> StatedNeed:
    """The row as it is kept, for whoever may say it."""
    permission.require(ctx, session, Action.EDIT_NEEDS, _place(session, need))
    for problem in need_problems(need).values():
        raise BadInput(msg("Check the numbers"), problem)
    weekday = None if need.day is not None else need.weekday
    return replace(need, job_type=plain(need.job_type), weekday=weekday)


def _place(session: Session, need: StatedNeed) -> Place:
    if need.team is not None:
        return known_team(session, need.team)
    if need.department is None:
        return CENTRE
    department_name(session, need.department)
    return Place(need.department)


def _same(session: Session, need: StatedNeed) -> StaffingNeed | None:
    """The row that speaks of the same people, shift and days."""
    row = StaffingNeed
    weekday = None if need.weekday is None else need.weekday - 1
    return session.scalar(
        select(row).where(
            row.department_id.is_not_distinct_from(need.department),
            row.team_id.is_not_distinct_from(need.team),
            row.job_type == need.job_type,
            row.shift_id == _shift(session, need.shift),
            row.weekday.is_not_distinct_from(weekday),
            row.day.is_not_distinct_from(need.day),
        )
    )


def _shift(session: Session, code: str) -> int:
    found = session.scalar(select(ShiftType.id).where(ShiftType.code == code))
    if found is None:
        raise NotFound(msg("No such shift"), msg("It is no longer in the store."))
    return found


def _written(session: Session, row: StaffingNeed, need: StatedNeed) -> StaffingNeed:
    """What somebody states by hand is no longer what contacts came to."""
    row.department_id, row.team_id = need.department, need.team
    row.job_type, row.shift_id = need.job_type, _shift(session, need.shift)
    row.weekday = None if need.weekday is None else need.weekday - 1
    row.day, row.least, row.want, row.most = need.day, need.least, need.want, need.most
    row.computed = False
    return row


def _taken() -> Conflict:
    return Conflict(
        msg("There is such a row already"),
        msg("The same people, shift and days have a row: change that one."),
    )


def _said(need: StatedNeed) -> Message:
    if need.most is not None:
        return msg("at least {least}, at most {most}", least=need.least, most=need.most)
    return msg("at least {least}", least=need.least)


def _told(session: Session, need: StatedNeed) -> Mapping[str, Any]:
    """A row as the audit trail keeps it."""
    department, team = names_of(session, Place(need.department, need.team))
    return {
        "department": department, "team": team, "job_type": need.job_type, "shift": need.shift,
        "weekday": need.weekday, "day": need.day, "least": need.least, "want": need.want,
        "most": need.most,
    }  # fmt: skip
