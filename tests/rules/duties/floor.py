"""The small centre with the books of its regular duties."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from app.rules.books import Books, DutyDone, DutyLog
from app.rules.check import check
from app.rules.findings import Finding
from app.rules.policy import PolicyBook
from tests.rules.centre import EARLY, HEAD, LEADER_A, Centre

DEPARTMENT = "客服部"


class Floor(Centre):
    """October 2026 is rostered: 101 works the early shift of each day."""

    def __init__(self) -> None:
        super().__init__()
        self.duty_logs: list[DutyLog] = []
        self.duties_done: list[DutyDone] = []
        self.workdays: set[date] = set()
        for n in range(31):
            day = date(2026, 10, 1) + timedelta(days=n)
            self.rostered_on("101", day.isoformat(), EARLY)

    def wrote(self, day: str, leader: str = LEADER_A, department: str = DEPARTMENT) -> None:
        self.duty_logs.append(DutyLog(department, date.fromisoformat(day), leader))

    def logged(self, first: str, last: str) -> None:
        """A log of each day from `first` to `last`."""
        day, end = date.fromisoformat(first), date.fromisoformat(last)
        while day <= end:
            self.wrote(day.isoformat())
            day += timedelta(days=1)

    def did(
        self,
        duty: str,
        due: str,
        *,
        at: str = "",
        by: str = HEAD,
        received_by: str = "",
        received_at: str = "",
        team: str = "",
        department: str = DEPARTMENT,
    ) -> None:
        """A row of what was done; without a time, at ten on its due day."""
        self.duties_done.append(
            DutyDone(
                duty=duty,
                department=department,
                team=team,
                due_on=date.fromisoformat(due),
                done_at=self.at(at or f"{due} 10:00"),
                done_by=by,
                received_by=received_by,
                received_at=self.at(received_at) if received_at else None,
            )
        )

    def findings(self, as_of: str = "2026-12-01 09:00") -> list[Finding]:
        books = Books(duty_logs=tuple(self.duty_logs), duties_done=tuple(self.duties_done))
        facts = replace(self.facts(), books=books, workdays=frozenset(self.workdays))
        return check(facts, PolicyBook(self.policy), self.time, self.at(as_of))

    def of_duties(self, as_of: str = "2026-12-01 09:00") -> list[str]:
        """Each finding of these books: "DUTY-1.no_log/breach 客服部@2026-10-05 100"."""
        return [
            f"{one.code}/{one.level} {one.subject} {one.person}".rstrip()
            for one in self.findings(as_of)
            if "@" in one.subject and one.code.partition(".")[0] not in ("ATT-4", "QA-1")
        ]
