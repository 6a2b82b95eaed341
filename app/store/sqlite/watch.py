"""Whether somebody has committed to a store's file, asked for next to nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

from app.models import SettingKey
from app.store import moved
from app.store.facts import setting
from app.store.sqlite.engine import connect
from app.store.sqlite.incarnation import Incarnation
from app.store.sqlite.problems import explained_at_work

_VERSION = "PRAGMA data_version"
"""Another number after each commit of another connection, and this one makes none."""


@dataclass(slots=True)
class FileWatch:
    """A connection of its own that is asked each second; see `store/port.py`."""

    path: Path
    opened: Incarnation
    connection: Any
    version: int
    handle: None = None

    @classmethod
    def on(cls, path: Path, mode: str, opened: Incarnation) -> FileWatch:
        try:
            connection = connect(path, mode)
            (version,) = connection.execute(_VERSION).fetchone()
        except driver.Error as error:
            raise explained_at_work(error, path) or error from error
        return cls(path, opened, connection, version)

    def heard(self) -> bool:
        """The first and cheapest of questions is whether it is the store at all."""
        try:
            self.opened.check_content(self.connection)
            (version,) = self.connection.execute(_VERSION).fetchone()
        except driver.Error as error:
            self.opened.check_file()
            raise explained_at_work(error, self.path) or error from error
        self.opened.check_file()
        known, self.version = self.version, version
        if version == known:
            return False
        moved.refuse(setting(self.connection, SettingKey.MOVED_TO))
        return True

    def close(self) -> None:
        self.connection.close()
