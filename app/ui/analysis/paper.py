"""The week and the month on paper."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from app.reading.quality.analysis import MonthReading, WeekReading
from app.text import _, dates
from app.text.quality import month_lines, week_lines
from app.ui.analysis.export import items_out, people_out
from app.ui.kit.printing import paragraph, table, write_pdf


def print_week(path: Path, title: str, reading: WeekReading, now: datetime) -> None:
    """Write the week as its summary begins, and its items. Raises BadInput."""
    week = reading.week
    body = paragraph(_as_of(now))
    for line in week_lines(week, reading.proposals):
        if line:
            body += paragraph(line)
    columns = items_out(reading.people.names)
    cells = [[_cell(each.value(one)) for each in columns] for one in week.items]
    write_pdf(path, title, body + table([each.heading for each in columns], cells), landscape=True)


def print_month(path: Path, title: str, reading: MonthReading, now: datetime) -> None:
    """Write the month's sentences and its people, by number. Raises BadInput."""
    body = paragraph(_as_of(now))
    found = reading.quality
    if found is not None:
        for line in month_lines(found, reading.precision, reading.people.names):
            body += paragraph(line)
        columns = people_out(reading.people.names)
        cells = [[_cell(each.value(one)) for each in columns] for one in found.people]
        body += table([each.heading for each in columns], cells)
    write_pdf(path, title, body, landscape=True)


def _as_of(now: datetime) -> str:
    return _("As of {moment}.").format(moment=dates.moment(now))


def _cell(value: object) -> str:
    return "–" if value is None else str(value)
