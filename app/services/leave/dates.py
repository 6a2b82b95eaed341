"""Dates that no calendar of a centre has: a slip of the year, which no workbook could say."""

from __future__ import annotations

from datetime import date

from app.errors import BadInput
from app.rules.calendar import YEARS
from app.rules.vocabulary import msg


def refuse_far(*days: date | None) -> None:
    """BadInput for a date, or an instant, before or after the years that are kept."""
    if any(day is not None and day.year not in YEARS for day in days):
        raise BadInput(
            msg("Dates do not fit"),
            msg("Write dates from {first} to {last}.", first=YEARS.start, last=YEARS.stop - 1),
        )
