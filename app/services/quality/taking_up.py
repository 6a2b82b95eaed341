"""An inspection is taken up, planned or not, and handed back. Scores are given in `scoring`.

Every step states the version of the planned inspection that was seen, so that of two inspectors at
one contact one is told that the other was faster.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput
from app.models import PlannedInspection
from app.queries.quality.scoring_plan import ScoringTask, TaskState, listed_call, live_of_contact
from app.queries.reference import reference
from app.reading import permission
from app.reading.quality.scoring import before_of, found, require_inspector
from app.rules.deeds import Deed
from app.rules.permissions import Action
from app.rules.scorecards.sampling import monday
from app.rules.scorecards.scoring import check_twice
from app.rules.sight import Standing
from app.rules.vocabulary import msg
from app.services.quality.claiming import (
    MOST_REF,
    called,
    check_listed,
    check_time,
    claim,
    drop_draft,
    move,
    refuse,
    taken,
)
from app.services.typed import tidied

_LINK = 1000
_HANDED_BACK = "–"
"""Nobody was asked why."""


@dataclass(frozen=True, slots=True)
class NewContact:
    """A contact that nobody planned. `again`: it is known that it was inspected before."""

    agent_id: int
    contact_ref: str
    contact_at: datetime
    link: str = ""
    again: bool = False


def take_up(ctx: Context, planned_id: int, version: int) -> None:
    """Begin a planned inspection; one that a colleague has not begun becomes the actor's."""
    with ctx.write() as session:
        there = found(session, planned_id)
        if there.state is TaskState.BEGUN and there.inspector_id == ctx.actor.person_id:
            version = there.version  # theirs already, whatever they saw
        one, mine, _known = claim(ctx, session, planned_id, version)
        if one.begun_at is not None:
            if one.inspector_id == mine.person_id:
                return
            raise taken(one)
        if one.calibration_id is not None and one.inspector_id != mine.person_id:
            raise permission.refusal(session, Action.INSPECT, mine.place)
        move(session, one, begun_at=ctx.now(), inspector_id=mine.person_id)
        ctx.audit(session, Deed.INSPECTION_BEGIN, called(one), after={"person": one.agent_no})


def take_up_contact(ctx: Context, new: NewContact) -> int:
    """Begin an inspection that nobody planned; the planned inspection's id.

    A contact that is planned already is taken up as it is planned. RuleViolated where it was
    inspected before, unless `again`; Conflict where a colleague is at it.
    """
    ref, link = tidied(new.contact_ref, MOST_REF), tidied(new.link, _LINK)
    with ctx.write() as session:
        known = reference(session)
        mine = require_inspector(ctx, session, known)
        place = known.place_of(new.agent_id, ctx.today())
        permission.require(ctx, session, Action.INSPECT, place, person_id=new.agent_id, known=known)
        _check_contact(ctx, ref, new.contact_at)
        there = live_of_contact(session, ref)
        if there is not None:
            return _take_planned(ctx, session, there, mine)
        call = listed_call(session, ref)
        check_listed(known, call, new.agent_id)
        _known_before(ctx, session, ref, again=new.again)
        key = session.execute(
            insert(PlannedInspection)
            .values(
                agent_id=new.agent_id,
                inspector_id=mine.person_id,
                week=monday(ctx.today()),
                contact_ref=ref,
                contact_at=new.contact_at,
                seconds=call[1].seconds if call else None,
                link=link or (call[1].link if call else ""),
                begun_at=ctx.now(),
                version=1,
            )
            .returning(PlannedInspection.id)
        ).scalar_one()
        after = {"person": known.number(new.agent_id)}
        ctx.audit(session, Deed.INSPECTION_BEGIN, f"inspection:{ref}", after=after)
        return key


def hand_back(ctx: Context, planned_id: int, version: int) -> None:
    """Give up an inspection that was begun: a planned one waits again, one without a plan is
    dropped; its draft goes."""
    with ctx.write() as session:
        one, mine, _known = claim(ctx, session, planned_id, version)
        if one.inspector_id != mine.person_id:
            raise taken(one)
        if one.begun_at is None:
            return
        planned = one.draw_id is not None or one.calibration_id is not None
        move(session, one, begun_at=None, dropped="" if planned else _HANDED_BACK)
        drop_draft(session, mine, planned_id)
        ctx.audit(session, Deed.INSPECTION_HAND_BACK, called(one), after={"person": one.agent_no})


def _take_planned(ctx: Context, session: Session, one: ScoringTask, mine: Standing) -> int:
    """Begin what is planned for this very contact."""
    if one.begun_at is None:
        move(session, one, begun_at=ctx.now(), inspector_id=mine.person_id)
        ctx.audit(session, Deed.INSPECTION_BEGIN, called(one), after={"person": one.agent_no})
    elif one.inspector_id != mine.person_id:
        raise taken(one)
    return one.id


def _check_contact(ctx: Context, ref: str, at: datetime) -> None:
    if not ref:
        raise BadInput(msg("Check the contact"), msg("Enter the contact's reference."))
    check_time(ctx, at)


def _known_before(ctx: Context, session: Session, ref: str, *, again: bool) -> None:
    if not again:
        before = before_of(ctx, session, ref)
        refuse(check_twice(ref, ctx.actor.name, before, ctx.today()))
