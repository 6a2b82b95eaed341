"""Logs, notes and what is appended to them, as rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session, aliased

from app import models as m
from app.queries.handover.rows import AdditionRow, LogKey, LogRow, NoteRow, ReadBackRow, Somebody
from app.rules.handover.course import LogState, state_of
from app.rules.handover.sections import says_nothing
from app.rules.vocabulary import LogSide


@dataclass(frozen=True, slots=True)
class LogHead:
    """A log's own row."""

    id: int
    no: str
    key: LogKey
    outgoing: Somebody
    outgoing_at: datetime | None
    incoming: Somebody | None
    incoming_at: datetime | None
    remark: str
    acting: Somebody | None
    without_successor: bool
    version: int

    @property
    def state(self) -> LogState:
        return state_of(
            signed_out=self.outgoing_at is not None,
            signed_in=self.incoming is not None and self.incoming_at is not None,
            remark=bool(self.remark),
            without_successor=self.without_successor,
        )


def head(session: Session, key: LogKey) -> LogHead | None:
    """The row of a shift's log; None where nobody has written yet."""
    row = session.execute(
        _heads_query().where(
            m.Handover.department_id == key.department_id,
            m.Handover.day == key.day,
            m.ShiftType.code == key.shift,
        )
    ).one_or_none()
    return _head(row) if row else None


def heads_between(
    session: Session, department_id: int, first: date, last: date
) -> dict[tuple[date, str], LogHead]:
    """Day and shift code -> the log of a department, from `first` to `last`."""
    log = m.Handover
    query = _heads_query().where(log.department_id == department_id, log.day.between(first, last))
    found = map(_head, session.execute(query))
    return {(head.key.day, head.key.shift): head for head in found}


def head_by_no(session: Session, no: str) -> LogHead | None:
    """The log with this number."""
    row = session.execute(_heads_query().where(m.Handover.handover_no == no)).one_or_none()
    return _head(row) if row else None


def head_by_id(session: Session, log_id: int) -> LogHead:
    """The log with this key of the store."""
    return _head(session.execute(_heads_query().where(m.Handover.id == log_id)).one())


@cache
def _heads_query() -> Any:
    log, shift = m.Handover, m.ShiftType
    outgoing, incoming, acting = aliased(m.Person), aliased(m.Person), aliased(m.Person)
    return (
        select(
            *(log.id, log.handover_no, log.department_id, log.day, shift.code, log.outgoing_at),
            *(log.incoming_at, log.remark, log.without_successor, log.version),
            *_name(outgoing),
            *_name(incoming),
            *_name(acting),
        )
        .join(shift, shift.id == log.shift_id)
        .join(outgoing, outgoing.id == log.outgoing_id)
        .outerjoin(incoming, incoming.id == log.incoming_id)
        .outerjoin(acting, acting.id == log.acting_id)
    )


def _head(row: Sequence[Any]) -> LogHead:
    key, no, department, day, shift, outgoing_at, incoming_at, remark, alone, version = row[:10]
    outgoing = somebody(row[10:13])
    assert outgoing is not None
    return LogHead(
        id=key,
        no=no,
        key=LogKey(department, day, shift),
        outgoing=outgoing,
        outgoing_at=outgoing_at,
        incoming=somebody(row[13:16]),
        incoming_at=incoming_at,
        remark=remark,
        acting=somebody(row[16:19]),
        without_successor=alone,
        version=version,
    )


def _name(person: Any) -> tuple[Any, Any, Any]:
    return (person.id, person.employee_no, person.name)


def somebody(row: Sequence[Any]) -> Somebody | None:
    """A person of three columns: id, number, name; None where nobody is named."""
    key, no, name = row
    return None if key is None else Somebody(key, no, name)


def surely(row: Sequence[Any]) -> Somebody:
    """As `somebody`, of a row that always names one."""
    key, no, name = row
    return Somebody(key, no, name)


def departments(session: Session) -> list[tuple[int, str]]:
    """Id and name of every department."""
    rows = session.execute(select(m.Department.id, m.Department.name).order_by(m.Department.id))
    return [(key, name) for key, name in rows]


def notes(session: Session, log_id: int) -> list[NoteRow]:
    """A log's notes in the order in which they were written."""
    rows = session.execute(_notes_query(), {"log": log_id})
    return [
        NoteRow(key, section, text, somebody(by), at, says_nothing(text), fact)
        for key, section, text, at, fact, *by in rows
    ]


@cache
def _notes_query() -> Any:
    note, person = m.HandoverNote, m.Person
    return (
        select(note.id, note.section, note.text, note.at, note.fact, *_name(person))
        .outerjoin(person, person.id == note.by_id)
        .where(note.handover_id == bindparam("log"))
        .order_by(note.id)
    )


def additions(session: Session, log_id: int) -> tuple[AdditionRow, ...]:
    """What was added to a log beside its sections, in order."""
    rows = session.execute(_additions_query(), {"log": log_id})
    return tuple(AdditionRow(kind, surely(by), at, text) for kind, at, text, *by in rows)


@cache
def _additions_query() -> Any:
    row, person = m.HandoverAddition, m.Person
    return (
        select(row.kind, row.at, row.text, *_name(person))
        .join(person, person.id == row.by_id)
        .where(row.handover_id == bindparam("log"))
        .order_by(row.id)
    )


def read_back(session: Session, log_id: int, person_id: int | None) -> set[int]:
    """The ids of the items that somebody read back from a log."""
    row = m.HandoverReadBack
    query = select(row.item_id).where(row.handover_id == log_id, row.by_id == person_id)
    return set(session.scalars(query))


def read_backs(session: Session, log_id: int) -> dict[int, tuple[ReadBackRow, ...]]:
    """Item id -> who read it back from a log, in order."""
    found: dict[int, tuple[ReadBackRow, ...]] = {}
    for item, at, words, *by in session.execute(_read_backs_query(), {"log": log_id}):
        found[item] = (*found.get(item, ()), ReadBackRow(surely(by), at, words))
    return found


@cache
def _read_backs_query() -> Any:
    row, person = m.HandoverReadBack, m.Person
    return (
        select(row.item_id, row.at, row.words, *_name(person))
        .join(person, person.id == row.by_id)
        .where(row.handover_id == bindparam("log"))
        .order_by(row.id)
    )


@dataclass(frozen=True, slots=True)
class Seal:
    """What was sealed at a signature."""

    side: LogSide
    content: str
    digest: str


def seals(session: Session, log_id: int) -> dict[LogSide, Seal]:
    """What was sealed of a log."""
    row = m.HandoverSeal
    query = select(row.side, row.content, row.digest).where(row.handover_id == log_id)
    return {side: Seal(side, text, digest) for side, text, digest in session.execute(query)}


def logs_between(
    session: Session, department_id: int, first: date, last: date
) -> list[tuple[date, str]]:
    """Day and shift code of each log of a department from `first` to `last`."""
    rows = session.execute(
        _between_query(), {"department": department_id, "first": first, "last": last}
    )
    return [(day, code) for day, code in rows]


@cache
def _between_query() -> Any:
    log, shift = m.Handover, m.ShiftType
    return (
        select(log.day, shift.code)
        .join(shift, shift.id == log.shift_id)
        .where(
            log.department_id == bindparam("department"),
            log.day.between(bindparam("first"), bindparam("last")),
        )
    )


def log_rows(
    session: Session, departments: Sequence[int], first: date, last: date, limit: int
) -> tuple[LogRow, ...]:
    """The logs of `departments` from `first` to `last`, the newest first."""
    item, log = m.HandoverItem, m.Handover
    of_log = item.handover_id == log.id
    raised = select(func.count()).where(of_log).scalar_subquery()
    still = select(func.count()).where(of_log, item.closed_at.is_(None)).scalar_subquery()
    query = (
        _heads_query()
        .add_columns(m.Department.name, m.ShiftType.name, raised, still)
        .join(m.Department, m.Department.id == log.department_id)
        .where(log.department_id.in_(departments), log.day.between(first, last))
        .order_by(log.day.desc(), m.ShiftType.start_at.desc(), log.id.desc())
        .limit(limit)
    )
    return tuple(_log_row(_head(row[:-4]), *row[-4:]) for row in session.execute(query))


def _log_row(head: LogHead, department: str, shift: str, items: int, still: int) -> LogRow:
    return LogRow(
        key=head.key,
        id=head.id,
        no=head.no,
        department=department,
        shift_name=shift,
        state=head.state,
        outgoing=head.outgoing,
        outgoing_at=head.outgoing_at,
        incoming=head.incoming,
        incoming_at=head.incoming_at,
        remark=head.remark,
        items=items,
        open_items=still,
    )
