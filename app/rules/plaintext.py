"""What text the centre keeps: one form of every character, and none that nothing can show."""

from __future__ import annotations

import re
from unicodedata import normalize

MAX_LENGTH = 32_767
"""Characters: what one cell of a workbook holds."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def plain(text: str) -> str:
    """`text` in NFC, one kind of line end, no blanks around it.

    Raises ValueError for what cannot be kept: NUL and other control characters, lone
    surrogates, text longer than `MAX_LENGTH`.
    """
    if text.isascii() and text.isprintable():
        tidy = text.strip()
    else:
        if _FORBIDDEN.search(text):
            raise ValueError("a character that cannot be stored")
        tidy = normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if len(tidy) > MAX_LENGTH:
        raise ValueError("too long")
    return tidy


def printable(text: str) -> str:
    """`text` as `plain` would have it, without what `plain` refuses: for text on its way out."""
    return plain(_FORBIDDEN.sub("", text)[:MAX_LENGTH])
