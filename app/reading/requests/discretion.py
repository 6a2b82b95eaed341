"""CONF-1: what a rule says of a colleague's leave is told without its number and kind.

That somebody is away has to be said, or nobody could choose another day; why they are, and since
when, is for those who may see their leaves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from app.queries.known import ids
from app.rules.findings import Finding
from app.rules.sight import Sight
from app.rules.verdict import Verdict

_HIDDEN: Mapping[str, Mapping[str, object]] = {
    "SWAP-7.leave": {"leave": "", "kind": ""},
    "LEAVE-9.overlap": {"other": ""},
    "LEAVE-1.kept": {"days": 0},
}
"""What is left out of a finding that tells of a leave, by its code."""


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

    def finding(self, finding: Finding) -> Finding:
        """The finding itself, or without what the reader has no business with."""
        hidden = _HIDDEN.get(finding.code)
        if hidden is None or self._sees_leaves_of(finding.person):
            return finding
        return replace(finding, params={**finding.params, **hidden})

    def _sees_leaves_of(self, no: str) -> bool:
        return self.sight.leaves_of(ids(self.session, numbers=[no])[no])
