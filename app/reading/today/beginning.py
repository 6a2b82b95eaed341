"""What a young centre has done, and what comes next, until all of it is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import exists, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.context import Context
from app.models import Account, Assignment, DraftAssignment, Person, Post, ShiftType, StaffingNeed
from app.rules.permissions import Action, Scope, scope_of
from app.rules.sight import Standing
from app.rules.vocabulary import Role


class Step(StrEnum):
    """In the order in which they are best done."""

    PEOPLE = "people"
    HEAD = "head"
    SHIFTS = "shifts"
    NEEDS = "needs"
    ACCOUNTS = "accounts"
    ROSTER = "roster"
    PUBLISH = "publish"


_WHO = {
    Step.PEOPLE: Action.MANAGE_PEOPLE,
    Step.HEAD: Action.MANAGE_PEOPLE,
    Step.SHIFTS: Action.EDIT_SHIFTS,
    Step.NEEDS: Action.EDIT_NEEDS,
    Step.ACCOUNTS: Action.MANAGE_ACCOUNTS,
    Step.ROSTER: Action.DRAFT_ROSTER,
    Step.PUBLISH: Action.PUBLISH_ROSTER,
}


_IN_ROSTER = (Step.ROSTER, Step.PUBLISH)


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step: whether it is done, and whether it is the actor's to do. `day`: where in the roster
    it begins, if there is a draft."""

    step: Step
    done: bool
    mine: bool
    day: date | None = None


def beginning(ctx: Context, session: Session, mine: Standing) -> tuple[StepRow, ...]:
    """The steps to the first roster, for who has one of them; none once each is done.

    After the first roster is published somebody new may have no account for a day: that begins
    nothing anew. Who has nothing left to do is not told of the others' steps any more.
    """
    own = [step for step, action in _WHO.items() if mine.scope(action) is not Scope.NONE]
    if not own:
        return ()
    published = _any(session, Assignment.person_id)
    needs = _any(session, StaffingNeed.shift_id)
    if published and (needs or Step.NEEDS not in own):
        return ()
    people = published or _any(session, Person.id)
    done = {
        Step.PEOPLE: people,
        Step.HEAD: published or _publishes_somebody(session),
        Step.SHIFTS: published or _any(session, ShiftType.id),
        Step.NEEDS: needs,
        Step.ACCOUNTS: published or (people and not _without_account(ctx, session)),
        Step.ROSTER: published or _any(session, DraftAssignment.person_id),
        Step.PUBLISH: published,
    }
    drafted = session.scalar(select(func.min(DraftAssignment.day)))
    return tuple(
        StepRow(step, done[step], step in own, drafted if step in _IN_ROSTER else None)
        for step in Step
    )


def _publishes_somebody(session: Session) -> bool:
    """Whether anybody holds a post that publishes rosters."""
    roles = [role for role in Role if scope_of(role, Action.PUBLISH_ROSTER) is not Scope.NONE]
    return session.scalar(select(Post.id).where(Post.role.in_(roles)).limit(1)) is not None


def _without_account(ctx: Context, session: Session) -> bool:
    employed = Person.left_on.is_(None) | (Person.left_on >= ctx.today())
    without = select(func.count()).where(employed, ~exists().where(Account.person_id == Person.id))
    return bool(session.scalar(without))


def _any(session: Session, column: InstrumentedAttribute[int]) -> bool:
    return session.scalar(select(column).limit(1)) is not None
