"""A mutant: one place of one file, and what stands there instead."""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Mutant:
    """`start` and `end` are offsets in the file's UTF-8 bytes; lines count from 1."""

    path: str
    first_line: int
    last_line: int
    start: int
    end: int
    instead: str

    def applied(self, source: bytes) -> bytes:
        return source[: self.start] + self.instead.encode() + source[self.end :]

    def was(self, source: bytes) -> str:
        """What stands there today, on one line."""
        return " ".join(source[self.start : self.end].decode().split())

    def diff(self, root: Path) -> str:
        source = (root / self.path).read_bytes()
        before, after = (text.decode().splitlines() for text in (source, self.applied(source)))
        return "\n".join(
            difflib.unified_diff(before, after, self.path, self.path, lineterm="", n=2)
        )


@dataclass(frozen=True, slots=True)
class Equivalent:
    """A change that no test can see, and why not; `equivalent.toml` beside this file lists them."""

    path: str
    was: str
    instead: str
    reason: str

    def is_of(self, mutant: Mutant, source: bytes) -> bool:
        return (self.path, self.was, self.instead) == (
            mutant.path,
            mutant.was(source),
            mutant.instead,
        )


def equivalents(text: str) -> list[Equivalent]:
    """Those of a list; one without its reason is refused."""
    return [Equivalent(**row) for row in tomllib.loads(text).get("equivalent", [])]
