"""The daily books out of the store, row by row, as facts or as a workbook states them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import models as m
from app.rules import books as b
from app.rules.books import Books
from app.rules.duties.due import KINDS
from app.rules.vocabulary import Section

Told = Callable[[datetime], datetime]
"""How an instant of the store is told."""
_Ids = Mapping[int | None, str]


def to_the_minute(instant: datetime) -> datetime:
    """As facts tell it: the books compare minutes."""
    return instant.replace(second=0, microsecond=0)


def books(session: Session, told: Told = to_the_minute) -> Books:
    """Everything in the daily books, each sheet in the order in which its rows were kept."""
    sheets = Sheets.of(session, told)
    return Books(**{one.name: tuple(getattr(sheets, one.name)()) for one in fields(Books)})


def _names(session: Session, key: Any, name: Any) -> dict[int | None, str]:
    """Id -> what it is called by; nothing is called by ''."""
    found: dict[int | None, str] = {row[0]: row[1] for row in session.execute(select(key, name))}
    return {**found, None: ""}


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
    """The rows of each sheet, by numbers and names: the tables hold ids. A method a field of
    `Books`."""

    session: Session
    told: Told
    people: _Ids
    departments: _Ids
    teams: _Ids
    shifts: _Ids

    @classmethod
    def of(cls, session: Session, told: Told = to_the_minute) -> Sheets:
        """The sheets of a store; `told` says how instants are told."""
        return cls(
            session,
            told,
            people=_names(session, m.Person.id, m.Person.employee_no),
            departments=_names(session, m.Department.id, m.Department.name),
            teams=_names(session, m.Team.id, m.Team.name),
            shifts=_names(session, m.ShiftType.id, m.ShiftType.code),
        )

    def _at(self, instant: datetime | None) -> datetime | None:
        return None if instant is None else self.told(instant)

    def _rows(self, *columns: Any, by: Any = None) -> Iterable[Any]:
        """The columns of every row, in the order of `by`, or of the first column, the id."""
        return self.session.execute(select(*columns).order_by(columns[0] if by is None else by))

    def logs(self) -> Iterable[b.HandoverLog]:
        texts = section_texts(self.session)
        row = m.Handover
        for key, no, department, day, shift, out, out_at, into, into_at, remark in self._rows(
            *(row.id, row.handover_no, row.department_id, row.day, row.shift_id, row.outgoing_id),
            *(row.outgoing_at, row.incoming_id, row.incoming_at, row.remark),
        ):
            yield b.HandoverLog(
                no,
                self.departments[department],
                day,
                self.shifts[shift],
                self.people[out],
                self._at(out_at),
                self.people[into],
                self._at(into_at),
                remark,
                *(texts.get(key, {}).get(section, "") for section in Section),
            )

    def items(self) -> Iterable[b.OpenItem]:
        logs = _names(self.session, m.Handover.id, m.Handover.handover_no)
        row = m.HandoverItem
        for _key, no, log, section, text, urgent, owner, due, closed_at, by, closing in self._rows(
            *(row.id, row.item_no, row.handover_id, row.section, row.text, row.urgent),
            *(row.owner_id, row.due_on, row.closed_at, row.closed_by_id, row.closing),
        ):
            yield b.OpenItem(
                no,
                logs[log],
                section,
                text,
                urgent,
                self.people[owner],
                due,
                self._at(closed_at),
                self.people[by],
                closing,
            )

    def bulletins(self) -> Iterable[b.Bulletin]:
        row = m.Bulletin
        for _key, no, title, text, at, by, department, team, job_type, until in self._rows(
            *(row.id, row.bulletin_no, row.title, row.text, row.published_at),
            *(row.published_by_id, row.department_id, row.team_id, row.job_type, row.until),
        ):
            yield b.Bulletin(
                no,
                title,
                text,
                self.told(at),
                self.people[by],
                self.departments[department],
                self.teams[team],
                job_type,
                until,
            )

    def reads(self) -> Iterable[b.BulletinRead]:
        numbers = _names(self.session, m.Bulletin.id, m.Bulletin.bulletin_no)
        row = m.BulletinRead
        for bulletin, person, at in self._rows(row.bulletin_id, row.person_id, row.read_at):
            yield b.BulletinRead(numbers[bulletin], self.people[person], self.told(at))

    def roll_calls(self) -> Iterable[b.RollCall]:
        row = m.RollCall
        for _key, department, team, day, shift, leader, at, comments in self._rows(
            *(row.id, row.department_id, row.team_id, row.day, row.shift_id),
            *(row.leader_id, row.held_at, row.comments),
        ):
            yield b.RollCall(
                self.departments[department],
                self.teams[team],
                day,
                self.shifts[shift],
                self.people[leader],
                self.told(at),
                comments,
            )

    def seats(self) -> Iterable[b.Seat]:
        row = m.Seat
        for _key, day, shift, desk, person, into, released, by, reason in self._rows(
            *(row.id, row.day, row.shift_id, row.desk, row.person_id, row.checked_in_at),
            *(row.released_at, row.override_by_id, row.override_reason),
        ):
            yield b.Seat(
                day,
                self.shifts[shift],
                desk,
                self.people[person],
                self._at(into),
                self._at(released),
                self.people[by],
                reason,
            )

    def left_floor(self) -> Iterable[b.LeftFloor]:
        row = m.OffPost
        for _key, person, left_at, by, limit, back_at, reason in self._rows(
            *(row.id, row.person_id, row.left_at, row.allowed_by_id, row.limit_minutes),
            *(row.back_at, row.reason),
        ):
            yield b.LeftFloor(
                self.people[person],
                self.told(left_at),
                self.people[by],
                limit,
                self._at(back_at),
                reason,
            )

    def duty_logs(self) -> Iterable[b.DutyLog]:
        row = m.DutyLog
        for _key, department, day, leader, *rest in self._rows(
            *(row.id, row.department_id, row.day, row.leader_id, row.system_problems),
            *(row.difficult_cases, row.enquiries, row.lookups, row.outbound, row.backlog),
        ):
            yield b.DutyLog(self.departments[department], day, self.people[leader], *rest)

    def reports(self) -> Iterable[b.UpwardReport]:
        row = m.UpwardReport
        for found in self._rows(
            *(row.id, row.report_no, row.raised_by_id, row.raised_at, row.to_id, row.kind),
            *(row.emergency, row.facts, row.proposal, row.answered_at, row.answer),
            *(row.dissent, row.upheld, row.skipped_told_at),
        ):
            yield b.UpwardReport(
                found.report_no,
                self.people[found.raised_by_id],
                self.told(found.raised_at),
                self.people[found.to_id],
                found.kind,
                found.emergency,
                found.facts,
                found.proposal,
                self._at(found.answered_at),
                found.answer,
                found.dissent,
                found.upheld,
                self._at(found.skipped_told_at),
            )

    def complaints(self) -> Iterable[b.Complaint]:
        row = m.Complaint
        for _key, no, at, by, ref, abroad, subject, replied, closed, closer, handled in self._rows(
            *(row.id, row.complaint_no, row.received_at, row.received_by_id, row.contact_ref),
            *(row.abroad, row.subject, row.replied_at, row.closed_at, row.closed_by_id),
            row.handled,
        ):
            yield b.Complaint(
                no,
                self.told(at),
                self.people[by],
                ref,
                abroad,
                subject,
                self._at(replied),
                self._at(closed),
                self.people[closer],
                handled,
            )

    def visitors(self) -> Iterable[b.Visitor]:
        row = m.Visitor
        for _key, no, name, reason, by, in_at, out_at in self._rows(
            *(row.id, row.visitor_no, row.name, row.reason, row.approved_by_id),
            *(row.in_at, row.out_at),
        ):
            into, out = self.told(in_at), self._at(out_at)
            yield b.Visitor(no, name, reason, self.people[by], into, out)

    def duties_done(self) -> Iterable[b.DutyDone]:
        """Of the rulebook's duties: a department's own are judged by nothing, and no workbook
        could name them."""
        row = m.DutyDone
        for _key, duty, department, team, due, at, by, receiver, received_at, text in self._rows(
            *(row.id, row.duty, row.department_id, row.team_id, row.due_on, row.done_at),
            *(row.done_by_id, row.received_by_id, row.received_at, row.text),
        ):
            if duty not in KINDS:
                continue
            yield b.DutyDone(
                duty,
                self.departments[department],
                self.teams[team],
                due,
                self.told(at),
                self.people[by],
                self.people[receiver],
                self._at(received_at),
                text,
            )

    def trainings(self) -> Iterable[b.Training]:
        row = m.Training
        for _key, no, title, held_on, person, *rest in self._rows(
            *(row.id, row.training_no, row.title, row.held_on, row.person_id),
            *(row.attended, row.score, row.passed),
        ):
            yield b.Training(no, title, held_on, self.people[person], *rest)

    def cards(self) -> Iterable[b.CardItem]:
        row = m.CardItem
        for found in self._rows(
            *(row.card, row.version, row.since, row.item, row.title, row.aspect),
            *(row.weight, row.critical, row.na, row.pass_mark),
        ):
            yield b.CardItem(*found)

    def scores(self) -> Iterable[b.ItemScore]:
        numbers = _names(self.session, m.Inspection.id, m.Inspection.inspection_no)
        row = m.ItemScore
        for inspection, item, revision, score, comment in self._rows(
            row.inspection_id, row.item, row.revision, row.score, row.comment
        ):
            yield b.ItemScore(numbers[inspection], item, revision, score, comment)
