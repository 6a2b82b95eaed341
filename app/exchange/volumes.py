"""The contacts of intervals in: the sheet Volumes, alone as a CSV or within any workbook."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
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
from app.progress import Cancel, never, stop_if
from app.rules.rostering.volumes import DAY_MINUTES, LENGTHS, Span, VolumeRow, overlapping
from app.rules.vocabulary import msg

_BOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
_LONGEST = 24 * 3600
_SEARCHED = 20
_SOME = 500
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
Looking = Callable[[Table, Header, Row], None]
"""What notes a row's cells that name nothing."""


@dataclass(frozen=True, slots=True)
class VolumeFile:
    """What a file states. `passed_over`: its lines and columns that mean nothing here."""

    name: str
    digest: str
    rows: tuple[VolumeRow, ...]
    passed_over: tuple[str, ...] = ()


def volume_rows(table: Table, look: Looking, cancel: Cancel = never) -> list[VolumeRow]:
    """The whole rows of a settled table; every bad cell, row that is there twice and interval that
    lies over another one is noted."""
    header = table.header(VOLUMES)
    if header is None:
        return []
    found: dict[tuple[Any, ...], tuple[int, VolumeRow]] = {}
    for row in table.records(VOLUMES, header):
        if row.number % _SOME == 0:
            stop_if(cancel)
        look(table, header, row)
        if row.whole:
            _keep(table, header, row, found)
    _note_overlaps(table, header, found)
    return [one for _number, one in found.values()]


def _keep(
    table: Table, header: Header, row: Row, found: dict[tuple[Any, ...], tuple[int, VolumeRow]]
) -> None:
    """Add a row; one that says the same twice counts once."""
    one = VolumeRow(*row.values.values())
    if one.minute + one.minutes > DAY_MINUTES:
        table.complain(
            row.number,
            header["from"],
            msg('{cell}: an interval from "{value}" on would reach into the next day; mend it.'),
        )
        return
    number, first = found.setdefault(one[:3], (row.number, one))
    if first != one:
        table.complain(
            row.number,
            header["from"],
            msg(
                '{cell}: "{value}" is already in row {first} and says something else there; '
                "delete one of the two.",
                first=number + 1,
            ),
        )


def _note_overlaps(
    table: Table, header: Header, found: Mapping[tuple[Any, ...], tuple[int, VolumeRow]]
) -> None:
    kinds: dict[tuple[str, str], dict[Span, int]] = defaultdict(dict)
    for number, one in found.values():
        at = one.at.toordinal() * DAY_MINUTES + one.minute
        kinds[one.department, one.job_type][at, one.minutes] = number
    for spans in kinds.values():
        for earlier, later in overlapping(spans):
            table.complain(
                spans[later],
                header["from"],
                msg(
                    '{cell}: the interval from "{value}" on begins before that of row {first} '
                    "ends; mend from or minutes.",
                    first=spans[earlier] + 1,
                ),
            )


def read_volumes(path: Path, departments: Container[str], cancel: Cancel = never) -> VolumeFile:
    """The file at `path`; raises BadInput with every problem in it, or Cancelled.

    `departments`: the names of those that are there.
    """
    title, rows, content = _listed(path, cancel)
    problems = Problems()
    table = Table(title, rows, problems)
    table.settle(VOLUMES)
    found = volume_rows(table, _looking(departments), cancel)
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
    digest = hashlib.sha256(content).hexdigest()
    return VolumeFile(path.name, digest, tuple(found), (*table.passed_over, *table.extra(VOLUMES)))


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
    return path.name, found, path.read_bytes()


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
