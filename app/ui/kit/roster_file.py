"""Files of a centre's own that a page is to bring in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class RosterFile:
    """A target of the roster page: bring this file in; None: ask for one."""

    path: Path | None = None


@dataclass(frozen=True, slots=True)
class StaffFile:
    """A target of the People page: bring this staff list in; None: ask for one."""

    path: Path | None = None


@dataclass(frozen=True, slots=True)
class PunchFile:
    """A target of the attendance page: bring these punches in; None: ask for a file."""

    path: Path | None = None
