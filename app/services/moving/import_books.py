"""The daily books, as records state them: rows by their numbers, or by what names them.

What is sealed was refused before (sealed.py); what people kept in this store stays (on_record.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from app import models as m
from app.errors import BadInput
from app.models import table_of
from app.models.base import Base
from app.queries.books import section_texts
from app.rules import books as b
from app.rules.books import Books
from app.rules.bulletins import roll_calls
from app.rules.calendar import CentreTime
from app.rules.duties import judging
from app.rules.vocabulary import Section, msg
from app.services.moving import on_record
from app.services.moving.merging import Destination, Key, Merged, Row, ids, merge
from app.services.moving.on_record import Here


class _Ids(dict[Any, int]):
    """Ids by what things are called by: the reader has looked it up in the store as it was then."""

    def __missing__(self, name: Any) -> int:
        called = name if isinstance(name, str) else name[-1]
        raise BadInput(
            msg("The workbook was not imported"),
            msg("Neither the file nor the store knows {names}.", names=called),
        )


def _into(model: type[Base], columns: str, keys: int = 1) -> Destination:
    return Destination(table_of(model), tuple(columns.split()), keys)


_LOGS = _into(
    m.Handover,
    "handover_no department_id day shift_id outgoing_id outgoing_at incoming_id incoming_at remark",
)
_PARKED = date(1, 1, 1)
"""From here on logs wait for their place within one import."""
_ITEMS = _into(
    m.HandoverItem,
    "item_no handover_id section text urgent owner_id due_on closed_at closed_by_id closing",
)
_BULLETINS = _into(
    m.Bulletin,
    "bulletin_no title text published_at published_by_id department_id team_id job_type until",
)
_READS = _into(m.BulletinRead, "bulletin_id person_id read_at", 2)
_ROLL_CALLS = _into(m.RollCall, "department_id team_id day shift_id leader_id held_at comments", 4)
_SEATS = _into(
    m.Seat,
    "day shift_id desk person_id checked_in_at released_at override_by_id override_reason",
    3,
)
_LEFT_FLOOR = _into(m.OffPost, "person_id left_at allowed_by_id limit_minutes back_at reason", 2)
_DUTY_LOGS = _into(
    m.DutyLog,
    "department_id day leader_id system_problems difficult_cases enquiries lookups outbound "
    "backlog",
    2,
)
_REPORTS = _into(
    m.UpwardReport,
    "report_no raised_by_id raised_at to_id kind emergency facts proposal answered_at answer "
    "dissent upheld skipped_told_at",
)
_COMPLAINTS = _into(
    m.Complaint,
    "complaint_no received_at received_by_id contact_ref abroad subject replied_at closed_at "
    "closed_by_id handled",
)
_VISITORS = _into(m.Visitor, "visitor_no name reason approved_by_id in_at out_at")
_DUTIES = _into(
    m.DutyDone,
    "duty department_id team_id due_on done_at done_by_id received_by_id received_at text",
    4,
)
_TRAININGS = _into(m.Training, "training_no person_id title held_on attended score passed", 2)
_CARDS = _into(m.CardItem, "card version item since title aspect weight critical na pass_mark", 3)
_SCORES = _into(m.ItemScore, "inspection_id revision item score comment", 3)


@dataclass(frozen=True, slots=True)
class BookRows:
    """What turns records of the books into rows: ids by name, and the centre's clock."""

    session: Session
    time: CentreTime
    here: Here
    people: Mapping[str, int]
    shifts: Mapping[str, int]
    departments: Mapping[str, int]
    teams: Mapping[tuple[int | None, str], int]

    @classmethod
    def of(cls, session: Session, time: CentreTime, here: Here) -> BookRows:
        """By the people, places and shifts as the store has them by now."""
        return cls(
            session,
            time,
            here,
            people=_Ids(ids(session, table_of(m.Person), ["employee_no"])),
            shifts=_Ids(ids(session, table_of(m.ShiftType), ["code"])),
            departments=_Ids(ids(session, table_of(m.Department), ["name"])),
            teams=_Ids(ids(session, table_of(m.Team), ["department_id", "name"])),
        )

    def steps(self, books: Books) -> Iterator[tuple[str, Callable[[], Merged]]]:
        """Each sheet that states anything, and what merges it; logs, bulletins and inspections
        come before what speaks of them."""
        every: tuple[tuple[str, Sequence[Any], Callable[[Any], Merged]], ...] = (
            ("Handovers", books.logs, self._logs),
            ("OpenItems", books.items, self._items),
            ("Bulletins", books.bulletins, self._bulletins),
            ("BulletinReads", books.reads, self._reads),
            ("RollCalls", books.roll_calls, self._roll_calls),
            ("Desks", books.seats, self._seats),
            ("OffPost", books.left_floor, self._left_floor),
            ("DutyLogs", books.duty_logs, self._duty_logs),
            ("Escalations", books.reports, self._reports),
            ("Complaints", books.complaints, self._complaints),
            ("Visitors", books.visitors, self._visitors),
            ("DutiesDone", books.duties_done, self._duties_done),
            ("Trainings", books.trainings, self._trainings),
            ("Scorecards", books.cards, self._cards),
            ("Scores", books.scores, self._scores),
        )
        for sheet, records, work in every:
            if records:
                yield sheet, partial(work, records)

    def place(self, department: str, team: str) -> tuple[int | None, int | None]:
        """Department and team; a blank one is everybody's, or nobody's."""
        key = self.departments[department] if department else None
        return key, self.teams[key, team] if team else None

    def _at(self, wall: datetime | None) -> datetime | None:
        return None if wall is None else self.time.from_wall(wall)

    def _who(self, no: str) -> int | None:
        return self.people[no] if no else None

    def _merge(
        self, target: Destination, rows: Sequence[Row], subjects: Iterable[str] = ()
    ) -> Merged:
        """`subjects`: what the trail calls each row; those on record stay."""
        stored = target.stored(self.session)
        keys = target.keys
        kept = {
            row[:keys]
            for row, subject in zip(rows, subjects, strict=False)
            if (there := stored.get(row[:keys])) and self.here.keeps(subject, there, row[keys:])
        }
        taken = [row for row in rows if row[:keys] not in kept] if kept else rows
        merged = merge(self.session, target, taken, stored=stored, time=self.time)
        merged.unchanged |= kept
        return merged

    def _logs(self, records: Sequence[b.HandoverLog]) -> Merged:
        """Logs by number; one of which a section alone changed counts as updated."""
        stored, texts = _LOGS.stored(self.session), section_texts(self.session)
        keys = ids(self.session, _LOGS.table, ["handover_no"])
        taken = [
            record
            for record in records
            if not self._stays(record, stored, texts.get(keys.get(record.no, 0), {}))
        ]
        rows = list(map(self._log, taken))
        self._make_way(rows, stored)
        merged = merge(self.session, _LOGS, rows, stored=stored, time=self.time)
        keys = ids(self.session, _LOGS.table, ["handover_no"])
        rewritten = {
            record.no: changed
            for record in taken
            if (changed := list(_rewritten(record, texts.get(keys[record.no], {}))))
        }
        self._write_notes({keys[no]: changed for no, changed in rewritten.items()})
        merged.updated |= {(no,) for no in rewritten} - merged.added
        merged.unchanged |= {(record.no,) for record in records}
        merged.unchanged -= merged.changed
        return merged

    def _stays(
        self, record: b.HandoverLog, stored: Mapping[Key, Row], texts: Mapping[Section, str]
    ) -> bool:
        """Whether a log on which people worked here would be made another; it is noted."""
        there, stated = stored.get((record.no,)), self._log(record)[1:]
        if there is None:
            return False
        if all(map(self.here.same, there, stated)) and not list(_rewritten(record, texts)):
            return False
        said = msg("{no} was changed here on {day}: left as it is.", no=record.no)
        return self.here.stays(on_record.HANDOVER, f"handover:{record.no}", said)

    def _make_way(self, rows: Sequence[Row], stored: Mapping[Key, Row]) -> None:
        """Logs that become those of another shift leave their own first: two that change places
        would each be in the other's way. `_PARKED` days are nobody's."""
        log = _LOGS.table
        moving = [
            row[0] for row in rows if (there := stored.get(row[:1])) and there[:3] != row[1:4]
        ]
        for at, no in enumerate(moving):
            away = update(log).where(log.c.handover_no == no)
            self.session.execute(away.values(day=_PARKED + timedelta(days=at)))

    def _log(self, r: b.HandoverLog) -> Row:
        return (
            *(r.no, self.departments[r.department], r.day, self.shifts[r.shift]),
            *(self.people[r.outgoing], self._at(r.outgoing_at)),
            *(self._who(r.incoming), self._at(r.incoming_at), r.remark),
        )

    def _write_notes(self, rewritten: Mapping[int, Sequence[tuple[Section, str]]]) -> None:
        """The sections of logs become the one text stated; nobody is named for it."""
        note = table_of(m.HandoverNote)
        for log, sections in rewritten.items():
            mine = note.c.handover_id == log
            gone = note.c.section.in_([section for section, _text in sections])
            self.session.execute(delete(note).where(mine, gone))
        rows = [
            {"handover_id": log, "section": section, "text": text}
            for log, sections in rewritten.items()
            for section, text in sections
            if text
        ]
        if rows:
            self.session.execute(insert(note), rows)

    def _items(self, records: Sequence[b.OpenItem]) -> Merged:
        """Open items by number; those of a sealed log go on as well."""
        logs = _Ids(ids(self.session, _LOGS.table, ["handover_no"]))
        rows = [
            (
                *(r.no, logs[r.log], r.section, r.text, r.urgent, self._who(r.owner), r.due_on),
                *(self._at(r.closed_at), self._who(r.closed_by), r.closing),
            )
            for r in records
        ]
        return self._merge(_ITEMS, rows, (f"item:{r.no}" for r in records))

    def _bulletins(self, records: Sequence[b.Bulletin]) -> Merged:
        rows = [
            (
                *(r.no, r.title, r.text, self._at(r.published_at), self.people[r.published_by]),
                *(*self.place(r.department, r.team), r.job_type, r.until),
            )
            for r in records
        ]
        return self._merge(_BULLETINS, rows, (f"bulletin:{r.no}" for r in records))

    def _reads(self, records: Sequence[b.BulletinRead]) -> Merged:
        bulletins = _Ids(ids(self.session, _BULLETINS.table, ["bulletin_no"]))
        rows = [
            (bulletins[r.bulletin], self.people[r.person], self._at(r.read_at)) for r in records
        ]
        return self._merge(_READS, rows)

    def _roll_calls(self, records: Sequence[b.RollCall]) -> Merged:
        rows = [
            (
                *(*self.place(r.department, r.team), r.day, self.shifts[r.shift]),
                *(self.people[r.leader], self._at(r.held_at), r.comments),
            )
            for r in records
        ]
        return self._merge(
            _ROLL_CALLS, rows, (f"roll_call:{roll_calls.subject(r)}" for r in records)
        )

    def _seats(self, records: Sequence[b.Seat]) -> Merged:
        rows = [
            (
                *(r.day, self.shifts[r.shift], r.desk, self.people[r.person]),
                *(self._at(r.checked_in_at), self._at(r.released_at)),
                *(self._who(r.override_by), r.override_reason),
            )
            for r in records
        ]
        return self._merge(_SEATS, rows, (f"desk:{r.desk}@{r.day}" for r in records))

    def _left_floor(self, records: Sequence[b.LeftFloor]) -> Merged:
        """By person and minute: one that stands to the second is the one stated."""
        exact = {
            (person, self.time.wall_minute(at)): at
            for person, at in self.session.execute(select(m.OffPost.person_id, m.OffPost.left_at))
        }
        rows = []
        for r in records:
            person = self.people[r.person]
            left_at = exact.get((person, r.left_at)) or self._at(r.left_at)
            allowed = (self._who(r.allowed_by), r.limit_minutes)
            rows.append((person, left_at, *allowed, self._at(r.back_at), r.reason))
        return self._merge(_LEFT_FLOOR, rows)

    def _duty_logs(self, records: Sequence[b.DutyLog]) -> Merged:
        rows = [
            (
                *(self.departments[r.department], r.day, self.people[r.leader]),
                *(r.system_problems, r.difficult_cases),
                *(r.enquiries, r.lookups, r.outbound, r.backlog),
            )
            for r in records
        ]
        return self._merge(_DUTY_LOGS, rows, (f"duty_log:{r.department}@{r.day}" for r in records))

    def _reports(self, records: Sequence[b.UpwardReport]) -> Merged:
        rows = [
            (
                *(r.no, self.people[r.raised_by], self._at(r.raised_at), self.people[r.to]),
                *(r.kind, r.emergency, r.facts, r.proposal, self._at(r.answered_at), r.answer),
                *(r.dissent, r.upheld, self._at(r.skipped_told_at)),
            )
            for r in records
        ]
        return self._merge(_REPORTS, rows, (f"report:{r.no}" for r in records))

    def _complaints(self, records: Sequence[b.Complaint]) -> Merged:
        rows = [
            (
                *(r.no, self._at(r.received_at), self.people[r.received_by], r.contact_ref),
                *(r.abroad, r.subject, self._at(r.replied_at), self._at(r.closed_at)),
                *(self._who(r.closed_by), r.handled),
            )
            for r in records
        ]
        return self._merge(_COMPLAINTS, rows, (f"complaint:{r.no}" for r in records))

    def _visitors(self, records: Sequence[b.Visitor]) -> Merged:
        rows = [
            (
                *(r.no, r.name, r.reason, self._who(r.approved_by)),
                *(self._at(r.in_at), self._at(r.out_at)),
            )
            for r in records
        ]
        return self._merge(_VISITORS, rows, (f"visitor:{r.no}" for r in records))

    def _duties_done(self, records: Sequence[b.DutyDone]) -> Merged:
        rows = [
            (
                *(r.duty, *self.place(r.department, r.team), r.due_on, self._at(r.done_at)),
                *(self.people[r.done_by], self._who(r.received_by), self._at(r.received_at)),
                r.text,
            )
            for r in records
        ]
        subjects = (
            f"duty:{judging.subject(r.duty, r.department, r.team, r.due_on)}" for r in records
        )
        return self._merge(_DUTIES, rows, subjects)

    def _trainings(self, records: Sequence[b.Training]) -> Merged:
        rows = [
            (r.no, self.people[r.person], r.title, r.held_on, r.attended, r.score, r.passed)
            for r in records
        ]
        return self._merge(_TRAININGS, rows)

    def _cards(self, records: Sequence[b.CardItem]) -> Merged:
        rows = [
            (
                *(r.card, r.version, r.item, r.since, r.title, r.aspect, r.weight),
                *(r.critical, r.na, r.pass_mark),
            )
            for r in records
        ]
        return merge(self.session, _CARDS, rows, time=self.time, stays=self.here.keeps_card)

    def _scores(self, records: Sequence[b.ItemScore]) -> Merged:
        inspections = _Ids(ids(self.session, table_of(m.Inspection), ["inspection_no"]))
        rows = [
            (inspections[r.inspection], r.revision, r.item, r.score, r.comment) for r in records
        ]
        nos, keeps = {key: no for no, key in inspections.items()}, self.here.keeps_inspection
        return merge(self.session, _SCORES, rows, stays=lambda row: keeps(nos[row[0]]))


def _rewritten(
    record: b.HandoverLog, there: Mapping[Section, str]
) -> Iterator[tuple[Section, str]]:
    """The sections of which the store says something else, and what is stated."""
    for section in Section:
        if record.text(section) != there.get(section, ""):
            yield section, record.text(section)
