"""The folder of calendar files to which telephones subscribe: where it is, what files are named."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from app.context import Context
from app.errors import BadInput
from app.models import SettingKey
from app.reading.permission import require
from app.rules.deeds import Deed
from app.rules.permissions import Action
from app.rules.vocabulary import Message, msg
from app.services.keeping.store_settings import read_setting, write_setting
from app.services.seen import Seen, refuse_stale

_STORE = "store"
_KEEPING = frozenset({Deed.STORE_KEEP})
_OTHERS = 0o004


def keep_calendar_folder(
    ctx: Context, folder: Path | None, seen: Seen[str] | None = None
) -> list[Message]:
    """Have everybody's calendar file written to `folder` from now on; None: no longer.

    Who can read it is said. The files get new names: who knew the old ones subscribes anew.
    """
    if folder is not None and not (folder.is_dir() and os.access(folder, os.W_OK)):
        raise BadInput(
            msg("No files can be written there"),
            msg("{folder} is no folder, or is closed to you.", folder=str(folder)),
        )
    after = str(folder) if folder else ""
    with ctx.write() as session:
        require(ctx, session, Action.KEEP_STORE)
        before = read_setting(session, SettingKey.CALENDAR_FOLDER)
        refuse_stale(session, seen, before, after, _place, _STORE, deeds=_KEEPING)
        write_setting(session, SettingKey.CALENDAR_FOLDER, after)
        write_setting(session, SettingKey.CALENDAR_SECRET, secrets.token_hex(32))
        told = ({"calendars": before}, {"calendars": after})
        ctx.audit(session, Deed.STORE_KEEP, _STORE, *told)
    return [who_reads(folder)] if folder else []


def who_reads(folder: Path) -> Message:
    """Who can read what is written to the folder, as far as this computer knows."""
    if os.name == "posix" and not folder.stat().st_mode & _OTHERS:
        return msg("Only the owner and the group of this folder can read the calendar files.")
    return msg(
        "Everybody who reaches this folder can read all calendar files in it. Publish the single "
        "files by their names, never the list of the folder."
    )


def _place(folder: str) -> Message | str:
    return folder or msg("no folder for calendars")
