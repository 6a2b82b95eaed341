"""Tens of thousands of rows into a table: in one go, each distinct value turned once.

SQLAlchemy puts a dictionary of parameters together for each row and turns every value; of a roster
that is three quarters of the time, and its cells have a few hundred dates (decision 0022).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Dialect, Table, insert
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

Turn = Callable[[Any], Any] | None
Way = Callable[[Connection, str, Sequence[str], Iterable[tuple[Any, ...]]], None]

WAY = "bulk"
"""In a writing session's `info`: how its store takes many rows of a table, given in the order of
the columns that are named; where it has no way of its own, by one statement for all of them."""


@dataclass(frozen=True, slots=True)
class Bulk:
    """The columns of an insert in the order of its parameters, and how their values are turned."""

    table: str
    statement: str
    columns: Sequence[str]
    turns: Sequence[tuple[int, Turn]]
    """For each parameter the column's place in a row."""

    @classmethod
    def of(cls, session: Session, table: Table, columns: Sequence[str]) -> Bulk | None:
        """None where the table has further values to give."""
        dialect = session.connection().dialect
        compiled: Any = insert(table).compile(dialect=dialect, column_keys=list(columns))
        order: Sequence[str] = compiled.positiontup or list(compiled.binds)
        if sorted(order) != sorted(columns):
            return None
        turns = [(columns.index(name), _turn(table, name, dialect)) for name in order]
        return cls(table.name, str(compiled), order, turns)

    def insert(self, session: Session, rows: Collection[Sequence[Any]]) -> None:
        """Add the rows, whose values stand in the order of the columns."""
        columns = list(zip(*rows, strict=True))
        turned = zip(*(_turned(columns[place], turn) for place, turn in self.turns), strict=True)
        connection, way = session.connection(), session.info.get(WAY)
        if way is None:
            connection.exec_driver_sql(self.statement, list(turned))
        else:
            way(connection, self.table, self.columns, turned)


def _turn(table: Table, name: str, dialect: Dialect) -> Turn:
    kind = table.c[name].type.dialect_impl(dialect)
    turn: Turn = kind.bind_processor(dialect)
    return turn


def _turned(values: Sequence[Any], turn: Turn) -> Iterable[Any]:
    if turn is None:
        return values
    known = {value: turn(value) for value in set(values)}
    return map(known.__getitem__, values)
