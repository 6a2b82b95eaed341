"""Rows stated elsewhere, made to stand in a table: added, updated, never deleted."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from app.rules.calendar import CentreTime
from app.store.bulk import Bulk

_MANY = 1000
Key = tuple[Any, ...]
Row = tuple[Any, ...]


@dataclass(slots=True)
class Merged:
    """The keys of what was added, changed, or stood there as stated."""

    added: set[Key] = field(default_factory=set)
    updated: set[Key] = field(default_factory=set)
    unchanged: set[Key] = field(default_factory=set)

    @property
    def changed(self) -> set[Key]:
        return self.added | self.updated


@dataclass(frozen=True, slots=True)
class Destination:
    """A table, its columns that are stated, and how many of the first of them name a row."""

    table: Table
    columns: tuple[str, ...]
    keys: int = 1

    def stored(
        self, session: Session, where: ColumnElement[bool] | None = None
    ) -> dict[Key, tuple[Any, ...]]:
        """What stands in the table: key -> the other stated columns."""
        query = select(*(self.table.c[name] for name in self.columns))
        rows = session.execute(query if where is None else query.where(where))
        return {tuple(row[: self.keys]): tuple(row[self.keys :]) for row in rows}

    def _named(self) -> list[ColumnElement[bool]]:
        """That a row is the one with the key `the_...`, which may have blanks."""
        keys = (self.table.c[name] for name in self.columns[: self.keys])
        return [
            key.is_not_distinct_from(bindparam(f"the_{key.name}"))
            if key.nullable
            else key == bindparam(f"the_{key.name}")
            for key in keys
        ]

    def insert(self, session: Session, rows: Collection[Row]) -> None:
        """Add the rows, in one statement."""
        if len(rows) >= _MANY and (bulk := Bulk.of(session, self.table, self.columns)):
            bulk.insert(session, rows)
        elif rows:
            values = [dict(zip(self.columns, row, strict=True)) for row in rows]
            session.execute(insert(self.table), values)

    def delete(self, session: Session, keys: Collection[Key]) -> None:
        """Take the rows with these keys away, in one statement."""
        if not keys:
            return
        named = [f"the_{name}" for name in self.columns[: self.keys]]
        query = delete(self.table).where(*self._named())
        session.connection().execute(query, [dict(zip(named, k, strict=True)) for k in keys])

    def update(self, session: Session, rows: Collection[Row]) -> None:
        """Give the rows their new values, in one statement; the row's version, if any, counts."""
        if not rows:
            return
        named = [f"the_{name}" for name in self.columns]
        values: dict[str, Any] = dict(zip(self.columns, map(bindparam, named), strict=True))
        for name in self.columns[: self.keys]:
            del values[name]
        if "version" in self.table.c and "version" not in self.columns:
            values["version"] = self.table.c.version + 1
        query = update(self.table).values(values).where(*self._named())
        session.connection().execute(query, [dict(zip(named, r, strict=True)) for r in rows])


def merge(
    session: Session,
    target: Destination,
    rows: Iterable[Row],
    where: ColumnElement[bool] | None = None,
    stored: dict[Key, tuple[Any, ...]] | None = None,
    time: CentreTime | None = None,
    stays: Callable[[Key], bool] | None = None,
) -> Merged:
    """Make `rows` stand in the table and say which of them changed anything.

    `where` bounds what is read of the table, if the rows all lie within it. `time`: instants are
    stated as its wall shows them, to the minute, and a stored one that it shows so stands.
    `stays` is asked of each row that would be added or changed; where it does, nothing is written.
    """
    if stored is None:
        stored = target.stored(session, where)
    if not stored and stays is None:
        rows = list(rows)
        target.insert(session, rows)
        return Merged(added={row[: target.keys] for row in rows})
    merged = Merged()
    new: list[Row] = []
    changed: list[Row] = []
    for row in rows:
        key, stated = row[: target.keys], row[target.keys :]
        there = stored.get(key)
        stands = there is not None and (
            there == stated or there == (stated := _kept(time, there, stated))
        )
        if stands or (stays is not None and stays(key)):
            merged.unchanged.add(key)
        elif there is None:
            merged.added.add(key)
            new.append(row)
        else:
            merged.updated.add(key)
            changed.append((*key, *stated))
    target.update(session, changed)
    target.insert(session, new)
    return merged


def _kept(time: CentreTime | None, there: Row, stated: Row) -> Row:
    """The row's new values: an instant that stands and is the one stated keeps its seconds, and
    its place in an hour that the clock shows twice."""
    if time is None:
        return stated
    return tuple(
        old if _both_instants(old, new) and time.wall_minute(old) == time.wall_minute(new) else new
        for old, new in zip(there, stated, strict=True)
    )


def _both_instants(one: Any, other: Any) -> bool:
    return isinstance(one, datetime) and isinstance(other, datetime)


def ids(session: Session, table: Table, columns: Sequence[str]) -> dict[Any, int]:
    """A table's natural keys (a tuple, or the value of a single column) -> its ids."""
    found = session.execute(select(table.c.id, *(table.c[name] for name in columns)))
    if len(columns) == 1:
        return {row[1]: row[0] for row in found}
    return {tuple(row[1:]): row[0] for row in found}
