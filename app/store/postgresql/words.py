"""What the models and statements say in SQLite's words, in the server's."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint, Computed, Extract, Integer, String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.schema import CreateColumn
from sqlalchemy.sql import functions
from sqlalchemy.types import TypeEngine

_WORDS = {
    "lower(hex(link))": "encode(link, 'hex')",
    "month = date(month, 'start of month')": "extract(day FROM month) = 1",
}


@compiles(Computed, "postgresql")
def _computed(element: Computed, compiler: Any, **kw: Any) -> str:
    return f"GENERATED ALWAYS AS ({_said(str(element.sqltext))}) STORED"


@compiles(CheckConstraint, "postgresql")
def _check(element: CheckConstraint, compiler: Any, **kw: Any) -> str:
    text = str(compiler.visit_check_constraint(element, **kw))
    for theirs, ours in _WORDS.items():
        text = text.replace(theirs, ours)
    return text


@compiles(CreateColumn, "postgresql")
def _column(element: CreateColumn, compiler: Any, **kw: Any) -> str:
    """Texts are sorted by their characters' numbers, as SQLite does, whatever the server's
    language: so no update of its libraries puts an index out of order."""
    text = str(compiler.visit_create_column(element, **kw))
    kind = element.element.type.dialect_impl(compiler.dialect)
    if not isinstance(getattr(kind, "impl_instance", kind), String):
        return text
    named = str(compiler.dialect.type_compiler_instance.process(element.element.type))
    return text.replace(named, f'{named} COLLATE "C"', 1)


@compiles(functions.sum, "postgresql")
def _sum(element: functions.sum[Any], compiler: Any, **kw: Any) -> str:
    """Of whole numbers a whole number, as the type says: the server's own is a decimal one."""
    return _whole(compiler.visit_function(element, **kw), element.type)


@compiles(Extract, "postgresql")
def _extract(element: Extract, compiler: Any, **kw: Any) -> str:
    return _whole(compiler.visit_extract(element, **kw), element.type)


def _whole(text: str, kind: TypeEngine[Any]) -> str:
    return f"CAST({text} AS BIGINT)" if isinstance(kind, Integer) else text


def _said(text: str) -> str:
    return _WORDS.get(text, text)
