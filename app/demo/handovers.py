"""The demo's handover logs: items that travel, a late signature, a remark, a few additions.

Each log has its own chance. Those of the last days are sealed afterwards (`seals`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from app.demo.keys import Keys, Row, Rows
from app.demo.show import Show
from app.demo.stage import DAY
from app.models import (
    Handover,
    HandoverAddition,
    HandoverItem,
    HandoverNote,
    HandoverStep,
)
from app.rules.books import OWED_SECTIONS
from app.rules.facts import Person
from app.rules.handover.leading import Span, successor
from app.rules.handover.sections import NOTHING
from app.rules.vocabulary import AdditionKind, ItemMove, LeaveStatus, Role, Section
from app.rules.work import RosterLedger, works_shifts

_MINUTE = timedelta(minutes=1)
_QUIET, _RAISED, _STUBBORN, _LATE, _NONE = 0.6, 0.3, 0.03, 0.008, 0.004
"""Chances: that a section has nothing, that a log raises an item, that an item stays open for long,
that a signature is late, that a shift leaves no log."""


@dataclass(frozen=True, slots=True)
class Watch:
    """One shift of a department, with who works it, the one who runs it first."""

    department: str
    span: Span
    crew: tuple[Person, ...]

    @property
    def led(self) -> bool:
        return self.crew[0].post_on(self.span.day).role is Role.TEAM_LEADER


def handovers(show: Show, keys: Keys) -> Rows:
    """Every table of the handover with its rows, up to the moment of the demo."""
    book = _Book(show, keys)
    watches = _watches(show)
    for department in keys.departments:
        book.fill([one for one in watches if one.department == department])
    yield Handover, book.logs
    yield HandoverNote, book.notes
    yield HandoverItem, book.items
    yield HandoverStep, book.steps
    yield HandoverAddition, book.additions


def _watches(show: Show) -> list[Watch]:
    """The shifts that have begun, by their start."""
    stage, shifts = show.stage, {shift.code: shift for shift in show.script.shifts}
    crews: dict[tuple[str, date, str], list[Person]] = defaultdict(list)
    away = {
        (leave.person, leave.first + at * DAY)
        for leave in show.leaves
        if leave.status is LeaveStatus.APPROVED
        for at in range((leave.last - leave.first).days + 1)
    }
    ledger = RosterLedger.of(show.rota, show.swaps)
    for person in show.cast:
        for day, code in ledger.shifts(person.no).items():
            post = person.post_on(day)
            here = works_shifts(post.role) and person.employed_on(day)
            if day <= stage.today and here and (person.no, day) not in away:
                crews[post.department, day, code].append(person)
    found = []
    for (department, day, code), crew in crews.items():
        begin, end = stage.time.interval(shifts[code], day)
        if begin <= stage.now and any(one.post_on(day).role is Role.AGENT for one in crew):
            crew.sort(key=lambda one: (one.post_on(day).role is not Role.TEAM_LEADER, one.no))
            found.append(Watch(department, Span(day, code, begin, end), tuple(crew)))
    return sorted(found, key=lambda one: (one.span.begin, one.span.code, one.department))


class _Book:
    """The rows as they are made."""

    def __init__(self, show: Show, keys: Keys) -> None:
        self.show, self.keys, self.told = show, keys, show.script.handover
        self.now = show.stage.now
        self.logs: list[Row] = []
        self.notes: list[Row] = []
        self.items: list[Row] = []
        self.steps: list[Row] = []
        self.additions: list[Row] = []

    def fill(self, watches: list[Watch]) -> None:
        """The logs of one department."""
        spans = {watch.span: watch for watch in watches}
        for at, watch in enumerate(watches):
            dice = self.show.stage.dice("log", watch.department, watch.span.day, watch.span.code)
            over = watch.span.end + DAY < self.now
            if over and 0 < at < len(watches) - 1 and dice.random() < _NONE:
                continue
            following = successor(watch.span, spans)
            self._log(dice, watch, spans[following] if following else None)
            self._write(dice, watch)
            if dice.random() < _RAISED:
                self._raise(dice, watch, watches[at + 1 :])

    def _log(self, dice: Random, watch: Watch, following: Watch | None) -> None:
        span, key = watch.span, self._key(watch.crew[0])
        department = self.keys.departments[watch.department]
        signed = span.end + max(dice.randint(-6, 35), 0) * _MINUTE
        if dice.random() < _LATE:
            signed += 50 * _MINUTE
        taken = max(span.end, signed) + dice.randint(3, 40) * _MINUTE
        incoming = self._key(following.crew[0]) if following else self._head(watch)
        done, there = signed <= self.now, taken <= self.now and incoming is not None
        remark = dice.choice(self.told["remarks"]) if dice.random() < 0.03 and there else ""
        if following is None and there:
            remark = dice.choice(self.told["closed"])
        self.logs.append(
            {"id": len(self.logs) + 1,
             "handover_no": f"H-{span.day:%Y%m%d}-{department}-{span.code}",
             "department_id": department, "day": span.day, "shift_id": self.keys.shifts[span.code],
             "outgoing_id": key, "outgoing_at": signed if done else None,
             "incoming_id": incoming if there else None, "incoming_at": taken if there else None,
             "remark": remark, "acting_id": None if watch.led else key,
             "without_successor": following is None and there, "version": 1}
        )  # fmt: skip
        if done and dice.random() < 0.04:
            text = dice.choice(self.told["additions"])
            self._add(AdditionKind.ADDITION, key, signed + 25 * _MINUTE, text)
        elif there and dice.random() < 0.02:
            text, head = dice.choice(self.told["comments"]), self._head(watch)
            self._add(AdditionKind.COMMENT, head, taken + 90 * _MINUTE, text)

    def _head(self, watch: Watch) -> int | None:
        """The head of the department, who closes a log for which nobody comes."""
        day = watch.span.day
        for person in self.show.cast:
            post = person.post_on(day)
            if post.role is Role.DEPARTMENT_HEAD and post.department == watch.department:
                return self._key(person)
        return None

    def _add(self, kind: AdditionKind, by: int | None, at: datetime, text: str) -> None:
        if by is not None and at <= self.now:
            self.additions.append(
                {"handover_id": len(self.logs), "kind": kind, "by_id": by, "at": at, "text": text}
            )

    def _write(self, dice: Random, watch: Watch) -> None:
        """Notes of the three sections at least; of a shift that runs, those that are written."""
        for section in Section:
            wanted = section in OWED_SECTIONS or dice.random() < 0.08
            texts = self.told.get(section, [NOTHING])
            text = NOTHING if dice.random() < _QUIET else dice.choice(texts)
            at = watch.span.end - dice.randint(8, 200) * _MINUTE
            if wanted and at <= self.now:
                by = self._key(dice.choice(watch.crew))
                self.notes.append(
                    {"handover_id": len(self.logs), "section": section, "text": text,
                     "by_id": by, "at": at}
                )  # fmt: skip

    def _raise(self, dice: Random, watch: Watch, later: list[Watch]) -> None:
        section, text, closing = dice.choice(self.told["items"]).split("|")
        at = watch.span.begin + dice.randint(20, 400) * _MINUTE
        if at > self.now:
            return
        log, urgent = self.logs[-1], dice.random() < 0.2
        owner = dice.choice(watch.crew) if dice.random() < 0.7 else None
        due = watch.span.day + dice.randint(2, 5) * DAY if dice.random() < 0.5 else None
        stubborn = dice.random() < _STUBBORN
        closed = None if stubborn else self._closed(dice, later, due)
        who, when = closed or (None, None)
        self.items.append(
            {"id": len(self.items) + 1,
             "item_no": f"I-{str(log['handover_no'])[2:]}-1", "handover_id": log["id"],
             "section": Section(section), "text": text, "urgent": urgent,
             "worse": dice.choice(self.told["worse"]) if urgent else "",
             "owner_id": self._key(owner) if owner else None, "due_on": due,
             "by_id": self._key(dice.choice(watch.crew)), "raised_at": at, "closed_at": when,
             "closed_by_id": who, "closing": closing if closed else "", "version": 1}
        )  # fmt: skip
        if closed:
            self.steps.extend(self._steps(dice, at, closing, closed))

    def _closed(
        self, dice: Random, later: list[Watch], due: date | None
    ) -> tuple[int, datetime] | None:
        """By whom and when, some shifts later and before the due day; None: not yet."""
        ahead = [one for one in later[: dice.randint(1, 9)] if due is None or one.span.day <= due]
        if not ahead:
            return None
        watch = ahead[-1]
        at = watch.span.begin + dice.randint(30, 300) * _MINUTE
        if at > self.now or (due is not None and self.show.stage.time.local_date(at) > due):
            return None
        return self._key(dice.choice(watch.crew)), at

    def _steps(
        self, dice: Random, raised: datetime, closing: str, closed: tuple[int, datetime]
    ) -> Iterator[Row]:
        """Its closing; of a few that they were closed too early before, and reopened."""
        item, (who, when) = len(self.items), closed
        if dice.random() < 0.08 and when - raised > timedelta(hours=8):
            moves = ((2, ItemMove.CLOSED, closing), (5, ItemMove.REOPENED, "客户再次来电"))
            for hours, move, text in moves:
                yield {"item_id": item, "move": move, "by_id": who,
                       "at": raised + timedelta(hours=hours), "text": text}  # fmt: skip
        yield {"item_id": item, "move": ItemMove.CLOSED, "by_id": who, "at": when, "text": closing}

    def _key(self, person: Person) -> int:
        return self.keys.people[person.no]
