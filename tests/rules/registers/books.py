"""Reports, complaints and visits of a small centre, told in a line each."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from app.rules.books import Books, Complaint, UpwardReport, Visitor
from app.rules.facts import CentreFacts
from app.rules.vocabulary import ReportKind
from tests.rules.centre import HEAD, LEADER_A, Centre


class Registers(Centre):
    """The centre with these three registers; each has one row at most."""

    def __init__(self, zone: str = "Asia/Shanghai") -> None:
        super().__init__(zone)
        self.books = Books()

    def facts(self) -> CentreFacts:
        return replace(super().facts(), books=self.books)

    def report(
        self,
        by: str = "101",
        to: str = LEADER_A,
        raised: str = "2026-10-12 09:00",
        *,
        answered: str = "2026-10-12 10:00",
        answer: str = "照办",
        told: str = "",
        **more: Any,
    ) -> None:
        words: dict[str, Any] = {
            "kind": ReportKind.FAULT, "emergency": False, "facts": "耳麦故障", "proposal": "更换",
        }  # fmt: skip
        row = UpwardReport(
            no="E-1",
            raised_by=by,
            raised_at=self.at(raised),
            to=to,
            answered_at=self._at(answered),
            answer=answer if answered else "",
            skipped_told_at=self._at(told),
            **(words | more),
        )
        self.books = Books(reports=(row,))

    def complaint(
        self,
        received: str = "2026-10-01 09:00",
        *,
        replied: str = "",
        closed: str = "",
        closed_by: str = "101",
        handled: str = "已退费",
        abroad: bool = False,
    ) -> None:
        row = Complaint(
            no="K-1",
            received_at=self.at(received),
            received_by="101",
            contact_ref="C-1",
            abroad=abroad,
            subject="扣费",
            replied_at=self._at(replied),
            closed_at=self._at(closed),
            closed_by=closed_by if closed else "",
            handled=handled if closed else "",
        )
        self.books = Books(complaints=(row,))

    def visitor(self, came: str = "2026-10-12 09:00", went: str = "", by: str = HEAD) -> None:
        row = Visitor("V-1", "赵工", "空调检修", by, self.at(came), self._at(went))
        self.books = Books(visitors=(row,))

    def _at(self, wall: str) -> datetime | None:
        return self.at(wall) if wall else None
