"""Somebody can look after the accounts on every day to come: else nobody could let anybody in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.rules.facts import Person
from app.rules.permissions import Action, Scope, scope_of

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Keeper:
    """An enabled account whose holder is an administrator on some day. `person` None: the account
    of the first start, which is one on all days."""

    login: str
    person: Person | None

    @property
    def name(self) -> str:
        return self.person.name if self.person else self.login

    def looks_after(self, day: date) -> bool:
        """Whether the holder may look after accounts on `day`."""
        who = self.person
        if who is None:
            return True
        if not who.posts or not who.employed_on(day):
            return False
        return scope_of(who.post_on(day).role, Action.MANAGE_ACCOUNTS) is not Scope.NONE


@dataclass(frozen=True, slots=True)
class Unkept:
    """From `day` on nobody could look after accounts any more; `last` did until then."""

    day: date
    last: Sequence[Keeper]


def unkept(before: Sequence[Keeper], after: Sequence[Keeper], today: date) -> Unkept | None:
    """The first day from `today` on which a change leaves nobody where there was somebody.

    `before` and `after`: the keepers with their posts as they stand without and with the change.
    """
    turns = {day for keeper in (*before, *after) for day in _turns(keeper)}
    for day in sorted({today, *(turn for turn in turns if turn > today)}):
        had = [keeper for keeper in before if keeper.looks_after(day)]
        if had and not any(keeper.looks_after(day) for keeper in after):
            return Unkept(day, had)
    return None


def _turns(keeper: Keeper) -> Iterator[date]:
    """The days from which on the keeper may be something else than the day before."""
    if keeper.person:
        yield keeper.person.hired_on
        yield from (post.since for post in keeper.person.posts)
        if keeper.person.left_on:
            yield keeper.person.left_on + _DAY
