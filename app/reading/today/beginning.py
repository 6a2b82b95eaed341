"""What a young centre has done, and what comes next, until all of it is done."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import exists, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.context import Context
from app.models import Account, Assignment, DraftAssignment, Person, ShiftNeed, ShiftType
from app.rules.permissions import Action, Scope
from app.rules.sight import Standing


class Step(StrEnum):
    """In the order in which they are best done."""

    PEOPLE = "people"
    SHIFTS = "shifts"
    NEEDS = "needs"
    ACCOUNTS = "accounts"
    ROSTER = "roster"
    PUBLISH = "publish"


_WHO = {
    Step.PEOPLE: Action.MANAGE_PEOPLE,
    Step.SHIFTS: Action.EDIT_SHIFTS,
    Step.NEEDS: Action.EDIT_NEEDS,
    Step.ACCOUNTS: Action.MANAGE_ACCOUNTS,
    Step.ROSTER: Action.DRAFT_ROSTER,
    Step.PUBLISH: Action.PUBLISH_ROSTER,
}


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step: whether it is done, and whether it is the actor's to do."""

    step: Step
    done: bool
    mine: bool


def beginning(ctx: Context, session: Session, mine: Standing) -> tuple[StepRow, ...]:
    """The steps to the first roster, for who has one of them; none once each is done.

    After the first roster is published somebody new may have no account for a day: that begins
    nothing anew. Who has nothing left to do is not told of the others' steps any more.
    """
    own = [step for step, action in _WHO.items() if mine.scope(action) is not Scope.NONE]
    if not own:
        return ()
    published = _any(session, Assignment.person_id)
    needs = _any(session, ShiftNeed.shift_id)
    if published and (needs or Step.NEEDS not in own):
        return ()
    people = published or _any(session, Person.id)
    done = {
        Step.PEOPLE: people,
        Step.SHIFTS: published or _any(session, ShiftType.id),
        Step.NEEDS: needs,
        Step.ACCOUNTS: published or (people and not _without_account(ctx, session)),
        Step.ROSTER: published or _any(session, DraftAssignment.person_id),
        Step.PUBLISH: published,
    }
    return tuple(StepRow(step, done[step], step in own) for step in Step)


def _without_account(ctx: Context, session: Session) -> bool:
    employed = Person.left_on.is_(None) | (Person.left_on >= ctx.today())
    without = select(func.count()).where(employed, ~exists().where(Account.person_id == Person.id))
    return bool(session.scalar(without))


def _any(session: Session, column: InstrumentedAttribute[int]) -> bool:
    return session.scalar(select(column).limit(1)) is not None
