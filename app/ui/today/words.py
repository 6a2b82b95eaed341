"""The Today page's sentences: when, how long, how many."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from app.queries.roster.rows import LeaveMark, ShiftRow
from app.queries.today.papers import PaperDue
from app.queries.today.shifts import Gap, ShiftOnDay
from app.text import _, dates
from app.text.words import leave_kind
from app.ui.kit.tokens import Tone

_MINUTE = timedelta(minutes=1)
_TOMORROW = timedelta(days=1)


def hours(shift: ShiftRow) -> str:
    """ "07:30–15:30"."""
    return f"{shift.start:%H:%M}–{shift.end:%H:%M}"


def near_day(day: date, today: date) -> str:
    """ "today", "tomorrow", "yesterday", else "Wed 25 November"."""
    if day == today:
        return _("today")
    if day == today + _TOMORROW:
        return _("tomorrow")
    if day == today - _TOMORROW:
        return _("yesterday")
    return _("{weekday} {day}").format(
        weekday=dates.short_weekday(day), day=dates.day(day, near=today)
    )


def until(shift: ShiftOnDay, now: datetime) -> str:
    """How long a running shift still takes, or until when one to come begins."""
    if shift.start <= now:
        return _("ends in {span}").format(span=dates.span((shift.end - now) // _MINUTE))
    return _("begins in {span}").format(span=dates.span((shift.start - now) // _MINUTE))


def gap_line(gap: Gap) -> str:
    """What is wrong with a shift: how many of how many, and who is on leave."""
    parts = []
    if gap.needed is not None:
        parts.append(_("{n} of {needed} people").format(n=gap.working, needed=gap.needed))
    for worker in gap.away:
        parts.append(_("{name}: {what}").format(name=worker.name, what=away(worker.leave)))
    return " · ".join(parts)


def away(leave: LeaveMark | None) -> str:
    """The kind of a leave, or only that there is one, for those whom the kind is not for."""
    return leave_kind(leave.kind) if leave is not None and leave.kind else _("on leave")


def paper_title(one: PaperDue) -> str:
    """Who is away, and why."""
    return _("{name}: {what}").format(name=one.name, what=leave_kind(one.kind))


def paper_note(one: PaperDue, today: date) -> tuple[str, Tone]:
    """Until when the certificate is to come, and how that stands (LEAVE-4)."""
    if not one.emergency:
        return _("needed before the last approval"), Tone.INFO
    if one.due < today:
        words = _("overdue since the end of {day}: absence")
        return words.format(day=near_day(one.due, today)), Tone.BAD
    return _("by the end of {day}").format(day=near_day(one.due, today)), Tone.WARN
