"""What the three registers are read on: who is over whom, what holds now, who may see what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from sqlalchemy.orm import Session

from app.context import Context
from app.queries.known import known
from app.queries.reference import Reference, reference
from app.reading import permission
from app.rules.calendar import CentreTime
from app.rules.facts import Person
from app.rules.policy import Policy
from app.rules.registers.superiors import Superiors
from app.rules.sight import Sight


@dataclass(frozen=True)  # no slots: what is asked for first is kept
class RegisterGround:
    """One transaction's view. `now` is cut to the minute, as the rules count."""

    session: Session
    time: CentreTime
    now: datetime
    sight: Sight
    reference: Reference
    me: str
    """The actor's employee number; "" for a login without a person."""

    @classmethod
    def of(cls, ctx: Context, session: Session) -> RegisterGround:
        """For `ctx`'s actor; NotAllowed for somebody who has no part in the centre."""
        known_facts = reference(session)
        sight = permission.sight(ctx, session, known_facts)
        permission.require_part(sight.standing)
        mine = sight.standing.person_id
        me = known_facts.number(mine) if mine is not None else ""
        return cls(session, ctx.time, minute(ctx.now()), sight, known_facts, me)

    @property
    def my_id(self) -> int | None:
        return self.sight.standing.person_id

    @property
    def today(self) -> date:
        return self.sight.today

    @cached_property
    def people(self) -> Mapping[str, Person]:
        """Everybody with a post, by number."""
        return {one.no: one for one in known(self.session) if one.posts}

    @cached_property
    def superiors(self) -> Superiors:
        return Superiors(self.people)

    @property
    def names(self) -> Mapping[str, str]:
        """Number -> name, for sentences."""
        return {no: one.name for no, one in self.people.items()}

    def day(self, at: datetime) -> date:
        return self.time.local_date(at)

    def policy(self, at: datetime) -> Policy:
        """The values in force at `at`."""
        return self.reference.policies.at(at)


def minute(at: datetime) -> datetime:
    """The instant cut to the minute: what registers hold and rules count."""
    return at.replace(second=0, microsecond=0)
