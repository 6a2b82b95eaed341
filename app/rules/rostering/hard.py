"""What every roster holds to, by the names under which a certificate speaks of it."""

from __future__ import annotations

from enum import StrEnum


class HardRule(StrEnum):
    """Never broken by a roster that is made here; the values stand in certificates."""

    REST = "rest"
    """SWAP-4's hours between two shifts, across the edges of the month as well."""
    ONE_SHIFT = "one_shift"
    EMPLOYED = "employed"
    LEAVE = "leave"
    """Nobody is rostered on a day of their approved leave."""
    HOURS_MOST = "hours_most"
    HOURS_LEAST = "hours_least"
    DAYS_IN_ROW = "days_in_row"
    NIGHTS_IN_ROW = "nights_in_row"
    DAYS_OFF = "days_off"
    """A break that is shorter than the least number of days off in a row."""
    DAYS_IN_ROW_LEAST = "days_in_row_least"
    WEEKENDS = "weekends"
    SHIFT_ALLOWED = "shift_allowed"
    NOT_AFTER = "not_after"
