"""A whole store that moves from a file to a server, or back, while its write lock is held.

The old one stays as it is: whoever holds its lock says in it where it went.
"""

from __future__ import annotations

from datetime import datetime

from app.rules.deeds import Deed
from app.store import audit
from app.store.audit import Entry
from app.store.port import Store
from app.store.postgresql import filling, making
from app.store.postgresql.place import ServerPlace
from app.store.sqlite import certificates
from app.store.sqlite import making as files
from app.store.sqlite.place import FilePlace
from app.store.sqlite.store import FileStore


def to_server(source: FileStore, target: ServerPlace, now: datetime, actor: str) -> int:
    """How many rows came; nothing is in the database where it fails. StoreProblem."""
    with target.changing() as connection:
        making.refuse_taken(connection, target.address)
        return filling.fill(connection, source.path, now, actor, _came(source, now, actor))


def to_file(source: ServerPlace, target: FilePlace, now: datetime, actor: str) -> int:
    """The same; the file takes its name at the end."""
    kept = certificates.folder_of(target.path)
    with source.looking() as connection, files.unnamed(target.path) as unfinished:
        return filling.copy(connection, unfinished, kept, now, actor, _came(source, now, actor))


def _came(source: Store | ServerPlace, now: datetime, actor: str) -> Entry:
    after = audit.as_text({"moved_from": str(source.address)})
    return Entry(now, actor, Deed.STORE_MOVE, "store", after=after)
