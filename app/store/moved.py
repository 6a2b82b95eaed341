"""A store whose centre moved to another one: it is read, and takes nothing any more."""

from __future__ import annotations

from app.errors import StoreMoved
from app.models import SettingKey
from app.rules.vocabulary import msg

MOVED = msg("This centre moved to {where}. Nothing is entered here any more: choose that store.")
"""What is said of the old store."""

READ = f"SELECT value FROM setting WHERE key = '{SettingKey.MOVED_TO}'"
"""Where it moved to; nothing while it is where it was. A backup that is gone back to says nothing
of it."""


def refuse(where: str | None) -> None:
    """StoreMoved where it went elsewhere."""
    if where is not None:
        raise StoreMoved(msg("The centre is not here any more."), msg(MOVED.msgid, where=where))
