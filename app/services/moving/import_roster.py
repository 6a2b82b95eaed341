"""A month's roster as records state it: published, with its versions kept.

A cell that is named gets its shift; a blank one names nothing and leaves what stands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, delete, exists, select
from sqlalchemy.orm import Session

from app import models as m
from app.context import Context
from app.models import table_of
from app.queries.roster.published import published_cells
from app.queries.roster.scopes import month_rows
from app.rules.facts import Roster
from app.services.moving.merging import Destination, Merged, merge
from app.services.roster.handing_ends import end_spent
from app.services.roster.scope import touch_months
from app.services.roster.telling import tell_changed
from app.services.roster.versions import ChangedCell, NewVersion, add_versions

_ASSIGNMENT = Destination(table_of(m.Assignment), ("person_id", "day", "shift_id"), keys=2)


@dataclass(frozen=True, slots=True)
class Scopes:
    """Whose roster a person's day belongs to, by the posts in force."""

    posts: Mapping[int, list[tuple[date, str]]]
    """Person id -> (since, scope) in the order of `since`."""

    def on(self, person_id: int, day: date) -> str:
        """The scope on `day`; before the first post's day the first one holds."""
        posts = self.posts[person_id]
        return next((scope for since, scope in reversed(posts) if since <= day), posts[0][1])

    def during(self, people: Iterable[int], first: date, last: date) -> dict[int, str]:
        """The scope of each of the people who have only one on all these days."""
        every = ((person, self.within(person, first, last)) for person in people)
        return {person: next(iter(found)) for person, found in every if len(found) == 1}

    def within(self, person_id: int, first: date, last: date) -> set[str]:
        """Every scope to which the person belongs on some day of the month."""
        moved = {scope for since, scope in self.posts[person_id] if first < since <= last}
        return moved | {self.on(person_id, first)}


def scopes(session: Session) -> Scopes:
    """Everybody's scopes, as the posts in the store say."""
    post = m.Post
    rows = session.execute(
        select(post.person_id, post.since, post.department_id, post.team_id).order_by(post.since)
    )
    found: dict[int, list[tuple[date, str]]] = defaultdict(list)
    for person_id, since, department_id, team_id in rows:
        found[person_id].append((since, _scope(department_id, team_id)))
    return Scopes(found)


def _scope(department_id: int | None, team_id: int | None) -> str:
    if team_id is not None:
        return f"team:{team_id}"
    return "centre" if department_id is None else f"department:{department_id}"


def merge_roster(
    ctx: Context,
    session: Session,
    month: tuple[int, int],
    roster: Roster,
    keys: tuple[Mapping[str, int], Mapping[str, int]],
    whose: Scopes,
    reason: str,
) -> tuple[Merged, list[ChangedCell]]:
    """The cells of one month by person and date, and what became of those that changed; `keys`
    are the ids of people and of shifts.

    `reason` is what the versions that this makes record.
    """
    people, shifts = keys
    first, last = _bounds(month)
    published = published_cells(session, first, last)
    stored = {cell: (shift_id,) for cell, shift_id in published.items()}
    cells = [
        (people[no], day, shifts[code]) for no, days in roster.items() for day, code in days.items()
    ]
    merged = merge(session, _ASSIGNMENT, cells, stored=stored)
    _drop_settled_drafts(session, first, last)
    edits: dict[str, list[ChangedCell]] = defaultdict(list)
    concerned: set[str] = set()
    moved: list[ChangedCell] = []
    changed, scope_of = merged.changed, whose.during((people[no] for no in roster), first, last)
    for no, days in roster.items():
        person_id = people[no]
        if not days:
            concerned |= whose.within(person_id, first, last)
        for day, code in days.items():
            scope = scope_of.get(person_id) or whose.on(person_id, day)
            concerned.add(scope)
            if (person_id, day) in changed:
                cell: ChangedCell = (person_id, day, published.get((person_id, day)), shifts[code])
                edits[scope].append(cell)
                moved.append(cell)
    _publish(ctx, session, first, concerned, edits, reason)
    return merged, moved


def _bounds(month: tuple[int, int]) -> tuple[date, date]:
    year, number = month
    following = date(year + number // 12, number % 12 + 1, 1)
    return date(year, number, 1), date.fromordinal(following.toordinal() - 1)


def _drop_settled_drafts(session: Session, first: date, last: date) -> None:
    """A draft cell says where the draft differs; where it no longer does, it goes."""
    draft, row = m.DraftAssignment, m.Assignment
    same = exists().where(
        and_(
            row.person_id == draft.person_id,
            row.day == draft.day,
            row.shift_id == draft.shift_id,
        )
    )
    session.execute(delete(draft).where(draft.day.between(first, last), same))


def _publish(
    ctx: Context,
    session: Session,
    first: date,
    concerned: set[str],
    cells: Mapping[str, list[ChangedCell]],
    reason: str,
) -> None:
    """Publish each scope's month, or record the edit of one that is published already."""
    wanted = {(scope, first) for scope in concerned}
    settled = {
        scope
        for (scope, _), row in month_rows(session, wanted).items()
        if row.version and not cells.get(scope)
    }
    open_ones = {(scope, first) for scope in concerned - settled}
    if open_ones:
        made = [
            NewVersion(row, cells.get(scope, []))
            for (scope, _), row in sorted(touch_months(session, open_ones).items())
        ]
        add_versions(ctx, session, made, reason)
        today = ctx.today()  # what is brought of days gone by is history, and no news
        again = [new for new in made if new.month.version > 0]
        coming = [cell for new in again for cell in new.cells if cell[1] >= today]
        tell_changed(ctx, session, coming, reason)
    end_spent(ctx, session, wanted, reason)
