"""Which kind of store stands behind an address."""

from __future__ import annotations

from pathlib import Path

from app.address import FileAddress, ServerAddress, StoreAddress
from app.store.port import Place
from app.store.sqlite.place import FilePlace

Named = StoreAddress | Path
"""An address; or, for tools and tests, the file itself."""


def place_at(named: Named, seen: Path, kept: Path | None = None) -> Place:
    """The place that an address names; StoreProblem where no store can be kept there.

    `seen`: a folder of this account, where is kept what it has seen of each store; beside it are
    the backups of a store on a server, unless `kept` says where.
    """
    if isinstance(named, Path):
        return FilePlace.at(named, seen)
    if isinstance(named, FileAddress):
        return FilePlace.at(named.file, seen)
    from app.store.postgresql.place import ServerPlace  # its driver is loaded where it is needed

    return ServerPlace(named, seen, kept)


def centre_at(address: ServerAddress) -> str | None:
    """See `bootstrap.centre_at`."""
    from app.store.postgresql import looking

    return looking.centre_at(address)


def tell_password(address: ServerAddress, password: str) -> None:
    """See `bootstrap.tell_password`."""
    from app.store.postgresql import passwords

    passwords.tell(address, password)


def told_password(address: ServerAddress) -> str:
    """See `bootstrap.told_password`."""
    from app.store.postgresql import passwords

    return passwords.password_for(address) or ""
