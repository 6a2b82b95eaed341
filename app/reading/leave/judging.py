"""What the leave rules say of a wish, or of a leave that was filed, as things stand now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from sqlalchemy.orm import Session

from app.context import Context
from app.queries.leave.rows import LeaveRow
from app.queries.leave.scene import leave_scene
from app.queries.reference import Reference, reference
from app.rules.facts import Leave as LeaveFact
from app.rules.leave import LeaveFacts
from app.rules.leave_scene import LeaveScene, beside, filed_before, leave_facts
from app.rules.leave_verdict import chain, is_late, leave_verdict, open_step
from app.rules.policy import Policy
from app.rules.turn import Turn, giving_up_turn, leave_turn
from app.rules.verdict import Verdict
from app.rules.vocabulary import LeaveStatus, LeaveStepKind


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


@dataclass(frozen=True)
class JudgedLeave:
    """A leave with what it was judged by, and the chain it takes."""

    facts: LeaveFacts
    policy: Policy
    steps: tuple[LeaveStepKind, ...]
    open_step: LeaveStepKind | None
    late: bool
    scene: LeaveScene
    run: tuple[LeaveFact, ...]
    standing: tuple[LeaveFact, ...]
    known: Reference
    """What the transaction in which it was judged has for reference."""

    @cached_property
    def verdict(self) -> Verdict:
        """What every rule says; worked out when it is first asked for."""
        return leave_verdict(self.facts, self.policy)

    @cached_property
    def turn(self) -> Turn:
        """Whose word is next on the leave."""
        return leave_turn(self.facts, self.policy)

    @cached_property
    def giving_up_turn(self) -> Turn:
        """Whose word it takes to give the leave up."""
        return giving_up_turn(self.facts, self.policy)


def judge_wish(ctx: Context, session: Session, wish: Wish) -> JudgedLeave:
    """The verdict on a leave that would be filed now."""
    known = reference(session)
    fact = LeaveFact(
        no="",
        person=known.number(wish.person_id),
        filed_by=ctx.actor.name,
        filed_at=ctx.now(),
        kind=wish.kind,
        first=wish.first,
        last=wish.last,
        status=LeaveStatus.PENDING,
        special=wish.special,
        phoned_at=wish.phoned_at,
    )
    return _judge(ctx, session, known, wish.person_id, fact, wish.replaces_no)


def judge_leave(
    ctx: Context, session: Session, row: LeaveRow, known: Reference | None = None
) -> JudgedLeave:
    """The verdict on a filed leave, if its last step were decided now. `known`: what this
    transaction has for reference already."""
    known = known or reference(session)
    return _judge(ctx, session, known, row.person_id, row.fact(), row.replaces_no)


def _judge(
    ctx: Context,
    session: Session,
    known: Reference,
    person_id: int,
    fact: LeaveFact,
    replaces: str,
) -> JudgedLeave:
    scene = leave_scene(session, ctx.time, known, person_id, fact.first, fact.last, ctx.now())
    policy = known.policies.at(fact.filed_at)
    live = scene.facts.leaves
    run, standing = filed_before(live, fact, replaces), beside(live, fact, replaces)
    return _judged(scene, policy, fact, run, standing, known)


def judged_again(judged: JudgedLeave, fact: LeaveFact) -> JudgedLeave:
    """The same state once more, with what has been decided on the leave by now."""
    return _judged(judged.scene, judged.policy, fact, judged.run, judged.standing, judged.known)


def _judged(
    scene: LeaveScene,
    policy: Policy,
    fact: LeaveFact,
    run: tuple[LeaveFact, ...],
    standing: tuple[LeaveFact, ...],
    known: Reference,
) -> JudgedLeave:
    judged_at = replace(fact, approved_at=fact.approved_at or _decided_at(scene))
    found = leave_facts(scene, judged_at, run=run, standing=standing)
    return JudgedLeave(
        facts=found,
        policy=policy,
        steps=chain(found, policy),
        open_step=open_step(found, policy),
        late=is_late(found, policy),
        scene=scene,
        run=run,
        standing=standing,
        known=known,
    )


def _decided_at(scene: LeaveScene) -> datetime:
    """Now, but after every swap that is in effect, whatever time its register has: a leave that is
    decided now comes after all of them (LEAVE-8)."""
    return max([scene.as_of, *(swap.took_effect for swap in scene.swaps.values())])
