"""Putting calendar files where they belong: whole or not at all, and over nothing that is not the
calendar of the same person."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from threading import get_ident

from app.errors import BadInput
from app.exchange.icalendar_file import calendar_file, is_calendar_of
from app.exchange.saving import refuse_special
from app.rules.my_days import CalendarWords, MyDays
from app.rules.vocabulary import msg


def write_calendar(
    path: Path, mine: MyDays, words: CalendarWords, now: datetime, *, over: bool = False
) -> None:
    """Write somebody's calendar; the one of theirs that is there already is counted on.

    BadInput where something else lies there, unless it may be written `over`.
    """
    refuse_special(path)
    earlier = path.read_bytes() if path.is_file() else b""
    if earlier and not over and not is_calendar_of(earlier, mine.no):
        raise BadInput(
            msg("Something else lies there"),
            msg("{file} is not {name}'s calendar: it was left as it is.",
                file=path.name, name=mine.name),
        )  # fmt: skip
    try:
        replace_whole(path, calendar_file(mine, words, now, earlier))
    except OSError as error:
        raise BadInput(
            msg("{name} was not written", name=path.name),
            msg("{path} cannot be written: {reason}.", path=str(path), reason=error.strerror or ""),
        ) from error


def replace_whole(path: Path, content: bytes) -> None:
    """Nobody reads half a file, and two who write at once do not write into the same one. Unlike
    `saving.write_whole` it leaves the file to be read by whom the folder lets: telephones."""
    fresh = path.with_name(f"{path.stem}.{os.getpid()}-{get_ident()}.part")
    try:
        fresh.write_bytes(content)
        os.replace(fresh, path)
    except OSError:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise
