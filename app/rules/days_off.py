"""What people write for a day without a shift: one list for imports, pasting, typing, patterns.

Not here, since a centre may mean something else by it and is asked: 调休 (time off in return, but
a make-up workday as well), 空 (a shift that nobody has), 补休 and what else is a leave, X, R, 0.5.
"""

from __future__ import annotations

from app.rules.folding import folded

_DASHES = frozenset("-‐‑‒–—―−─ー")

WORDS = frozenset(
    {
        *_DASHES,
        "——",
        *("/", ".", "0"),
        *("休", "休息", "休班", "休日", "轮休", "公休", "例休", "周休", "双休", "本休"),
        *("off", "dayoff", "restday", "rest", "rdo", "wo", "w/o", "w.o", "w.o.", "weekoff"),
        "weeklyoff",
    }
)
"""As `folded` has them."""


def is_day_off(word: str) -> bool:
    """Whether a cell that says `word` says that there is no shift; a blank one says nothing."""
    text = folded(word)
    return text in WORDS or (len(text) > 1 and _DASHES.issuperset(text))


def only_dashes(word: str) -> bool:
    """Whether each of its signs is a day off of its own, as in `EELLNN--`; —— is a single sign in
    Chinese."""
    text = folded(word)
    return text not in WORDS and _DASHES.issuperset(text)


def begins_one(letters: str) -> bool:
    """Whether some word for a day off begins with `letters`."""
    text = folded(letters)
    return bool(text) and any(word.startswith(text) for word in WORDS)
