"""The daily books out of the store, row by row, as facts or as a workbook states them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import models as m
from app.models.base import UtcDateTime
from app.rules import books as b
from app.rules.books import Books
from app.rules.duties.due import KINDS
from app.rules.vocabulary import Section

T = TypeVar("T")
Told = Callable[[datetime], datetime]
"""How an instant of the store is told."""
_CALLED: Mapping[str, tuple[Any, Any]] = {
    "person": (m.Person.id, m.Person.employee_no),
    "department": (m.Department.id, m.Department.name),
    "team": (m.Team.id, m.Team.name),
    "shift_type": (m.ShiftType.id, m.ShiftType.code),
    "handover": (m.Handover.id, m.Handover.handover_no),
    "bulletin": (m.Bulletin.id, m.Bulletin.bulletin_no),
    "inspection": (m.Inspection.id, m.Inspection.inspection_no),
}
"""Table -> its ids, and what its rows are called by in the books."""


def to_the_minute(instant: datetime) -> datetime:
    """As facts tell it: the books compare minutes."""
    return instant.replace(second=0, microsecond=0)


def books(session: Session, told: Told = to_the_minute) -> Books:
    """Everything in the daily books, each sheet in the order in which its rows were kept."""
    sheets = Sheets(session, told)
    return Books(**{one.name: tuple(getattr(sheets, one.name)()) for one in fields(Books)})


def section_texts(session: Session) -> dict[int, dict[Section, str]]:
    """Id of a log -> what stands under each of its sections: its notes' texts, a line break
    between them."""
    note = m.HandoverNote
    query = select(note.handover_id, note.section, note.text).order_by(note.id)
    found: dict[int, dict[Section, str]] = {}
    for log, section, text in session.execute(query):
        texts = found.setdefault(log, {})
        texts[section] = f"{texts[section]}\n{text}" if section in texts else text
    return found


@dataclass(frozen=True, slots=True)
class Sheets:
    """The rows of each sheet; a method a field of `Books`. What a table has by its id is told by
    its number or name, '' where there is none, and instants as `told` tells them."""

    session: Session
    told: Told = to_the_minute
    _called: dict[str, Mapping[int | None, str]] = field(default_factory=dict)

    def _rows(self, kind: type[T], where: Any = True, /, **columns: Any) -> Iterator[T]:
        """Rows of `kind`, each field out of the column that is given by its name."""
        names = [one.name for one in fields(kind) if one.name in columns]  # type: ignore[arg-type]
        wanted = [columns[name] for name in names]
        turns = [self._turn(column) for column in wanted]
        table = wanted[0].class_.__table__
        query = select(*wanted).order_by(*table.primary_key.columns)
        for found in self.session.execute(query if where is True else query.where(where)):
            values = zip(turns, found, strict=True)
            yield kind(*[value if turn is None else turn(value) for turn, value in values])

    def _turn(self, column: Any) -> Callable[[Any], Any] | None:
        for key in column.expression.foreign_keys:
            return self._names(key.column.table.name).__getitem__
        return self._at if isinstance(column.type, UtcDateTime) else None

    def _names(self, table: str) -> Mapping[int | None, str]:
        if table not in self._called:
            rows = self.session.execute(select(*_CALLED[table]))
            self._called[table] = {None: "", **{row[0]: row[1] for row in rows}}
        return self._called[table]

    def _at(self, instant: datetime | None) -> datetime | None:
        return None if instant is None else self.told(instant)

    def logs(self) -> Iterator[b.HandoverLog]:
        numbers, row = self._names("handover"), m.Handover
        texts = {numbers[key]: texts for key, texts in section_texts(self.session).items()}
        logs = self._rows(
            b.HandoverLog,
            no=row.handover_no,
            department=row.department_id,
            day=row.day,
            shift=row.shift_id,
            outgoing=row.outgoing_id,
            outgoing_at=row.outgoing_at,
            incoming=row.incoming_id,
            incoming_at=row.incoming_at,
            remark=row.remark,
        )
        for log in logs:
            written: dict[str, Any] = {str(s): text for s, text in texts.get(log.no, {}).items()}
            yield replace(log, **written)

    def items(self) -> Iterator[b.OpenItem]:
        row = m.HandoverItem
        return self._rows(
            b.OpenItem,
            no=row.item_no,
            log=row.handover_id,
            section=row.section,
            text=row.text,
            urgent=row.urgent,
            owner=row.owner_id,
            due_on=row.due_on,
            closed_at=row.closed_at,
            closed_by=row.closed_by_id,
            closing=row.closing,
        )

    def bulletins(self) -> Iterator[b.Bulletin]:
        row = m.Bulletin
        return self._rows(
            b.Bulletin,
            no=row.bulletin_no,
            title=row.title,
            text=row.text,
            published_at=row.published_at,
            published_by=row.published_by_id,
            department=row.department_id,
            team=row.team_id,
            job_type=row.job_type,
            until=row.until,
        )

    def reads(self, of: Collection[str] | None = None) -> Iterator[b.BulletinRead]:
        """Who has read what; `of`: the bulletins with these numbers only."""
        row = m.BulletinRead
        wanted: Any = True
        if of is not None:
            keys = [key for key, no in self._names("bulletin").items() if key and no in of]
            wanted = row.bulletin_id.in_(keys)
        return self._rows(
            b.BulletinRead,
            wanted,
            bulletin=row.bulletin_id,
            person=row.person_id,
            read_at=row.read_at,
        )

    def roll_calls(self, days: Collection[date] | None = None) -> Iterator[b.RollCall]:
        """Those that were held; of `days` only."""
        row = m.RollCall
        return self._rows(
            b.RollCall,
            True if days is None else row.day.in_(days),
            department=row.department_id,
            team=row.team_id,
            day=row.day,
            shift=row.shift_id,
            leader=row.leader_id,
            held_at=row.held_at,
            comments=row.comments,
        )

    def seats(self, days: Collection[date] | None = None) -> Iterator[b.Seat]:
        """Who sat where; of `days` only."""
        row = m.Seat
        return self._rows(
            b.Seat,
            True if days is None else row.day.in_(days),
            day=row.day,
            shift=row.shift_id,
            desk=row.desk,
            person=row.person_id,
            checked_in_at=row.checked_in_at,
            released_at=row.released_at,
            override_by=row.override_by_id,
            override_reason=row.override_reason,
        )

    def left_floor(self) -> Iterator[b.LeftFloor]:
        row = m.OffPost
        return self._rows(
            b.LeftFloor,
            person=row.person_id,
            left_at=row.left_at,
            allowed_by=row.allowed_by_id,
            limit_minutes=row.limit_minutes,
            back_at=row.back_at,
            reason=row.reason,
        )

    def duty_logs(self) -> Iterator[b.DutyLog]:
        row = m.DutyLog
        return self._rows(
            b.DutyLog,
            department=row.department_id,
            day=row.day,
            leader=row.leader_id,
            system_problems=row.system_problems,
            difficult_cases=row.difficult_cases,
            enquiries=row.enquiries,
            lookups=row.lookups,
            outbound=row.outbound,
            backlog=row.backlog,
        )

    def reports(self) -> Iterator[b.UpwardReport]:
        row = m.UpwardReport
        return self._rows(
            b.UpwardReport,
            no=row.report_no,
            raised_by=row.raised_by_id,
            raised_at=row.raised_at,
            to=row.to_id,
            kind=row.kind,
            emergency=row.emergency,
            facts=row.facts,
            proposal=row.proposal,
            answered_at=row.answered_at,
            answer=row.answer,
            dissent=row.dissent,
            upheld=row.upheld,
            skipped_told_at=row.skipped_told_at,
        )

    def complaints(self) -> Iterator[b.Complaint]:
        row = m.Complaint
        return self._rows(
            b.Complaint,
            no=row.complaint_no,
            received_at=row.received_at,
            received_by=row.received_by_id,
            contact_ref=row.contact_ref,
            abroad=row.abroad,
            subject=row.subject,
            replied_at=row.replied_at,
            closed_at=row.closed_at,
            closed_by=row.closed_by_id,
            handled=row.handled,
        )

    def visitors(self) -> Iterator[b.Visitor]:
        row = m.Visitor
        return self._rows(
            b.Visitor,
            no=row.visitor_no,
            name=row.name,
            reason=row.reason,
            approved_by=row.approved_by_id,
            in_at=row.in_at,
            out_at=row.out_at,
        )

    def duties_done(self) -> Iterator[b.DutyDone]:
        """Of the rulebook's duties: a department's own are judged by nothing, and no workbook
        could name them."""
        row = m.DutyDone
        done = self._rows(
            b.DutyDone,
            duty=row.duty,
            department=row.department_id,
            team=row.team_id,
            due_on=row.due_on,
            done_at=row.done_at,
            done_by=row.done_by_id,
            received_by=row.received_by_id,
            received_at=row.received_at,
            text=row.text,
        )
        return (each for each in done if each.duty in KINDS)

    def trainings(self) -> Iterator[b.Training]:
        row = m.Training
        return self._rows(
            b.Training,
            no=row.training_no,
            title=row.title,
            held_on=row.held_on,
            person=row.person_id,
            attended=row.attended,
            score=row.score,
            passed=row.passed,
        )

    def cards(self) -> Iterator[b.CardItem]:
        row = m.CardItem
        return self._rows(
            b.CardItem,
            card=row.card,
            version=row.version,
            since=row.since,
            item=row.item,
            title=row.title,
            aspect=row.aspect,
            weight=row.weight,
            critical=row.critical,
            na=row.na,
            pass_mark=row.pass_mark,
        )

    def scores(self) -> Iterator[b.ItemScore]:
        row = m.ItemScore
        return self._rows(
            b.ItemScore,
            inspection=row.inspection_id,
            item=row.item,
            revision=row.revision,
            score=row.score,
            comment=row.comment,
        )
