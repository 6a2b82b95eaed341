"""What a young centre has done, and what comes next, until its first roster is published."""

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
    """The steps to the first roster, for who has one of them; none once a roster is published."""
    own = [step for step, action in _WHO.items() if mine.scope(action) is not Scope.NONE]
    if not own or _any(session, Assignment.person_id):
        return ()
    today = ctx.today()
    employed = Person.left_on.is_(None) | (Person.left_on >= today)
    without = select(func.count()).where(employed, ~exists().where(Account.person_id == Person.id))
    people = _any(session, Person.id)
    drafted = _any(session, DraftAssignment.person_id)
    done = {
        Step.PEOPLE: people,
        Step.SHIFTS: _any(session, ShiftType.id),
        Step.NEEDS: _any(session, ShiftNeed.shift_id),
        Step.ACCOUNTS: people and not session.scalar(without),
        Step.ROSTER: drafted,
        Step.PUBLISH: False,
    }
    return tuple(StepRow(step, done[step], step in own) for step in Step)


def _any(session: Session, column: InstrumentedAttribute[int]) -> bool:
    return session.scalar(select(column).limit(1)) is not None
