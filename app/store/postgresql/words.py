"""What the models say in SQLite's words, in the server's, as its tables are made."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint, Computed, String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.schema import CreateColumn

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


def _said(text: str) -> str:
    return _WORDS.get(text, text)
