"""What `check` finds: Handover logs and their open items: HAND-1, HAND-3, HAND-4."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date

from app.rules.books import OWED_SECTIONS, HandoverLog
from app.rules.figures.handover import NoLog, SectionsMissing
from app.rules.findings import Finding
from app.rules.ground import Ground
from app.rules.handover.items import item_findings
from app.rules.handover.sections import owed
from app.rules.handover.signing import Signatures, incoming_faults, outgoing_faults
from app.rules.vocabulary import Section

Spot = tuple[str, date, str]
"""Department, date and shift code."""


def findings(ground: Ground) -> Iterator[Finding]:
    """Every finding of these books, in no order."""
    yield from logs_kept(ground)
    yield from items_left(ground)
    yield from without_log(ground)


def logs_kept(ground: Ground) -> Iterator[Finding]:
    """HAND-1 and HAND-4 of the logs that are there."""
    books = ground.facts.books
    raised: dict[str, set[Section]] = defaultdict(set)
    for item in books.items:
        raised[item.log].add(item.section)
    for log in books.logs:
        yield from sections_missing(log, raised.get(log.no, ()))
        yield from _signatures(ground, log)


def sections_missing(log: HandoverLog, raised: Collection[Section]) -> Iterator[Finding]:
    """HAND-1 of a log that was signed; `raised`: the sections of its items."""
    if log.outgoing_at is None:
        return
    written = {section for section in OWED_SECTIONS if log.text(section).strip()}
    missing = owed({*written, *raised})
    if missing:
        yield Finding(log.no, log.outgoing, log.day, SectionsMissing(missing))


def _signatures(ground: Ground, log: HandoverLog) -> Iterator[Finding]:
    """HAND-4 of a log that is there, by the values in force when its shift began."""
    policy = ground.policies.at(ground.begin(log.shift, log.day))
    end = ground.end(log.shift, log.day)
    signed = Signatures(end, log.outgoing, log.outgoing_at, log.incoming, log.incoming_at)
    for figures in outgoing_faults(signed, ground.as_of, policy):
        yield Finding(log.no, log.outgoing, log.day, figures)
    for figures in incoming_faults(signed, ground.as_of, policy):
        yield Finding(log.no, log.incoming, log.day, figures)


def items_left(ground: Ground) -> Iterator[Finding]:
    """HAND-3."""
    logs = {log.no: log for log in ground.facts.books.logs}
    today, policy = ground.today, ground.policy
    for item in ground.facts.books.items:
        closed_on = ground.time.local_date(item.closed_at) if item.closed_at else None
        log = logs[item.log]
        for found in item_findings(item, log.day, closed_on, today, policy):
            yield replace(found, place=(log.department, ""))


def without_log(ground: Ground) -> Iterator[Finding]:
    """HAND-4 of shifts that left no log, between the first and the last log of a department."""
    logs = ground.facts.books.logs
    there = {(log.department, log.day, log.shift) for log in logs}
    for department, day, code in _owed(ground, _spans(logs)) - there:
        if ground.has_ended(code, day):
            figures = NoLog(department=department, shift=code)
            subject = f"{department}@{day.isoformat()}/{code}"
            yield Finding(subject, "", day, figures, place=(department, ""))


def _spans(logs: Collection[HandoverLog]) -> Mapping[str, tuple[date, date]]:
    spans: dict[str, tuple[date, date]] = {}
    for log in logs:
        first, last = spans.get(log.department, (log.day, log.day))
        spans[log.department] = (min(first, log.day), max(last, log.day))
    return spans


def _owed(ground: Ground, spans: Mapping[str, tuple[date, date]]) -> set[Spot]:
    """The shifts within `spans` that an agent of the department works."""
    if not spans:
        return set()
    return {
        (department, day, code)
        for department, _team, day, code in ground.manning.shifts
        if (span := spans.get(department)) and span[0] <= day <= span[1]
    }
