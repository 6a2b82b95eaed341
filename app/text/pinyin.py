"""How Chinese words are typed without an input method: 排班表 is "pbb", or "paibanbiao"."""

from __future__ import annotations

import os
from functools import lru_cache


def initials(text: str) -> str:
    """The first letter of each character's commonest sound; all other signs as they are."""
    return "".join(_sounds(sign)[0][0] for sign in text)


def spelled_at(typed: str, text: str) -> int | None:
    """From which character of `text` on (blanks aside) it sounds as `typed`; None where it nowhere
    does. A syllable is typed whole or by its first letters, so that 收件箱 is shouj, shoujx and
    jianxiang. A character with several sounds has each of them: the surname 单 is shan, and dan."""
    sounds = [_sounds(sign.casefold()) for sign in text if not sign.isspace()]
    return next((at for at in range(len(sounds)) if _from(typed, sounds, at)), None)


def _from(typed: str, sounds: list[tuple[str, ...]], at: int) -> bool:
    if not typed:
        return True
    if at == len(sounds):
        return False
    return any(
        _from(typed[length:], sounds, at + 1)
        for sound in sounds[at]
        for length in range(_shared(typed, sound), 0, -1)
    )


def _shared(typed: str, sound: str) -> int:
    """How many letters both begin with."""
    pairs = enumerate(zip(typed, sound, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(typed), len(sound)))


@lru_cache(maxsize=8192)
def _sounds(sign: str) -> tuple[str, ...]:
    """How one sign sounds, the commonest first: ü is typed v."""
    if not "\u3400" <= sign <= "\u9fff":
        return (sign,)
    # What whole phrases sound like is not asked: without them it is imported in a quarter of the
    # time.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
    from pypinyin import Style, pinyin

    return tuple(pinyin(sign, style=Style.NORMAL, heteronym=True)[0])
