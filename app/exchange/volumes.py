"""The contacts of intervals in: the sheet Volumes, alone as a CSV or within any workbook."""

from __future__ import annotations

import hashlib
from collections.abc import Container
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from app.errors import BadInput
from app.exchange import cells, guard
from app.exchange.columns import Named, Sheet, may, must
from app.exchange.csv_rows import LARGEST, read_rows
from app.exchange.headings import places_of
from app.exchange.sheet_rows import content_of, sheets_of
from app.exchange.tables import Header, Problems, Row, Rows, Table, readable_text
from app.exchange.volume_rows import Looking, VolumeReader
from app.progress import Cancel, never, stop_if
from app.rules.calendar import CentreTime
from app.rules.rostering.volumes import DAY_MINUTES, LENGTHS, VolumeRow
from app.rules.vocabulary import msg

_BOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
_LONGEST = 24 * 3600
_SEARCHED = 20
_CACHED = 200_000


def _length(value: Any) -> int:
    try:
        found = cells.whole(1, DAY_MINUTES)(value)
    except cells.BadCell:
        found = None
    if found not in LENGTHS:
        raise cells.BadCell(
            msg('{cell}: "{value}" is no length of an interval; write 15, 30 or 60.')
        )
    return int(found)


def _swift(read: cells.Reader) -> cells.Reader:
    """The same reader, asked once for each text: three kinds of contact have the same times."""
    kept = lru_cache(_CACHED)(read)

    def reading(value: Any) -> Any:
        return kept(value) if type(value) is str else read(value)

    return reading


VOLUMES = Sheet(
    "Volumes",
    "话务量",
    (
        must("department", "部门", _swift(cells.identifier), Named.DEPARTMENT),
        may("job_type", "工种", _swift(cells.text), ""),
        must("from", "开始", _swift(cells.moment)),
        must("minutes", "时长分钟", _swift(_length)),
        must("contacts", "话务量", cells.amount(1e9)),
        must("aht_seconds", "平均处理时长", _swift(cells.amount(_LONGEST))),
    ),
)


@dataclass(frozen=True, slots=True)
class VolumeFile:
    """What a file states. `passed_over`: its lines, columns and cells that mean nothing here;
    `together`: times that the clock shows twice, of which two rows were counted as one."""

    name: str
    digest: str
    rows: tuple[VolumeRow, ...]
    passed_over: tuple[str, ...] = ()
    together: tuple[datetime, ...] = ()


def read_volumes(
    path: Path,
    departments: Container[str],
    cancel: Cancel = never,
    *,
    time: CentreTime | None = None,
) -> VolumeFile:
    """The file at `path`; raises BadInput with every problem in it, or Cancelled.

    `departments`: the names of those that are there; `time`: the centre's, where changes of the
    clock are to be minded.
    """
    title, rows, content = _listed(path, cancel)
    problems = Problems()
    table = Table(title, rows, problems)
    table.settle(VOLUMES)
    reader = VolumeReader(VOLUMES, _looking(departments), time, cancel)
    found = reader.rows(table)
    if problems.count:
        raise BadInput(
            msg("{name} was not brought in", name=path.name),
            msg(
                "Problems found in {name}: {count}. Nothing was brought in; mend them and choose "
                "the file again.",
                name=path.name,
                count=problems.count,
            ),
            problems.kept,
        )
    if not found:
        raise BadInput(
            msg("{name} was not brought in", name=path.name),
            msg("No interval stands in {name} under its headings.", name=path.name),
        )
    digest = hashlib.sha256(content).hexdigest()
    passed_over = (*table.passed_over, *table.extra(VOLUMES), *table.beyond())
    together = tuple(reader.together.values())
    return VolumeFile(path.name, digest, tuple(found), passed_over, together)


def _looking(departments: Container[str]) -> Looking:
    def look(table: Table, header: Header, row: Row) -> None:
        name = row.values.get("department")
        if name and name not in departments:
            table.complain(
                row.number,
                header["department"],
                msg('{cell}: "{value}" is no department of the centre; mend its name.'),
            )

    return look


def _listed(path: Path, cancel: Cancel) -> tuple[str, Rows, bytes]:
    """How the place is called to people, its rows, and the file's bytes."""
    if path.suffix.casefold() in _BOOKS:
        content = content_of(path)
        parts = guard.inspect(path.name, content, lambda: stop_if(cancel))
        title, rows = _best(list(sheets_of(path.name, content, parts)))
        return f"{path.name} {title}".rstrip(), rows, content
    content = content_of(path)
    found = read_rows(path)
    if found is None:
        raise BadInput(
            msg("This list cannot be read"),
            msg(
                "{name}: no CSV of at most {limit} MB, in UTF-8 or in a Chinese code page.",
                name=path.name,
                limit=LARGEST // 2**20,
            ),
        )
    return path.name, found, content


def _best(sheets: list[tuple[str, Rows]]) -> tuple[str, Rows]:
    """The sheet that is called so; else the first with most of the headings."""
    titles = {cells.folded(VOLUMES.name), cells.folded(VOLUMES.chinese)}
    named = [one for one in sheets if cells.folded(one[0]) in titles]
    return max(named or sheets, key=_most_headings, default=("", []))


def _most_headings(sheet: tuple[str, Rows]) -> int:
    lines = (
        places_of(VOLUMES, [readable_text(one) for one in row]) for row in sheet[1][:_SEARCHED]
    )
    return max(map(len, lines), default=0)
