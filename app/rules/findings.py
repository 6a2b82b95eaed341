"""What a rule says when it is not kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from app.rules.figures.figure import Figures
from app.rules.vocabulary import Level


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach (or warning): what it is about, who, when, and what was counted.

    The class of the `figures` names the code ("SWAP-4.rest") and with it the rule; its fields are
    the figures as the rule counted them. `app.text` words both, and the smallest change that
    would make it right.
    """

    subject: str
    person: str
    day: date
    figures: Figures
    level: Level = Level.BREACH
    place: tuple[str, str] = field(default=("", ""), compare=False)
    """Of one about nobody: the department and the team whose it is, as far as they are known."""

    @property
    def code(self) -> str:
        """Which sentence of its rule it is: "SWAP-4.rest"."""
        return self.figures.code

    @property
    def rule(self) -> str:
        return self.figures.rule

    @property
    def key(self) -> tuple[str, str, str, date]:
        """What makes two findings the same one, in the order of the report."""
        return (self.subject, self.rule, self.person, self.day)
