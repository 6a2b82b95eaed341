"""Several people in one cell."""

from __future__ import annotations

import re

_MARKS = re.compile(r"[、，,;；/／|｜\n\r\t+＋&＆]+|\s{2,}|\xa0+|\u3000+")
_HAN = re.compile(r"[\u3400-\u9fff·]{2,4}\d?(?:[(（][^()（）]{1,6}[)）])?")


def names_in(text: str) -> list[str]:
    """The people whom a cell names, each as written; blanks alone part Chinese names."""
    found: list[str] = []
    for part in _MARKS.split(text):
        words = part.split()
        if len(words) > 1 and all(map(_HAN.fullmatch, words)):
            found += words
        elif words:
            found.append(" ".join(words))
    return found
