"""What `check` finds in duty logs and regular duties: DUTY-1 to DUTY-3, MEET, TRAIN, SITE, QA-6
and QA-7."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from app.rules.books import DutyDone, DutyLog
from app.rules.duties.due import KINDS, DutyKind, due_days
from app.rules.duties.judging import check_done, subject
from app.rules.duties.sayings import SAYINGS
from app.rules.figures.duties import DutyLogByAnother, NoDutyLog
from app.rules.findings import Finding
from app.rules.ground import Ground
from app.rules.vocabulary import Duty

_DAY = timedelta(days=1)
Key = tuple[str, str, str]
"""Duty, department and team."""


def findings(ground: Ground) -> Iterator[Finding]:
    """Every finding of these books, in no order."""
    yield from duty_logs(ground)
    yield from duties_done(ground)


def duty_logs(ground: Ground) -> Iterator[Finding]:
    """DUTY-1: each day on which an agent works has its log, and somebody who leads wrote it."""
    logs: dict[str, dict[date, DutyLog]] = defaultdict(dict)
    for log in ground.facts.books.duty_logs:
        logs[log.department][log.day] = log
        if not ground.leads(log.leader, log.department, log.day):
            figures = DutyLogByAnother(log.department)
            yield Finding(log_subject(log.department, log.day), log.leader, log.day, figures)
    last = last_judged(ground)
    manned = {(place, day) for place, _team, day, _code in ground.manning.shifts} if logs else set()
    for department, by_day in logs.items():
        for day in _days(min(by_day), last):
            if day not in by_day and (department, day) in manned:
                missing = NoDutyLog(department)
                yield Finding(
                    log_subject(department, day), "", day, missing, place=(department, "")
                )


def duties_done(ground: Ground) -> Iterator[Finding]:
    """The other regular duties: each due day has its row, done in time by whom it is for.

    A row of a day on which it is not due (calendars change) is judged by nothing, and a duty of
    the centre's own neither.
    """
    last = last_judged(ground)
    for (code, department, team), rows in _by_duty(ground.facts.books.duties_done).items():
        kind = KINDS[code]
        first = min(rows)
        due = _due(ground, kind, first, max(last, *rows))
        for day in due:
            row = rows.get(day)
            if row is not None:
                yield from check_done(row, kind, ground.facts.people, ground.time)
            elif day <= last:
                yield _not_done(kind, department, team, day)


def last_judged(ground: Ground) -> date:
    """The last day on which a missing row counts: before the date of the check, and no later than
    the last day of the last month that has any published roster."""
    if not ground.facts.months:
        return date.min
    year, month = max(ground.facts.months)
    month_end = (date(year, month, 1) + 31 * _DAY).replace(day=1) - _DAY
    return min(month_end, ground.today - _DAY)


def log_subject(department: str, day: date) -> str:
    """ "客服部@2026-10-05"."""
    return f"{department}@{day.isoformat()}"


def _by_duty(done: Iterable[DutyDone]) -> Mapping[Key, dict[date, DutyDone]]:
    rows: dict[Key, dict[date, DutyDone]] = defaultdict(dict)
    for row in done:
        if row.duty in KINDS:
            rows[row.duty, row.department, row.team][row.due_on] = row
    return rows


def _due(ground: Ground, kind: DutyKind, first: date, last: date) -> list[date]:
    facts = ground.facts
    return due_days(Duty(kind.code), first, last, facts.holidays, facts.workdays)


def _not_done(kind: DutyKind, department: str, team: str, day: date) -> Finding:
    figures = SAYINGS[kind.rule].not_done(Duty(kind.code), department, team)
    about = subject(kind.code, department, team, day)
    return Finding(about, "", day, figures, place=(department, team))


def _days(first: date, last: date) -> Iterator[date]:
    for index in range((last - first).days + 1):
        yield first + index * _DAY
