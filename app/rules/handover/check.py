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
from app.rules.vocabulary import Role, Section

Spot = tuple[str, date, str]
"""Department, date and shift code."""


def findings(ground: Ground) -> Iterator[Finding]:
    """Every finding of these books, in no order."""
    books = ground.facts.books
    raised: dict[str, set[Section]] = defaultdict(set)
    for item in books.items:
        raised[item.log].add(item.section)
    for log in books.logs:
        yield from sections_missing(log, raised.get(log.no, ()))
        yield from _signatures(ground, log)
    yield from _items(ground)
    yield from _without_log(ground)


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


def _items(ground: Ground) -> Iterator[Finding]:
    """HAND-3."""
    logs = {log.no: log for log in ground.facts.books.logs}
    today, policy = ground.today, ground.policy
    for item in ground.facts.books.items:
        closed_on = ground.time.local_date(item.closed_at) if item.closed_at else None
        log = logs[item.log]
        for found in item_findings(item, log.day, closed_on, today, policy):
            yield replace(found, place=(log.department, ""))


def _without_log(ground: Ground) -> Iterator[Finding]:
    """HAND-4 of shifts that left no log, between the first and the last log of a department."""
    logs = ground.facts.books.logs
    spans = _spans(logs)
    if not spans:
        return
    there = {(log.department, log.day, log.shift) for log in logs}
    for department, day, code in _worked(ground, spans) - there:
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


def _worked(ground: Ground, spans: Mapping[str, tuple[date, date]]) -> set[Spot]:
    """The shifts within `spans` that an agent of the department works."""
    found: set[Spot] = set()
    for person in ground.facts.people.values():
        posts = person.posts
        if not any(post.role is Role.AGENT and post.department in spans for post in posts):
            continue
        single = posts[0] if len(posts) == 1 else None
        for day, code in ground.worked(person):
            post = single or person.post_on(day)
            span = spans.get(post.department)
            if span and post.role is Role.AGENT and span[0] <= day <= span[1]:
                found.add((post.department, day, code))
    return found
