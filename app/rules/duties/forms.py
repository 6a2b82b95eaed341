"""What each regular duty is written down on, and which days a summing-up is about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from app.rules.vocabulary import Duty, DutyForm, Message, msg

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)

FORMS: Mapping[str, DutyForm] = {
    Duty.SERVICE_ANALYSIS: DutyForm.FIGURES,
    Duty.WEEKLY_FIGURES: DutyForm.FIGURES,
    Duty.LEADERS_MEETING: DutyForm.MEETING,
    Duty.AGENTS_MEETING: DutyForm.MEETING,
    Duty.HALF_YEAR: DutyForm.FIGURES,
    Duty.TRAINING: DutyForm.TRAINING,
    Duty.QA_WEEK: DutyForm.QUALITY,
    Duty.QA_MONTH: DutyForm.QUALITY,
    Duty.SITE_CHECK: DutyForm.CHECKLIST,
    Duty.SAFETY_CHECK: DutyForm.CHECKLIST,
    Duty.WATERING: DutyForm.NOTE,
    Duty.LEAF_CLEANING: DutyForm.NOTE,
}
"""By the duty's code; a centre's own duty says its form itself."""

STANDARD_CHECKS: Mapping[str, tuple[Message, ...]] = {
    Duty.SITE_CHECK: (
        msg("Dress and badge"),
        msg("Desks, chairs and headsets in order"),
        msg("No phones, food or open cups at the desks"),
        msg("Quiet"),
    ),
    Duty.SAFETY_CHECK: (
        msg("Power and sockets"),
        msg("No open flames"),
        msg("Documents under control"),
        msg("Fire equipment with its named keeper"),
    ),
}
"""What a checklist has until the centre keeps one of its own (SITE-1, SITE-2)."""


def wants_words(duty: str, form: DutyForm) -> bool:
    """Whether its form is handed in with words only: figures are commented, and a duty of the
    centre's own that asks for a note has one. Plants are watered without a word."""
    match form:
        case DutyForm.FIGURES | DutyForm.QUALITY | DutyForm.TRAINING:
            return True
        case DutyForm.NOTE:
            return duty not in FORMS
        case _:
            return False


def words_wanted(form: DutyForm) -> Message:
    """What those words say."""
    match form:
        case DutyForm.FIGURES | DutyForm.QUALITY:
            return msg("Say what the figures mean, in a sentence or two.")
        case DutyForm.TRAINING:
            return msg("Say which trainings there were, or why there were none.")
        case _:
            return msg("Say in a sentence what was done.")


def period(duty: str, due_on: date) -> tuple[date, date]:
    """First and last of the days that a summing-up of `due_on` is about.

    A duty of the centre's own sums up the month that ends with its due day.
    """
    match duty:
        case Duty.WEEKLY_FIGURES | Duty.QA_WEEK:
            monday = due_on - timedelta(days=due_on.weekday()) - _WEEK
            return monday, monday + _WEEK - _DAY
        case Duty.QA_MONTH | Duty.TRAINING:
            return _month(due_on if duty == Duty.TRAINING else due_on.replace(day=1) - _DAY)
        case Duty.HALF_YEAR:
            last = due_on.replace(day=1) - _DAY
            first = last.replace(month=1 if last.month < 12 else 7, day=1)
            return first, last
        case _:
            return _since_the_month_before(due_on), due_on


def _month(day: date) -> tuple[date, date]:
    following = (day.replace(day=1) + 31 * _DAY).replace(day=1)
    return day.replace(day=1), following - _DAY


def _since_the_month_before(due_on: date) -> date:
    """The day after the same day of the month before, or after that month's last one."""
    last_of_before = due_on.replace(day=1) - _DAY
    return last_of_before.replace(day=min(due_on.day, last_of_before.day)) + _DAY
