"""The telephone system's list of contacts in: a CSV or a workbook, its columns in any order, with
headings in either language."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from app.errors import BadInput
from app.exchange import cells, guard
from app.exchange.columns import Sheet, may, must
from app.exchange.csv_rows import LARGEST, read_rows
from app.exchange.sheet_rows import content_of, sheets_of
from app.exchange.tables import Problems, Row, Rows, Table, letters
from app.progress import Cancel, never, stop_if
from app.rules.links import recording_link
from app.rules.scorecards.contact_list import ContactList, ListRow
from app.rules.vocabulary import msg

_BOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
_LONGEST = 24 * 3600
_SPAN = re.compile(r"(?:(\d{1,2}):)?(\d{1,2}):(\d{2})")
_DAY_MARKS = re.compile(r"[/.年月]")
_LINES_ABOVE = 20
"""So many lines at the top may be something else: a title, a period."""


def _start(value: Any) -> datetime:
    """As `cells.moment`; also with slashes or 年月日, as telephone systems write it."""
    if isinstance(value, str):
        value = _DAY_MARKS.sub("-", value.replace("日", " "))
        if ":" not in value.replace("：", ":"):
            raise _NO_START
    try:
        return cells.moment(value)
    except cells.BadCell:
        raise _NO_START from None


_NO_START = cells.BadCell(
    msg(
        '{cell}: "{value}" is no date and time; write it as 2026-10-01 08:00 '
        "or as an Excel date with its time."
    )
)


def _seconds(value: Any) -> int:
    """Whole seconds, mm:ss, hh:mm:ss, or an Excel time."""
    found: float | None = None
    if isinstance(value, time):
        found = value.hour * 3600 + value.minute * 60 + value.second
    elif isinstance(value, timedelta):
        found = value.total_seconds()
    elif isinstance(value, str) and (match := _SPAN.fullmatch(value.strip())):
        hours, minutes, seconds = (int(part or 0) for part in match.groups())
        if seconds < 60 and (minutes < 60 or not match[1]):
            found = hours * 3600 + minutes * 60 + seconds
    else:
        try:
            return int(cells.whole(0, _LONGEST)(value))
        except cells.BadCell:
            found = None
    if found is None or not 0 <= found <= _LONGEST:
        raise cells.BadCell(
            msg('{cell}: "{value}" is no length up to 24 hours; write seconds, 5:30 or 0:05:30.')
        )
    return round(found)


def _link(value: Any) -> str:
    found = cells.text(value)
    if found and recording_link(found) is None:
        raise cells.BadCell(
            msg('{cell}: "{value}" is no link; write one that begins with https:// or http://.')
        )
    return found


CONTACTS = Sheet(
    "Contacts",
    "通话清单",
    (
        must("reference", "流水号", cells.identifier),
        must("agent", "工号", cells.identifier),
        must("start", "开始时间", _start),
        must("seconds", "时长", _seconds),
        may("job_type", "工种", cells.text, ""),
        may("link", "录音链接", _link, ""),
    ),
)
_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "reference": (
        "reference", "ref", "contact", "contact ref", "contact id", "call id", "callid",
        "session id", "流水号", "通话流水号", "呼叫流水号", "业务流水号", "录音流水号", "联系编号",
        "通话编号", "会话编号",
    ),
    "agent": (
        "employee no", "agent no", "agent id", "agent", "agent name", "工号", "坐席工号",
        "座席工号", "员工工号", "话务员工号", "坐席", "座席", "坐席姓名", "座席姓名", "姓名",
    ),
    "start": (
        "start", "started at", "start time", "begin time", "开始时间", "通话开始时间", "呼叫时间",
        "接通时间", "起始时间",
    ),
    "seconds": (
        "seconds", "duration", "length", "talk time", "时长", "通话时长", "时长(秒)",
        "通话时长(秒)", "秒数",
    ),
    "job_type": ("job type", "skill", "queue", "工种", "业务类型", "技能组", "队列"),
    "link": (
        "link", "url", "recording", "recording link", "录音链接", "录音地址", "链接",
    ),
}  # fmt: skip
"""What a column may be called; of several that are there the first one counts."""
_REQUIRED = tuple(column.key for column in CONTACTS.columns if column.required)


def read_contacts(path: Path, cancel: Cancel = never) -> ContactList:
    """The list at `path`: what could be read of it, and every problem of the rest.

    Raises BadInput for what is no such list, or Cancelled.
    """
    title, rows = _listed(path, cancel)
    at, headings = _headings(path, rows)
    problems = Problems()
    table = _BelowOthers(title, [headings, *rows[at + 1 :]], problems, above=at)
    header = table.header(CONTACTS)
    found: dict[str, ListRow] = {}
    for row in table.records(CONTACTS, header) if header else ():
        stop_if(cancel)
        _keep(table, header or {}, row, found)
    return ContactList(
        path.name,
        tuple(found.values()),
        tuple(problems.kept),
        problems.count,
        title,
        {key: letters(number) for key, number in (header or {}).items()},
    )


@dataclass(slots=True)
class _BelowOthers(Table):
    """A table under `above` lines that mean nothing here."""

    above: int = 0

    def cell(self, row: int, column: int) -> str:
        return f"{self.title}!{letters(column)}{row + 1 + self.above}"


def _listed(path: Path, cancel: Cancel) -> tuple[str, Rows]:
    """How the place is called to people, and its rows."""
    if path.suffix.casefold() in _BOOKS:
        return _sheet_with_most(path, cancel)
    rows = read_rows(path)
    if rows is None:
        raise BadInput(
            msg("This list cannot be read"),
            msg(
                "{name}: no CSV of at most {limit} MB, in UTF-8 or in a Chinese code page.",
                name=path.name,
                limit=LARGEST // 2**20,
            ),
        )
    return path.name, [list(row) for row in rows]


def _sheet_with_most(path: Path, cancel: Cancel) -> tuple[str, Rows]:
    """Of a workbook the first sheet that has the headings; without one, the first."""
    content = content_of(path)
    parts = guard.inspect(path.name, content, lambda: stop_if(cancel))
    sheets = list(sheets_of(path.name, content, parts))
    with_headings = (one for one in sheets if _place(one[1]) is not None)
    title, rows = next(with_headings, sheets[0] if sheets else ("", []))
    return f"{path.name} {title}", rows


def _headings(path: Path, rows: Rows) -> tuple[int, list[Any]]:
    """Where the headings stand, and each by the key of what it means; '' where it means nothing."""
    at = _place(rows)
    if at is None:
        raise BadInput(
            msg("This list cannot be read"),
            msg(
                "{name}: a list with headings for the reference, the agent, the start and the "
                "length is needed.",
                name=path.name,
            ),
        )
    return at, _meanings(rows[at])


def _place(rows: Rows) -> int | None:
    """The first line that names two of what is needed."""
    for at, row in enumerate(rows[:_LINES_ABOVE]):
        if sum(key in _REQUIRED for key in set(_meanings(row))) > 1:
            return at
    return None


def _meanings(row: Sequence[Any]) -> list[Any]:
    words = [cells.folded(cell) if isinstance(cell, str) else "" for cell in row]
    found: list[Any] = [""] * len(row)
    for key, names in _HEADINGS.items():
        best = next((name for name in map(cells.folded, names) if name in words), None)
        for number, word in enumerate(words):
            if word and word == best:
                found[number] = key
    return found


def _keep(table: Table, header: Mapping[str, int], row: Row, found: dict[str, ListRow]) -> None:
    """Add a whole row; one that says the same twice counts once."""
    if not row.whole:
        return
    values = row.values
    above = table.above if isinstance(table, _BelowOthers) else 0
    one = ListRow(
        row.number + 1 + above, values["reference"], values["agent"], values["start"],
        values["seconds"], values["job_type"], values["link"],
    )  # fmt: skip
    first = found.setdefault(one.reference, one)
    if replace(first, number=one.number) != one:
        table.complain(
            row.number,
            header["reference"],
            msg(
                '{cell}: "{value}" is already in row {first} and says something else there; '
                "delete one of the two.",
                first=first.number,
            ),
        )
