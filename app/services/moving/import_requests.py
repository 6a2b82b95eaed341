"""Swaps with their consents and leaves with their steps, as kept.

What people decided in this store stays: see on_record.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from app import models as m
from app.context import Context
from app.models import table_of
from app.queries.keeping.trail import Entry
from app.rules import leave_states, swap_states
from app.rules.course import Course
from app.rules.deeds import Deed, Deeds
from app.rules.records import AS_KEPT, LeaveRecord, SwapRecord
from app.rules.vocabulary import LeaveStepKind, Side
from app.services.moving import on_record, taken_back
from app.services.moving.following import Was, follow_leaves
from app.services.moving.merging import Destination, Merged, Row, ids, merge
from app.services.moving.on_record import Here

_UNSIGNED: Row = ("", None)


@dataclass(frozen=True, slots=True)
class Register:
    """How the requests of a kind stand in the store: their rows, and what was signed on them."""

    course: Course[Any, Any]
    rows: Destination
    signatures: Destination
    deeds: Deeds
    """What puts a request on record."""
    brought_on: Deed
    """What is recorded of one that is on record, and that a workbook moved on."""

    @property
    def status(self) -> int:
        """Where the state stands in a row."""
        return self.rows.columns.index("status")


SWAPS = Register(
    swap_states.COURSE,
    Destination(
        table_of(m.Swap),
        (
            *("swap_no", "filed_at", "requester_id", "requester_date"),
            *("counterpart_id", "counterpart_date", "status", "effective_at"),
        ),
    ),
    Destination(table_of(m.SwapConsent), ("swap_id", "side", "by_no", "at"), keys=2),
    on_record.SWAP,
    Deed.SWAP_IMPORT,
)
LEAVES = Register(
    leave_states.COURSE,
    Destination(
        table_of(m.Leave),
        (
            *("leave_no", "person_id", "filed_by_no", "filed_at", "kind", "first_date"),
            *("last_date", "special", "late_approved", "certificate_from", "certificate_to"),
            *("certificate_at", "phoned_at", "status", "approved_at", "back_at"),
        ),
    ),
    Destination(table_of(m.LeaveStep), ("leave_id", "step", "by_no", "at"), keys=2),
    on_record.LEAVE,
    Deed.LEAVE_IMPORT,
)


class Request(NamedTuple):
    """A request as a workbook states it: its row, and side or step -> by whom and when."""

    row: Row
    signed: Mapping[Any, Row]

    @property
    def no(self) -> str:
        return str(self.row[0])


@dataclass(frozen=True, slots=True)
class Requests:
    """What turns records of requests into rows: people's ids and the centre's clock."""

    ctx: Context
    session: Session
    people: Mapping[str, int]
    here: Here

    def swaps(self, records: Sequence[SwapRecord]) -> Merged:
        """Swaps by number; one whose consents alone changed counts as updated."""
        return self._into(SWAPS).merge([self._swap(swap) for swap in records])

    def leaves(self, records: Sequence[LeaveRecord]) -> Merged:
        """Leaves by number; one whose steps alone changed counts as updated. What follows from
        one that is another now, follows: balances, what waits on it, the leave that it changes."""
        into = self._into(LEAVES)
        merged = into.merge([self._leave(leave) for leave in records])
        changed = {no: Was.of(LEAVES.rows, into.stored[(no,)]) for (no,) in merged.updated}
        follow_leaves(self.ctx, self.session, changed)
        return merged

    def _into(self, register: Register) -> _Merging:
        return _Merging(
            self.ctx,
            self.session,
            self.here,
            register,
            register.rows.stored(self.session),
            ids(self.session, register.rows.table, [register.rows.columns[0]]),
            register.signatures.stored(self.session),
        )

    def _instant(self, wall: datetime | None) -> datetime | None:
        return None if wall is None else self.ctx.time.from_wall(wall)

    def _swap(self, swap: SwapRecord) -> Request:
        row = (
            swap.no,
            self._instant(swap.filed_at),
            self.people[swap.requester],
            swap.requester_date,
            self.people[swap.counterpart],
            swap.counterpart_date,
            swap.status,
            self._instant(swap.effective_at),
        )
        one = (swap.requester_leader, self._instant(swap.requester_leader_at))
        two = (swap.counterpart_leader, self._instant(swap.counterpart_leader_at))
        return Request(row, {Side.REQUESTER: one, Side.COUNTERPART: two})

    def _leave(self, leave: LeaveRecord) -> Request:
        row = (
            leave.no,
            self.people[leave.person],
            leave.filed_by,
            self._instant(leave.filed_at),
            str(leave.kind),
            leave.first,
            leave.last,
            leave.special,
            leave.late_approved,
            leave.certificate_from,
            leave.certificate_to,
            self._instant(leave.certificate_at),
            self._instant(leave.phoned_at),
            leave.status,
            self._instant(leave.approved_at),
            self._instant(leave.back_at),
        )
        signed = {
            LeaveStepKind.LEADER: (leave.leader, self._instant(leave.leader_at)),
            LeaveStepKind.HEAD: (leave.head, self._instant(leave.head_at)),
            LeaveStepKind.DIRECTOR: (leave.director, self._instant(leave.director_at)),
        }
        return Request(row, signed)


@dataclass(frozen=True, slots=True)
class _Merging:
    """One register, as it stands before anything is merged into it."""

    ctx: Context
    session: Session
    here: Here
    register: Register
    stored: dict[Row, Row]
    ids: Mapping[str, int]
    signatures: dict[Row, Row]

    def merge(self, stated: Iterable[Request]) -> Merged:
        """Make the requests stand, save those that stay as they are."""
        stated = list(stated)
        taken = [request for request in stated if not self._stays(request)]
        rows = map(self._as_there, taken)
        merged = merge(
            self.session, self.register.rows, rows, stored=self.stored, time=self.ctx.time
        )
        self._sign(taken, merged)
        self._record(merged)
        merged.unchanged |= {(request.no,) for request in stated} - merged.changed
        return merged

    def _stays(self, request: Request) -> bool:
        there = self.stored.get(request.row[:1])
        if there is None:
            return False
        old, new = [*there], [*request.row[1:]]
        for kind, signature in request.signed.items():
            old += self.signatures.get((self.ids[request.no], kind), _UNSIGNED)
            new += signature
        if all(map(self.here.same, old, new)):
            return False
        entry = self._entry(request.no)
        if entry is None and self._is_worked_by(request):
            return True
        if entry is None or self.here.goes_on(self.register.course, old, new):
            return False
        self._leave(entry, request)
        return True

    def _is_worked_by(self, request: Request) -> bool:
        """Whether it is a swap that people have worked by, and that would be in effect no longer;
        it is noted."""
        at, course = self.register.status, self.register.course
        there, stated = self.stored[request.row[:1]][at - 1], request.row[at]
        if not taken_back.ends_elsewhere(course, there, stated):
            return False
        told = taken_back.worked_by(self.session, request.no, stated)
        self.here.left += told
        return bool(told)

    def _leave(self, entry: Entry, request: Request) -> None:
        """Note that a request stays as it is, and why."""
        at, course = self.register.status, self.register.course
        there = self.stored[request.row[:1]][at - 1]
        if taken_back.is_withdrawn_elsewhere(course, there, request.row[at]):
            self.here.left.append(taken_back.stays_in_effect(self.ctx, self.session, request.no))
        else:
            self.here.leave_request(entry, request.no)

    def _entry(self, no: str) -> Entry | None:
        subject = str(self.register.course.kind.ref(no).file)
        return self.here.record(self.register.deeds).get(subject)

    def _as_there(self, request: Request) -> Row:
        """The row; a state that a register has no word of its own for stands as it is."""
        at = self.register.status
        there = self.stored.get(request.row[:1])
        state = there[at - 1] if there else None
        if state and AS_KEPT.get(state) is request.row[at]:
            return (*request.row[:at], state, *request.row[at + 1 :])
        return request.row

    def _sign(self, taken: Iterable[Request], merged: Merged) -> None:
        """Merge who signed what. A signature that is wholly blank is no row."""
        target = self.register.signatures
        keys = ids(self.session, self.register.rows.table, [self.register.rows.columns[0]])
        numbers = {keys[request.no]: request.no for request in taken}
        signed = [
            (keys[request.no], kind, *signature)
            for request in taken
            for kind, signature in request.signed.items()
        ]
        blank = {row[:2] for row in signed if row[2:] == _UNSIGNED} & self.signatures.keys()
        written = [row for row in signed if row[2:] != _UNSIGNED]
        done = merge(self.session, target, written, stored=self.signatures, time=self.ctx.time)
        target.delete(self.session, blank)
        gone = {key for key in blank if self.signatures[key] != _UNSIGNED}
        merged.updated |= {(numbers[key[0]],) for key in done.changed | gone} - merged.added
        merged.unchanged -= merged.updated

    def _record(self, merged: Merged) -> None:
        """The trail of a request that is on record tells that a workbook has moved it on."""
        at = self.register.status
        now = self.register.rows.stored(self.session) if merged.updated else {}
        for key in sorted(merged.updated):
            if self._entry(key[0]) is not None:
                ref = str(self.register.course.kind.ref(key[0]).file)
                before, after = self.stored[key][at - 1], now[key][at - 1]
                self.ctx.audit(
                    self.session,
                    self.register.brought_on,
                    ref,
                    {"status": before},
                    {"status": after},
                )
