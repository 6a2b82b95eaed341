"""Typing a shift's code letter by letter: when it is complete, and when it must be asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

DAY_OFF = frozenset("-–—.0")
"""What people write for a day without a shift."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What the letters typed so far mean.

    `code`: the shift they name exactly, or "" for none. `complete`: no other code begins with
    them, so that nothing more needs to be typed. `known`: some code begins with them.
    """

    letters: str
    code: str
    complete: bool
    known: bool


def read_typed(letters: str, codes: Iterable[str]) -> Typed:
    """Read `letters`, whatever their case, against the `codes` that can be assigned.

    A code written in exactly the typed case wins over one that differs in case alone.
    """
    folded = letters.casefold()
    begins = [code for code in codes if code.casefold().startswith(folded)]
    exact = [code for code in begins if code.casefold() == folded]
    code = letters if letters in exact else (exact[0] if exact else "")
    return Typed(letters, code, bool(code) and len(begins) == 1, bool(begins))
