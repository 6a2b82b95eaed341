"""The archive of trainings: one's own always, others' for who sees their duties."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from app.context import Context
from app.queries.duties.trainings import TrainingRow, trainings_between, trainings_of
from app.queries.people.rows import PersonRow, people
from app.queries.quality.proposals import open_proposals, proposed_to
from app.queries.reference import reference
from app.reading import permission
from app.rules.facts import Place
from app.rules.permissions import Action
from app.rules.scorecards.proposed import Proposed
from app.rules.sight import Standing
from app.rules.vocabulary import Role


@dataclass(frozen=True, slots=True)
class TrainingsReading:
    """Parts in trainings that the actor may see, and whom they may keep one for."""

    rows: Sequence[TrainingRow] = ()
    keeps: Sequence[PersonRow] = ()
    proposed: Sequence[Proposed] = ()
    """What is to be held, with those of it named whom the actor sees."""
    settles: frozenset[int] = frozenset()
    """Which of that the actor may hold or drop."""


def read_trainings(ctx: Context, first: date, last: date) -> TrainingsReading:
    """The trainings held from `first` to `last`: of those whom the actor leads, and the actor's
    own."""
    with ctx.read() as session:
        mine, today = permission.standing(ctx, session), ctx.today()
        staff = [row for row in people(session, today) if row.employed_on(today)]
        seen = [row.id for row in staff if sees_trainings(mine, row.id, row.post.place)]
        proposed = [*_proposed(mine, open_proposals(session), seen)]
        return TrainingsReading(
            rows=trainings_between(session, first, last, seen),
            keeps=[row for row in staff if _keeps(mine, row)],
            proposed=proposed,
            settles=frozenset(
                one.id
                for one in proposed
                if mine.may(Action.SETTLE_TRAINING, Place(one.department_id))
            ),
        )


def person_trainings(ctx: Context, person_id: int) -> list[TrainingRow]:
    """Somebody's archive, the latest first; nothing for who may not see it."""
    with ctx.read() as session:
        mine = permission.standing(ctx, session)
        place = reference(session).place_of(person_id, ctx.today())
        return [*(seen_trainings(session, mine, person_id, place) or ())]


def seen_trainings(
    session: Session, mine: Standing, person_id: int, place: Place
) -> tuple[TrainingRow, ...] | None:
    """The archive of somebody at `place`, the latest first; None for who may not see it."""
    if not sees_trainings(mine, person_id, place):
        return None
    return tuple(trainings_of(session, person_id))


def seen_proposals(
    session: Session, mine: Standing, person_id: int, place: Place
) -> tuple[Proposed, ...]:
    """What somebody at `place` is to be trained in; nothing for who may not see their archive."""
    if not sees_trainings(mine, person_id, place):
        return ()
    return proposed_to(session, person_id, place.department)


def _proposed(
    mine: Standing, found: Iterable[Proposed], seen: Collection[int]
) -> Iterator[Proposed]:
    """Whoever proposes trainings sees all of the department's; others, whom they see anyway."""
    for one in found:
        place = Place(one.department_id)
        if mine.may(Action.PROPOSE_TRAINING, place):
            yield one
            continue
        people = tuple(each for each in one.people if each.id in seen)
        if people or (not one.people and mine.may(Action.SEE_DUTIES, place)):
            yield replace(one, people=people)


def sees_trainings(mine: Standing, person_id: int, place: Place) -> bool:
    """One's own; others' follow the line of command, as their registers do."""
    if person_id == mine.person_id:
        return True
    return mine.may(Action.SEE_DUTIES, place) and mine.may(Action.SEE_REGISTERS, place)


def _keeps(mine: Standing, row: PersonRow) -> bool:
    """A head for the own department, a team leader for the own team."""
    if not mine.may(Action.DO_DUTY, row.post.place):
        return False
    leads = mine.role is Role.TEAM_LEADER and mine.place.team == row.post.team_id
    return leads or mine.role is Role.DEPARTMENT_HEAD
