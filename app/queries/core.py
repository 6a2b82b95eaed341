"""Statements over columns, run as plainly as SQLAlchemy can: for what decides while others wait.

A statement that is put together once and run on the connection costs 17 µs, the same one through
the session 42, and putting it together 100 (`docs/decisions/0013`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, bindparam, func, select
from sqlalchemy.orm import Session

_CORE = "core"
"""Where a session keeps its connection: asking for it costs half as much as a statement."""


def core(session: Session) -> Connection:
    """The connection of the session's transaction, with all written that the session holds."""
    session.flush()
    connection: Connection | None = session.info.get(_CORE)
    if connection is None or connection.closed:
        connection = session.info[_CORE] = session.connection()
    return connection


def listed(name: str) -> Any:
    """For `column.in_(listed("people"))`: the values of the parameter `name`, as many as there
    are in `as_list`: the statement stays the same one."""
    return select(func.json_each(bindparam(name)).table_valued("value").c.value)


def as_list(values: Iterable[int | str]) -> str:
    """The parameter for a `listed`."""
    return json.dumps([*values])
