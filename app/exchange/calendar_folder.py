"""Everybody's own calendar file in one folder, to which telephones subscribe.

Files are named by a secret of the store and the person's number: who knows one name knows no
other. A list of what was written lies with them; what is on it and has no owner any more is
removed, and nothing else in the folder is ever touched.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from contextlib import suppress
from datetime import date
from pathlib import Path

from app.context import Context
from app.exchange.calendar_onto import replace_whole
from app.exchange.icalendar_file import calendar_file
from app.reading.roster.calendars import load_calendars, newest
from app.rules.my_days import CalendarWords

_LIST = "dutydesk-calendars.txt"
_NAME = re.compile(r"[0-9a-f]{32}\.ics")
_done: dict[str, tuple[str, int, date]] = {}


def file_name(secret: str, no: str) -> str:
    """Of one person's file, which nobody guesses."""
    drawn = hmac.new(bytes.fromhex(secret), no.encode(), hashlib.sha256).hexdigest()
    return f"{drawn[:32]}.ics"


def refresh(ctx: Context, words: CalendarWords) -> int:
    """Write what changed since this process wrote last; how many files. A folder that is gone or
    closed is left alone: the next time tries again."""
    if ctx.store.read_only:
        return 0
    folder, *_rest = now = newest(ctx)
    if not folder or _done.get(folder) == now:
        return 0
    try:
        written = write_folder(ctx, words)
    except OSError:
        return 0
    _done[folder] = now
    return written


def write_folder(ctx: Context, words: CalendarWords) -> int:
    """Write everybody's file to the folder, and remove those without an owner; how many changed.

    OSError where the folder cannot be written to.
    """
    found = load_calendars(ctx)
    ours = _listed(found.folder)
    files = {file_name(found.secret, mine.no): mine for mine in found.people}
    replace_whole(found.folder / _LIST, "\n".join(sorted(ours | set(files))).encode())
    changed = 0
    for name, mine in files.items():
        path = found.folder / name
        earlier = path.read_bytes() if path.is_file() else b""
        content = calendar_file(mine, words, ctx.now(), earlier)
        if content != earlier:
            replace_whole(path, content)
            changed += 1
    changed += _remove(found.folder, ours - set(files))
    replace_whole(found.folder / _LIST, "\n".join(sorted(files)).encode())
    return changed


def empty_folder(folder: Path) -> int:
    """Remove what was written to a folder that is none any more; how many files."""
    removed = _remove(folder, _listed(folder))
    with suppress(OSError):
        (folder / _LIST).unlink(missing_ok=True)
    return removed


def _listed(folder: Path) -> set[str]:
    """The files that were written here: nothing but names of ours is ever believed."""
    try:
        lines = (folder / _LIST).read_text("utf-8").split()
    except (OSError, UnicodeDecodeError):
        return set()
    return {line for line in lines if _NAME.fullmatch(line)}


def _remove(folder: Path, names: set[str]) -> int:
    removed = 0
    for name in names:
        with suppress(OSError):
            (folder / name).unlink()
            removed += 1
    return removed
