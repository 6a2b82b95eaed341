"""OpenDocument sheets as a person sees them: dates, times, the decimals that are shown, merged
cells, what is hidden."""

from __future__ import annotations

import re
import zipfile
from datetime import datetime, time, timedelta
from io import BytesIO
from typing import Any
from xml.parsers import expat

from app.exchange import guard
from app.exchange.layouts.grids import Grid, Place, merged_places, sensible, trimmed
from app.progress import Cancel, stop_if

_CLOCK = re.compile(r"PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S")
_SHOWN = re.compile(r"\d+[.,](\d+)")
_HIDDEN = ("collapse", "filter")
_CHUNK = 2**20


def read_ods(name: str, content: bytes, cancel: Cancel) -> tuple[Grid, ...]:
    """Every sheet of a file whose spans were looked at before; BadInput for a damaged one."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if b"manifest:encryption-data" in archive.read("META-INF/manifest.xml"):
                from app.exchange.layouts.kinds import protected

                raise protected(name)
            body = archive.read("content.xml")
        reader = _Reader()
        for at in range(0, len(body), _CHUNK):
            stop_if(cancel)
            reader.parser.Parse(body[at : at + _CHUNK], False)
        reader.parser.Parse(b"", True)
        return tuple(reader.grids)
    except (
        *(zipfile.BadZipFile, KeyError, OSError, ValueError, RuntimeError),
        *(expat.ExpatError, OverflowError),
    ) as error:
        raise guard.damaged(name) from error


class _Reader:
    """Follows the document's tags; cells and rows that repeat are laid out where they say
    something."""

    def __init__(self) -> None:
        self.grids: list[Grid] = []
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self._unseen: set[str] = set()
        self._style = ""
        self._cell: dict[str, str] | None = None
        self._words: list[str] = []
        self._paragraphs = 0
        self._aside = 0
        self._heading = 0

    def _start(self, name: str, said: dict[str, str]) -> None:
        match name:
            case "style:style":
                self._style = said.get("style:name", "")
            case "style:table-properties" if said.get("table:display") == "false":
                self._unseen.add(self._style)
            case "table:table":
                self._begin(said)
            case "table:table-column":
                self._column(said)
            case "table:table-row":
                self._rows = _times(said, "table:number-rows-repeated")
                self._line: list[tuple[int, Any, int | None, bool]] = []
                self._at = 0
                self._row_hidden = said.get("table:visibility") in _HIDDEN
            case "table:table-cell" | "table:covered-table-cell":
                self._cell, self._words, self._paragraphs = said, [], 0
            case "office:annotation":
                self._aside += 1
            case "text:p" if self._cell is not None and not self._aside:
                if self._paragraphs:
                    self._words.append("\n")
                self._paragraphs += 1
            case "text:s" | "text:tab" if not self._aside:
                self._words.append(" ")
            case "text:line-break" if not self._aside:
                self._words.append("\n")

    def _text(self, text: str) -> None:
        if self._cell is not None and self._paragraphs and not self._aside:
            self._words.append(text)

    def _end(self, name: str) -> None:
        match name:
            case "office:annotation":
                self._aside -= 1
            case "table:table-cell" | "table:covered-table-cell":
                self._close_cell(covered=name.endswith("covered-table-cell"))
            case "table:table-row":
                self._close_row()
            case "table:table":
                self._close()

    def _begin(self, said: dict[str, str]) -> None:
        self._title = said.get("table:name", "")
        self._hidden = said.get("table:style-name", "-") in self._unseen
        self._laid: list[list[Any]] = []
        self._waiting = self._next_column = 0
        self._decimals: dict[Place, int] = {}
        self._errors: set[Place] = set()
        self._merged: list[tuple[Place, Place]] = []
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()

    def _column(self, said: dict[str, str]) -> None:
        times = _times(said, "table:number-columns-repeated")
        last = min(self._next_column + times, guard.MAX_COLUMNS)
        if said.get("table:visibility") in _HIDDEN:
            self._hidden_columns |= set(range(self._next_column, last))
        self._next_column += times

    def _close_cell(self, *, covered: bool) -> None:
        said, self._cell = self._cell or {}, None
        times = _times(said, "table:number-columns-repeated")
        text = "".join(self._words)
        value, decimals = (None, None) if covered else _value(said, text)
        wrong = said.get("calcext:value-type") == "error" or (
            "table:formula" in said and text.startswith(("#", "Err:"))
        )
        if value is not None or wrong:
            row = len(self._laid) + self._waiting
            self._line += [(self._at + by, value, decimals, wrong) for by in range(times)]
            down, across = (_times(said, f"table:number-{way}-spanned")
                            for way in ("rows", "columns"))  # fmt: skip
            if down > 1 or across > 1:
                last = (row + down - 1, self._at + across - 1)
                self._merged.append(((row, self._at), last))
        self._at += times

    def _close_row(self) -> None:
        first = len(self._laid) + self._waiting
        if self._row_hidden:
            self._hidden_rows |= set(range(first, first + min(self._rows, 10_000)))
        if not self._line:
            self._waiting += self._rows
            return
        self._laid += [[] for _ in range(self._waiting)]
        self._waiting = 0
        for _again in range(self._rows):
            row: list[Any] = [None] * (self._line[-1][0] + 1)
            for column, value, decimals, wrong in self._line:
                row[column] = None if wrong else value
                if wrong:
                    self._errors.add((len(self._laid), column))
                if decimals:
                    self._decimals[len(self._laid), column] = decimals
            self._laid.append(row)

    def _close(self) -> None:
        self.grids.append(
            Grid(
                title=self._title,
                rows=trimmed(self._laid),
                merged=dict(merged_places(self._merged)),
                decimals=self._decimals,
                errors=frozenset(self._errors),
                hidden=self._hidden,
                hidden_rows=frozenset(self._hidden_rows),
                hidden_columns=frozenset(self._hidden_columns),
            )
        )


def _times(said: dict[str, str], name: str) -> int:
    return max(int(said.get(name, "1")), 1)


def _value(said: dict[str, str], text: str) -> tuple[Any, int | None]:
    """What a cell holds, and so many decimals as are shown of it."""
    match said.get("office:value-type"):
        case "float" | "percentage" | "currency":
            number = float(said["office:value"])
            shown = _SHOWN.fullmatch(text.strip())
            if number.is_integer() and shown is None:
                return int(number), None
            return number, len(shown[1]) if shown else None
        case "date":
            return sensible(datetime.fromisoformat(said["office:date-value"])), None
        case "time":
            return _clock(said["office:time-value"]), None
        case "boolean":
            return said.get("office:boolean-value") == "true", None
    return (text if text.strip() else None), None


def _clock(text: str) -> Any:
    match = _CLOCK.fullmatch(text)
    if match is None:
        raise ValueError(text)
    hours, minutes, seconds = map(int, match.groups())
    if hours < 24:
        return time(hours, minutes, seconds)
    return sensible(timedelta(hours=hours, minutes=minutes, seconds=seconds))
