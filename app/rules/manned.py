"""Which shifts of which places agents work: what the daily books of a place are owed for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from app.rules.facts import Leave, Person
from app.rules.vocabulary import Role
from app.rules.work import RosterLedger, worked

Manned = tuple[str, str, date, str]
"""Department, team ('' for those without one), date and shift code."""
_NO_LEAVES: Sequence[Leave] = ()


class Manning:
    """The shifts that agents work, by their posts of the day; each person is looked through once,
    when it is first asked for."""

    def __init__(
        self,
        people: Mapping[str, Person],
        ledger: RosterLedger,
        approved: Mapping[str, Sequence[Leave]],
    ) -> None:
        self._people = people
        self._ledger = ledger
        self._approved = approved
        self._of: dict[str, frozenset[Manned]] = {}
        self._shifts: frozenset[Manned] | None = None

    @property
    def shifts(self) -> frozenset[Manned]:
        if self._shifts is None:
            every = (self._of_one(person) for person in self._people.values())
            self._shifts = frozenset().union(*every)
        return self._shifts

    def carried_on(
        self, ledger: RosterLedger, approved: Mapping[str, Sequence[Leave]], changed: frozenset[str]
    ) -> Manning:
        """The same people, of whom those of the numbers `changed` may work something else."""
        manning = Manning(self._people, ledger, approved)
        if changed:
            manning._of = {no: own for no, own in self._of.items() if no not in changed}
        else:
            manning._of, manning._shifts = self._of, self._shifts
        return manning

    def _of_one(self, person: Person) -> frozenset[Manned]:
        if person.no not in self._of:
            self._of[person.no] = frozenset(self._looked_through(person))
        return self._of[person.no]

    def _looked_through(self, person: Person) -> list[Manned]:
        posts = person.posts
        if not any(post.role is Role.AGENT for post in posts):
            return []
        single = posts[0] if len(posts) == 1 else None
        own = worked(self._ledger, person, self._approved.get(person.no, _NO_LEAVES))
        posted = ((single or person.post_on(day), day, code) for day, code in own)
        return [
            (*post.team_key, day, code) for post, day, code in posted if post.role is Role.AGENT
        ]
