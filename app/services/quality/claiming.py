"""What every step of a scoring asks first: whose the planned inspection is, and how it stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, Conflict, RuleViolated
from app.models import Draft, PlannedInspection
from app.queries.quality.scoring_plan import ListedCall, ScoringTask, TaskState
from app.queries.reference import Reference, reference
from app.reading import permission
from app.reading.quality.scoring import draft_place, found, may_score, require_inspector
from app.rules.findings import Finding
from app.rules.permissions import Action
from app.rules.sight import Standing
from app.rules.vocabulary import Message, msg

_PAST = timedelta(days=366)
"""Nobody scores a contact that is older; a year mistyped is one."""
MOST_REF = 100
_FASTER = msg("Somebody was faster")


def claim(
    ctx: Context, session: Session, planned_id: int, version: int
) -> tuple[ScoringTask, Standing, Reference]:
    """The planned inspection as it was seen, still open, by somebody who may score it."""
    known = reference(session)
    mine = require_inspector(ctx, session, known)
    one = found(session, planned_id)
    today = ctx.today()
    if not may_score(known, mine, one, today):
        own = one.agent_id == mine.person_id
        place = known.place_of(one.agent_id, today)
        raise permission.refusal(session, Action.INSPECT, place, own=own)
    if not one.open or one.calibration_closed:
        raise _over(one)
    if one.version != version:
        raise taken(one)
    return one, mine, known


def move(session: Session, one: ScoringTask, **values: Any) -> None:
    """Change the planned inspection as it was seen; nobody else did meanwhile."""
    row = PlannedInspection
    moved = session.execute(
        update(row)
        .where(row.id == one.id, row.version == one.version, row.inspection_id.is_(None))
        .values(version=one.version + 1, **values)
        .returning(row.id)
    ).all()
    assert len(moved) == 1, "the writing transaction holds the lock"


def drop_draft(session: Session, mine: Standing, planned_id: int) -> None:
    session.execute(
        delete(Draft).where(
            Draft.person_id == mine.person_id, Draft.place == draft_place(planned_id)
        )
    )


def check_listed(known: Reference, listed: tuple[int, ListedCall] | None, agent_id: int) -> None:
    """BadInput where the telephone system's list knows the contact as somebody else's."""
    if listed is not None and listed[0] != agent_id:
        who = known.person(listed[0])
        raise BadInput(
            msg("Check the contact"),
            msg("By the telephone system's list this contact is {name}'s.",
                name=who.name if who else "–"),
        )  # fmt: skip


def check_time(ctx: Context, at: datetime) -> None:
    if at.tzinfo is None or not ctx.now() - _PAST <= at <= ctx.now():
        raise BadInput(
            msg("Check the contact"), msg("The contact was before now, and not over a year ago.")
        )


def refuse(findings: Sequence[Finding]) -> None:
    if findings:
        raise RuleViolated(
            msg("The rules do not allow it."),
            msg("See what each rule says, and what would make it pass."),
            findings,
        )


def called(one: ScoringTask) -> str:
    return f"inspection:{one.contact_ref or f'{one.agent_no}@{one.week}'}"


def _over(one: ScoringTask) -> Conflict:
    stands: Message = msg("it will not be done")
    if one.state is TaskState.DONE and one.submitted_at is not None:
        stands = msg(
            "{name} submitted it {at}: {no}", name=one.inspector, at=one.submitted_at,
            no=one.inspection_no,
        )  # fmt: skip
    elif one.calibration_closed:
        stands = msg("its calibration is closed")
    return Conflict(_FASTER, msg("There is nothing to score here any more: {state}.", state=stands))


def taken(one: ScoringTask) -> Conflict:
    if one.begun_at is not None:
        said = msg("{name} has taken it up, {at}.", name=one.inspector, at=one.begun_at)
    else:
        said = msg("It has changed since you opened it: it is planned for {name}.",
                   name=one.inspector)  # fmt: skip
    return Conflict(_FASTER, said)
