"""Inspections of the small centre by the sheet of five columns, to be analysed."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import insert

from app.context import Actor, Context
from app.models import Contact, Inspection
from tests.factories import SmallCentre

DIRECTOR, HEAD, INSPECTOR, KEEPER = "0001", "0002", "0003", "0004"
LEADER_A, LEADER_B, AGENT = "1000", "2000", "1001"
WEEK = date(2026, 10, 5)
"""The Monday of the week before the test's clock."""
_ZONE = ZoneInfo("Asia/Shanghai")


def at(centre: SmallCentre, no: str) -> Context:
    return centre.context.acting_as(Actor(no, centre.people[no]))


def inspected(
    centre: SmallCentre, agent: str, day: int, score: float = 80, tone: float | None = None,
    **more: Any,
) -> None:  # fmt: skip
    """One of a day of October (0: of 30 September), all five columns alike but `tone`."""
    on = date(2026, 10, day) if day else date(2026, 9, 30)
    with centre.context.write() as session:
        count = session.query(Inspection).count()
        values: dict[str, Any] = {
            "inspection_no": f"A-{count:03}", "agent_id": centre.people[agent],
            "inspector_id": centre.people[INSPECTOR],
            "inspected_at": datetime.combine(on, time(10), _ZONE), "contact_ref": f"C-{count:03}",
            "language": score, "attitude": score, "tone": score if tone is None else tone,
            "summarising": score, "adaptability": score, **more,
        }  # fmt: skip
        session.execute(insert(Inspection).values(**values))
        session.execute(
            insert(Contact).values(
                ref=f"C-{count:03}", agent_id=centre.people[agent], shift="E", seconds=60,
                started_at=values["inspected_at"], changed_at=values["inspected_at"],
            )
        )  # fmt: skip


def a_telling_week(centre: SmallCentre) -> None:
    """Last week 1001 and 2001 were under the pass mark in tone, 1001 in the week before too."""
    inspected(centre, "1001", 0, tone=50)
    inspected(centre, "1002", 1)
    inspected(centre, "1001", 5, tone=50)
    inspected(centre, "1002", 6)
    inspected(centre, "2001", 7, tone=40)
    inspected(centre, "2002", 8)


def a_telling_month(centre: SmallCentre) -> None:
    """October: 1001 far above 2001, 1002 between them."""
    for agent, scores in (("1001", (96, 94, 95)), ("1002", (84, 86)), ("2001", (62, 61, 63))):
        for at_day, score in enumerate(scores, start=5):
            inspected(centre, agent, at_day, score)
