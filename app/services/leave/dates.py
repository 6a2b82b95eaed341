"""Dates that will not do: those that no calendar of a centre has, and those that are over."""

from __future__ import annotations

from datetime import date

from app.errors import BadInput
from app.queries.leave.rows import LeaveRow
from app.rules.calendar import YEARS
from app.rules.vocabulary import Message, msg


def refuse_far(*days: date | None) -> None:
    """BadInput for a date, or an instant, before or after the years that are kept: a slip of the
    year, which no workbook could say."""
    if any(day is not None and day.year not in YEARS for day in days):
        raise BadInput(
            msg("Dates do not fit"),
            msg("Write dates from {first} to {last}.", first=YEARS.start, last=YEARS.stop - 1),
        )


def why_over(row: LeaveRow, today: date) -> Message | None:
    """Why nothing can be done about a leave any more; None while its days are not over."""
    if row.last >= today:
        return None
    return msg(
        "Leave {no} ended on {last}: what was taken stays as it is.", no=row.no, last=row.last
    )
