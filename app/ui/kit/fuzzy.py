"""How well a few typed letters fit a title or a person: the palette's ranking, and every field's
in which somebody is looked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from app.text.pinyin import initials, spelled_at

Found = TypeVar("Found")
_SPELLED = 2
"""A single letter is an initial already."""


def fit(typed: str, words: Iterable[str]) -> float | None:
    """`score` over `words` and how the Chinese ones among them sound: 王芳 is found by wf, and
    by wangf as well."""
    words = tuple(words)
    chinese = [word for word in words if not word.isascii()]
    found = score(typed, *words, *map(initials, chinese))
    spelled = _spelled("".join(typed.casefold().split()), chinese)
    return found if spelled is None else max(spelled, spelled if found is None else found)


def _spelled(wanted: str, chinese: Sequence[str]) -> float | None:
    """What is spelled out is as good as what is there as it was typed."""
    if len(wanted) < _SPELLED or not wanted.isascii() or not wanted.isalpha():
        return None
    begins = ((spelled_at(wanted, word), word) for word in chinese)
    fits = [12.0 * len(wanted) - at - len(word) / 100 for at, word in begins if at is not None]
    return max(fits, default=None)


def best(typed: str, offered: Sequence[tuple[Found, tuple[str, ...]]]) -> list[Found]:
    """What fits, best first; `offered`: each with the words by which it is looked for."""
    fits = [(fit(typed, words), one) for one, words in offered]
    found = [(how, one) for how, one in fits if how is not None]
    return [one for _how, one in sorted(found, key=lambda pair: -pair[0])]


def score(typed: str, *texts: str) -> float | None:
    """The best fit of `typed` in any of `texts`, higher is better; None where it fits none.

    All letters must occur in order. Beginnings of words and unbroken runs weigh more, long texts
    less; a text that contains what was typed as it is always comes before one that does not.
    """
    wanted = "".join(typed.casefold().split())
    if not wanted:
        return 0.0
    fits = [fit for text in texts if (fit := _fit(wanted, text.casefold())) is not None]
    return max(fits, default=None)


def _fit(wanted: str, text: str) -> float | None:
    packed = "".join(text.split())
    total, at = 0.0, -1
    for letter in wanted:
        found = text.find(letter, at + 1)
        if found < 0:
            return None
        total += 2.0 if found == at + 1 else 1.5 if _begins(text, found) else 0.5
        at = found
    whole = 10.0 * len(wanted) if wanted in packed else 0.0
    return total + whole - len(text) / 100


def _begins(text: str, at: int) -> bool:
    """A word begins at `at`; each Han character is a word of its own."""
    return at == 0 or not text[at - 1].isalnum() or ord(text[at]) > 0x2E80
