"""What waits of inspections for somebody, to be scored or to be acknowledged: for Today and the
rail."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.context import Context
from app.queries.quality.inspections import heads
from app.queries.quality.scoring_plan import ScoringTask, TaskState, tasks_of
from app.reading import permission
from app.reading.quality.appeals import AppealGround
from app.rules.permissions import Action
from app.rules.scorecards.course import InspectionState
from app.rules.scorecards.sampling import monday
from app.rules.sight import Standing


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
        tasks = _tasks(ctx, session, permission.standing(ctx, session))
    week = monday(ctx.today())
    waiting = [one for one in tasks if one.state is TaskState.WAITING]
    return ScoringWaiting(
        begun=tuple(one for one in tasks if one.state is TaskState.BEGUN),
        waiting=len(waiting),
        overdue=sum(one.overdue(week) for one in waiting),
        first=waiting[0].id if waiting else None,
    )


def to_score(ctx: Context, session: Session, mine: Standing) -> int:
    """How many inspections somebody has to score by the end of this week; begun ones too."""
    return sum(one.open for one in _tasks(ctx, session, mine))


def to_acknowledge(ctx: Context, session: Session) -> int:
    """How many of one's own results are still to be acknowledged or appealed against."""
    ground = AppealGround.of(ctx, session)
    if ground.me is None:
        return 0
    own = heads(session, None, ctx.time.day_end(ctx.today()), ground.me)
    return sum(ground.may_see(one) and ground.state(one) is InspectionState.NEW for one in own)


def _tasks(ctx: Context, session: Session, mine: Standing) -> list[ScoringTask]:
    if mine.person_id is None or not mine.may(Action.INSPECT, mine.place):
        return []
    return tasks_of(session, [mine.person_id], monday(ctx.today()), ctx.time)
