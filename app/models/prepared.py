"""Statements compiled once and handed to the driver: for what decides while others wait.

They are written as any other. But SQLAlchemy goes through some sixty calls each time that it runs
one, which is most of what a decision would cost (`docs/decisions/0013`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, func, or_, select
from sqlalchemy.exc import StatementError
from sqlalchemy.orm import Session

_KEPT = "connections"
"""Where a session keeps its connections for the one transaction that it lives for."""

_TIMES_KEPT = 16


class Prepared:
    """The statement that `build` puts together. Its parameters are given by name; of an insert or
    an update they are the columns, all of them: no default is filled in."""

    def __init__(self, build: Callable[[], Any]) -> None:
        self._build = build
        self._forms: dict[tuple[str, ...], _Form] = {}

    def rows(self, session: Session | Connection, **values: Any) -> list[Any]:
        """What a select finds, as tuples of Python's own types."""
        driver, form = self._ready(session, values)
        return form.typed(driver.execute(form.sql, form.bound(values)).fetchall())

    def write(self, session: Session | Connection, *rows: Mapping[str, Any]) -> int:
        """Run an insert or an update for each of `rows`; how many rows of the table it wrote."""
        driver, form = self._ready(session, rows[0])
        if len(rows) == 1:
            return int(driver.execute(form.sql, form.bound(rows[0])).rowcount)
        return int(driver.executemany(form.sql, map(form.bound, rows)).rowcount)

    def _ready(self, session: Session | Connection, values: Mapping[str, Any]) -> tuple[Any, _Form]:
        connection, driver = _connections(session)
        names = tuple(values)
        form = self._forms.get(names)
        if form is None:
            form = self._forms[names] = _Form(self._build(), names, connection.dialect)
        return driver, form


class _Form:
    """A compiled statement: its SQL, what each parameter becomes, and what each column does."""

    def __init__(self, statement: Any, names: Sequence[str], dialect: Any) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=names)
        self.sql = str(compiled)
        self._parameters: list[tuple[str, Any, Any]] = []
        for name in compiled.positiontup:
            turned, value = _to_driver(compiled.binds[name], dialect), compiled.params[name]
            if name not in names:
                turned, value = None, turned(value) if turned else value
            self._parameters.append((name, turned, value))
        columns = enumerate(getattr(statement, "selected_columns", ()))
        read = ((at, _from_driver(column, dialect)) for at, column in columns)
        self._columns = [(at, turned) for at, turned in read if turned is not None]

    def bound(self, values: Mapping[str, Any]) -> list[Any]:
        """The parameters in their order, as the driver takes them."""
        try:
            return [
                turned(values.get(name, fixed)) if turned else values.get(name, fixed)
                for name, turned, fixed in self._parameters
            ]
        except ValueError as error:
            raise StatementError(str(error), self.sql, values, error) from error

    def typed(self, rows: list[Any]) -> list[Any]:
        """The driver's rows in Python's types."""
        if not self._columns:
            return rows
        return [self._typed(list(row)) for row in rows]

    def _typed(self, row: list[Any]) -> tuple[Any, ...]:
        for at, turned in self._columns:
            row[at] = turned(row[at])
        return tuple(row)


def listed(name: str) -> Any:
    """For `column.in_(listed("people"))`: the values of the parameter `name`, as many as there
    are in `as_list`: the statement stays the same one."""
    return select(func.json_each(bindparam(name)).table_valued("value").c.value)


def as_list(values: Iterable[int]) -> str:
    """The parameter for a `listed` of ids, as JSON."""
    return str([*values])


def one_of(column: ColumnElement[Any] | Any, values: Iterable[Any]) -> Any:
    """For a few values that are always the same."""
    return or_(*(column == value for value in values))


def _connections(session: Session | Connection) -> tuple[Connection, Any]:
    """The transaction's connection and the driver's, with all written that the session holds."""
    if isinstance(session, Connection):
        return session, session.connection.driver_connection
    session.flush()
    kept: tuple[Connection, Any] | None = session.info.get(_KEPT)
    if kept is None or kept[0].closed:
        connection = session.connection()
        kept = session.info[_KEPT] = (connection, connection.connection.driver_connection)
    return kept


def _to_driver(parameter: Any, dialect: Any) -> Any:
    """What makes of a value what the driver takes; None: nothing has to. One day or instant comes
    several times in a decision."""
    turned = parameter.type.dialect_impl(dialect).bind_processor(dialect)
    is_time = turned and issubclass(parameter.type.python_type, date)
    return lru_cache(maxsize=_TIMES_KEPT)(turned) if is_time else turned


def _from_driver(column: Any, dialect: Any) -> Any:
    return column.type.dialect_impl(dialect).result_processor(dialect, None)
