"""Registers with a few breaches, for what is shown of findings.

In the small centre, as of 15 October 2026, `record_breaches` leaves these and no others:

    1001 of team A was 25 minutes late on the 5th (ATT-2), 1002 5 minutes (a warning),
    1000 never came that day (ATT-4); 2000, who leads B, scored 2001 (QA-3).
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import select

from app.context import Context
from app.models import Attendance, Base, Inspection
from tests.factories import SmallCentre

DAY = date(2026, 10, 5)


def record_breaches(centre: SmallCentre) -> None:
    """Write the registers of this module's first lines."""
    time = centre.context.time
    with centre.context.write() as session:
        early, late = datetime(2026, 10, 5, 7, 15), datetime(2026, 10, 5, 15, 30)
        arrivals = {
            "1001": late + timedelta(minutes=25),
            "1002": late + timedelta(minutes=5),
            "1003": early,
            "1004": early,
        }
        for no, wall in arrivals.items():
            session.add(
                Attendance(person_id=centre.people[no], day=DAY, arrived_at=time.from_wall(wall))
            )
        session.add(
            Inspection(
                inspection_no="Q-1",
                agent_id=centre.people["2001"],
                inspector_id=centre.people["2000"],
                inspected_at=time.from_wall(datetime(2026, 10, 6, 10)),
                contact_ref="C-1",
                **dict.fromkeys(
                    ("language", "attitude", "tone", "summarising", "adaptability"), 90
                ),
            )
        )


def everything_in(context: Context) -> list[tuple[object, ...]]:
    """Every row of every table."""
    with context.read() as session:
        return [
            (table.name, *row)
            for table in Base.metadata.sorted_tables
            for row in session.execute(select(table))
        ]
