"""CONF-1: what a rule says of a colleague's leave is told without its number and kind.

That somebody is away has to be said, or nobody could choose another day; why they are, and since
when, is for those who may see their leaves.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from app.queries.known import ids
from app.rules.figures.figure import Days, Figures, KindOfLeave
from app.rules.figures.kept import ChainWalked
from app.rules.figures.leave import LeavesOverlap
from app.rules.figures.swaps import LeaveOnReturn, OnLeave
from app.rules.findings import Finding
from app.rules.sight import Sight
from app.rules.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Discretion:
    """Tells findings as somebody may read them."""

    session: Session
    sight: Sight

    def verdict(self, verdict: Verdict) -> Verdict:
        """The verdict, line by line."""
        return Verdict(
            tuple(replace(line, said=tuple(map(self.finding, line.said))) for line in verdict.lines)
        )

    def finding(self, finding: Finding, person_id: int | None = None) -> Finding:
        """The finding itself, or without what the reader has no business with. `person_id`: whom
        it is about, where that is known."""
        hidden = _without_leave(finding.figures)
        if hidden is finding.figures or self._sees_leaves_of(finding.person, person_id):
            return finding
        return replace(finding, figures=hidden)

    def _sees_leaves_of(self, no: str, person_id: int | None) -> bool:
        return self.sight.leaves_of(person_id or ids(self.session, numbers=[no])[no])


def _without_leave(figures: Figures) -> Figures:
    """The same without what it tells of a leave; itself where it tells of none."""
    if isinstance(figures, OnLeave):
        return OnLeave(leave="", kind=KindOfLeave(""))
    if isinstance(figures, LeaveOnReturn):
        return LeaveOnReturn(leave="")
    if isinstance(figures, LeavesOverlap):
        return replace(figures, other_leave="")
    if isinstance(figures, ChainWalked):
        return replace(figures, days=Days(0))
    return figures
