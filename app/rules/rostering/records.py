"""What a centre plans by, as its workbook states it: one record for each row of a sheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.rules.rostering.volumes import VolumeRow
from app.rules.rostering.work_rules import USUAL


@dataclass(frozen=True, slots=True)
class NeedRecord:
    """How many people a shift needs; `department` "": of the centre as a whole. `weekday` from 1
    (Monday) to 7, None for every day; a row of one day has none."""

    department: str
    team: str
    job_type: str
    shift: str
    weekday: int | None
    day: date | None
    least: int
    want: int | None = None
    most: int | None = None

    @property
    def key(self) -> tuple[object, ...]:
        """What a row is called by: there is one for the same people, shift and days."""
        return (
            *(self.department, self.team, self.job_type, self.shift),
            *(self.weekday, self.day),
        )


@dataclass(frozen=True, slots=True)
class WorkRuleRecord:
    """The work rules of one person ("": everybody's). `shifts` and `not_after` are texts as
    `not_after.py` writes them."""

    person: str
    month_hours_most: float | None = None
    month_hours_least: float | None = None
    days_in_row_most: int = USUAL.days_in_row_most
    nights_in_row_most: int = USUAL.nights_in_row_most
    days_off_in_row_least: int = USUAL.days_off_in_row_least
    days_in_row_least: int = USUAL.days_in_row_least
    weekends_most: int | None = None
    shifts: str = ""
    not_after: str = ""


@dataclass(frozen=True, slots=True)
class WishRecord:
    """`wish` is "on" or "off"; `shift` "": a day off."""

    person: str
    day: date
    shift: str
    wish: str
    weight: int = 1

    @property
    def key(self) -> tuple[str, date, str]:
        """What a wish is called by."""
        return (self.person, self.day, self.shift)


@dataclass(frozen=True, slots=True)
class PlanningRecords:
    """What the four sheets state."""

    volumes: tuple[VolumeRow, ...] = ()
    needs: tuple[NeedRecord, ...] = ()
    work_rules: tuple[WorkRuleRecord, ...] = ()
    wishes: tuple[WishRecord, ...] = ()

    @property
    def sheets(self) -> int:
        """How many of them state anything."""
        return sum(map(bool, (self.volumes, self.needs, self.work_rules, self.wishes)))


NO_PLANNING = PlanningRecords()
