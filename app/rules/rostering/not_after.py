"""Shifts as a centre names them in a work rule: which may be worked, and what comes not after what.

One text form for sheets, forms and the store: `N, E` and `N:E L; L:E` (after N no E or L the next
day). It is read however it is typed; a code that has one of the signs in it cannot be named.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from unicodedata import normalize

from app.rules.plaintext import identifier
from app.rules.rostering.work_rules import NotAfter

_BETWEEN = re.compile(r"[\s,、;]+")
_SIGNS = re.compile(r"[\s,、:;]")


def nameable(code: str) -> bool:
    """Whether a work rule can name the shift `code`."""
    return bool(code) and not _SIGNS.search(normalize("NFKC", code))


def read_codes(text: str) -> frozenset[str]:
    """The codes in `N, E` (also with Chinese commas, or blanks); none for a blank text.

    Raises ValueError with the part of the text that names no shift: `N:`.
    """
    parts = [part for part in _BETWEEN.split(identifier(text)) if part]
    for part in parts:
        if not nameable(part):
            raise ValueError(part)
    return frozenset(parts)


def shown_codes(codes: Collection[str]) -> str:
    """`E, N`: what `read_codes` reads, in one order."""
    return ", ".join(sorted(codes))


def read_not_after(text: str) -> NotAfter:
    """`N:E L; L:E` as a mapping; a shift that is said twice has what both say.

    Raises ValueError with the part of the text that cannot be read: `E L`.
    """
    after: dict[str, frozenset[str]] = defaultdict(frozenset)
    for part in filter(None, map(str.strip, identifier(text).split(";"))):
        first, colon, later = part.partition(":")
        barred = read_codes(later)
        if not nameable(first.strip()) or not colon or not barred:
            raise ValueError(part)
        after[first.strip()] |= barred
    return dict(after)


def shown_not_after(after: NotAfter) -> str:
    """`L:E; N:E L`: what `read_not_after` reads, in one order."""
    said = sorted((first, " ".join(sorted(later))) for first, later in after.items() if later)
    return "; ".join(f"{first}:{later}" for first, later in said)


def named_in(shifts: str, after: str) -> frozenset[str]:
    """All codes that a rule's two texts name."""
    said = read_not_after(after)
    return read_codes(shifts).union(said, *said.values())


def named_anew(shifts: str, after: str, new: Mapping[str, Collection[str]]) -> tuple[str, str]:
    """The two texts with each code said as its `new` ones, which take over what holds of it."""

    def anew(codes: Collection[str]) -> frozenset[str]:
        return frozenset(one for code in codes for one in new.get(code, (code,)))

    said = read_not_after(after).items()
    later = {one: anew(barred) for code, barred in said for one in new.get(code, (code,))}
    return shown_codes(anew(read_codes(shifts))), shown_not_after(later)
