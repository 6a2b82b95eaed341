"""CONF-1: what a rule says of a colleague's leave is told without its number and kind.

That somebody is away has to be said, or nobody could choose another day; why they are is for those
who may see their registers.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from app.context import Context
from app.queries.known import ids
from app.queries.reference import reference
from app.reading.permission import Standing
from app.rules.findings import Finding
from app.rules.permissions import Action
from app.rules.verdict import Verdict

_OF_LEAVES = frozenset({"SWAP-7.leave"})


@dataclass(frozen=True, slots=True)
class Discretion:
    """Tells findings as somebody of a standing may read them."""

    ctx: Context
    session: Session
    mine: Standing

    def verdict(self, verdict: Verdict) -> Verdict:
        """The verdict, line by line."""
        return Verdict(
            tuple(replace(line, said=tuple(map(self.finding, line.said))) for line in verdict.lines)
        )

    def finding(self, finding: Finding) -> Finding:
        """The finding itself, or without what the reader has no business with."""
        if finding.code not in _OF_LEAVES:
            return finding
        key = ids(self.session, numbers=[finding.person])[finding.person]
        place = reference(self.session).place_of(key, self.ctx.today())
        if self.mine.may(Action.SEE_REGISTERS, place, key):
            return finding
        return replace(finding, params={**finding.params, "leave": "", "kind": ""})
