"""Small things that the sheets of several kinds are made of."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.text import dates
from app.ui.kit.controls import label


def days_words(day: date, last: date, today: date, both: str) -> str:
    """One day, or two as `both` puts them: "{first} – {last}"."""
    first = dates.near_day(day, today)
    return first if day == last else both.format(first=first, last=dates.near_day(last, today))


def said(text: str) -> QWidget:
    """Text that can be selected."""
    made = label(text, wrap=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
