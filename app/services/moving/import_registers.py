"""Swaps with their consents, leaves with their steps, attendance and inspections, as kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app import models as m
from app.models import table_of
from app.rules.calendar import CentreTime
from app.rules.records import (
    AS_KEPT,
    AttendanceRecord,
    InspectionRecord,
    KindRecord,
    LeaveRecord,
    SwapRecord,
)
from app.rules.vocabulary import LeaveStatus, LeaveStepKind, Side, SwapStatus
from app.services.moving.merging import Destination, Merged, ids, merge

_KIND = Destination(
    table_of(m.OwnLeaveKind),
    ("code", "name", "notice_days", "director", "has_balance", "retired"),
)
_SWAP = Destination(
    table_of(m.Swap),
    (
        *("swap_no", "filed_at", "requester_id", "requester_date"),
        *("counterpart_id", "counterpart_date", "status", "effective_at"),
    ),
)
_CONSENT = Destination(table_of(m.SwapConsent), ("swap_id", "side", "by_no", "at"), keys=2)
_LEAVE = Destination(
    table_of(m.Leave),
    (
        *("leave_no", "person_id", "filed_by_no", "filed_at", "kind", "first_date", "last_date"),
        *("special", "late_approved", "certificate_from", "certificate_to", "certificate_at"),
        *("phoned_at", "status", "approved_at"),
    ),
)
_STEP = Destination(table_of(m.LeaveStep), ("leave_id", "step", "by_no", "at"), keys=2)
_ATTENDANCE = Destination(
    table_of(m.Attendance), ("person_id", "day", "arrived_at", "off_post_minutes"), keys=2
)
_INSPECTION = Destination(
    table_of(m.Inspection),
    (
        *("inspection_no", "agent_id", "inspector_id", "inspected_at", "contact_ref"),
        *("language", "attitude", "tone", "summarising", "adaptability", "critical", "comment"),
    ),
)


@dataclass(frozen=True, slots=True)
class Registers:
    """What turns records into rows: people's ids and the centre's clock."""

    session: Session
    people: Mapping[str, int]
    time: CentreTime

    def instant(self, wall: datetime | None) -> datetime | None:
        return None if wall is None else self.time.from_wall(wall)

    def _merge(
        self,
        target: Destination,
        rows: Iterable[tuple[Any, ...]],
        stored: dict[Any, tuple[Any, ...]] | None = None,
    ) -> Merged:
        return merge(self.session, target, rows, stored=stored, time=self.time)

    def kinds(self, records: Sequence[KindRecord]) -> Merged:
        """Own kinds of leave by code. One that is there stays as it is: leaves were judged by its
        notice and chain, and the rest is for whoever sets policy to change."""
        there = _KIND.stored(self.session)
        rows = map(astuple, records)
        kept = ((*row[:1], *there.get(row[:1], row[1:])) for row in rows)
        return self._merge(_KIND, kept, there)

    def swaps(self, records: Sequence[SwapRecord]) -> Merged:
        """Swaps by number; one whose consents alone changed counts as updated."""
        stored = _SWAP.stored(self.session)
        merged = self._merge(_SWAP, [self._swap(s, stored) for s in records], stored)
        keys = ids(self.session, _SWAP.table, ["swap_no"])
        signed = (
            (keys[s.no], side, by, self.instant(at))
            for s in records
            for side, by, at in (
                (Side.REQUESTER, s.requester_leader, s.requester_leader_at),
                (Side.COUNTERPART, s.counterpart_leader, s.counterpart_leader_at),
            )
        )
        return self._with_signatures(merged, _CONSENT, signed, keys, [s.no for s in records])

    def _swap(self, swap: SwapRecord, stored: Mapping[Any, tuple[Any, ...]]) -> tuple[Any, ...]:
        there = stored.get((swap.no,))
        status = swap.status
        if there and (AS_KEPT.get(there[5], there[5]) is status or _has_expired(there[5], status)):
            status = there[5]
        return (
            swap.no,
            self.instant(swap.filed_at),
            self.people[swap.requester],
            swap.requester_date,
            self.people[swap.counterpart],
            swap.counterpart_date,
            status,
            self.instant(swap.effective_at),
        )

    def leaves(self, records: Sequence[LeaveRecord]) -> Merged:
        """Leaves by number; one whose steps alone changed counts as updated."""
        stored = _LEAVE.stored(self.session)
        merged = self._merge(_LEAVE, [self._leave(leave, stored) for leave in records], stored)
        keys = ids(self.session, _LEAVE.table, ["leave_no"])
        signed = (
            (keys[leave.no], step, by, self.instant(at))
            for leave in records
            for step, by, at in (
                (LeaveStepKind.LEADER, leave.leader, leave.leader_at),
                (LeaveStepKind.HEAD, leave.head, leave.head_at),
                (LeaveStepKind.DIRECTOR, leave.director, leave.director_at),
            )
        )
        return self._with_signatures(merged, _STEP, signed, keys, [leave.no for leave in records])

    def _leave(self, leave: LeaveRecord, stored: Mapping[Any, tuple[Any, ...]]) -> tuple[Any, ...]:
        there = stored.get((leave.no,))
        expired = there is not None and _has_expired(there[12], leave.status)
        return (
            leave.no,
            self.people[leave.person],
            leave.filed_by,
            self.instant(leave.filed_at),
            str(leave.kind),
            leave.first,
            leave.last,
            leave.special,
            leave.late_approved,
            leave.certificate_from,
            leave.certificate_to,
            self.instant(leave.certificate_at),
            self.instant(leave.phoned_at),
            LeaveStatus.EXPIRED if expired else leave.status,
            self.instant(leave.approved_at),
        )

    def _with_signatures(
        self,
        merged: Merged,
        target: Destination,
        signed: Iterable[tuple[Any, ...]],
        keys: Mapping[str, int],
        numbers: Sequence[str],
    ) -> Merged:
        """Merge who signed what; a signature that is wholly blank is no row, unless one stands."""
        stored = target.stored(self.session)
        rows = [row for row in signed if row[2] or row[3] or row[:2] in stored]
        signatures = self._merge(target, rows, stored)
        touched = {key[0] for key in signatures.changed}
        also = {(no,) for no in numbers if keys[no] in touched} - merged.added
        merged.updated |= also
        merged.unchanged -= also
        return merged

    def attendance(self, records: Sequence[AttendanceRecord]) -> Merged:
        """Attendance by person and date."""
        rows = (
            (self.people[r.person], r.day, self.instant(r.arrived_at), r.off_post_minutes)
            for r in records
        )
        return self._merge(_ATTENDANCE, rows)

    def inspections(self, records: Sequence[InspectionRecord]) -> Merged:
        """Inspections by number."""
        rows = (
            (
                *(r.no, self.people[r.agent], self.people[r.inspector]),
                *(self.instant(r.inspected_at), r.contact_ref),
                *(r.language, r.attitude, r.tone, r.summarising, r.adaptability),
                *(r.critical, r.comment),
            )
            for r in records
        )
        return self._merge(_INSPECTION, rows)


def _has_expired(there: SwapStatus | LeaveStatus, stated: SwapStatus | LeaveStatus) -> bool:
    """A workbook written before a request expired calls it pending still: it has ended."""
    pending = (SwapStatus.OFFERED, LeaveStatus.PENDING)
    return there in (SwapStatus.EXPIRED, LeaveStatus.EXPIRED) and stated in pending
