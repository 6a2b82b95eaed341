"""The words of somebody's own days, as a calendar file has them."""

from __future__ import annotations

from app.rules.my_days import CalendarWords
from app.text.language import _


def calendar_words() -> CalendarWords:
    """In the language in use."""
    return CalendarWords(_("{name}: shifts"), _("From swap {no}"), _("On leave"))
