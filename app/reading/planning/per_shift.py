"""How many people each shift needs on each date, by the contacts that are expected."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from sqlalchemy.orm import Session

from app.context import Context
from app.models import StaffingNeed
from app.planning.covering import Numbers, Required, ShiftSpan, cover
from app.planning.erlang import rostered
from app.queries.planning.computed import (
    Cell,
    ShiftInService,
    dated,
    of_scope,
    shifts_in_service,
    shifts_worked,
)
from app.queries.planning.facts import needs
from app.queries.planning.goals import goal_in_force
from app.queries.planning.volumes import volumes_there
from app.reading import permission
from app.reading.planning.expected import NeedInterval, agents_of, expectation, goal_by
from app.rules.facts import Place
from app.rules.permissions import Action
from app.rules.rostering.computed import NeedScope
from app.rules.rostering.needs import needs_on
from app.rules.vocabulary import Message

_DAY = timedelta(days=1)
_LATELY = timedelta(days=92)
_DAY_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class PerShift:
    """What covers the need of `days` with the fewest paid minutes.

    `numbers`: by shift and date of which contacts are known, 0 included; `short`: what nobody
    covers, with how many people; `computed` and `by_hand`: what stands of these dates. `lacks`: why
    there is nothing, or less; `beyond`: intervals that no centre can have, left out.
    """

    scope: NeedScope
    days: Sequence[date]
    offered: Sequence[ShiftInService]
    chosen: Sequence[ShiftInService]
    numbers: Mapping[Cell, int]
    short: Sequence[Required] = ()
    paid_minutes: int = 0
    computed: Mapping[Cell, int] | None = None
    by_hand: Mapping[Cell, int] | None = None
    lacks: Message | None = None
    beyond: Sequence[NeedInterval] = ()


def read_per_shift(
    ctx: Context, scope: NeedScope, shifts: Collection[int] | None = None
) -> PerShift:
    """The numbers for these dates with the `shifts` of these ids; None: with those that the
    department was rostered on in the last three months, or all. NotAllowed, BadInput."""
    with ctx.read() as session:
        permission.require(ctx, session, Action.SEE_NEEDS, Place(scope.department_id))
        offered = shifts_in_service(session)
        if shifts is None:
            since = min(ctx.today(), scope.first) - _LATELY
            shifts = shifts_worked(session, scope, since)
        chosen = [one for one in offered if one.id in shifts] or offered
        days = _days(scope.first, scope.last)
        required, beyond, lacks = _required(session, scope)
        before = _standing(session, scope, chosen)
        computed = dated(session, scope, computed=True)
        by_hand = dated(session, scope, computed=False)
    ids = {one.code: one.id for one in chosen}
    numbers, short = _covered(scope, chosen, required, before)
    paid = sum(_span(one).paid * numbers.get((one.code, day), 0) for one in chosen for day in days)
    return PerShift(
        scope=scope,
        days=days,
        offered=offered,
        chosen=chosen,
        numbers={(ids[code], day): number for (code, day), number in numbers.items()},
        short=short,
        paid_minutes=paid,
        computed=computed,
        by_hand=by_hand,
        lacks=lacks,
        beyond=[one for one in beyond if scope.first <= one.day <= scope.last],
    )


def _days(first: date, last: date) -> list[date]:
    return [first + _DAY * step for step in range((last - first).days + 1)]


def _required(
    session: Session, scope: NeedScope
) -> tuple[list[Required], list[NeedInterval], Message | None]:
    """The rostered heads by interval, a day more before and after: nights reach over midnight. With
    the intervals that no centre can have, and what is lacking."""
    kind = (scope.department_id, scope.job_type)
    there = next(
        (one for one in volumes_there(session) if (one.department_id, one.job_type) == kind), None
    )
    if there is None:
        return [], [], None
    found = expectation(session, *kind, there.last, _days(scope.first - _DAY, scope.last + _DAY))
    goal = goal_by(goal_in_force(session, *kind))
    agents = agents_of(found.intervals, goal)
    both = list(zip(found.intervals, agents, strict=True))
    required = [
        Required(one.day, one.minute, one.minutes, rostered(number, goal.shrinkage))
        for one, number in both
        if number is not None
    ]
    return required, [one for one, number in both if number is None], found.lacks


def _standing(
    session: Session, scope: NeedScope, chosen: Sequence[ShiftInService]
) -> Numbers | None:
    """What is needed on the day before; None where nothing was said of it yet."""
    day = scope.first - _DAY
    codes = {one.code for one in chosen}
    of_date = StaffingNeed.day.is_(None) | (StaffingNeed.day == day)
    rows = needs_on(needs(session, *of_scope(scope), of_date), day, day.isoweekday())
    return {(row.shift, day): row.least for row in rows if row.shift in codes} or None


def _covered(
    scope: NeedScope,
    chosen: Sequence[ShiftInService],
    required: Sequence[Required],
    before: Numbers | None,
) -> tuple[Numbers, list[Required]]:
    """The numbers of the scope's dates of which something is known. The day before is planned along
    where nothing is known of its shifts, and the day after always: their nights and mornings belong
    together."""
    begin = scope.first if before else scope.first - _DAY
    spans = [_span(one) for one in chosen]
    asked = [part for one in required if one.day >= begin for part in _parts(one, spans)]
    if not asked:
        return {}, []
    found = cover(asked, spans, _days(begin, scope.last + _DAY), before)
    known = {one.day for one in asked if scope.first <= one.day <= scope.last}
    within = {key: number for key, number in found.numbers.items() if key[1] in known}
    return within, [one for one in found.short if one.day in known]


def _parts(one: Required, spans: Sequence[ShiftSpan]) -> list[Required]:
    """An interval cut where shifts begin and end: two of them may cover it one after the other."""
    end = one.minute + one.minutes
    edges = {edge % _DAY_MINUTES for span in spans for edge in (span.start, span.end)}
    cuts = [one.minute, *sorted(edge for edge in edges if one.minute < edge < end), end]
    return [Required(one.day, at, until - at, one.heads) for at, until in pairwise(cuts)]


def _span(shift: ShiftInService) -> ShiftSpan:
    start = shift.start.hour * 60 + shift.start.minute
    end = shift.end.hour * 60 + shift.end.minute
    return ShiftSpan(shift.code, start, end if end > start else end + _DAY_MINUTES)
