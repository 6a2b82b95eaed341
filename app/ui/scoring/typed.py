"""What stands in a sheet while it is scored, and how a draft keeps it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any
from unicodedata import normalize

from app.rules.scorecards.scoring import Given
from app.ui.kit.inspection_words import number


@dataclass(frozen=True, slots=True)
class TypedItem:
    """`text`: the number as it was typed; '' for none."""

    text: str = ""
    na: bool = False
    comment: str = ""

    def given(self, item: str) -> Given:
        return Given(item, None if self.na else number(self.text), self.na, self.comment)


@dataclass(frozen=True, slots=True)
class TypedSheet:
    """Items by their code. `at` None: the time of the contact is not told."""

    card: str = ""
    items: Mapping[str, TypedItem] = field(default_factory=dict)
    critical: bool = False
    comment: str = ""
    contact: str = ""
    at: datetime | None = None

    def stored(self) -> str:
        """As the draft's content."""
        items = {
            code: [one.text, one.na, one.comment]
            for code, one in self.items.items()
            if one != TypedItem()
        }
        told = {
            "card": self.card, "items": items, "critical": self.critical, "comment": self.comment,
            "contact": self.contact, "at": self.at.isoformat() if self.at else None,
        }  # fmt: skip
        return json.dumps(told, ensure_ascii=False)


def read_typed(content: str) -> TypedSheet | None:
    """What a draft kept; None where there is none that can be read."""
    try:
        told: dict[str, Any] = json.loads(content)
        items = {
            str(code): TypedItem(str(text), bool(na), str(comment))
            for code, (text, na, comment) in told["items"].items()
        }
        at = datetime.fromisoformat(told["at"]) if told["at"] else None
        return TypedSheet(
            str(told["card"]), items, bool(told["critical"]), str(told["comment"]),
            str(told["contact"]), at,
        )  # fmt: skip
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def wall_time(text: str) -> time | None:
    """A time of day as people type it: "9:30", "930", "0930", in half or full width."""
    plain = normalize("NFKC", text).strip().replace(".", ":")
    hours, _colon, minutes = plain.rpartition(":") if ":" in plain else (plain[:-2], "", plain[-2:])
    if not (hours + minutes).isascii() or not hours.isdigit() or not minutes.isdigit():
        return None
    if len(minutes) != 2 or int(hours) > 23 or int(minutes) > 59:
        return None
    return time(int(hours), int(minutes))
