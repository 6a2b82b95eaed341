"""Which kind of store stands behind an address."""

from __future__ import annotations

from pathlib import Path

from app.address import StoreAddress
from app.store.port import Place
from app.store.sqlite.place import FilePlace

Named = StoreAddress | Path
"""An address; or, for tools and tests, the file itself."""


def place_at(named: Named, seen: Path) -> Place:
    """The place that an address names; StoreProblem where no store can be kept there.

    `seen`: a folder of this account, where is kept what it has seen of each store.
    """
    return FilePlace.at(named if isinstance(named, Path) else named.file, seen)
