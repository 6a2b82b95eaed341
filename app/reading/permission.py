"""Asking the permission table with the post that the actor holds on the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.context import Context
from app.errors import NotAllowed
from app.queries.known import Known
from app.queries.people import rows as people
from app.queries.reference import Reference, reference
from app.rules.permissions import (
    CENTRE,
    KEEPER_MAY,
    NEVER_OWN,
    WORDS,
    Action,
    Place,
    Scope,
    may,
    scope_of,
    who_may,
)
from app.rules.vocabulary import Message, Role, msg


@dataclass(frozen=True, slots=True)
class Standing:
    """What the actor is on a day. `role` None: the store keeper, or somebody without a say."""

    person_id: int | None
    role: Role | None
    place: Place
    keeper: bool = False

    def may(self, action: Action, theirs: Place = CENTRE, person_id: int | None = None) -> bool:
        """Whether this standing allows `action` on what belongs to `theirs`, or to a person."""
        if self.keeper:
            return action in KEEPER_MAY
        if self.role is None:
            return False
        own = person_id is not None and person_id == self.person_id
        return may(self.role, self.place, action, theirs, own=own)

    def scope(self, action: Action) -> Scope:
        """How far `action` reaches, for queries that show only what may be seen."""
        if self.keeper:
            return Scope.CENTRE if action in KEEPER_MAY else Scope.NONE
        return Scope.NONE if self.role is None else scope_of(self.role, action)


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


def _by_post(one: Known | None, person_id: int, day: date) -> Standing:
    if one is None or not one.person.posts or not one.person.employed_on(day):
        return Standing(person_id, None, CENTRE)
    return Standing(person_id, one.person.post_on(day).role, one.place_on(day))


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
    """Whether the actor is somebody who may have a part in a request: employed today, with an
    account that is not disabled. A login without a person may be spelt as anybody's number."""
    return ctx.actor.person_id is not None and standing(ctx, session, known=known).role is not None


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
