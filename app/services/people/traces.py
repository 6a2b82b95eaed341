"""What names a department or a team and stays on record, so that it is renamed and not removed."""

from __future__ import annotations

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.errors import Conflict
from app.models import (
    Bulletin,
    CheckItem,
    Desk,
    DutyDone,
    DutyLog,
    Handover,
    OwnDuty,
    RollCall,
)
from app.rules.vocabulary import msg

_OF_TEAM: tuple[InstrumentedAttribute[int | None], ...] = (RollCall.team_id, DutyDone.team_id)
_OF_DEPARTMENT: tuple[InstrumentedAttribute[int], ...] = (
    RollCall.department_id, DutyDone.department_id, DutyLog.department_id, OwnDuty.department_id,
    CheckItem.department_id, Desk.department_id, Handover.department_id,
)  # fmt: skip
_SHOWN = 3


def refuse_traces_of_team(session: Session, team_id: int, name: str) -> None:
    """Conflict where a bulletin, a roll call or a duty that was done is of this team."""
    _refuse_bulletins(session, Bulletin.team_id == team_id, name)
    _refuse_records(session, [column == team_id for column in _OF_TEAM], name)


def refuse_traces_of_department(session: Session, department_id: int, name: str) -> None:
    """Conflict where a bulletin, or a record of the shifts, is of this department."""
    _refuse_bulletins(session, Bulletin.department_id == department_id, name)
    _refuse_records(session, [column == department_id for column in _OF_DEPARTMENT], name)


def in_use(name: str) -> Conflict:
    """That it has a history."""
    return Conflict(
        msg("Still in use"),
        msg(
            "{name} has people, teams, rosters or records of shifts in its history. Rename it "
            "instead.",
            name=name,
        ),
    )


def _refuse_bulletins(session: Session, where: ColumnElement[bool], name: str) -> None:
    query = select(Bulletin.bulletin_no).where(where).order_by(Bulletin.id.desc())
    numbers = session.scalars(query).all()
    if numbers:
        shown = ", ".join(numbers[:_SHOWN])
        raise Conflict(
            msg("Bulletins are for it"),
            msg(
                "Bulletins that stay on record are for {name}: {n}, the latest {numbers}. Rename "
                "it instead.",
                name=name, n=len(numbers), numbers=shown,
            ),
        )  # fmt: skip


def _refuse_records(session: Session, where: list[ColumnElement[bool]], name: str) -> None:
    if session.scalar(select(or_(*(exists().where(one) for one in where)))):
        raise in_use(name)
