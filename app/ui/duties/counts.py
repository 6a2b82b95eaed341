"""The four counts, as a table's columns and as a chart's series."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from app.rules.books import DutyLog
from app.rules.duties.figures import WeekFigures
from app.text import _, dates
from app.ui.duties.series import ChartPlace, Series
from app.ui.kit.tables import Column

_DAY = timedelta(days=1)


def count_names() -> tuple[str, str, str, str]:
    return (_("Enquiries"), _("Look-ups"), _("Outbound"), _("Backlog"))


def show_weeks(chart: ChartPlace, weeks: Sequence[WeekFigures]) -> None:
    """Weeks beside each other; of several departments each on its own."""
    several = len({week.department for week in weeks}) > 1
    groups = [
        f"{week.department} {dates.week(week.week)}" if several else dates.week(week.week)
        for week in weeks
    ]
    values = (
        [week.enquiries for week in weeks],
        [week.lookups for week in weeks],
        [week.outbound for week in weeks],
        [week.backlog for week in weeks],
    )
    chart.show_bars(groups, _series(values))


def show_days(chart: ChartPlace, monday: date, logs: Sequence[DutyLog | None]) -> None:
    """The days of a week, a day without a log left free."""
    groups = [dates.short_weekday(monday + at * _DAY) for at in range(len(logs))]
    values = (
        [log.enquiries if log else None for log in logs],
        [log.lookups if log else None for log in logs],
        [log.outbound if log else None for log in logs],
        [log.backlog if log else None for log in logs],
    )
    chart.show_bars(groups, _series(values))


def week_columns() -> list[Column[WeekFigures]]:
    enquiries, lookups, outbound, backlog = count_names()
    return [
        Column(_("Week"), lambda week: dates.week_of_year(week.week), width=112),
        Column(_("Department"), lambda week: week.department, width=120),
        Column(_("Days kept"), lambda week: week.days, right=True, width=72),
        _count(enquiries, lambda week: week.enquiries),
        _count(lookups, lambda week: week.lookups),
        _count(outbound, lambda week: week.outbound),
        _count(backlog, lambda week: week.backlog),
    ]


def _count(name: str, value: Callable[[WeekFigures], int | None]) -> Column[WeekFigures]:
    def text(week: WeekFigures) -> str:
        found = value(week)
        return "–" if found is None else f"{found:,}"

    return Column(name, value, text, right=True, width=96)


def _series(values: Sequence[Sequence[int | None]]) -> list[Series]:
    return [Series(name, each) for name, each in zip(count_names(), values, strict=True)]
