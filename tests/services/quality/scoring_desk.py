"""A card of three items and a plan in the small centre, and whoever scores by it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, select

from app.context import Actor, Context
from app.models import (
    Calibration,
    CardHelp,
    CardItem,
    Inspection,
    ItemScore,
    PlannedInspection,
    SampleDraw,
    table_of,
)
from app.queries.quality.scoring_plan import ScoringTask, task
from app.rules.scorecards.scoring import Given
from app.rules.vocabulary import Aspect, Role
from app.services.quality.scoring import Submission, submit
from app.services.quality.taking_up import take_up
from tests.factories import NOW, SmallCentre, a_department, a_person

CARD = "通话"
WEEK = date(2026, 10, 12)
CALLED = datetime.fromisoformat("2026-10-14T10:30:00+08:00")
INSPECTOR, SECOND = "0003", "0005"
_ITEMS = (
    ("1", "开场白", Aspect.LANGUAGE, 20.0, False, False),
    ("2", "态度", Aspect.ATTITUDE, 30.0, True, False),
    ("3", "归纳", Aspect.SUMMARISING, 50.0, False, True),
)
GOOD = (Given("1", 90.0), Given("2", 80.0), Given("3", 70.0))
"""Worth 0.2 x 90 + 0.3 x 80 + 0.5 x 70 = 77."""


def a_card(centre: SmallCentre, version: int = 1, since: date = date(2026, 1, 1)) -> None:
    """One of three items: 20, 30 and critical, 50 and perhaps not applicable."""
    with centre.context.write() as session:
        for at, (code, title, aspect, weight, critical, na) in enumerate(_ITEMS):
            session.execute(
                insert(CardItem).values(
                    card=CARD, version=version, item=code, since=since, title=title, aspect=aspect,
                    weight=weight, critical=critical, na=na,
                )
            )  # fmt: skip
            session.execute(
                insert(CardHelp).values(
                    card=CARD, version=version, item=code, position=at,
                    heading="礼仪" if at < 2 else "业务", help=f"{title}的说明",
                )
            )  # fmt: skip


def a_second_inspector(centre: SmallCentre) -> int:
    with centre.context.write() as session:
        there = a_department(session)
        return a_person(session, SECOND, role=Role.QA_INSPECTOR, department=there).id


def planned(centre: SmallCentre, agent: str = "1001", ref: str = "", **more: Any) -> int:
    """A planned inspection of the week, of the contact `ref` or of one still to be chosen."""
    values: dict[str, Any] = {
        "agent_id": centre.people[agent], "inspector_id": centre.people[INSPECTOR], "week": WEEK,
        "contact_ref": ref, "contact_at": CALLED if ref else None, "version": 1, **more,
    }  # fmt: skip
    with centre.context.write() as session:
        query = insert(PlannedInspection).values(**values).returning(PlannedInspection.id)
        return session.execute(query).scalar_one()


@dataclass(frozen=True, slots=True)
class Scorer:
    """Somebody who scores."""

    ctx: Context

    @classmethod
    def of(cls, centre: SmallCentre, no: str = INSPECTOR, person: int | None = None) -> Scorer:
        key = centre.people[no] if person is None else person
        return cls(centre.context.acting_as(Actor(no, key)))

    def task(self, planned_id: int) -> ScoringTask:
        with self.ctx.read() as session:
            found = task(session, planned_id)
        assert found is not None
        return found

    def takes_up(self, planned_id: int) -> None:
        take_up(self.ctx, planned_id, self.task(planned_id).version)

    def sheet(self, planned_id: int, given: Sequence[Given] = GOOD, **more: Any) -> Submission:
        """A sheet as it would be handed in."""
        one = self.task(planned_id)
        made = Submission(planned_id, one.version, CARD, 1, given, one.contact_ref, CALLED)
        return replace(made, **more)

    def submits(self, planned_id: int, given: Sequence[Given] = GOOD, **more: Any) -> str:
        return submit(self.ctx, self.sheet(planned_id, given, **more))


def inspection(ctx: Context, no: str) -> Inspection:
    with ctx.read() as session:
        return session.scalars(select(Inspection).where(Inspection.inspection_no == no)).one()


def scores(ctx: Context, no: str) -> list[tuple[Any, ...]]:
    """Item, revision, score and comment, by item."""
    row = table_of(ItemScore).c
    key = inspection(ctx, no).id
    query = select(row.item, row.revision, row.score, row.comment)
    with ctx.read() as session:
        found = session.execute(query.where(row.inspection_id == key).order_by(row.item))
        return [tuple(one) for one in found]


def a_calibration(centre: SmallCentre) -> int:
    """C-0001, open, by the card."""
    with centre.context.write() as session:
        return session.execute(
            insert(Calibration).values(
                calibration_no="C-0001", title="十月", department_id=centre.department, card=CARD,
                card_version=1, opened_at=NOW, opened_by_id=centre.people["0002"], version=1,
            ).returning(Calibration.id)
        ).scalar_one()  # fmt: skip


def a_draw(centre: SmallCentre) -> int:
    """Of the month, without a contact."""
    with centre.context.write() as session:
        return session.execute(
            insert(SampleDraw).values(
                department_id=centre.department, month=centre.month, seed=1, per_agent=1,
                contacts=0, drawn_from="", last_contact_id=0, asked="{}", drawn_at=NOW,
                drawn_by_id=centre.people["0002"],
            ).returning(SampleDraw.id)
        ).scalar_one()  # fmt: skip
