"""A list of contacts as the telephone system gave it, before anybody is known by it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.rules.vocabulary import Message


@dataclass(frozen=True, slots=True)
class ListRow:
    """One contact. `started_at` is the centre's wall time, to the minute; `number` the row's in the
    file, from 1."""

    number: int
    reference: str
    agent: str
    """A number or a name, as the list has it."""
    started_at: datetime
    seconds: int
    job_type: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class ContactList:
    """The rows that could be read, and what is wrong with the others: of thousands of problems
    the first are worded, `problem_count` counts all."""

    name: str
    rows: tuple[ListRow, ...]
    problems: tuple[Message, ...] = ()
    problem_count: int = 0
    sheet: str = ""
    columns: Mapping[str, str] | None = None
    """A column's key -> its letters."""

    def problem(self, row: ListRow, column: str, problem: Message, value: object) -> Message:
        """`problem` of one cell, its `{cell}` and `{value}` filled in."""
        letters = (self.columns or {}).get(column, "")
        cell = f"{self.sheet or self.name}!{letters}{row.number}"
        return Message(problem.msgid, {**problem.params, "cell": cell, "value": str(value)[:60]})
