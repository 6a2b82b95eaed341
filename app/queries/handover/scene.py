"""One log with all that judges it, as a page shows it and as a service finds it under the lock."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from app.queries.handover import items, logs
from app.queries.handover.logs import LogHead
from app.queries.handover.rows import ItemRow, LogKey, NoteRow, StaffChange
from app.queries.handover.shift import DepartmentDays, department_days
from app.queries.handover.staff import staff_changes
from app.rules.calendar import CentreTime
from app.rules.facts import Person
from app.rules.handover.course import Hand, LogPart, LogState
from app.rules.handover.items import Balance, Life, balance, is_old
from app.rules.handover.leading import Span
from app.rules.handover.sections import owed
from app.rules.policy import Policy
from app.rules.vocabulary import ItemMove, Section

_INSTANT = timedelta(microseconds=1)
"""What happens at the very start of a shift is of that shift."""


@dataclass(frozen=True, slots=True)
class LogScene:
    """The log of `key`; `head` None: nobody has written yet. `carried`: the open items of earlier
    logs, and those of them that were closed since the shift began."""

    key: LogKey
    days: DepartmentDays
    head: LogHead | None
    notes: tuple[NoteRow, ...]
    raised: tuple[ItemRow, ...]
    carried: tuple[ItemRow, ...]
    staff: tuple[StaffChange, ...]
    """The shift's changes of staff of now, and which of them a note confirms."""
    now: datetime
    successor: Span | None
    successor_acting: str = ""

    @property
    def span(self) -> Span:
        return self.days.span(self.key.day, self.key.shift)

    @property
    def state(self) -> LogState:
        return self.head.state if self.head else LogState.OPEN

    @property
    def version(self) -> int:
        return self.head.version if self.head else 0

    @property
    def policy(self) -> Policy:
        """The values in force as the shift begins."""
        return self.days.known.policies.at(self.span.begin)

    @property
    def is_worked(self) -> bool:
        """Whether the shift has a log at all: somebody of the department works it, or did."""
        return self.head is not None or bool(self.days.crew(self.key.day, self.key.shift))

    @property
    def leader(self) -> Person | None:
        """Who runs the shift."""
        acting = self.head.acting.no if self.head and self.head.acting else ""
        return self.days.duty_leader(self.key.day, self.key.shift, acting)

    @property
    def successor_leader(self) -> Person | None:
        """Who runs the shift that takes over."""
        one = self.successor
        return self.days.duty_leader(one.day, one.code, self.successor_acting) if one else None

    @property
    def missing(self) -> tuple[Section, ...]:
        """What is still owed before the log is signed: HAND-1. Changes of staff that the roster
        or a roll call has are confirmed first, whatever else was written about staff."""
        written = {note.section for note in self.notes if note.text.strip()}
        written |= {item.section for item in self.raised}
        if not all(change.confirmed for change in self.staff):
            written.discard(Section.STAFF_CHANGES)
        return owed(written)

    @property
    def urgent(self) -> tuple[ItemRow, ...]:
        """The open items that whoever takes over reads back."""
        every = (*self.carried, *self.raised)
        return tuple(item for item in every if item.urgent and item.is_open)

    @property
    def balance(self) -> Balance:
        """The open items from the shift's start to the outgoing signature, or to now."""
        signed = self.head.outgoing_at if self.head else None
        lives = [life(item, self._began(item)) for item in (*self.carried, *self.raised)]
        return balance(lives, self.span.begin - _INSTANT, signed or self.now)

    def _began(self, item: ItemRow) -> datetime:
        """When the shift began in whose log it was raised."""
        return self.days.span(item.key.day, item.key.shift).begin

    def works(self, person_id: int | None) -> bool:
        """Whether somebody works this shift."""
        crew = self.days.crew(self.key.day, self.key.shift)
        return any(one.id == person_id for one in crew)

    def hand(self, person_id: int | None, *, leads: bool, heads: bool) -> Hand:
        """What somebody is to this log; `leads`: they lead in, or head, the department."""
        parts = {LogPart.LEADER} if leads else set()
        if heads:
            parts.add(LogPart.HEAD)
        if self.leader and self.leader.id == person_id:
            parts.add(LogPart.OUTGOING)
        if self.successor_leader and self.successor_leader.id == person_id:
            parts.add(LogPart.INCOMING)
        signed = self.head is not None and self.head.outgoing_at is not None
        signed_out = signed and self.head is not None and self.head.outgoing.id == person_id
        return Hand(frozenset(parts), signed_out)


def log_scene(session: Session, time: CentreTime, key: LogKey, now: datetime) -> LogScene:
    """The log of a shift. The shift's code must be one of the centre's."""
    days = department_days(session, time, key.department_id, key.day)
    head = logs.head(session, key)
    span = days.span(key.day, key.shift)
    after = days.successor(key.day, key.shift)
    raised = items.raised_in(session, head.id) if head else []
    notes = tuple(logs.notes(session, head.id)) if head else ()
    return LogScene(
        key=key,
        days=days,
        head=head,
        notes=notes,
        raised=tuple(_aged(session, days, key, raised, now)),
        carried=tuple(_aged(session, days, key, _carried(session, days, span, key), now)),
        staff=staff_changes(session, days, key, now, {note.fact for note in notes}),
        now=now,
        successor=after,
        successor_acting=_acting(session, key, after),
    )


def _acting(session: Session, key: LogKey, after: Span | None) -> str:
    if after is None:
        return ""
    head = logs.head(session, LogKey(key.department_id, after.day, after.code))
    return head.acting.no if head and head.acting else ""


def _carried(session: Session, days: DepartmentDays, span: Span, key: LogKey) -> list[ItemRow]:
    """What was raised in logs of shifts that began before this one."""
    found = items.open_at(session, key.department_id, key.day, span.begin)
    order = _place(days, key.day, key.shift)
    return [item for item in found if _place(days, item.key.day, item.key.shift) < order]


def _place(days: DepartmentDays, day: date, code: str) -> tuple[datetime, str]:
    """Where a shift stands in the order of the department's logs."""
    return (days.time.interval(days.shifts[code], day)[0], code)


def _aged(
    session: Session, days: DepartmentDays, key: LogKey, found: list[ItemRow], now: datetime
) -> list[ItemRow]:
    """With age, hops, and what HAND-3 says; urgent ones first, then by due day and age."""
    if not found:
        return []
    oldest = min(item.key.day for item in found)
    there = {(key.day, key.shift), *logs.logs_between(session, key.department_id, oldest, key.day)}
    last = _place(days, key.day, key.shift)
    places = sorted(place for spot in there if (place := _place(days, *spot)) <= last)
    steps = items.steps(session, found)
    today, policy = days.time.local_date(now), days.known.policies.at(now)
    aged = []
    for item in found:
        own = _place(days, item.key.day, item.key.shift)
        until = days.time.local_date(item.closed_at) if item.closed_at else today
        aged.append(
            replace(
                item,
                age_days=max((until - item.key.day).days, 0),
                hops=len(places) - bisect_right(places, own),
                old=item.is_open and is_old(item.key.day, today, policy),
                overdue=item.due_on is not None and until > item.due_on,
                steps=steps.get(item.id, ()),
            )
        )
    return sorted(aged, key=_first)


def life(item: ItemRow, began: datetime) -> Life:
    """When it was raised, closed and reopened. Of an imported one that nobody closed here, the
    register tells one closing; where it was reopened since, not even when that was."""
    raised = item.raised_at or began
    closed = [step.at for step in item.steps if step.move is ItemMove.CLOSED]
    reopened = [step.at for step in item.steps if step.move is ItemMove.REOPENED]
    if item.steps and item.steps[0].move is ItemMove.REOPENED:
        closed.insert(0, raised)
    elif not item.steps and item.closed_at is not None:
        closed.append(item.closed_at)
    return Life(raised, tuple(closed), tuple(reopened))


def _first(item: ItemRow) -> tuple[bool, bool, date, int]:
    return (not item.is_open, not item.urgent, item.due_on or date.max, item.id)
