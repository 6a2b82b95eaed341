"""Times that a word states, or a list of words and times somewhere in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time
from typing import Any
from unicodedata import normalize

from app.exchange.layouts.grids import Book, Grid
from app.rules.bringing.said import Block, Shape
from app.rules.folding import folded

Times = tuple[time, time]

_CLOCK = r"(\d{1,2})(?:[:.点时h](\d{2})(?:[:.]\d{2})?|[点时])?\s*(am|pm|a\.m\.|p\.m\.)?"
_TO = r"\s*(?:-+|–|—|~|～|至|到|to|until|till)\s*(?:次日|翌日|第二天|\+1)?\s*"
_SPAN = re.compile(rf"(?<!\d)(?<!\d:){_CLOCK}{_TO}{_CLOCK}(?![\d:])")
_PACKED = re.compile(r"(?<!\d)([0-2]\d)([0-5]\d)\s*(?:-|–|—|~|至|to)\s*([0-2]\d)([0-5]\d)(?!\d)")
_ONE = re.compile(rf"{_CLOCK}")
_NEAR = 3
"""So many cells beside a word may its times stand."""


def times_in(text: str) -> Times | None:
    """The times that `text` states: "A班 8:30~12:30", "0600-1400", "07:00 AM to 03:00 PM"."""
    plain = normalize("NFKC", text).casefold()
    if match := _PACKED.search(plain):
        return _pair(_time(match[1], match[2], None), _time(match[3], match[4], None))
    for match in _SPAN.finditer(plain):
        if not (
            match[2] or match[3] or match[5] or match[6] or "点" in match[0] or "时" in match[0]
        ):
            continue  # two bare numbers are no times
        found = _pair(_time(match[1], match[2], match[3]), _time(match[4], match[5], match[6]))
        if found is not None:
            return found
    return None


def typed_times(text: str) -> Times | None:
    """The times that somebody types where times are asked: also "8-16" and "0730 1530"."""
    plain = re.sub(r"(?<=\d)\s+(?=\d)", "-", normalize("NFKC", text).strip())
    whole = re.fullmatch(r"(\d{1,2})-(\d{1,2})", plain)
    return (
        _pair(_time(whole[1], None, None), _time(whole[2], None, None))
        if whole
        else (times_in(plain))
    )


def _pair(start: time | None, end: time | None) -> Times | None:
    return (start, end) if start is not None and end is not None else None


def _time(hour: str, minute: str | None, half: str | None) -> time | None:
    hours, minutes = int(hour), int(minute or 0)
    if half:
        if not 1 <= hours <= 12:
            return None if hours > 24 else time(hours % 24, minutes)
        hours = hours % 12 + (12 if half.startswith("p") else 0)
    if hours == 24 and minutes == 0:
        hours = 0
    return time(hours, minutes) if hours < 24 and minutes < 60 else None


def one_time(value: Any, text: str) -> time | None:
    """A single time of the day: an Excel time, or text."""
    if isinstance(value, datetime):
        return value.time().replace(second=0, microsecond=0)
    if isinstance(value, time):
        return value.replace(second=0, microsecond=0)
    if isinstance(value, float) and 0 <= value <= 1:
        minutes = round(value * 1440) % 1440
        return time(minutes // 60, minutes % 60)
    match = _ONE.fullmatch(normalize("NFKC", text).casefold().strip())
    if match is None or not (match[2] or match[3]):
        return None
    return _time(match[1], match[2], match[3])


def stated(book: Book, words: Mapping[str, object], blocks: Sequence[Block]) -> dict[str, Times]:
    """The times of `words`: in the word itself, or in a list of the file outside its `blocks`.

    A word for which the file states different times has none.
    """
    found: dict[str, Times] = {}
    wanted: dict[str, list[str]] = {}
    for word in words:
        if own := times_in(word):
            found[word] = own
        else:
            wanted.setdefault(folded(word, " "), []).append(word)
    if not wanted:
        return found
    seen: dict[str, set[Times]] = {}
    for grid in book.grids:
        inside = [block for block in blocks if block.sheet == grid.title]
        for word, times in _in_grid(grid, wanted, inside):
            seen.setdefault(word, set()).add(times)
    for plain, several in seen.items():
        if len(several) == 1:
            found |= dict.fromkeys(wanted[plain], next(iter(several)))
    return found


def _in_grid(
    grid: Grid, wanted: Mapping[str, object], blocks: Sequence[Block]
) -> Iterator[tuple[str, Times]]:
    for row, line in enumerate(grid.rows):
        for column, value in enumerate(line):
            if value is None or any(_is_inside(block, row, column) for block in blocks):
                continue
            text = grid.text(row, column)
            plain = folded(text, " ")
            if plain in wanted:
                if times := _beside(grid, row, column) or _below(grid, row, column):
                    yield plain, times
            elif isinstance(value, str) and any(sign.isdigit() for sign in text):
                yield from _within(text, wanted)


def _is_inside(block: Block, row: int, column: int) -> bool:
    if not block.first <= row <= block.last:
        return False
    if block.shape in (Shape.PEOPLE_DOWN, Shape.SHIFTS_DOWN):
        return block.days[0][0] <= column <= block.days[-1][0]
    return column in block.columns or column == block.names


def _beside(grid: Grid, row: int, column: int) -> Times | None:
    """To the right of a word: a span, or two times one after the other."""
    texts = []
    for at in range(column + 1, column + 1 + _NEAR + 2):
        if grid.raw(row, at) is not None:
            texts.append((grid.raw(row, at), grid.text(row, at)))
    for value, text in texts[:2]:
        if isinstance(value, str) and (times := times_in(text)):
            return times
    if len(texts) >= 2:
        for first, second in ((0, 1), (1, 2)):
            if second < len(texts):
                pair = _pair(one_time(*texts[first]), one_time(*texts[second]))
                if pair:
                    return pair
    return None


def _below(grid: Grid, row: int, column: int) -> Times | None:
    text = grid.text(row + 1, column)
    if times := times_in(text):
        return times
    return _pair(one_time(grid.raw(row + 1, column), text),
                 one_time(grid.raw(row + 2, column), grid.text(row + 2, column)))  # fmt: skip


def _within(text: str, wanted: Mapping[str, object]) -> Iterator[tuple[str, Times]]:
    """A legend in one cell: "早班：8:00-16:00；中班：16:00-24:00"."""
    plain = normalize("NFKC", text)
    for part in re.split(r"[;,。\n、]|\s{2,}", plain):
        times = times_in(part)
        if times is None:
            continue
        head = part[: _where(part)]
        word = folded(head.strip(" :=(（【[\"'“”‘’-—"), " ")
        for one in (word, word.removesuffix("班"), word + "班", *re.split(r"[\s:=(]+", word)):
            if one in wanted:
                yield one, times
                break


def _where(part: str) -> int:
    match = re.search(r"\d", part)
    found = _SPAN.search(part.casefold()) or _PACKED.search(part.casefold())
    return found.start() if found else match.start() if match else len(part)
