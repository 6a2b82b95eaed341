"""What the duty logs count, week by week (DAYBOOKS.md, `report figures`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.rules.books import DutyLog


@dataclass(frozen=True, slots=True)
class WeekFigures:
    """One ISO week of a department's logs: sums, and the backlog that the week ended with."""

    week: str
    """ "2026-W40": its Monday may lie in another year than the number."""
    department: str
    days: int
    enquiries: int
    lookups: int
    outbound: int
    backlog: int | None
    """That of the last log of the week that gives one."""


def weekly_figures(logs: Iterable[DutyLog], first: date, last: date) -> list[WeekFigures]:
    """The logs of `first` to `last`, both included, by week and department; a blank count is 0."""
    weeks: dict[tuple[str, str], list[DutyLog]] = defaultdict(list)
    for log in logs:
        if first <= log.day <= last:
            weeks[iso_week(log.day), log.department].append(log)
    return [_week(week, department, weeks[week, department]) for week, department in sorted(weeks)]


def iso_week(day: date) -> str:
    """The week that `day` lies in: "2026-W40"."""
    year, week, _weekday = day.isocalendar()
    return f"{year}-W{week:02}"


def _week(week: str, department: str, logs: list[DutyLog]) -> WeekFigures:
    logs.sort(key=lambda log: log.day)
    backlogs = [log.backlog for log in logs if log.backlog is not None]
    return WeekFigures(
        week=week,
        department=department,
        days=len(logs),
        enquiries=sum(log.enquiries or 0 for log in logs),
        lookups=sum(log.lookups or 0 for log in logs),
        outbound=sum(log.outbound or 0 for log in logs),
        backlog=backlogs[-1] if backlogs else None,
    )
