"""Words as they are compared, however they were typed."""

from __future__ import annotations

from unicodedata import normalize


def folded(word: str, blank: str = "") -> str:
    """`word` with width and case aside, and its blanks, which come to one `blank` each."""
    return blank.join(normalize("NFKC", word).casefold().split())
