"""What waits to be scored by somebody: for Today."""

from __future__ import annotations

from dataclasses import dataclass

from app.context import Context
from app.queries.quality.scoring_plan import ScoringTask, TaskState, tasks_of
from app.reading import permission
from app.rules.permissions import Action
from app.rules.scorecards.sampling import monday


@dataclass(frozen=True, slots=True)
class ScoringWaiting:
    """An inspector's week: what they have begun, and how many more there are to do."""

    begun: tuple[ScoringTask, ...] = ()
    waiting: int = 0
    overdue: int = 0
    """Of those that wait; their week is over."""
    first: int | None = None
    """The planned inspection to begin with."""


NOTHING_TO_SCORE = ScoringWaiting()


def scoring_waiting(ctx: Context) -> ScoringWaiting:
    """As of now; nothing for who is no inspector."""
    with ctx.read() as session:
        mine = permission.standing(ctx, session)
        if mine.person_id is None or not mine.may(Action.INSPECT, mine.place):
            return NOTHING_TO_SCORE
        week = monday(ctx.today())
        tasks = tasks_of(session, [mine.person_id], week, ctx.time)
    waiting = [one for one in tasks if one.state is TaskState.WAITING]
    return ScoringWaiting(
        begun=tuple(one for one in tasks if one.state is TaskState.BEGUN),
        waiting=len(waiting),
        overdue=sum(one.overdue(week) for one in waiting),
        first=waiting[0].id if waiting else None,
    )
