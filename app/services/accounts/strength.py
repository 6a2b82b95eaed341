"""What is guessed too soon: the most common passwords, words, names, dates, keys and repeats.

zxcvbn knows them, and counts how many guesses somebody needs who knows them, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from unicodedata import normalize

from app.rules.vocabulary import Message, msg

LEAST_GUESSES = 10**8
"""Eight signs at random are as many. A hash takes 160 ms: half a year of one core's time."""
_JUDGED = 40
"""Signs that are looked at: what is longer need not be strong twice, and takes long to judge."""

_OWN = msg("It is built from the login, the number, the name or the centre's name.")
_KNOWN = msg("It is made of passwords, words or names that are tried first.")
_SHORT = msg("It is too short for what it is made of.")
_DATE = msg("It is a date or a sequence.")
_WHY = {
    "dictionary": _KNOWN,
    "spatial": msg("It follows the keys of the keyboard."),
    "repeat": msg("It repeats itself."),
    "sequence": _DATE,
    "date": _DATE,
    "regex": _DATE,
    "bruteforce": _SHORT,
}


def why_weak(password: str, known: Iterable[str]) -> Message | None:
    """Why `password` is guessed too soon by who knows `known` of its holder; None if it is not."""
    from zxcvbn import zxcvbn

    words = {word for text in known for word in (text, *re.split(r"\W+", text)) if word}
    typed = normalize("NFKC", password)[:_JUDGED]  # full width is no secret
    judged = zxcvbn(typed, user_inputs=sorted(words))
    if judged["guesses"] >= LEAST_GUESSES:
        return None
    return _reason(judged["sequence"])


def _reason(parts: Iterable[Any]) -> Message:
    """What the longest part of the password is."""
    longest = max(parts, key=lambda part: len(part["token"]), default=None)
    if longest is None:
        return _SHORT
    if longest.get("dictionary_name") == "user_inputs":
        return _OWN
    return _WHY[longest["pattern"]]
