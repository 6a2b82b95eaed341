"""The letters with which Chinese words are typed for short: 排班表 is "pbb"."""

from __future__ import annotations

from bisect import bisect_right

_FIRST = "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"
_LETTERS = "abcdefghjklmnopqrstwxyz"
_STARTS = [sign.encode("gb2312") for sign in _FIRST]
_END = "座".encode("gb2312")
"""GB 2312 orders its 3,755 common characters by their sound; the rarer ones follow by shape."""


def initials(text: str) -> str:
    """The first letter of each common character's sound; all other characters as they are."""
    return "".join(_initial(sign) for sign in text)


def _initial(sign: str) -> str:
    code = sign.encode("gb2312", errors="ignore")
    if not _STARTS[0] <= code <= _END:
        return sign
    return _LETTERS[bisect_right(_STARTS, code) - 1]
