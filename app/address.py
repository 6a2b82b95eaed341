"""What names a store: what stands in the settings, after `--store` and in DUTYDESK_STORE."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class StoreAddress:
    """Where a store is. Today each is a file of this machine; further kinds are told apart here,
    and `store/places.py` knows what stands behind each."""

    file: Path

    @classmethod
    def parse(cls, typed: str) -> StoreAddress:
        """The address that somebody typed."""
        return cls(Path(typed))

    @classmethod
    def within(cls, folder: Path, name: str) -> StoreAddress:
        """Of the store `name` where nobody says where: in this machine's folder for data."""
        return cls(folder / f"{name}.dutydesk")

    def __str__(self) -> str:
        return str(self.file)
