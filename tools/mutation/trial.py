"""A mutant on trial: in a copy of the tree, by the tests that reach it, until the first fails."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from enum import Enum
from importlib.util import cache_from_source
from pathlib import Path

from tools.mutation.mutant import Mutant

NEEDED = ("app", "resources", "tests", "tools", "docs", "pyproject.toml", "locks")


class Fate(Enum):
    KILLED = "killed"
    TIMED_OUT = "killed by time"
    SURVIVED = "survived"
    UNREACHED = "survived: no test reaches it"

    @property
    def dead(self) -> bool:
        return self in (Fate.KILLED, Fate.TIMED_OUT)


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of the tree in which one mutant at a time is tried."""

    root: Path

    @classmethod
    def of(cls, root: Path, folder: Path) -> Copy:
        for name in NEEDED:
            source = root / name
            if source.is_dir():
                shutil.copytree(source, folder / name)
            else:
                shutil.copy2(source, folder / name)
        return cls(folder)

    def try_out(self, mutant: Mutant, tests: list[str], seconds: float) -> Fate:
        """What became of it; the copy is as before afterwards."""
        if not tests:
            return Fate.UNREACHED
        original = (self.root / mutant.path).read_bytes()
        self._put(mutant.path, mutant.applied(original))
        try:
            return self._judged_by(tests, seconds)
        finally:
            self._put(mutant.path, original)

    def _put(self, path: str, source: bytes) -> None:
        """Write a file; Python tells a stale compiled one only by whole seconds."""
        file = self.root / path
        file.write_bytes(source)
        Path(cache_from_source(str(file))).unlink(missing_ok=True)

    def _judged_by(self, tests: list[str], seconds: float) -> Fate:
        listed = self.root / "listed-tests"
        listed.write_text("\n".join(tests), "utf-8")
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider"]
        try:
            done = subprocess.run(
                [*command, f"@{listed}"], cwd=self.root, capture_output=True, timeout=seconds
            )
        except subprocess.TimeoutExpired:
            return Fate.TIMED_OUT
        return Fate.KILLED if done.returncode else Fate.SURVIVED
