"""What a log's sections say: nothing to report, what is still owed before it is signed (HAND-1)."""

from __future__ import annotations

from collections.abc import Collection

from app.rules.books import OWED_SECTIONS
from app.rules.vocabulary import Section

NOTHING = "-"
"""What a section says where there is nothing to report, in every language."""
_NOTHING_WORDS = frozenset({NOTHING, "无", "none"})


def says_nothing(text: str) -> bool:
    """Whether a section's text is the word that there is nothing to report."""
    return text.strip().casefold() in _NOTHING_WORDS


def owed(filled: Collection[Section]) -> tuple[Section, ...]:
    """The sections that a log lacks before it is signed: `filled` have text, an item that was
    raised in this log (closed since or not), or the word that there is nothing."""
    return tuple(section for section in OWED_SECTIONS if section not in filled)
