"""What the rules of the daily books stand on: who works, who leads, what has begun by now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.rules.calendar import CentreTime
from app.rules.facts import CentreFacts, Leave, Person, Post
from app.rules.manned import Manning
from app.rules.policy import Policy, PolicyBook
from app.rules.vocabulary import Role
from app.rules.work import RosterLedger, worked, working


@dataclass(frozen=True, slots=True)
class Ground:
    """One centre with all effective swaps applied, at one moment.

    "Working", "leads" and "post" are DAYBOOKS.md's words: a post is that of the date named, and
    whether the one who leads or decides was employed is not asked.
    """

    facts: CentreFacts
    policies: PolicyBook
    time: CentreTime
    as_of: datetime
    ledger: RosterLedger
    approved: Mapping[str, Sequence[Leave]]
    """Employee number -> approved leaves in the order of their filing."""
    manning: Manning
    """Which shifts agents work."""

    @property
    def today(self) -> date:
        """The date of the check."""
        return self.time.local_date(self.as_of)

    @property
    def policy(self) -> Policy:
        """The values in force at the moment of the check."""
        return self.policies.at(self.as_of)

    def begin(self, shift: str, day: date) -> datetime:
        """The instant at which a shift of that code starts on `day`."""
        return self.time.interval(self.facts.shifts[shift], day)[0]

    def end(self, shift: str, day: date) -> datetime:
        """The instant at which it ends."""
        return self.time.interval(self.facts.shifts[shift], day)[1]

    def has_begun(self, shift: str, day: date) -> bool:
        return self.begin(shift, day) <= self.as_of

    def has_ended(self, shift: str, day: date) -> bool:
        return self.end(shift, day) <= self.as_of

    def post(self, no: str, day: date) -> Post | None:
        """Somebody's post of `day`; None for a number that is nobody's."""
        person = self.facts.people.get(no)
        return person.post_on(day) if person else None

    def works(self, person: Person, day: date) -> str | None:
        """The code of the shift that they are working on `day`, None where they are not."""
        return working(self.ledger, person, day, self.approved.get(person.no, ()))

    def worked(self, person: Person) -> Iterator[tuple[date, str]]:
        """Each date on which they are working, with the shift, in no order."""
        return worked(self.ledger, person, self.approved.get(person.no, ()))

    def leads(self, no: str, department: str, day: date) -> bool:
        """Whether somebody is a team leader in `department`, or its head, on `day`."""
        post = self.post(no, day)
        return post is not None and post.department == department and post.role in LEADING


LEADING = frozenset({Role.TEAM_LEADER, Role.DEPARTMENT_HEAD})
"""The roles that run shifts (DAYBOOKS.md, "leads")."""
