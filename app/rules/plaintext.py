"""What text the centre keeps: one form of every character, and none that nothing can show.

What something is called by (an employee's number, a shift's code, a login) has one form more: so
that what looks alike is the same.
"""

from __future__ import annotations

import re
from unicodedata import category, normalize

MAX_LENGTH = 32_767
"""Characters: what one cell of a workbook holds."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0"
    "\U000e0100-\U000e01ef]"
)
"""Characters without a shape that no category tells: fillers, joiners, variants."""


def plain(text: str) -> str:
    """`text` in NFC, one kind of line end, no blanks around it; "" where nothing of it shows.

    Raises ValueError for what cannot be kept: NUL and other control characters, lone
    surrogates, text longer than `MAX_LENGTH`.
    """
    if text.isascii() and text.isprintable():
        tidy = text.strip()
    else:
        if _FORBIDDEN.search(text):
            raise ValueError("a character that cannot be stored")
        tidy = normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
        if not _seen(tidy).strip():
            return ""
    if len(tidy) > MAX_LENGTH:
        raise ValueError("too long")
    return tidy


def identifier(text: str) -> str:
    """What something is called by, in its one form: NFKC, so that full width is half width, and
    without marks that nobody sees (zero width, direction, byte order). Control characters within
    are left, for whoever judges it to refuse."""
    if text.isascii() and text.isprintable():
        return text.strip()
    return normalize("NFKC", _seen(text)).strip()


def _seen(text: str) -> str:
    """`text` without what has no shape."""
    return _UNSEEN.sub("", "".join(c for c in text if category(c) != "Cf"))


def printable(text: str) -> str:
    """`text` as `plain` would have it, without what `plain` refuses: for text on its way out."""
    return plain(_FORBIDDEN.sub("", text)[:MAX_LENGTH])
