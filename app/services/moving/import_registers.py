"""Own kinds of leave, attendance and inspections, as kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app import models as m
from app.models import table_of
from app.rules.calendar import CentreTime
from app.rules.records import AttendanceRecord, InspectionRecord, KindRecord
from app.rules.vocabulary import msg
from app.services.moving import on_record
from app.services.moving.merging import Destination, Key, Merged, merge
from app.services.moving.on_record import Here

_KIND = Destination(
    table_of(m.OwnLeaveKind),
    ("code", "name", "notice_days", "director", "has_balance", "retired", "counting"),
)
_ATTENDANCE = Destination(
    table_of(m.Attendance),
    ("person_id", "day", "arrived_at", "off_post_minutes", "left_at"),
    keys=2,
)
_INSPECTION = Destination(
    table_of(m.Inspection),
    (
        *("inspection_no", "agent_id", "inspector_id", "inspected_at", "contact_ref"),
        *("language", "attitude", "tone", "summarising", "adaptability", "critical", "comment"),
        *("card", "card_version", "calibration_no", "submitted_at", "acknowledged_at"),
        *("appealed_at", "appeal", "decided_by_id", "decided_at", "upheld"),
    ),
)


@dataclass(frozen=True, slots=True)
class Registers:
    """What turns records into rows: people's ids and the centre's clock."""

    session: Session
    people: Mapping[str, int]
    time: CentreTime
    here: Here

    def instant(self, wall: datetime | None) -> datetime | None:
        return None if wall is None else self.time.from_wall(wall)

    def kinds(self, records: Sequence[KindRecord]) -> Merged:
        """Own kinds of leave by code. One that is there stays as it is: leaves were judged by its
        notice and chain, and the rest is for whoever sets policy to change."""
        there = _KIND.stored(self.session)
        rows = map(astuple, records)
        kept = ((*row[:1], *there.get(row[:1], row[1:])) for row in rows)
        return merge(self.session, _KIND, kept, stored=there)

    def attendance(self, records: Sequence[AttendanceRecord]) -> Merged:
        """Attendance by person and date; a line that was recorded here stays."""
        rows = (
            (
                *(self.people[r.person], r.day, self.instant(r.arrived_at), r.off_post_minutes),
                self.instant(r.left_at),
            )
            for r in records
        )
        return merge(self.session, _ATTENDANCE, rows, time=self.time, stays=self._recorded())

    def _recorded(self) -> Callable[[Key], bool] | None:
        """Whether a line was kept or taken back here; None where none was."""
        if not self.here.record(on_record.ATTENDANCE):
            return None
        numbers = {key: no for no, key in self.people.items()}

        def stays(line: Key) -> bool:
            no, date = numbers[line[0]], line[1]
            said = msg(
                "The roll call of {no} on {date} was kept here on {day}: left as it is.",
                no=no,
                date=date,
            )
            return self.here.stays(on_record.ATTENDANCE, f"attendance:{no}@{date}", said)

        return stays

    def inspections(self, records: Sequence[InspectionRecord]) -> Merged:
        """Inspections by number."""
        rows = (
            (
                *(r.no, self.people[r.agent], self.people[r.inspector]),
                *(self.instant(r.inspected_at), r.contact_ref),
                *(r.language, r.attitude, r.tone, r.summarising, r.adaptability),
                *(r.critical, r.comment, r.card, r.card_version, r.calibration),
                *(self.instant(r.submitted_at), self.instant(r.acknowledged_at)),
                *(self.instant(r.appealed_at), r.appeal),
                self.people[r.decided_by] if r.decided_by else None,
                *(self.instant(r.decided_at), r.upheld),
            )
            for r in records
        )
        return merge(
            self.session,
            _INSPECTION,
            rows,
            time=self.time,
            stays=lambda row: self.here.keeps_inspection(row[0]),
        )
