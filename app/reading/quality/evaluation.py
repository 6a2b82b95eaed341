"""One inspection in full, as the comprehensive evaluation sheet has it (QA-4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from app.context import Context
from app.errors import NotAllowed, NotFound
from app.models import Inspection, ItemScore, Person, PlannedInspection, table_of
from app.queries.quality.blind import hidden_inspections
from app.queries.quality.scoring_cards import CardChoice, card_lines
from app.queries.reference import Reference, reference
from app.reading import permission
from app.rules import facts as f
from app.rules.scorecards.scoring import Given, Total, total_of
from app.rules.scorecards.worth import valid_revision
from app.rules.vocabulary import Aspect, msg


@dataclass(frozen=True, slots=True)
class Evaluation:
    """`revision`: the one that counts. `headings`: of the items, in the order of `total`'s rows."""

    no: str
    agent: str
    agent_no: str
    department: str
    team: str
    inspector: str
    inspected_at: datetime
    contact_ref: str
    contact_at: datetime | None
    seconds: int | None
    choice: CardChoice
    revision: int
    calibration_no: str
    critical: bool
    comment: str
    headings: tuple[str, ...]
    total: Total
    acknowledged_at: datetime | None
    appealed_at: datetime | None
    upheld: bool


def read_evaluation(ctx: Context, no: str) -> Evaluation:
    """The sheet of an inspection that the actor made; it is no look at somebody else's.

    NotFound, and NotAllowed for whoever did not score it.
    """
    with ctx.read() as session:
        mine = permission.standing(ctx, session)
        permission.require_part(mine)
        row = _found(session, no)
        if row.inspector_id != mine.person_id or not mine.has_say:
            raise NotAllowed(msg("Not allowed"), msg("Only who scored it prints it from here."))
        return evaluation_in(ctx, session, no)


def evaluation_in(ctx: Context, session: Session, no: str) -> Evaluation:
    """The same for whoever may see it, in a transaction that is open; the caller asks."""
    row, known = _found(session, no), reference(session)
    refuse_blind(ctx, session, no)
    choice = CardChoice(row.card, row.card_version)
    lines = card_lines(session, choice)
    revision, given = _given(session, known, row)
    day = ctx.time.local_date(row.inspected_at)
    who = known.person(row.agent_id)
    post = who.post_on(day) if who and who.posts else None
    mark = known.policies.at(row.inspected_at).qa_pass_mark
    return Evaluation(
        no=no, agent=row.agent, agent_no=row.agent_no,
        department=post.department if post else "", team=post.team if post else "",
        inspector=row.inspector, inspected_at=row.inspected_at, contact_ref=row.contact_ref,
        contact_at=row.contact_at, seconds=row.seconds, choice=choice, revision=revision,
        calibration_no=row.calibration_no, critical=row.critical, comment=row.comment,
        headings=tuple(line.heading for line in lines),
        total=total_of([line.item for line in lines], given, mark, critical=row.critical),
        acknowledged_at=row.acknowledged_at, appealed_at=row.appealed_at, upheld=row.upheld,
    )  # fmt: skip


STILL_SCORED = msg(
    "Nobody sees another's scores of a calibration before all have scored or it is closed."
)


def refuse_blind(ctx: Context, session: Session, no: str) -> None:
    """NotAllowed while the inspection is of a calibration that colleagues still score."""
    if no in hidden_inspections(session, ctx.actor.person_id):
        raise NotAllowed(
            msg("It is still scored"),
            STILL_SCORED,
        )


def _given(session: Session, known: Reference, row: Any) -> tuple[int, Mapping[str, Given]]:
    """The revision that counts, and what it gave each item."""
    if not row.card:
        return 1, {str(aspect): Given(str(aspect), getattr(row, aspect)) for aspect in Aspect}
    score = table_of(ItemScore).c
    query = select(score.revision, score.item, score.score, score.comment)
    rows = session.execute(query.where(score.inspection_id == row.id)).all()
    fact = f.Inspection(
        row.inspection_no, row.agent_no, "", row.inspected_at, row.card, row.card_version,
        appealed_at=row.appealed_at, decided_at=row.decided_at, upheld=row.upheld,
    )  # fmt: skip
    revision = valid_revision(fact, {one.revision for one in rows})
    given = {
        one.item: Given(one.item, one.score, one.score is None, one.comment)
        for one in rows
        if one.revision == revision
    }
    return revision, given


def _found(session: Session, no: str) -> Any:
    row, agent, inspector, plan = Inspection, aliased(Person), aliased(Person), PlannedInspection
    five = (getattr(row, aspect) for aspect in Aspect)
    query = (
        select(
            row.id, row.inspection_no, row.agent_id, agent.name.label("agent"),
            agent.employee_no.label("agent_no"), row.inspector_id,
            inspector.name.label("inspector"), row.inspected_at, row.contact_ref, row.critical,
            row.comment, row.card, row.card_version, row.calibration_no, row.acknowledged_at,
            row.appealed_at, row.decided_at, row.upheld, plan.contact_at, plan.seconds, *five,
        )
        .join(agent, agent.id == row.agent_id)
        .join(inspector, inspector.id == row.inspector_id)
        .outerjoin(plan, plan.inspection_id == row.id)
        .where(row.inspection_no == no)
    )  # fmt: skip
    found = session.execute(query).one_or_none()
    if found is None:
        raise NotFound(msg("No such inspection"), msg("It is not in the register."))
    return found
