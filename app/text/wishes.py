"""Wishes in words: of oneself or of others, in lists, tooltips and cells."""

from __future__ import annotations

from app.rules.rostering.wishes import Wish
from app.text.language import _
from app.text.words import shift_words


def wish_words(wish: Wish) -> str:
    """ "Wants a day off", "Does not want N Night"."""
    if not wish.shift:
        return _("Wants a day off") if wish.on else _("Wants no day off")
    words = _("Wants {shift}") if wish.on else _("Does not want {shift}")
    return words.format(shift=shift_words(wish.shift))


def whole_wish(wish: Wish) -> str:
    """With its weight, where that is more than the least."""
    if wish.weight == 1:
        return wish_words(wish)
    return _("{wish}, weight {weight}").format(wish=wish_words(wish), weight=wish.weight)


def outcome_words(kept: bool) -> str:
    """Whether it came true."""
    return _("kept") if kept else _("not kept")
