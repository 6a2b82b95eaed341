"""Only `store/` says what one database understands and another does not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import Date, column, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import CompileError

from app.store import dialect

APP = Path(__file__).parent.parent / "app"
DIALECT_WORDS = re.compile(
    r"sqlite|sqlcipher|sqlalchemy\.dialects|on_conflict"
    r"|json_each|json_extract|json_group|group_concat|randomblob|julianday|unixepoch"
    r"|\binstr\b|func\.(date|strftime|datetime|time|hex|quote|printf|substr|total|ifnull|iif)\b"
    r"|start of month|\bdate\(\w+, '"
    r"|\bpragma\b|begin (immediate|exclusive|deferred)|\browid\b"
    r"|type_coerce\([^)]*(String|Text)"
    r"|driver_connection|dbapi_connection|exec_driver_sql|raw_connection|\.cursor\b|\btext\(\"\"?",
    re.IGNORECASE,
)
TABLE_ARGUMENT = re.compile(r"\"sqlite_\w+\": |\bCheckConstraint\(|with_variant\(")
"""What a table of `models/` is told for one kind of store alone; another does not look at it."""


def spoken(path: Path) -> list[str]:
    """File and line of each line that only one database understands."""
    tables = path.is_relative_to(APP / "models")
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
    return [
        f"{path.relative_to(APP.parent)}:{number}: {line.strip()}"
        for number, line in lines
        if DIALECT_WORDS.search(line) and not (tables and TABLE_ARGUMENT.search(line))
    ]


def test_no_dialect_is_spoken_outside_the_store() -> None:
    outside = (path for path in sorted(APP.rglob("*.py")) if APP / "store" not in path.parents)
    assert [line for path in outside for line in spoken(path)] == []


@pytest.mark.parametrize(
    "line",
    [
        "from sqlcipher3 import dbapi2",
        "connection.execute('PRAGMA foreign_keys=ON')",
        'select(func.strftime("%Y", CalendarDay.day))',
        "func.instr(row.subject, mark)",
        "select(func.json_each(people))",
        "type_coerce(row.day, String)",
        "rows = result.cursor",
        "session.connection().connection.driver_connection",
        'session.execute(text("SELECT 1"))',
        "func.date(row.at)",
    ],
)
def test_the_words_are_found(line: str) -> None:
    assert DIALECT_WORDS.search(line)


@pytest.mark.parametrize(
    "line",
    [
        'moment.strftime("%H:%M")',
        "painter.drawText(area, words)",
        "self.cursorPosition()",
        "func.count()",
        "select(extract('year', row.day))",
        "label(action.text(), kind)",
    ],
)
def test_other_words_are_left_alone(line: str) -> None:
    assert not DIALECT_WORDS.search(line)


def test_a_construct_without_words_for_a_dialect_fails_as_it_is_compiled() -> None:
    day = select(dialect.day_text(column("day", Date)))
    assert str(day.compile(dialect=sqlite.dialect())) == "SELECT day AS anon_1"
    assert "(day)::text" in str(day.compile(dialect=postgresql.dialect()))  # type: ignore[no-untyped-call]
    with pytest.raises(CompileError):
        day.compile(dialect=make_url("mysql://").get_dialect()())
