"""Making a store where none is: whole, or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from app import own_files
from app.errors import StoreProblem
from app.rules.vocabulary import msg
from app.store.sqlite import scratch, upgrade
from app.store.sqlite.backups import refuse_gone


def make(path: Path, now: datetime, actor: str, settings: dict[str, str]) -> None:
    """Make a store of the present schema at `path`, never over something that is there.

    StoreProblem where something is, or was (its backups say so), or where nothing can be written.
    """
    with unnamed(path) as unfinished:
        upgrade.upgrade(unfinished, now, actor, settings)


@contextmanager
def unnamed(path: Path) -> Iterator[Path]:
    """A free name beside `path` for a store that is called so once it is finished. The same."""
    refuse_taken(path)
    try:
        own_files.make_folder(path.parent)
        with scratch.beside(path) as unfinished:
            yield unfinished
            name(unfinished, path)
    except OSError as error:
        raise StoreProblem(
            msg("The store cannot be made."),
            msg("{path}: {reason}.", path=str(path), reason=error.strerror or str(error)),
        ) from error


def refuse_taken(path: Path) -> None:
    """StoreProblem where something is there, or was."""
    if path.exists():
        raise _taken(path)
    refuse_gone(path)


def name(unfinished: Path, path: Path) -> None:
    """Give a finished store its name; where two programs make one at once, one of them fails."""
    try:
        if os.name != "nt":
            with suppress(NotImplementedError, PermissionError):  # a disk without hard links
                os.link(unfinished, path)
                return
        unfinished.rename(path)
    except FileExistsError as error:
        raise _taken(path) from error


def _taken(path: Path) -> StoreProblem:
    return StoreProblem(
        msg("There is something here already."),
        msg("{path} exists and was left as it is. Choose another name.", path=str(path)),
    )
