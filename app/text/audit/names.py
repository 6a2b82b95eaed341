"""What stands behind a code of the trail, as people call it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from app.text import dates
from app.text.language import _

CodeNames = Mapping[str, str]

_MONTH = re.compile(r"(.*)@(\d{4})-(\d{2})")
_DAY = re.compile(r"(.*)@(\d{4}-\d{2}-\d{2})")


def person_words(no: str, names: CodeNames) -> str:
    """ "王芳 (1001)"; somebody whom the centre does not know goes by the number."""
    name = names.get(f"person:{no}")
    return f"{name} ({no})" if name else no


def scope_words(scope: str, names: CodeNames) -> str:
    """A roster's scope, "team:3" or "department:2", by its name."""
    if scope in names:
        return names[scope]
    return _("a team that is gone") if scope.startswith("team:") else _("a department that is gone")


def split_month(text: str) -> tuple[str, date] | None:
    """ "team:3@2026-10" -> "team:3" and that month."""
    found = _MONTH.fullmatch(text)
    return (found[1], date(int(found[2]), int(found[3]), 1)) if found else None


def split_day(text: str) -> tuple[str, date] | None:
    """ "1001@2026-10-20" -> "1001" and that day."""
    found = _DAY.fullmatch(text)
    return (found[1], date.fromisoformat(found[2])) if found else None


def day_words(text: str) -> str:
    """An ISO date in words; anything else as it is."""
    try:
        return dates.day(date.fromisoformat(text))
    except ValueError:
        return text
