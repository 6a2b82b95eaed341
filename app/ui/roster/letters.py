"""Typing a shift's code letter by letter: when it is complete, and when it must be asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.rules import days_off
from app.rules.plaintext import identifier


@dataclass(frozen=True, slots=True)
class Typed:
    """What the letters typed so far mean.

    `code`: the shift they name exactly, or "" for none. `complete`: no other code begins with
    them, so that nothing more needs to be typed. `known`: some code begins with them. `off`: they
    are a word for a day off, which a code that begins so goes before.
    """

    letters: str
    code: str
    complete: bool
    known: bool
    off: bool = False


def read_typed(letters: str, codes: Iterable[str]) -> Typed:
    """Read `letters`, whatever their width and case, against the `codes` that can be assigned.

    A code written in exactly the typed case wins over one that differs in case alone.
    """
    letters = identifier(letters)
    folded = letters.casefold()
    begins = [code for code in codes if code.casefold().startswith(folded)]
    if not begins:
        off = days_off.is_day_off(letters)
        return Typed(letters, "", off, off or days_off.begins_one(letters), off)
    exact = [code for code in begins if code.casefold() == folded]
    code = letters if letters in exact else (exact[0] if exact else "")
    return Typed(letters, code, bool(code) and len(begins) == 1, True)
