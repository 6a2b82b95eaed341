"""Trainings that the week calls for: proposed, held, or dropped with a reason (QA-6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, Conflict, NotAllowed, NotFound
from app.models import ProposedTrainee, ProposedTraining
from app.queries.quality.proposals import proposal, proposals_of_week
from app.queries.reference import reference
from app.reading import permission
from app.rules.deeds import Deed
from app.rules.facts import Place
from app.rules.permissions import Action
from app.rules.scorecards.proposed import ProposalState, Proposed
from app.rules.staff import name_problem
from app.rules.vocabulary import msg
from app.services.duties.trainings import Part, archive_training
from app.services.typed import tidied, worded


@dataclass(frozen=True, slots=True)
class Proposal:
    """`week`: the Monday of the week it comes from; without `people` it is for all."""

    department_id: int
    week: date
    title: str
    why: str
    people: Sequence[int] = ()


def propose(ctx: Context, new: Proposal) -> int:
    """Propose a training that is to be held by the end of this month; its id.

    BadInput without a title or for somebody of another department, Conflict where that week's
    training of that name stands already.
    """
    title = tidied(new.title)
    with ctx.write() as session:
        permission.require(ctx, session, Action.PROPOSE_TRAINING, Place(new.department_id))
        if name_problem(title):
            raise BadInput(msg("A title is needed"), msg("Say what the training is to be about."))
        _refuse_strangers(ctx, session, new)
        week = new.week - timedelta(days=new.week.weekday())
        _refuse_twice(session, new.department_id, week, title)
        row = ProposedTraining(
            department_id=new.department_id,
            week=week,
            title=title,
            why=tidied(new.why),
            due_on=month_end(ctx.today()),
            proposed_at=ctx.now(),
            proposed_by_id=_by(ctx),
        )
        session.add(row)
        session.flush()
        people = [*dict.fromkeys(new.people)]
        if people:
            rows = [{"proposed_id": row.id, "person_id": person} for person in people]
            session.execute(insert(ProposedTrainee), rows)
        after = {"people": len(people), "due_on": row.due_on}
        ctx.audit(session, Deed.PROPOSAL_MAKE, f"proposal:{title}", after=after)
        return row.id


def drop_proposal(ctx: Context, proposed_id: int, version: int, reason: str) -> None:
    """Say that a proposed training will not be held, and why; Conflict where it is no longer as it
    was seen."""
    with ctx.write() as session:
        row = _claim(ctx, session, proposed_id, version)
        why = worded(reason, msg("Say why it will not be held."))
        _change(session, row, dropped=why)
        ctx.audit(session, Deed.PROPOSAL_DROP, f"proposal:{row.title}", after={"reason": why})


def hold_proposal(
    ctx: Context, proposed_id: int, version: int, title: str, held_on: date, parts: Sequence[Part]
) -> str:
    """Archive the training by which a proposal was held; the training's number.

    BadInput as for any training, Conflict where the proposal is no longer as it was seen.
    """
    with ctx.write() as session:
        row = _claim(ctx, session, proposed_id, version)
        no = archive_training(ctx, session, title, held_on, parts)
        _change(session, row, training_no=no)
        ctx.audit(session, Deed.PROPOSAL_HOLD, f"proposal:{row.title}", after={"training": no})
        return no


def month_end(day: date) -> date:
    """The last day of the month of `day`: until then what it asks for is to be held (TRAIN-1)."""
    following = (day.replace(day=1) + timedelta(days=31)).replace(day=1)
    return following - timedelta(days=1)


def _refuse_strangers(ctx: Context, session: Session, new: Proposal) -> None:
    known, today = reference(session), ctx.today()
    places = [known.place_of(person, today).department for person in new.people]
    if any(department != new.department_id for department in places):
        raise BadInput(
            msg("Somebody of another department"),
            msg("Trainings are proposed to people of the own department."),
        )


def _refuse_twice(session: Session, department_id: int, week: date, title: str) -> None:
    there = proposals_of_week(session, department_id, week)
    if any(one.title == title and one.state is not ProposalState.DROPPED for one in there):
        raise Conflict(
            msg("Proposed already"),
            msg("“{title}” has been proposed for this week. Look at it once more.", title=title),
        )


def _claim(ctx: Context, session: Session, proposed_id: int, version: int) -> Proposed:
    """The proposal, if the actor may settle it and it is as it was seen."""
    row = proposal(session, proposed_id)
    if row is None:
        raise NotFound(msg("No such proposed training"), msg("It is no longer in the store."))
    permission.require(ctx, session, Action.SETTLE_TRAINING, Place(row.department_id))
    if row.version != version or not row.is_open:
        raise Conflict(msg("Somebody else changed this first."), msg("Look at it once more."))
    return row


def _change(session: Session, row: Proposed, **values: Any) -> None:
    moved = session.execute(
        update(ProposedTraining)
        .where(ProposedTraining.id == row.id, ProposedTraining.version == row.version)
        .values(version=row.version + 1, **values)
        .returning(ProposedTraining.id)
    ).all()
    assert len(moved) == 1, "the writing transaction holds the lock"


def _by(ctx: Context) -> int:
    if ctx.actor.person_id is None:
        raise NotAllowed(msg("Not allowed"), msg("Only people with a post propose trainings."))
    return ctx.actor.person_id
