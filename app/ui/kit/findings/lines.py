"""The findings as the page shows them: worded once, off the GUI thread, for fast filtering."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.queries.findings import FindingRow, Found
from app.rules.catalogue import chapter_of, rulebook_order
from app.rules.findings import Finding
from app.rules.vocabulary import Level
from app.text import words
from app.text.findings import finding_sentence, subject_title


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding in the words of the language in use."""

    finding: Finding
    name: str
    department: str
    team: str
    sentence: str
    subject: str
    level: str
    chapter: str
    haystack: str
    """Everything that free text is looked for in, case folded."""

    @property
    def rule(self) -> str:
        return self.finding.rule

    @property
    def order(self) -> int:
        """Sorts by rule as the rulebook does."""
        return rulebook_order(self.finding.rule)

    @property
    def person(self) -> str:
        return self.finding.person

    @property
    def day(self) -> date:
        return self.finding.day

    @property
    def month(self) -> date:
        return self.finding.day.replace(day=1)

    @property
    def is_breach(self) -> bool:
        return self.finding.level is Level.BREACH

    @property
    def place(self) -> tuple[str, str]:
        """Department and team: teams of one name in two departments are two teams."""
        return (self.department, self.team)


def worded(found: Found) -> list[FindingLine]:
    """All of `found`, the latest day first and, within a day, as the report has them."""
    rows = sorted(found.rows, key=lambda row: row.finding.day, reverse=True)
    return [_line(row, found.names) for row in rows]


def _line(row: FindingRow, names: Mapping[str, str]) -> FindingLine:
    finding = row.finding
    sentence = finding_sentence(finding, names)
    subject = subject_title(finding)
    level = words.title_word(finding.level)
    texts = (
        *(finding.rule, finding.subject, finding.person, finding.day.isoformat()),
        *(row.name, row.department, row.team, sentence, subject, level),
    )
    return FindingLine(
        finding=finding,
        name=row.name,
        department=row.department,
        team=row.team,
        sentence=sentence,
        subject=subject,
        level=level,
        chapter=chapter_of(finding.rule).key,
        haystack="\n".join(texts).casefold(),
    )
