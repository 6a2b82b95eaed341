"""Bringing in the contacts of intervals: all that a file states, or nothing.

What it names is added or mended, nothing is deleted; the same file twice changes nothing. An
interval that would lie over another one in the store is refused: nobody could say how many contacts
there were.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput
from app.models import Department, Volume, table_of
from app.queries.people.rows import nobodys_job_types
from app.reading import permission
from app.rules.deeds import Deed
from app.rules.facts import Place
from app.rules.permissions import Action
from app.rules.rostering.volumes import DAY_MINUTES, Span, VolumeRow, overlapping
from app.rules.vocabulary import Message, msg
from app.services.moving.merging import Destination, Key, Merged, Row, merge

MOST_TOLD = 1000
_VOLUMES = Destination(
    table_of(Volume),
    ("department_id", "job_type", "day", "minute", "minutes", "contacts", "aht_seconds"),
    keys=4,
)


class StatedVolumes(Protocol):
    """A file of volumes as it was read."""

    @property
    def name(self) -> str: ...
    @property
    def digest(self) -> str: ...
    @property
    def rows(self) -> Sequence[VolumeRow]: ...


@dataclass(frozen=True, slots=True)
class VolumesTaken:
    """How many intervals a file added, changed and left as they were, and from when to when."""

    name: str
    added: int
    updated: int
    unchanged: int
    first: date | None
    last: date | None
    nobodys: tuple[str, ...] = ()
    """Job types that nobody has: mostly a slip of the pen."""

    @property
    def changed(self) -> bool:
        return bool(self.added or self.updated)


def bring_volumes(ctx: Context, file: StatedVolumes, *, dry_run: bool = False) -> VolumesTaken:
    """Write what the file states; with `dry_run` only say what it would.

    NotAllowed where the actor may not say what one of its departments needs; BadInput for intervals
    that would lie over others in the store.
    """
    if dry_run:
        with ctx.read() as session:
            _require(ctx, session, file.rows)
            return _told(session, file, merge_plan(session, file.rows))
    with ctx.write() as session:
        _require(ctx, session, file.rows)
        told = _told(session, file, take_volumes(session, file.rows))
        if told.changed:
            after = {"sha256": file.digest, "added": told.added, "updated": told.updated}
            after |= {"unchanged": told.unchanged, "from": told.first, "to": told.last}
            ctx.audit(session, Deed.VOLUME_BRING_IN, f"volume:{file.name}", after=after)
        return told


def take_volumes(session: Session, rows: Sequence[VolumeRow]) -> Merged:
    """Make the rows stand in the store, whoever asks; BadInput where one lies over another."""
    stated, stored = _stated_and_stored(session, rows)
    return merge(session, _VOLUMES, stated, stored=stored)


def merge_plan(session: Session, rows: Sequence[VolumeRow]) -> Merged:
    """What `take_volumes` would do."""
    stated, stored = _stated_and_stored(session, rows)
    merged = Merged()
    for row in stated:
        key, values = row[: _VOLUMES.keys], row[_VOLUMES.keys :]
        kind = merged.added if key not in stored else merged.updated
        (merged.unchanged if stored.get(key) == values else kind).add(key)
    return merged


def _stated_and_stored(
    session: Session, rows: Sequence[VolumeRow]
) -> tuple[list[Row], dict[Key, Row]]:
    """The rows by columns, and what the store has of their departments and dates."""
    if not rows:
        return [], {}
    ids = {name: key for key, name in session.execute(select(Department.id, Department.name))}
    stated = [
        (ids[one.department], one.job_type, one.at.date(), one.minute, *one[3:]) for one in rows
    ]
    volume = _VOLUMES.table.c
    within = volume.day.between(min(row[2] for row in stated), max(row[2] for row in stated))
    mine = volume.department_id.in_({row[0] for row in stated})
    stored = _VOLUMES.stored(session, within & mine)
    if stored and (found := list(_overlaps(stated, stored, {key: n for n, key in ids.items()}))):
        raise BadInput(
            msg("Intervals lie over one another"),
            msg(
                "The store has other intervals at these times: {count}. Nothing was written; bring "
                "in intervals of the same length, all of them.",
                count=len(found),
            ),
            found[:MOST_TOLD],
        )
    return stated, stored


def _overlaps(
    stated: Iterable[Row], stored: Mapping[Key, Row], names: Mapping[int, str]
) -> Iterator[Message]:
    """Each interval that would begin within another one."""
    lengths = {key: values[0] for key, values in stored.items()}
    lengths |= {row[:4]: row[4] for row in stated}
    kinds: dict[tuple[int, str], list[Span]] = defaultdict(list)
    for (department, job_type, day, minute), minutes in lengths.items():
        kinds[department, job_type].append((day.toordinal() * DAY_MINUTES + minute, minutes))
    for (department, job_type), spans in kinds.items():
        for earlier, later in overlapping(spans):
            yield msg(
                "{department} {job_type}: {first} has {minutes} minutes and reaches over {second}.",
                department=names[department],
                job_type=job_type,
                first=_wall(earlier),
                minutes=earlier[1],
                second=_wall(later),
            )


def _wall(span: Span) -> str:
    day, minute = divmod(span[0], DAY_MINUTES)
    at = datetime.combine(date.fromordinal(day), datetime.min.time()) + timedelta(minutes=minute)
    return f"{at:%Y-%m-%d %H:%M}"


def _require(ctx: Context, session: Session, rows: Iterable[VolumeRow]) -> None:
    named = {row.department for row in rows}
    ids = session.execute(select(Department.name, Department.id).where(Department.name.in_(named)))
    for _name, key in ids:
        permission.require(ctx, session, Action.EDIT_NEEDS, Place(key))
    if not named:
        permission.require_part(permission.standing(ctx, session))


def _told(session: Session, file: StatedVolumes, merged: Merged) -> VolumesTaken:
    days = [row.at.date() for row in file.rows]
    return VolumesTaken(
        file.name,
        len(merged.added),
        len(merged.updated),
        len(merged.unchanged),
        min(days, default=None),
        max(days, default=None),
        nobodys_job_types(session, (row.job_type for row in file.rows)),
    )
