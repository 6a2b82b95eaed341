"""What stands in an entry line while it is typed, and how a draft keeps it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class TypedEntry:
    """The text of a line, and what makes an open item of it: who, until when, what if it worsens.

    `as_item` without any of these is an item that anybody may close.
    """

    text: str = ""
    as_item: bool = False
    urgent: bool = False
    owner: int | None = None
    due_on: date | None = None
    if_worse: str = ""

    @property
    def is_item(self) -> bool:
        """Whether the line goes on to the next shift as an open item."""
        has_more = self.owner is not None or self.due_on is not None or bool(self.if_worse.strip())
        return self.as_item or self.urgent or has_more

    def stored(self) -> str:
        """As the draft's content; "" for a line in which there is nothing."""
        if self == TypedEntry():
            return ""
        due = self.due_on.isoformat() if self.due_on else None
        return json.dumps(
            {
                "text": self.text, "item": self.as_item, "urgent": self.urgent,
                "owner": self.owner, "due": due, "worse": self.if_worse,
            },
            ensure_ascii=False,
        )  # fmt: skip


def read_typed(content: str) -> TypedEntry:
    """What a draft kept; whatever it is, its text is not lost."""
    try:
        told = json.loads(content)
        due = told["due"]
        return TypedEntry(
            told["text"], told["item"], told["urgent"], told["owner"],
            date.fromisoformat(due) if due else None, told["worse"],
        )  # fmt: skip
    except (ValueError, KeyError, TypeError):
        return TypedEntry(content)
