"""What a rule says when it is not kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.rules.vocabulary import Level


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach (or warning): the rule, what it is about, who, when, and what was counted.

    `code` names the sentence ("SWAP-4.rest"); `params` are the figures of that sentence, as the
    rule counted them. `app.text` words both, and the smallest change that would make it right.
    """

    rule: str
    subject: str
    person: str
    day: date
    code: str
    level: Level = Level.BREACH
    params: Mapping[str, Any] = field(default_factory=dict, compare=False)

    @property
    def key(self) -> tuple[str, str, str, date]:
        """What makes two findings the same one, in the order of the report."""
        return (self.subject, self.rule, self.person, self.day)
