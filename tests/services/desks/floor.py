"""A floor of the small centre: four desks, on 14 October 2026 shortly before the early shift.

Early: 1004, 2004 and the leaders 1000, 2000. Late: 1002, 1003, 2002, 2003. Night: 1001, 2001.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from app.context import Actor, Context
from app.errors import RuleViolated
from app.models import Seat
from app.queries.desks import rows
from app.rules.findings import Finding
from app.services.desks import plan, seating
from tests.factories import SmallCentre, TestClock

DAY = date(2026, 10, 14)
DESKS = ("A1", "A2", "A3", "A4")


@dataclass(frozen=True, slots=True)
class Floor:
    """The centre with its clock; `at("1004")` acts as somebody."""

    centre: SmallCentre
    clock: TestClock

    def at(self, no: str) -> Context:
        return self.centre.context.acting_as(Actor(no, self.centre.people[no]))

    def time(self, wall: str, day: date = DAY) -> None:
        """Let it be that time of `day`."""
        hour, minute = map(int, wall.split(":"))
        naive = datetime(day.year, day.month, day.day, hour, minute)
        self.clock.now = self.centre.context.time.from_wall(naive)

    def seat(self, no: str, desk: str, shift: str, day: date = DAY) -> int:
        """Placed by the head; the seat's id."""
        seating.seat(self.at("0002"), self.centre.department, day, shift, [(desk, no)])
        return self.row(desk, shift, day).id

    def row(self, desk: str, shift: str, day: date = DAY) -> rows.SeatRow:
        return next(
            one for one in self.rows(day) if (one.desk, one.shift, one.day) == (desk, shift, day)
        )

    def rows(self, day: date = DAY) -> list[rows.SeatRow]:
        with self.centre.context.read() as session:
            return rows.seats(session, self.centre.context.time, Seat.day == day)

    def off(self) -> list[str]:
        with self.centre.context.read() as session:
            return [row.no for row in rows.off_floor(session, self.clock.now)]

    def queue(self) -> list[tuple[str, bool]]:
        """Who waits, and whether it is their turn."""
        with self.centre.context.read() as session:
            return [(row.no, row.turn_at is not None) for row in rows.waiting(session)]


def a_floor(centre: SmallCentre, clock: TestClock) -> Floor:
    floor = Floor(centre, clock)
    floor.time("05:00", date(2026, 10, 1))
    plan.add_row(floor.at("0002"), centre.department, DESKS[0], len(DESKS), 0)
    floor.time("07:15")
    return floor


def codes_of(refusal: RuleViolated) -> list[str]:
    """Which sentences of which rules a refusal speaks."""
    return [found.code for found in refusal.findings if isinstance(found, Finding)]
