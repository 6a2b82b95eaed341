"""The small centre with five weeks of contacts up to the day before its today: hours from eight to
eight, busiest at eleven, a third less on weekends."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import insert

from app.context import Actor, Context
from app.models import Volume, table_of
from tests.factories import SmallCentre

TODAY = date(2026, 10, 15)
MONDAY = date(2026, 10, 12)
HEAD, DIRECTOR, LEADER, AGENT, INSPECTOR = "0002", "0001", "1000", "1001", "0003"
AHT = 180.0
_DAY = timedelta(days=1)


def acting(centre: SmallCentre, no: str) -> Context:
    return centre.context.acting_as(Actor(no, centre.people[no]))


def with_contacts(
    centre: SmallCentre, weeks: int = 5, job_type: str = "inbound", first: int = 8
) -> None:
    """Add whole weeks up to yesterday; `first`: the first hour of a day."""
    rows = [
        {
            "department_id": centre.department, "job_type": job_type,
            "day": TODAY - back * _DAY, "minute": hour * 60, "minutes": 60,
            "contacts": contacts(TODAY - back * _DAY, hour), "aht_seconds": AHT,
        }
        for back in range(1, weeks * 7 + 1)
        for hour in range(first, 20)
    ]  # fmt: skip
    with centre.context.write() as session:
        session.execute(insert(table_of(Volume)), rows)


def contacts(day: date, hour: int) -> float:
    usual = 90.0 - 6 * abs(hour - 11)
    return round(usual * 2 / 3) if day.weekday() >= 5 else usual
