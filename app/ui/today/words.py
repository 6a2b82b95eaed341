"""The Today page's sentences: when, how long, how many."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from app.queries.today.papers import PaperDue
from app.queries.today.shifts import Gap, ShiftOnDay
from app.text import _, dates
from app.text.words import leave_kind
from app.ui.kit.day_words import away
from app.ui.kit.tokens import Tone

_MINUTE = timedelta(minutes=1)
_TOMORROW = timedelta(days=1)


def until(shift: ShiftOnDay, now: datetime) -> str:
    """How long a running shift still takes, or until when one to come begins."""
    if shift.start <= now:
        return _("ends in {span}").format(span=dates.span((shift.end - now) // _MINUTE))
    return _("begins in {span}").format(span=dates.span((shift.start - now) // _MINUTE))


def gap_place(gap: Gap) -> str:
    """Whose shift it is: a team's, or a department's as a whole; and of which job type."""
    return " · ".join(filter(None, (gap.team or gap.department, gap.job_type)))


def gap_line(gap: Gap) -> str:
    """What is wrong with a shift: how many of how many, and who is on leave."""
    parts = []
    if gap.needed is not None:
        parts.append(_("{n} of {needed} people").format(n=gap.working, needed=gap.needed))
    for worker in gap.away:
        parts.append(_("{name}: {what}").format(name=worker.name, what=away(worker.leave)))
    return " · ".join(parts)


def paper_title(one: PaperDue) -> str:
    """Who is away, and why."""
    return _("{name}: {what}").format(name=one.name, what=leave_kind(one.kind))


def paper_note(one: PaperDue, today: date) -> tuple[str, Tone]:
    """Until when the certificate is to come, and how that stands (LEAVE-4)."""
    if not one.emergency:
        return _("needed before the last approval"), Tone.INFO
    if one.due < today:
        words = _("overdue since the end of {day}: absence")
        return words.format(day=dates.near_day(one.due, today)), Tone.BAD
    return _("by the end of {day}").format(day=dates.near_day(one.due, today)), Tone.WARN
