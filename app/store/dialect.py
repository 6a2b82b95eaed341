"""What dialects say differently, once: the one module of the store that queries may import.

A construct stands in a statement as any function does; SQLAlchemy asks for its words in the
dialect that the statement is compiled for. One without words for a dialect fails as it is compiled.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.functions import FunctionElement


class day_text(FunctionElement[str]):  # noqa: N801 - it is called as a function is
    """A date as ISO text, unconverted: a roster has few dates and very many cells."""

    type = String()
    inherit_cache = True


@compiles(day_text, "sqlite")
def _day_text(element: day_text, compiler: Any, **kw: Any) -> str:
    """Dates are kept as that text."""
    return str(compiler.process(element.clauses, **kw))


@compiles(day_text, "postgresql")
def _day_as_text(element: day_text, compiler: Any, **kw: Any) -> str:
    return f"({compiler.process(element.clauses, **kw)})::text"


class first_part(FunctionElement[str]):  # noqa: N801 - it is called as a function is
    """`first_part(text, mark)`: what stands before the first `mark`; all where there is none."""

    type = String()
    inherit_cache = True


@compiles(first_part, "sqlite")
def _first_part(element: first_part, compiler: Any, **kw: Any) -> str:
    text, mark = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"substr({text}, 1, instr({text} || {mark}, {mark}) - 1)"


@compiles(first_part, "postgresql")
def _first_of_parts(element: first_part, compiler: Any, **kw: Any) -> str:
    text, mark = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"split_part({text}, {mark}, 1)"


def plain_rows(session: Session, statement: Select[*tuple[Any, ...]]) -> Iterator[Any]:
    """The rows as the driver has them, for numbers and texts that need no converting: tens of
    thousands of result objects would cost more than the reading itself."""
    result = session.connection().execute(statement)
    cursor: Any = result.cursor
    rows = cursor.fetchall()  # at once: one by one a server's driver takes twice as long
    result.close()
    yield from rows
