"""What is read of a roster for a scene: who is asked for, and what they work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.queries.roster import load
from app.queries.roster.cells import Layers, read_layers
from app.queries.roster.load import Days
from app.queries.roster.scopes import scope_of
from app.rules.facts import Person
from app.rules.work import Cell, works_shifts


@dataclass(frozen=True, slots=True)
class AskedScene:
    """Whose month: of those on the roster of `scopes` (see `queries.roster.scopes`; None: of all),
    `people` (ids; None: all of them). `draft`: with the drafts laid over what is published."""

    month: date
    draft: bool
    scopes: Collection[str] | None = None
    people: Collection[int] | None = None


def is_on(person: Person, day: date, scopes: Collection[str] | None) -> bool:
    """Whether somebody stands on one of the rosters that day."""
    if not person.posts or not person.employed_on(day):
        return False
    post = person.post_on(day)
    return works_shifts(post.role) and (scopes is None or scope_of(post.place) in scopes)


@dataclass(frozen=True, slots=True)
class RosterRead:
    """What was read of the roster: `worked` is number -> day -> code, swaps applied."""

    ids: tuple[int, ...]
    numbers: Mapping[int, str]
    days: Days
    layers: Layers
    worked: Mapping[str, dict[date, str]]
    draft: bool

    @classmethod
    def of(
        cls, session: Session, asked: AskedScene, people: Mapping[str, Person], days: Days
    ) -> RosterRead:
        ids = tuple(person.id for person in people.values())
        sheet = load.published_sheet(session, days, ids)
        layers = read_layers(session, days, sheet, asked.draft, ids)
        numbers = {person.id: person.no for person in people.values()}
        return cls(ids, numbers, days, layers, _worked(layers, numbers), asked.draft)

    @property
    def doubled(self) -> dict[Cell, str]:
        """Where a swap brought a shift onto another one: the shift that was there."""
        days = self.days.all
        return {
            (self.numbers[person], days[column]): moved.own
            for (person, column), moved in self.layers.moved.items()
            if moved.own and person in self.numbers
        }


def _worked(layers: Layers, numbers: Mapping[int, str]) -> dict[str, dict[date, str]]:
    days, codes = layers.days.all, layers.codes
    worked: dict[str, dict[date, str]] = defaultdict(dict)
    for person, line in layers.sheet.items():
        row = {day: codes[shift] for day, shift in zip(days, line, strict=True) if shift}
        worked[numbers[person]] = row
    for (person, column), moved in layers.moved.items():
        if person in numbers:
            row = worked[numbers[person]]
            row.pop(days[column], None)
            row |= {days[column]: moved.code} if moved.code else {}
    return dict(worked)
