"""Asking the permission table with the post that the actor holds on the day."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from app.context import Context
from app.errors import NotAllowed
from app.queries.leave.rows import LeaveRow
from app.queries.people import rows as people
from app.queries.reference import Reference, reference
from app.queries.swaps.rows import SwapRow
from app.rules.facts import CENTRE, Person, Place
from app.rules.permissions import NEVER_OWN, WORDS, Action, who_may
from app.rules.sight import Sight, Standing
from app.rules.vocabulary import Message, Role, msg


def standing(
    ctx: Context, session: Session, day: date | None = None, known: Reference | None = None
) -> Standing:
    """The actor's standing on `day` (today): the post in force; nobody's before hiring or after
    leaving.

    An account without a person is the administrator's that the first start set up. `known`: what
    this transaction has for reference already.
    """
    actor = ctx.actor
    if actor.keeper:
        return Standing(actor.person_id, None, CENTRE, keeper=True)
    known = known or reference(session)
    if known.is_disabled(actor.person_id, actor.name):
        return Standing(actor.person_id, None, CENTRE)
    if actor.person_id is None:
        return Standing(None, Role.ADMINISTRATOR, CENTRE)
    return _by_post(known.person(actor.person_id), actor.person_id, day or ctx.today())


def sight(ctx: Context, session: Session, known: Reference | None = None) -> Sight:
    """What the actor may see of people now, and in the registers of any day."""
    known = known or reference(session)
    return Sight(standing(ctx, session, known=known), ctx.today(), known.place_of)


def _by_post(one: Person | None, person_id: int, day: date) -> Standing:
    if one is None or not one.posts or not one.employed_on(day):
        return Standing(person_id, None, CENTRE)
    return Standing(person_id, one.post_on(day).role, one.place_on(day))


def require(
    ctx: Context,
    session: Session,
    action: Action,
    theirs: Place = CENTRE,
    *,
    person_id: int | None = None,
    day: date | None = None,
    known: Reference | None = None,
) -> Standing:
    """The actor's standing, if it allows `action`; else `NotAllowed`, which names who may.

    `theirs` is the place that the act concerns (`place_of_team`, `place_of_person`); `person_id`
    the person it concerns, for what people may do only to themselves, or never.
    """
    mine = standing(ctx, session, day, known)
    if not mine.may(action, theirs, person_id):
        own = person_id is not None and person_id == mine.person_id
        raise refusal(session, action, theirs, own=own)
    return mine


def has_say(ctx: Context, session: Session, known: Reference | None = None) -> bool:
    """Whether the actor is somebody who may have a part in a request today."""
    return standing(ctx, session, known=known).has_say


def require_part(mine: Standing) -> None:
    """NotAllowed for who has no part in the centre any more, whatever window is still open."""
    if not mine.has_part:
        raise NotAllowed(
            msg("Not allowed"),
            msg("Your account is disabled, or you are not employed here today."),
        )


def require_say(ctx: Context, session: Session, known: Reference | None = None) -> None:
    """NotAllowed for whom `has_say` does not hold, whatever part in a request is theirs."""
    if not has_say(ctx, session, known):
        raise NotAllowed(
            msg("Not allowed"),
            msg("Your account is disabled, or you are not employed here today."),
        )


def require_for(
    ctx: Context, session: Session, action: Action, person_id: int, day: date | None = None
) -> Standing:
    """`require` for what concerns one person, placed by their own post on `day` (today)."""
    day, known = day or ctx.today(), reference(session)
    place = known.place_of(person_id, day)
    return require(ctx, session, action, place, person_id=person_id, day=day, known=known)


def require_colleague(ctx: Context, session: Session, person_id: int) -> Sight:
    """The actor's sight, if shifts may be swapped with that person; else NotAllowed."""
    mine = sight(ctx, session)
    if not mine.colleague(person_id):
        raise refusal(session, Action.SEE_PEOPLE, mine.place_of(person_id, mine.today))
    return mine


def require_swap(session: Session, mine: Sight, row: SwapRow) -> None:
    """NotAllowed for whom neither is a party of the swap nor has it in sight."""
    if not mine.swap(row.legs):
        raise refusal(session, Action.SEE_REGISTERS, mine.place_of(*row.legs[0]))


def require_leave(session: Session, mine: Sight, row: LeaveRow, filed_on: date) -> None:
    """NotAllowed for whom the leave is neither theirs nor in sight."""
    if not mine.leave(row.person_id, filed_on):
        raise refusal(session, Action.SEE_LEAVES, mine.place_of(row.person_id, filed_on))


def refusal(
    session: Session, action: Action, theirs: Place = CENTRE, *, own: bool = False
) -> NotAllowed:
    """The refusal, in words: "Only the department head of Complaints may publish this roster."."""
    return NotAllowed(msg("Not allowed"), who_may_do(session, action, theirs, own=own))


def who_may_do(
    session: Session, action: Action, theirs: Place = CENTRE, *, own: bool = False
) -> Message:
    """The sentence that says who may do it, for a refusal or for a page that is read-only."""
    if own and action in NEVER_OWN:
        return msg("Nobody may {what} on their own behalf.", what=WORDS[action])
    department, team = people.names_of(session, theirs)
    return msg("Only {who} may {what}.", who=who_may(action, department, team), what=WORDS[action])
