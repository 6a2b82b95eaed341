"""The sentences of the page "Scoring": what a plan's lines say."""

from __future__ import annotations

from datetime import date, timedelta

from app.queries.quality.scoring_plan import ScoringTask, TaskState
from app.text import _, dates, ngettext
from app.ui.kit.inspection_words import length

_WEEK = timedelta(days=6)


def task_state(one: ScoringTask, monday: date) -> str:
    """One word or two."""
    if one.state is TaskState.DONE:
        return _("Scored")
    if one.state is TaskState.DROPPED:
        return _("Dropped")
    if one.state is TaskState.BEGUN:
        return _("Begun")
    return _("Past its week") if one.overdue(monday) else _("Waiting")


def task_note(one: ScoringTask, today: date) -> str:
    """Which contact, or which week."""
    parts = []
    if one.calibration_no:
        parts.append(_("Calibration {no}").format(no=one.calibration_no))
    if one.contact_at is not None:
        parts.append(dates.moment(one.contact_at, today))
    elif not one.contact_ref:
        parts.append(_("contact to be chosen"))
    else:
        parts.append(one.contact_ref)
    if one.open and one.week < today - _WEEK:
        parts.append(week_of(one.week, today))
    return " · ".join(parts)


def week_of(monday: date, today: date) -> str:
    return _("week of {day}").format(day=dates.day(monday, today))


def contact_line(one: ScoringTask) -> str:
    """The contact with its time and length, as far as they are known."""
    parts = [one.contact_ref] if one.contact_ref else []
    if one.contact_at is not None:
        parts.append(dates.moment(one.contact_at))
    if one.seconds is not None:
        parts.append(length(one.seconds))
    return " · ".join(parts)


def plan_note(waiting: int, late: int) -> str:
    """How many there are to do, and how many of them are late."""
    words = ngettext("{n} inspection to do", "{n} inspections to do", waiting).format(n=waiting)
    if late:
        words += " · " + ngettext("{n} overdue", "{n} overdue", late).format(n=late)
    return words
