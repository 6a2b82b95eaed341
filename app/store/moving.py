"""A centre that moves from one kind of store to the other."""

from __future__ import annotations

from datetime import datetime

from app.errors import BadInput
from app.rules.vocabulary import msg
from app.store.port import Place, Store
from app.store.sqlite.place import FilePlace
from app.store.sqlite.store import FileStore


def refuse_alike(source: Place, target: Place) -> None:
    """BadInput where both are files, or both on servers."""
    if isinstance(source, FilePlace) == isinstance(target, FilePlace):
        raise BadInput(
            msg("Nothing to move there."),
            msg(
                "A store moves from a file to a server, or from a server to a file. A file is "
                "moved like any other; a database on a server, by its keeper."
            ),
        )


def move(store: Store, source: Place, target: Place, now: datetime, actor: str) -> int:
    """Make the `target` a store with all that is in `store`, which is the one at `source`, and
    whose write lock is held; how many rows that is. Whole, or not at all. StoreProblem."""
    from app.store.postgresql import moving  # its driver is loaded where it is needed
    from app.store.postgresql.place import ServerPlace

    if isinstance(store, FileStore) and isinstance(target, ServerPlace):
        return moving.to_server(store, target, now, actor)
    assert isinstance(source, ServerPlace)
    assert isinstance(target, FilePlace)
    return moving.to_file(source, target, now, actor)
