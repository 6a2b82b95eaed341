"""The signed-in person as the window needs them: name, role, place, what they may do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.rules.facts import CENTRE, Place
from app.rules.permissions import Action, Scope
from app.rules.vocabulary import Role
from app.text import use_kinds, use_shifts

if TYPE_CHECKING:
    from app.context import Actor, Context
    from app.queries.people.rows import PostRow
    from app.rules.sight import Standing
    from app.services.accounts.sign_in import SignedIn


@dataclass(frozen=True, slots=True)
class Me:
    """Who sits at the desk. `post` None: an administrator without a person.

    The window hides what `may` forbids; the services are what refuses.
    """

    account: SignedIn
    standing: Standing
    post: PostRow | None
    trail: int
    """The number of the last audit entry when they sat down: see `TrailWatch`."""
    idle_limit: int
    """After how many idle minutes the centre's desks lock at the latest, when they sat down."""
    unread: int = 0
    """How many bulletins they had not read when they sat down."""

    @property
    def name(self) -> str:
        return self.account.name

    @property
    def person_id(self) -> int | None:
        return self.account.actor.person_id

    @property
    def role(self) -> Role:
        return self.standing.role or Role.ADMINISTRATOR

    @property
    def place(self) -> Place:
        return self.standing.place

    @property
    def team(self) -> str:
        return self.post.team if self.post else ""

    @property
    def department(self) -> str:
        return self.post.department if self.post else ""

    def acting_as(self, actor: Actor) -> Me:
        """The same person once the password is their own."""
        return replace(self, account=replace(self.account, actor=actor))

    def may(self, action: Action, theirs: Place = CENTRE) -> bool:
        """Whether the table lets this person do `action` to what belongs to `theirs`."""
        return self.standing.may(action, theirs)

    def scope(self, action: Action) -> Scope:
        """How far `action` reaches for this person; Scope.NONE hides it altogether."""
        return self.standing.scope(action)


def load(context: Context, account: SignedIn) -> Me:
    """Read what the person of `account` is today, and what the centre calls its kinds of leave
    and its shifts."""
    from app.reading.accounts.own import seated
    from app.reading.bulletins.unread import bulletins_unread
    from app.reading.keeping.idle_limit import idle_limit
    from app.reading.keeping.shifts import shift_names
    from app.reading.leave.kinds import kind_names

    use_kinds(kind_names(context))
    use_shifts(shift_names(context))
    mine = context.acting_as(account.actor)
    unread = 0 if account.actor.must_change else bulletins_unread(mine)
    return Me(account, *seated(context, account.actor), idle_limit(context), unread)
