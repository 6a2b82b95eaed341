"""People wish for days of a month, until whoever drafts it closes it to wishes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, Conflict, NotFound
from app.models import ShiftType, ShiftWish, WishClosing
from app.queries import facts
from app.queries.reference import reference
from app.queries.roster.scopes import Scope, places_of_scopes, scope_of
from app.queries.roster.wishes import ClosingRow, WishRow, closings, wish_rows
from app.reading import permission
from app.rules.deeds import Deed
from app.rules.facts import Person
from app.rules.permissions import Action
from app.rules.rostering.wishes import Wish
from app.rules.rostering.wishing import LEAST_WEIGHT, MOST_WEIGHT, in_the_way
from app.rules.staff import Problems
from app.rules.vocabulary import LeaveStatus, Message, msg
from app.rules.work import works_shifts

MOST_DAYS = 31
"""So many days are wished for in one go."""


@dataclass(frozen=True, slots=True)
class NewWish:
    """From `first` to `last`, each day: `shift` ("": a day off) is wanted, or is not."""

    first: date
    last: date
    shift: str
    wanted: bool
    weight: int = 1

    @property
    def days(self) -> list[date]:
        return [self.first + timedelta(days=at) for at in range((self.last - self.first).days + 1)]


def wish_problems(wish: NewWish, today: date) -> Problems:
    """What is wrong with it, field by field, whoever wishes it."""
    problems: Problems = {}
    if wish.first < today:
        problems["first"] = msg("What is over cannot be wished for. Begin today or later.")
    if wish.last < wish.first:
        problems["last"] = msg("The last day lies before the first.")
    elif (wish.last - wish.first).days >= MOST_DAYS:
        problems["last"] = msg("At most {n} days in one go.", n=MOST_DAYS)
    if not LEAST_WEIGHT <= wish.weight <= MOST_WEIGHT:
        problems["weight"] = msg(
            "A weight is from {least} to {most}.", least=LEAST_WEIGHT, most=MOST_WEIGHT
        )
    return problems


def enter_wish(ctx: Context, wish: NewWish) -> int:
    """Wish for one's own days, all of them or none; how many.

    Raises NotAllowed, BadInput (days that are over, or on which one is on no roster), Conflict (a
    month that is closed; the same shift that was wished for, or not wanted, already).
    """
    with ctx.write() as session:
        me = _require(ctx, session)
        for problem in wish_problems(wish, ctx.today()).values():
            raise BadInput(msg("Check the wish"), problem)
        shift_id = _shift_id(session, wish.shift)
        _refuse_off_roster(me, wish.days)
        _refuse_closed(session, me, wish.days)
        _refuse_leave(session, me, wish)
        there = [row.wish for row in wish_rows(session, wish.first, wish.last, [me.id])]
        for day in wish.days:
            _refuse_second(there, Wish(me.no, day, wish.shift, wish.wanted, wish.weight))
        session.execute(insert(ShiftWish), list(_rows(wish, me, shift_id)))
        told = {"first": wish.first, "last": wish.last, **_told(wish.shift, wish.wanted)}
        after = {**told, "weight": wish.weight}
        ctx.audit(session, Deed.WISH_ENTER, f"wish:{me.no}", None, after)
        return len(wish.days)


def take_back_wishes(ctx: Context, ids: Collection[int]) -> None:
    """Take one's own wishes back, all of them or none.

    Raises NotAllowed, NotFound (gone, or somebody else's), BadInput (days that are over), Conflict
    (a month that is closed).
    """
    with ctx.write() as session:
        me = _require(ctx, session)
        rows = [row for row in _own(session, me) if row.id in set(ids)]
        if len(rows) < len(set(ids)):
            raise NotFound(msg("No such wish"), msg("It is gone already. Look at the list again."))
        days = [row.wish.day for row in rows]
        if any(day < ctx.today() for day in days):
            raise BadInput(
                msg("The day is over"), msg("What was wished for it stays, as it was kept or not.")
            )
        _refuse_closed(session, me, days)
        session.execute(delete(ShiftWish).where(ShiftWish.id.in_(ids)))
        for row in rows:
            one = row.wish
            before = {"day": one.day, **_told(one.shift, one.on), "weight": one.weight}
            ctx.audit(session, Deed.WISH_REMOVE, f"wish:{me.no}", before)


def close_wishes(ctx: Context, scope: str, month: date) -> None:
    """A team's `month` (any day of it) takes no more wishes; closed already, it stays as it is."""
    with ctx.write() as session:
        key = _require_closing(ctx, session, scope, month)
        if key in closings(session, [key[1]]):
            return
        by = {"closed_at": ctx.now(), "closed_by_id": ctx.actor.person_id}
        session.execute(insert(WishClosing).values(scope=scope, month=key[1], **by))
        ctx.audit(session, Deed.WISH_CLOSE, f"{scope}@{key[1]:%Y-%m}")


def reopen_wishes(ctx: Context, scope: str, month: date) -> None:
    """A team's `month` (any day of it) takes wishes again; open already, it stays as it is."""
    with ctx.write() as session:
        key = _require_closing(ctx, session, scope, month)
        table = WishClosing
        if key not in closings(session, [key[1]]):
            return
        session.execute(delete(table).where(table.scope == scope, table.month == key[1]))
        ctx.audit(session, Deed.WISH_REOPEN, f"{scope}@{key[1]:%Y-%m}")


def _require(ctx: Context, session: Session) -> Person:
    """The actor, who may wish for their own days."""
    mine = permission.require(ctx, session, Action.WISH, person_id=ctx.actor.person_id)
    me = None if mine.person_id is None else reference(session).person(mine.person_id)
    if me is None:
        raise permission.refusal(session, Action.WISH)
    return me


def _require_closing(ctx: Context, session: Session, scope: str, month: date) -> Scope:
    (place,) = places_of_scopes(session, [scope])
    permission.require(ctx, session, Action.CLOSE_WISHES, place)
    return scope, month.replace(day=1)


def _own(session: Session, me: Person) -> Sequence[WishRow]:
    return wish_rows(session, date.min, date.max, [me.id])


def _shift_id(session: Session, code: str) -> int | None:
    if not code:
        return None
    kept = select(ShiftType.code, ShiftType.id).where(~ShiftType.retired)
    in_service = dict(session.execute(kept.order_by(ShiftType.start_at, ShiftType.code)).all())
    if code not in in_service:
        raise BadInput(
            msg("Unknown shift"),
            msg(
                "{code} is no shift that can be assigned. Known are: {known}.",
                code=code, known=", ".join(in_service),
            ),
        )  # fmt: skip
    return in_service[code]


def _refuse_off_roster(me: Person, days: Sequence[date]) -> None:
    for day in days:
        if not me.employed_on(day) or not works_shifts(me.post_on(day).role):
            raise BadInput(
                msg("No roster to wish for"),
                msg("You stand on no roster on {day}. Choose other days.", day=day),
            )


def _refuse_leave(session: Session, me: Person, wish: NewWish) -> None:
    """Nothing is rostered on a day of approved leave."""
    away = {
        day
        for leave in facts.live_leaves(session, [me.id], wish.first, wish.last)
        if leave.status is LeaveStatus.APPROVED
        for day in leave.days()
    }
    for day in wish.days:
        if day in away:
            raise BadInput(
                msg("No roster to wish for"),
                msg("You are on approved leave on {day}. Choose other days.", day=day),
            )


def _refuse_closed(session: Session, me: Person, days: Collection[date]) -> None:
    keys = {day: (scope_of(me.place_on(day)), day.replace(day=1)) for day in sorted(days)}
    closed = closings(session, {month for _scope, month in keys.values()})
    for day, key in keys.items():
        if key in closed:
            raise Conflict(msg("The month is closed to wishes"), closed_words(closed[key], day))


def closed_words(closing: ClosingRow, day: date) -> Message:
    """Who closed the month in which `day` lies, when, and what can be done."""
    if closing.by:
        return msg(
            "{name} closed the month of {day} to wishes, {at}. Ask the team leader to open it "
            "again.",
            name=closing.by, day=day, at=closing.at,
        )  # fmt: skip
    return msg(
        "The month of {day} was closed to wishes, {at}. Ask the team leader to open it again.",
        day=day,
        at=closing.at,
    )


def _refuse_second(there: Sequence[Wish], new: Wish) -> None:
    stands = in_the_way(there, new)
    if stands is None:
        return
    what: Mapping[str, object] = {"day": new.day, "what": shift_message(new.shift)}
    if stands.shift != new.shift:
        both = msg(
            "For {day} you want {what} already: a day off and a shift cannot both be. Take that "
            "wish back first.",
            day=new.day, what=shift_message(stands.shift),
        )  # fmt: skip
        raise Conflict(msg("You wish the contrary already"), both)
    if stands.on is not new.on:
        contrary = msg(
            "For {day} you want {what}, or do not want it: both cannot be. Take the other wish "
            "back first.",
            **what,
        )
        raise Conflict(msg("You wish the contrary already"), contrary)
    again = msg(
        "For {day} you wish that already: {what}, weight {weight}. For another weight take it "
        "back first.",
        **what,
        weight=stands.weight,
    )
    raise Conflict(msg("You wish that already"), again)


def shift_message(code: str) -> Message:
    """A shift, or the day off, within a sentence."""
    return msg("{shift}", shift=code) if code else msg("a day off")


def _rows(wish: NewWish, me: Person, shift_id: int | None) -> Iterator[dict[str, object]]:
    for day in wish.days:
        yield {
            "person_id": me.id, "day": day, "shift_id": shift_id,
            "wanted": wish.wanted, "weight": wish.weight,
        }  # fmt: skip


def _told(shift: str, wanted: bool) -> dict[str, object]:
    return {"shift": shift, "wanted": wanted} if shift else {"day_off": wanted}
