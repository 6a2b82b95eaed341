"""Several people in one cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_MARKS = re.compile(r"[、，,;；/／|｜\n\r\t+＋&＆]+|\s{2,}|\xa0+|\u3000+")
_HAN = re.compile(
    r"(?:[\u3400-\u9fff·]{2,4}|[\u3400-\u9fff]{1,8}(?:[·•・][\u3400-\u9fff]{1,8})+)"
    r"\d?(?:[(（][^()（）]{1,6}[)）])?"
)
_LEAST_MOVED = 3
"""So many words stand first in one cell and last in another where each is a name."""


def names_in(text: str, *, single: bool = False) -> list[str]:
    """The people whom a cell names, each as written; blanks alone part Chinese names.

    `single`: the cells around have names of one word each (`are_single`), so blanks part these too.
    """
    found: list[str] = []
    for words in _parts(text):
        if len(words) > 1 and (single or all(map(_HAN.fullmatch, words))):
            found += words
        else:
            found.append(" ".join(words))
    return found


def are_single(texts: Iterable[str]) -> bool:
    """Whether blanks part names of one word each: the same words come first and last, as a given
    name and a family name do not, or most of them stand alone as well."""
    parts = [words for text in texts for words in _parts(text)]
    alone = {words[0] for words in parts if len(words) == 1}
    several = [words for words in parts if len(words) > 1]
    first, last = {words[0] for words in several}, {words[-1] for words in several}
    moved, ends = first & last, first | last
    often = len(moved) >= _LEAST_MOVED and len(moved) * 4 >= len(ends)
    return often or (len(ends) >= _LEAST_MOVED and len(alone & ends) * 4 >= len(ends) * 3)


def _parts(text: str) -> Iterator[list[str]]:
    for part in _MARKS.split(text):
        if words := part.split():
            yield words
