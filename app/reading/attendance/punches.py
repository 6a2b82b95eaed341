"""A file of punches held against who works what, before anything of it is recorded."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy.orm import Session

from app.context import Context
from app.queries import facts, work
from app.queries.known import known
from app.queries.roster import brought
from app.reading import permission
from app.rules.attendance import kept_sheets
from app.rules.bringing.answers import Who, Written
from app.rules.bringing.matching import KnownPerson
from app.rules.facts import Person, Place
from app.rules.permissions import Action, Scope
from app.rules.punches.near import OLDEST
from app.rules.punches.people import people_of
from app.rules.punches.planning import plan
from app.rules.punches.preview import Line, PunchAnswers, PunchDay, PunchGround, PunchPreview
from app.rules.punches.said import PunchesSaid
from app.rules.sight import Standing
from app.rules.vocabulary import LeaveStatus, Message
from app.rules.work import Cell

_DAY = timedelta(days=1)


def preview(ctx: Context, said: PunchesSaid, answers: PunchAnswers) -> PunchPreview:
    """What `said` would record, what is asked still, and what is left out. NotAllowed for who keeps
    nobody's attendance; of others' people nothing is told."""
    with ctx.read() as session:
        return preview_in(ctx, session, said, answers)


def preview_in(
    ctx: Context, session: Session, said: PunchesSaid, answers: PunchAnswers
) -> PunchPreview:
    """`preview` within a transaction that has begun."""
    mine = require_bringing(ctx, session)
    if not said.punches:
        return PunchPreview(left_out=said.left_out, unread=said.left_out, told=said.told)
    first, last = _span(ctx, said)
    kept = _Kept(session, mine, first, last)
    everybody = brought.known_people(session)
    all_seen = mine.scope(action_for(mine)) is Scope.CENTRE
    whose, people = people_of(
        said.punches, everybody, kept.numbers, answers.people, all_seen=all_seen
    )
    ground = _Ground(ctx, session, kept, first, last).facts()
    return plan(said, whose, people, answers, ground, ctx.time)


def people_kept(ctx: Context, said: PunchesSaid) -> list[KnownPerson]:
    """Whose attendance the actor keeps in the days of `said`: who may be meant by its people."""
    with ctx.read() as session:
        mine = require_bringing(ctx, session)
        if not said.punches:
            return []
        first, last = _span(ctx, said)
        numbers = _Kept(session, mine, first, last).numbers
        return [one for one in brought.known_people(session) if one.number in numbers]


def with_proposals(found: PunchPreview, answers: PunchAnswers) -> PunchAnswers:
    """The answers with everybody who is proposed."""
    people: dict[Written, Who] = dict(answers.people)
    for row in found.asked:
        if row.who is not None:
            people[row.written] = row.who
    return replace(answers, people=people)


def require_bringing(ctx: Context, session: Session) -> Standing:
    """The actor's standing, if anybody's attendance may come in by it; else NotAllowed."""
    mine = permission.standing(ctx, session)
    if mine.scope(action_for(mine)) is Scope.NONE:
        raise permission.refusal(session, Action.ROLL_CALL)
    return mine


def action_for(mine: Standing) -> Action:
    """By which right: who may import the whole workbook, attendance and all, may bring in a file
    of it, and everybody else what they record by hand."""
    return Action.IMPORT if mine.may(Action.IMPORT) else Action.ROLL_CALL


def _span(ctx: Context, said: PunchesSaid) -> tuple[date, date]:
    """The days whose shifts may be meant: a night's began the day before. What lies too long ago,
    or ahead, means none."""
    today = ctx.today()
    days = [day for one in said.punches if today - OLDEST <= (day := one.at.date()) <= today]
    return min(days, default=today) - _DAY, max(days, default=today) + _DAY


class _Kept:
    """Whose attendance the actor keeps on one of these days, by the post of that day."""

    def __init__(self, session: Session, mine: Standing, first: date, last: date) -> None:
        self._session, self._action, self._mine = session, action_for(mine), mine
        self._whys: dict[Place, Message | None] = {}
        self.people = {
            one.no: one
            for one in known(session)
            if one.posts and any(self.may(one, day) for day in _turns(one, first, last))
        }

    @property
    def numbers(self) -> Collection[str]:
        return self.people.keys()

    def may(self, one: Person, day: date) -> bool:
        return self.barred(one, day) is None

    def barred(self, one: Person, day: date) -> Message | None:
        """Why the day is not the actor's to record; None where it is."""
        place = one.place_on(day)
        if place not in self._whys:
            allowed = self._mine.may(self._action, place)
            self._whys[place] = (
                None if allowed else permission.who_may_do(self._session, Action.ROLL_CALL, place)
            )
        return self._whys[place]


def _turns(one: Person, first: date, last: date) -> Iterator[date]:
    """The days on which somebody's place may be another one."""
    yield first
    yield from (post.since for post in one.posts if first < post.since <= last)


class _Ground:
    """What is read for the people of `kept`."""

    def __init__(
        self, ctx: Context, session: Session, kept: _Kept, first: date, last: date
    ) -> None:
        ids = [one.id for one in kept.people.values()]
        days = [first + at * _DAY for at in range((last - first).days + 1)]
        self._ctx, self._session, self._kept, self._days = ctx, session, kept, days
        self._ledger = work.worked(session, ids, first, last)
        self._shifts = facts.shift_types(session)
        self._held = {
            (row.person, row.day): Line(row.arrived_at, row.off_post_minutes, row.left_at)
            for row in facts.attendance(session, days=days)
            if row.person in kept.people
        }
        self._away: dict[Cell, str] = {}
        for leave in facts.live_leaves(session, ids, first, last):
            if leave.status is LeaveStatus.APPROVED:
                self._away |= {(leave.person, day): leave.no for day in leave.days()}

    def facts(self) -> PunchGround:
        people = self._kept.people
        return PunchGround(
            now=self._ctx.now(),
            policies=facts.policies(self._session),
            worked={no: tuple(self._worked(one)) for no, one in people.items()},
            kept=kept_sheets(self._held, people, self._ledger.shift_on),
        )

    def _worked(self, one: Person) -> Iterator[PunchDay]:
        for day in self._days:
            code = self._ledger.shift_on(one.no, day)
            if code is not None and one.employed_on(day):
                start, end = self._ctx.time.interval(self._shifts[code], day)
                yield PunchDay(
                    one, day, self._shifts[code], start, end,
                    leave=self._away.get((one.no, day), ""), barred=self._kept.barred(one, day),
                    held=self._held.get((one.no, day)),
                )  # fmt: skip
