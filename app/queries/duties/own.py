"""The regular duties that departments added to the rulebook's."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import models as m
from app.rules.duties.due import DutyKind, Recurrence
from app.rules.vocabulary import DutyForm, Role


@dataclass(frozen=True, slots=True)
class OwnDutyRow:
    """One of them; due from `since` to `ended_on`, both included."""

    id: int
    kind: DutyKind
    name: str
    department_id: int
    form: DutyForm
    since: date
    ended_on: date | None
    version: int


def own_duties(session: Session, departments: Collection[int]) -> list[OwnDutyRow]:
    """Those of `departments` (ids), ended ones too, in the order in which they were added."""
    own = m.OwnDuty
    query = select(own).where(own.department_id.in_(departments)).order_by(own.id)
    return [_row(one) for one in session.scalars(query)]


def own_duty(session: Session, code: str) -> OwnDutyRow | None:
    one = session.scalar(select(m.OwnDuty).where(m.OwnDuty.code == code))
    return _row(one) if one else None


def _row(one: m.OwnDuty) -> OwnDutyRow:
    kind = DutyKind(
        code=one.code,
        rule="",
        of_team=one.of_team,
        recurrence=Recurrence(one.rule, one.on_workday),
        doer=Role(one.doer) if one.doer else None,
        receiver=Role(one.receiver) if one.receiver else None,
    )
    return OwnDutyRow(
        id=one.id,
        kind=kind,
        name=one.name,
        department_id=one.department_id,
        form=one.form,
        since=one.since,
        ended_on=one.ended_on,
        version=one.version,
    )
