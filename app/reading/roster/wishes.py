"""Wishes as far as one may see them: one's own, with what became of them, and a team's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from app.context import Context
from app.queries.reference import reference
from app.queries.roster.load import Days, month_range, shift_rows
from app.queries.roster.my_days import my_days
from app.queries.roster.rows import ShiftRow
from app.queries.roster.scopes import Scope, month_rows, scope_of
from app.queries.roster.wishes import ClosingRow, WishRow, closings, wish_rows
from app.reading import permission
from app.rules.facts import Person
from app.rules.permissions import Action
from app.rules.permissions import Scope as Reach
from app.rules.work import works_shifts


@dataclass(frozen=True, slots=True)
class OwnWishes:
    """One's own month. `kept`: wish id -> whether it came true, of the days that are published."""

    month: date
    wishes: Sequence[WishRow]
    kept: Mapping[int, bool]
    closed: Sequence[ClosingRow]
    """By whom it is closed: two, where one moves from team to team within the month."""
    open_days: Sequence[date]
    """The days that may still be wished for: none of a month that is published and has begun."""
    published: bool
    """Whether any of its days is."""
    shifts: Sequence[ShiftRow]
    """Those in service."""


@dataclass(frozen=True, slots=True)
class WishesSeen:
    """The wishes of the people in sight, and which of the months are closed for whom."""

    rows: Sequence[WishRow]
    closed: Mapping[Scope, ClosingRow]


def read_own_wishes(ctx: Context, month: date) -> OwnWishes | None:
    """One's own wishes for `month` (any day of it); None for who stands on no roster then."""
    with ctx.read() as session:
        mine = permission.standing(ctx, session)
        if mine.person_id is None or mine.scope(Action.WISH) is Reach.NONE:
            return None
        me = reference(session).person(mine.person_id)
        days = _rostered_days(me, month)
        if me is None or not days:
            return None
        return _own(ctx, session, me, days)


def _own(ctx: Context, session: Session, me: Person, days: Sequence[date]) -> OwnWishes:
    first, last = month_range(days[0])
    scopes = {day: (scope_of(me.place_on(day)), first) for day in days}
    closed = {key: row for key, row in closings(session, [first]).items() if key in scopes.values()}
    rows = wish_rows(session, first, last, [me.id])
    published = {
        key for key, row in month_rows(session, set(scopes.values())).items() if row.version
    }
    has_begun = bool(published) and first <= ctx.today()
    begun = date.max if has_begun else ctx.today()
    (worked,) = my_days(session, [me.id], first, last, ctx.time)
    codes = {one.day: one.shift.code for one in worked.worked}
    return OwnWishes(
        first,
        rows,
        {
            row.id: row.wish.kept(codes.get(row.wish.day, ""))
            for row in rows
            if scopes.get(row.wish.day) in published
        },
        tuple(closed.values()),
        [day for day in days if day >= begun and scopes[day] not in closed],
        bool(published),
        [shift for shift in shift_rows(session) if not shift.retired],
    )


def _rostered_days(me: Person | None, month: date) -> list[date]:
    """The days of the month on which somebody's post puts them on a roster."""
    if me is None or not me.posts:
        return []
    return [
        day
        for day in Days.of(*month_range(month)).all
        if me.employed_on(day) and works_shifts(me.post_on(day).role)
    ]


def read_wishes(ctx: Context, first: date, last: date) -> WishesSeen:
    """The wishes from `first` to `last` of everybody whose wishes the actor may see."""
    with ctx.read() as session:
        mine = permission.sight(ctx, session)
        rows = [
            replace(row, scope=scope_of(mine.place_of(row.person_id, row.wish.day)))
            for row in wish_rows(session, first, last)
            if mine.wish(row.person_id, row.wish.day)
        ]
        return WishesSeen(rows, closings(session, Days.of(first, last).months))
