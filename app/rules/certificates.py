"""Certificates of a medical institution: which days they cover together, and what a file is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from app.rules.facts import Certificate

_DAY = timedelta(days=1)
LARGEST = 10 * 1024 * 1024
"""Bytes that one file may have."""
MOST_PIXELS = 50_000_000
"""Points that a picture may have: more than a telephone's, and 200 MB when it is shown."""


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that is taken, by how its content begins and what its name may end in."""

    media_type: str
    suffixes: tuple[str, ...]
    begins: bytes


PDF = FileKind("application/pdf", (".pdf",), b"%PDF-")
JPEG = FileKind("image/jpeg", (".jpg", ".jpeg"), b"\xff\xd8\xff")
PNG = FileKind("image/png", (".png",), b"\x89PNG\r\n\x1a\n")
FILE_KINDS = (PDF, JPEG, PNG)


def kind_of(content: bytes) -> FileKind | None:
    """What the content claims to be, whatever its name says; None for anything else."""
    return next((kind for kind in FILE_KINDS if content.startswith(kind.begins)), None)


def together(papers: Iterable[Certificate], first: date, last: date) -> Certificate | None:
    """LEAVE-4: the unbroken days that `papers` cover, and when the last of them was handed in.

    Of several islands of days, the one that covers most of `first` to `last`. Once a leave is
    covered whole, a paper that follows makes nothing late.
    """
    taken: list[Certificate] = []
    covered: Certificate | None = None
    for paper in sorted(papers, key=lambda paper: paper.handed_in):
        taken.append(paper)
        covered = max(_islands(taken), key=lambda island: _shared(island, first, last))
        if covered.first <= first and last <= covered.last:
            break
    return covered


def _islands(papers: Iterable[Certificate]) -> list[Certificate]:
    islands: list[Certificate] = []
    for paper in sorted(papers, key=lambda paper: (paper.first, paper.last)):
        if islands and paper.first <= islands[-1].last + _DAY:
            joined = islands.pop()
            paper = Certificate(
                joined.first,
                max(joined.last, paper.last),
                max(joined.handed_in, paper.handed_in),
            )
        islands.append(paper)
    return islands


def _shared(island: Certificate, first: date, last: date) -> int:
    return (min(island.last, last) - max(island.first, first)).days
