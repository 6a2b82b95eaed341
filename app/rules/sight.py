"""Who may see what of whom (CONF-1): said here once, for every register and every page.

The permission table says how far somebody sees; where the person belongs whom it is about depends
on the day. Which day that is, each register says below, by its method.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from app.rules.facts import CENTRE, Place
from app.rules.permissions import KEEPER_MAY, Action, Scope, may, scope_of
from app.rules.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody is on a day. `role` None: the store keeper, or somebody without a say: the
    account is disabled, or the person is not employed that day."""

    person_id: int | None
    role: Role | None
    place: Place
    keeper: bool = False

    @property
    def has_part(self) -> bool:
        """Somebody who may see or do anything at all."""
        return self.keeper or self.role is not None

    @property
    def has_say(self) -> bool:
        """Somebody who may have a part in a request: a person who is employed that day. A login
        without a person may be spelt as anybody's number."""
        return self.person_id is not None and self.role is not None

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


@dataclass(frozen=True, slots=True)
class Sight:
    """What a standing shows of people. People are told by their keys in the store.

    `place_of` tells where a person's post of a day puts them.
    """

    standing: Standing
    today: date
    place_of: Callable[[int, date], Place]

    def roster(self, person: int, day: date) -> bool:
        """A cell of the roster: by the post of that very day."""
        return self._sees(Action.SEE_ROSTER, person, day)

    def attendance(self, person: int, day: date) -> bool:
        """A line of roll call: by the post of that very day."""
        return self._sees(Action.SEE_REGISTERS, person, day)

    def swap(self, parties: Iterable[tuple[int, date]]) -> bool:
        """A swap of the register: each party by the post of the date that they give away."""
        return any(self._sees(Action.SEE_REGISTERS, *party) for party in parties)

    def leave(self, person: int, filed_on: date) -> bool:
        """A leave of the register, with its kind and reason: by the post of the day of filing."""
        return self._sees(Action.SEE_LEAVES, person, filed_on)

    def leaves_of(self, person: int) -> bool:
        """That somebody's leaves are told with kind and number wherever they stand in the way of
        something else: by today's post."""
        return self._sees(Action.SEE_LEAVES, person, self.today)

    def wish(self, person: int, day: date) -> bool:
        """What somebody wishes for a day: by the post of that very day."""
        return self._sees(Action.SEE_WISHES, person, day)

    def inspection(self, person: int, inspected_on: date) -> bool:
        """An inspection: by the agent's post of the day of the inspection."""
        return self._sees(Action.READ_INSPECTIONS, person, inspected_on)

    def report(self, raised_by: int, raised_on: date, to: int, *, over: bool) -> bool:
        """A report upwards: one's own, one to oneself, and those of who was below one (`over`) in
        one's team or department on the day of the report."""
        if self.standing.person_id is not None and self.standing.person_id in (raised_by, to):
            return self.standing.role is not None or self.standing.keeper
        return (over or self.standing.keeper) and self._sees(
            Action.SEE_REPORTS, raised_by, raised_on
        )

    def case(self, whose: int | None, day: date) -> bool:
        """A complaint or a visit: by the post that its first receiver, or who entered it, held on
        its day; nobody's is the centre's."""
        if whose is None:
            return self.standing.may(Action.SEE_CASES)
        if whose == self.standing.person_id and not self.standing.keeper:
            return self.standing.scope(Action.SEE_CASES) is not Scope.NONE
        return self._sees(Action.SEE_CASES, whose, day)

    def finding(self, person: int, day: date) -> bool:
        """What `check` found: by the post of the finding's day."""
        return self._sees(Action.SEE_REGISTERS, person, day)

    def finding_at(self, place: Place) -> bool:
        """What `check` found about nobody: the registers of its place, and whoever leads in its
        department, since one of them was to see to it."""
        standing = self.standing
        return standing.may(Action.SEE_REGISTERS, place) or standing.may(
            Action.SIGN_HANDOVER, place
        )

    def leave_finding(self, person: int, day: date) -> bool:
        """What `check` found of a leave, whose kind it tells: by the post of the finding's day."""
        return self.finding(person, day) and self._sees(Action.SEE_LEAVES, person, day)

    def person(self, person: int) -> bool:
        """A person with their posts and account: by today's post."""
        return self._sees(Action.SEE_PEOPLE, person, self.today)

    def phone(self, person: int) -> bool:
        """A telephone number: by today's post. Whoever gives an open shift away sees those of all
        who may take it besides (`reading/leave/cover.py`)."""
        return self._sees(Action.SEE_PHONES, person, self.today)

    def colleague(self, person: int) -> bool:
        """Somebody with whom shifts may be swapped, as far as a swap needs it: whoever is seen,
        and the own department's people; by today's post."""
        theirs = self.place_of(person, self.today).department
        mine = self.standing.place.department
        return self.person(person) or (
            self.standing.role is not None and mine is not None and mine == theirs
        )

    def _sees(self, action: Action, person: int, day: date) -> bool:
        return self.standing.may(action, self.place_of(person, day), person)
