"""How often a centre's own duty is due, as people say it: "every Monday", "on the 5th"."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.rules.duties.due import Recurrence

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Every(StrEnum):
    """The ways in which something recurs."""

    DAY = "day"
    WORKING_DAY = "working_day"
    WEEK = "week"
    MONTH = "month"
    MONTH_END = "month_end"
    LAST_WORKING_DAY = "last_working_day"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Chosen:
    """One of them. `weekday` counts for WEEK (0: Monday), `day` and `month` for MONTH and YEAR.

    A day that a month has not got is its last one.
    """

    every: Every
    weekday: int = 0
    day: int = 1
    month: int = 1

    def recurrence(self) -> Recurrence:
        match self.every:
            case Every.DAY:
                return Recurrence("FREQ=DAILY")
            case Every.WORKING_DAY:
                return Recurrence("FREQ=DAILY", on_workday=True)
            case Every.WEEK:
                return Recurrence(f"FREQ=WEEKLY;BYDAY={_DAYS[self.weekday]}")
            case Every.MONTH:
                return Recurrence(f"FREQ=MONTHLY;{_day_of_month(self.day)}")
            case Every.MONTH_END:
                return Recurrence("FREQ=MONTHLY;BYMONTHDAY=-1")
            case Every.LAST_WORKING_DAY:
                return Recurrence("FREQ=MONTHLY;BYMONTHDAY=-1", on_workday=True)
            case Every.YEAR:
                return Recurrence(f"FREQ=YEARLY;BYMONTH={self.month};{_day_of_month(self.day)}")


def chosen_of(recurrence: Recurrence) -> Chosen | None:
    """The choice that gives this recurrence; None for one that was never chosen in words."""
    return _BY_RECURRENCE.get(recurrence)


def _day_of_month(day: int) -> str:
    """Of the last days up to `day` that a month has, the last: the 31st of April is the 30th."""
    if day <= 28:
        return f"BYMONTHDAY={day}"
    return f"BYMONTHDAY={','.join(map(str, range(28, day + 1)))};BYSETPOS=-1"


def _all_choices() -> list[Chosen]:
    alone = (Every.DAY, Every.WORKING_DAY, Every.MONTH_END, Every.LAST_WORKING_DAY)
    return [
        *map(Chosen, alone),
        *(Chosen(Every.WEEK, weekday=weekday) for weekday in range(7)),
        *(Chosen(Every.MONTH, day=day) for day in range(1, 32)),
        *(
            Chosen(Every.YEAR, day=day, month=month)
            for month in range(1, 13)
            for day in range(1, 32)
        ),
    ]


_BY_RECURRENCE = {one.recurrence(): one for one in _all_choices()}
