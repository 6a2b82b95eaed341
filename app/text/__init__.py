"""Sentences in the chosen language: the only place that words what rules and services say."""

from __future__ import annotations

from app.text.language import (
    LANGUAGES,
    _,
    centre_time,
    is_chinese,
    language,
    mark,
    ngettext,
    use,
    use_clock,
    use_kinds,
    use_shifts,
)
from app.text.saying import say

__all__ = [
    "LANGUAGES",
    "_",
    "centre_time",
    "is_chinese",
    "language",
    "mark",
    "ngettext",
    "say",
    "use",
    "use_clock",
    "use_kinds",
    "use_shifts",
]
