"""A scored contact in the small centre, and the people whom its appeal concerns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import select

from app.context import Actor, Context
from app.models import AuditEntry, Notice
from app.reading.quality.inspections import InspectionSheet, read_inspection
from app.rules.deeds import Deed
from app.rules.scorecards.scoring import Given
from app.services.quality.appeals import Decision, answer, appeal, decide
from tests.factories import SmallCentre
from tests.services.quality.scoring_desk import GOOD, Scorer, a_card, planned

AGENT, COLLEAGUE, LEADER, OTHER_LEADER = "1001", "1002", "1000", "2000"
DIRECTOR, HEAD, INSPECTOR, KEEPER = "0001", "0002", "0003", "0004"
RAISED = Given("1", 95.0)
WHY = {"1": "问候语完整，见录音开头"}


def acting(centre: SmallCentre, no: str) -> Context:
    return centre.context.acting_as(Actor(no, centre.people[no]))


def scored(centre: SmallCentre, given: Sequence[Given] = GOOD, agent: str = AGENT) -> str:
    """An inspection of the agent by the card of three items; its number."""
    scorer = Scorer.of(centre)
    at = planned(centre, agent, ref=f"c-{agent}-{given[0].score:g}")
    scorer.takes_up(at)
    return scorer.submits(at, given)


def a_scored_one(centre: SmallCentre) -> str:
    a_card(centre)
    return scored(centre)


def appealed(centre: SmallCentre, no: str) -> None:
    appeal(acting(centre, AGENT), no, WHY)


def sheet(centre: SmallCentre, no: str, by: str = HEAD) -> InspectionSheet:
    return read_inspection(acting(centre, by), no)


def rejecting(seen: int = 1) -> Decision:
    return Decision("录音为证", seen, upheld=False)


def upholding(*changes: Given, seen: int = 1) -> Decision:
    return Decision("属实", seen, upheld=True, changes=changes or (RAISED,))


STEPS: dict[str, Callable[[SmallCentre, str], object]] = {
    "appeal": appealed,
    "answer": lambda centre, no: answer(acting(centre, INSPECTOR), no, "听了两遍"),
    "reject": lambda centre, no: decide(
        acting(centre, HEAD), no, rejecting(len(sheet(centre, no).course))
    ),
    "uphold": lambda centre, no: decide(
        acting(centre, HEAD), no, upholding(seen=len(sheet(centre, no).course))
    ),
}


def told(centre: SmallCentre, no: str) -> set[tuple[str, str]]:
    """Whom the notices of the inspection tell what."""
    names = {key: number for number, key in centre.people.items()}
    query = select(Notice.person_id, Notice.code).where(Notice.subject == f"inspection:{no}")
    with centre.context.read() as session:
        return {(names[person], code) for person, code in session.execute(query)}


def looks(centre: SmallCentre) -> list[Any]:
    """Who looked, in order."""
    query = select(AuditEntry.actor).where(AuditEntry.action == Deed.INSPECTION_LOOK)
    with centre.context.read() as session:
        return list(session.scalars(query.order_by(AuditEntry.id)))
