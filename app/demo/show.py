"""The whole demo centre in memory: everything that is written to the store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from app.demo.attendance import Duty, roll_calls
from app.demo.cast import people
from app.demo.company import Company
from app.demo.contacts import Sampled, sampled
from app.demo.inspections import Scored, inspections
from app.demo.leaves import leaves
from app.demo.registers import Registers, registers
from app.demo.rosters import Edit, Rota, drafted_teams, edit, rota
from app.demo.script import Script, script
from app.demo.stage import Stage
from app.demo.swaps import swaps
from app.queries.keeping.calendar import CalendarDayRow
from app.reading.keeping.published import known_days
from app.rules.calendar import CentreTime
from app.rules.facts import Attendance, Leave, Person, Swap
from app.rules.vocabulary import DayKind, Role
from app.rules.work import RosterLedger


@dataclass(frozen=True, slots=True)
class Show:
    """What `perform` made of the script at one moment."""

    stage: Stage
    script: Script
    calendar: tuple[CalendarDayRow, ...]
    cast: tuple[Person, ...]
    rota: Rota
    edits: tuple[Edit, ...]
    drafted: frozenset[str]
    leaves: tuple[Leave, ...]
    swaps: tuple[Swap, ...]
    attendance: tuple[Attendance, ...]
    sample: Sampled
    registers: Registers

    @property
    def inspections(self) -> tuple[Scored, ...]:
        """In the order of time, those that were planned as they were planned."""
        return self.sample.inspections

    @property
    def chiefs(self) -> list[str]:
        """The director's number, then the heads' in the order of their departments."""
        leading = (Role.CENTRE_DIRECTOR, Role.DEPARTMENT_HEAD)
        return sorted(person.no for person in self.cast if person.posts[-1].role in leading)


def perform(now: datetime, time: CentreTime) -> Show:
    """The demo centre as it stands at `now`: the same at each call for the same minute."""
    calendar = _calendar(time.local_date(now).year)
    stage = stage_at(now, time, calendar)
    told = script()
    cast = people(stage, told)
    roster = rota(stage, told, cast)
    edits = edit(stage, told, cast, roster)
    company = Company(
        stage, {person.no: person for person in cast}, {shift.code: shift for shift in told.shifts},
        roster, drafted_teams(told),
    )  # fmt: skip
    leave_register = leaves(company)
    register, swap_register = swaps(company, leave_register)
    worked = register.scene.ledger
    return Show(
        stage=stage,
        script=told,
        calendar=calendar,
        cast=cast,
        rota=roster,
        edits=edits,
        drafted=company.drafted,
        leaves=leave_register,
        swaps=swap_register,
        attendance=tuple(roll_calls(stage, _duties(company, worked), leave_register)),
        sample=sampled(company, worked, leave_register, inspections(company, told, worked)),
        registers=registers(company),
    )


def stage_at(now: datetime, time: CentreTime, calendar: tuple[CalendarDayRow, ...]) -> Stage:
    """The stage of the minute `now`."""
    kinds: dict[DayKind, set[date]] = {kind: set() for kind in DayKind}
    for row in calendar:
        kinds[row.kind].add(row.day)
    holidays, workdays = kinds[DayKind.HOLIDAY], kinds[DayKind.WORKDAY]
    minute = now.replace(second=0, microsecond=0)
    return Stage(minute, time, frozenset(holidays), frozenset(workdays))


def _calendar(year: int) -> tuple[CalendarDayRow, ...]:
    return tuple(row for near in (year - 1, year, year + 1) for row in known_days(near))


def _duties(company: Company, worked: RosterLedger) -> Iterator[Duty]:
    """Everything that is worked, swaps applied, by those employed on the day."""
    for no, person in company.people.items():
        for day, code in sorted(worked.shifts(no).items()):
            if person.employed_on(day):
                yield no, day, company.shifts[code]
