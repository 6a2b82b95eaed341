"""What is read of a roster for a scene: who is asked for, and what they work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Assignment, DraftAssignment, Swap
from app.queries.known import known
from app.queries.roster import load
from app.queries.roster.cells import Layers, read_layers
from app.queries.roster.lines import stays
from app.queries.roster.load import Days, month_range
from app.queries.roster.scopes import scope_of
from app.rules.facts import Person, Post
from app.rules.rostering.needs import Need, Needing
from app.rules.vocabulary import SwapStatus
from app.rules.work import Cell, works_shifts


@dataclass(frozen=True, slots=True)
class AskedScene:
    """Whose month: of those on the roster of `scopes` (see `queries.roster.scopes`; None: of all),
    `people` (ids; None: all of them). `draft`: with the drafts laid over what is published."""

    month: date
    draft: bool
    scopes: Collection[str] | None = None
    people: Collection[int] | None = None
    rotations: bool = True
    """With what the teams' rotations say: of no use where few cells change."""
    proved: bool = False
    """All that a certificate speaks of: besides, whoever has a shift there that month, by a row or
    by a swap alone, whatever their post, employed or not; and what is too long to its end, though
    that lies in the next month."""

    @property
    def is_whole(self) -> bool:
        """Whether it is the whole centre."""
        return self.scopes is None and self.people is None


def is_on(person: Person, day: date, scopes: Collection[str] | None) -> bool:
    """Whether somebody stands on one of the rosters that day."""
    if not person.posts or not person.employed_on(day):
        return False
    post = person.post_on(day)
    return works_shifts(post.role) and (scopes is None or scope_of(post.place) in scopes)


def on_the_roster(session: Session, asked: AskedScene) -> dict[str, Person]:
    """Number -> person of everybody who is on one of the rosters on some day of the month."""
    first, last = month_range(asked.month)
    also = _with_shifts(session, asked, first, last) if asked.proved else set[int]()
    found = {
        stay.person_id
        for stay in stays(session, first, last, also)
        if (asked.scopes is None or stay.unit.scope in asked.scopes)
        and (asked.people is None or stay.person_id in asked.people)
    }
    days = Days.of(first, last).all
    return {
        person.no: person
        for person in known(session, found)
        if person.id in also or any(is_on(person, day, asked.scopes) for day in days)
    }


def _with_shifts(session: Session, asked: AskedScene, first: date, last: date) -> set[int]:
    """Whoever has a shift that month, as published or, where it is asked for, as drafted; or may
    have one by an effective swap alone."""
    published, draft = Assignment, DraftAssignment
    query = select(published.person_id).where(published.day.between(first, last))
    found = set(session.scalars(query)) | _swapping(session, first, last)
    if asked.draft:
        mine = draft.day.between(first, last) & draft.shift_id.is_not(None)
        found |= set(session.scalars(select(draft.person_id).where(mine)))
    return found


def _swapping(session: Session, first: date, last: date) -> set[int]:
    """Both parties of every effective swap that moves a shift of these days."""
    query = select(Swap.requester_id, Swap.counterpart_id).where(
        Swap.status == SwapStatus.EFFECTIVE,
        Swap.requester_date.between(first, last) | Swap.counterpart_date.between(first, last),
    )
    return {party for parties in session.execute(query) for party in parties}


def shared_needs(
    asked: AskedScene, people: Mapping[str, Person], needs: Collection[Need]
) -> tuple[Need, ...]:
    """Those of `needs` that are about some of `people`; all of them for the whole centre."""
    if asked.is_whole:
        return tuple(needs)
    shared = _about(asked, {need.who for need in needs}, people.values())
    return tuple(need for need in needs if need.who in shared)


def beside(
    session: Session, asked: AskedScene, people: Mapping[str, Person], needs: Collection[Need]
) -> dict[str, Person]:
    """Who is not one of `people` and is counted by one of `needs`."""
    if asked.is_whole or not needs:
        return {}
    whose = {need.who for need in needs}
    whole = on_the_roster(session, replace(asked, scopes=None, people=None))
    return {
        no: person
        for no, person in whole.items()
        if no not in people and _about(asked, whose, [person])
    }


def _about(asked: AskedScene, whose: Collection[Needing], people: Iterable[Person]) -> set[Needing]:
    """Those of `whose` that count one of `people` on some day of the month."""
    posts = posts_of(asked, people)
    return {who for who in whose if any(map(who.counts, posts))}


def posts_of(asked: AskedScene, people: Iterable[Person]) -> set[Post]:
    """The posts that `people` have on some day of the month."""
    first, last = month_range(asked.month)
    return {
        post
        for person in people
        for post in person.posts
        if post is person.post_on(first) or first < post.since <= last
    }


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
