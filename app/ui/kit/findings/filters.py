"""Which findings are shown, and by what they are grouped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Any

from app.rules.catalogue import RULES, rulebook_order
from app.rules.vocabulary import Level
from app.text import _, dates
from app.text.rulebook import rule_title
from app.ui.kit.findings.lines import FindingLine


class By(Enum):
    """What findings are grouped by; the value is the field of `Filters` that a group sets."""

    RULE = "rule"
    TEAM = "place"
    PERSON = "person"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Filters:
    """What must hold for a finding to be shown; None, or no text, lets everything through."""

    rule: str | None = None
    place: tuple[str, str] | None = None
    person: str | None = None
    month: date | None = None
    level: Level | None = None
    text: str = ""

    def narrowed(self, by: By, key: Any) -> Filters:
        """With only one group let through; None lets all of them."""
        changes: dict[str, Any] = {by.value: key}
        return replace(self, **changes)

    def key(self, by: By) -> Any:
        """The group that is let through, or None."""
        return getattr(self, by.value)

    def keep(self, lines: Iterable[FindingLine]) -> list[FindingLine]:
        """The lines that pass, in their order."""
        words = self.text.casefold().split()
        return [
            line
            for line in lines
            if (self.rule is None or line.rule == self.rule)
            and (self.place is None or line.place == self.place)
            and (self.person is None or line.person == self.person)
            and (self.month is None or line.month == self.month)
            and (self.level is None or line.finding.level is self.level)
            and all(word in line.haystack for word in words)
        ]


@dataclass(frozen=True, slots=True)
class Group:
    """Findings that have one rule, team, person or month in common."""

    key: Any
    title: str
    detail: str
    count: int

    @property
    def spoken(self) -> str:
        """For screen readers."""
        return f"{self.title} {self.detail} {self.count}"

    @property
    def tip(self) -> str:
        return f"{self.title} · {self.detail}" if self.detail else self.title


def grouped(lines: Sequence[FindingLine], by: By) -> list[Group]:
    """The groups of `lines`: rules as in the rulebook, months latest first, else most first."""
    members: dict[Any, list[FindingLine]] = {}
    of = _KEYS[by]
    for line in lines:
        members.setdefault(of(line), []).append(line)
    groups = [Group(key, *_TITLES[by](held[0]), len(held)) for key, held in members.items()]
    if by is By.RULE:
        return sorted(groups, key=lambda group: rulebook_order(group.key))
    if by is By.MONTH:
        return sorted(groups, key=lambda group: group.key, reverse=True)
    return sorted(groups, key=lambda group: (-group.count, group.title))


def title_of(by: By, key: Any, lines: Iterable[FindingLine]) -> str:
    """How a group is called, by the first of `lines` that is in it; its key where none is."""
    of = _KEYS[by]
    member = next((line for line in lines if of(line) == key), None)
    return _TITLES[by](member)[0] if member else str(key)


_KEYS: dict[By, Callable[[FindingLine], Any]] = {
    By.RULE: lambda line: line.rule,
    By.TEAM: lambda line: line.place,
    By.PERSON: lambda line: line.person,
    By.MONTH: lambda line: line.month,
}


def _team_title(line: FindingLine) -> tuple[str, str]:
    if line.team:
        return line.team, line.department
    return line.department or _("The centre"), _("No team")


_TITLES: dict[By, Callable[[FindingLine], tuple[str, str]]] = {
    By.RULE: lambda line: (line.rule, rule_title(RULES[line.rule])),
    By.TEAM: _team_title,
    By.PERSON: lambda line: (line.name or line.person, line.person),
    By.MONTH: lambda line: (dates.month(line.month), ""),
}
