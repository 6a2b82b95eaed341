"""One's own month to be carried about: on paper, and as a calendar file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.context import Context
from app.exchange.calendar_onto import write_calendar
from app.queries.roster.rows import PersonDay, PersonMonth
from app.reading.roster.my_days import load_my_days
from app.text import _, dates, ngettext
from app.text.my_days import calendar_words
from app.ui.kit.day_words import away
from app.ui.kit.desk import Desk
from app.ui.kit.files import Ending, ask_where
from app.ui.kit.printing import paragraph, table, write_pdf

_AHEAD = timedelta(days=100)


def ask_for_calendar(parent: QWidget, desk: Desk, month: date) -> None:
    """Ask for the file, then write one's days from the first of the month on to it."""
    name = _("{name}: shifts").format(name=desk.me.name).replace(":", "")
    ask_where(
        parent, _("Calendar file"), name, Ending.CALENDAR,
        lambda path: calendar_to(desk, month, path),
    )  # fmt: skip


def calendar_to(desk: Desk, month: date, path: Path) -> None:
    """Write the file; one of theirs that is there already is counted on, and what else lies there
    was asked about by whoever chose it."""
    words = calendar_words()

    def write(ctx: Context) -> None:
        first = month.replace(day=1)
        mine = load_my_days(ctx, first, max(first, ctx.today()) + _AHEAD)
        write_calendar(path, mine, words, ctx.now(), over=True)

    desk.tasks.query(write, lambda _done: desk.say(_("Written to {path}").format(path=path.name)))


def ask_for_paper(parent: QWidget, desk: Desk, month: PersonMonth) -> None:
    """Ask for the file, then write the month to it."""
    first = month.days[0].head.day
    name = _("{name} {month}").format(name=month.name, month=dates.month(first))
    ask_where(
        parent, _("Print my month"), name, Ending.PDF, lambda path: paper_to(desk, month, path)
    )


def paper_to(desk: Desk, month: PersonMonth, path: Path) -> None:
    """Write the month on paper."""

    def write(ctx: Context) -> None:
        month_pdf(month, ctx.now(), path)

    desk.tasks.query(write, lambda _done: desk.say(_("Written to {path}").format(path=path.name)))


def month_pdf(month: PersonMonth, now: datetime, path: Path) -> None:
    """A4: a line a day with shift, times, swaps, leave and holidays, and what it comes to."""
    first = month.days[0].head.day
    title = f"{month.name} {month.no} · {dates.month(first)}"
    headings = (_("Day"), _("Shift"), _("Hours of work"), _("Remarks"))
    body = table(headings, [_line(day) for day in month.days])
    body += paragraph(_totals(month))
    body += paragraph(_("Printed {moment}").format(moment=dates.moment(now)))
    write_pdf(path, title, body)


def _works(day: PersonDay) -> bool:
    return day.shift is not None and not day.cell.away


def _line(day: PersonDay) -> Sequence[str]:
    head, shift = day.head, day.shift
    when = dates.short_day(head.day, head.day)
    times = f"{shift.start:%H:%M}–{shift.end:%H:%M}" if shift and _works(day) else ""
    name = (shift.name or shift.code) if shift and _works(day) else ""
    return when, name, times, " · ".join(_remarks(day))


def _remarks(day: PersonDay) -> Iterator[str]:
    if day.head.name:
        yield day.head.name
    if day.cell.swap is not None:
        yield _("swap {no}").format(no=day.cell.swap.swap_no)
    if day.cell.leave is not None:
        yield away(day.cell.leave)


def _totals(month: PersonMonth) -> str:
    worked = [day.shift for day in month.days if day.shift is not None and _works(day)]
    minutes = 0
    for shift in worked:
        length = (shift.end.hour - shift.start.hour) * 60 + shift.end.minute - shift.start.minute
        minutes += length if length > 0 else length + 24 * 60
    nights = sum(shift.night for shift in worked)
    parts = [
        ngettext("{n} shift", "{n} shifts", len(worked)).format(n=len(worked)),
        dates.span(minutes),
        ngettext("{n} night shift", "{n} night shifts", nights).format(n=nights),
    ]
    return " · ".join(parts)
