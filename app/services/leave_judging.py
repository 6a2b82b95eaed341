"""What the leave rules say of a wish, or of a leave that was filed, as things stand now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.context import Context
from app.queries import facts as fact_rows
from app.queries.leave import LeaveRow
from app.queries.leave_scene import leave_scene
from app.queries.swap_scene import ids
from app.rules.facts import Leave as LeaveFact
from app.rules.leave import LeaveFacts
from app.rules.leave_scene import LeaveScene, leave_facts
from app.rules.leave_verdict import chain, is_late, leave_verdict, open_step
from app.rules.policy import Policy
from app.rules.verdict import Verdict
from app.rules.vocabulary import LeaveStatus, LeaveStepKind

_LIVE = (LeaveStatus.PENDING, LeaveStatus.APPROVED)


@dataclass(frozen=True, slots=True)
class Wish:
    """A leave as somebody would ask for it. `person_id`: who is to be away."""

    person_id: int
    kind: str
    first: date
    last: date
    reason: str = ""
    special: str = ""
    phoned_at: datetime | None = None
    phoned_by: str = ""
    replaces_no: str = ""
    """The approved leave that this one changes."""


@dataclass(frozen=True, slots=True)
class JudgedLeave:
    """A leave with what it was judged by, the verdict, and the chain it takes."""

    facts: LeaveFacts
    policy: Policy
    verdict: Verdict
    steps: tuple[LeaveStepKind, ...]
    open_step: LeaveStepKind | None
    late: bool
    scene: LeaveScene
    earlier: tuple[LeaveFact, ...]


def judge_wish(ctx: Context, session: Session, wish: Wish) -> JudgedLeave:
    """The verdict on a leave that would be filed now."""
    number = _number(session, wish.person_id)
    fact = LeaveFact(
        no="",
        person=number,
        filed_by=ctx.actor.name,
        filed_at=ctx.now(),
        kind=wish.kind,
        first=wish.first,
        last=wish.last,
        status=LeaveStatus.PENDING,
        special=wish.special,
        phoned_at=wish.phoned_at,
    )
    return _judge(ctx, session, wish.person_id, fact, wish.replaces_no)


def judge_leave(ctx: Context, session: Session, row: LeaveRow) -> JudgedLeave:
    """The verdict on a filed leave, if its last step were decided now."""
    filed = next(fact for fact in fact_rows.leaves(session, [row.person_id]) if fact.no == row.no)
    return _judge(ctx, session, row.person_id, filed, row.replaces_no)


def _judge(
    ctx: Context, session: Session, person_id: int, fact: LeaveFact, replaces: str
) -> JudgedLeave:
    scene = leave_scene(session, ctx.time, person_id, ctx.now())
    policy = fact_rows.policies(session).at(fact.filed_at)
    return _judged(scene, policy, fact, _earlier(scene, fact, replaces))


def judged_again(judged: JudgedLeave, fact: LeaveFact) -> JudgedLeave:
    """The same state once more, with what has been decided on the leave by now."""
    return _judged(judged.scene, judged.policy, fact, judged.earlier)


def _earlier(scene: LeaveScene, fact: LeaveFact, replaces: str) -> tuple[LeaveFact, ...]:
    """The person's other live leaves that were filed before, save the one that it changes."""
    mine = (fact.filed_at, fact.no or "~")
    return tuple(
        other
        for other in scene.facts.leaves
        if other.status in _LIVE
        and other.no not in (fact.no, replaces)
        and (other.filed_at, other.no) < mine
    )


def _judged(
    scene: LeaveScene, policy: Policy, fact: LeaveFact, earlier: tuple[LeaveFact, ...]
) -> JudgedLeave:
    judged_at = replace(fact, approved_at=fact.approved_at or scene.as_of)
    found = leave_facts(scene, judged_at, run=earlier, standing=earlier)
    return JudgedLeave(
        found,
        policy,
        leave_verdict(found, policy),
        chain(found, policy),
        open_step(found, policy),
        is_late(found, policy),
        scene,
        earlier,
    )


def _number(session: Session, person_id: int) -> str:
    return next(iter(ids(session, [person_id])))
