"""The small centre of the rules' tests, with its bulletins, roll calls and reports from leave."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.rules.books import Books, Bulletin, BulletinRead, RollCall
from app.rules.facts import CentreFacts
from tests.rules.centre import HEAD, LEADER_A, Centre


class Floor(Centre):
    def __init__(self, zone: str = "Asia/Shanghai") -> None:
        super().__init__(zone)
        self.bulletins: list[Bulletin] = []
        self.reads: list[BulletinRead] = []
        self.calls: list[RollCall] = []

    def bulletin(
        self,
        published: str = "2026-10-10 10:00",
        *,
        by: str = HEAD,
        until: str = "",
        department: str = "",
        team: str = "",
        job: str = "",
    ) -> str:
        """Publish one; numbers count up from B-1."""
        no = f"B-{len(self.bulletins) + 1}"
        self.bulletins.append(
            Bulletin(
                no=no,
                title="New tariff",
                text="",
                published_at=self.at(published),
                published_by=by,
                department=department,
                team=team,
                job_type=job,
                until=date.fromisoformat(until) if until else None,
            )
        )
        return no

    def read(self, person: str, wall: str, no: str = "B-1") -> None:
        self.reads.append(BulletinRead(no, person, self.at(wall)))

    def called(
        self,
        day: str,
        shift: str = "E",
        held: str = "07:20",
        *,
        by: str = LEADER_A,
        team: str = "A",
        comments: str = "Smile.",
        department: str = "客服部",
    ) -> None:
        """Hold a roll call; `held` is a time of that day, or says its own day."""
        at = self.at(held if " " in held else f"{day} {held}")
        self.calls.append(
            RollCall(department, team, date.fromisoformat(day), shift, by, at, comments)
        )

    def back(self, no: str, wall: str) -> None:
        """Somebody reports back from leave `no`."""
        at = self.at(wall)
        self.leaves = [
            replace(leave, back_at=at) if leave.no == no else leave for leave in self.leaves
        ]

    def facts(self) -> CentreFacts:
        books = Books(
            bulletins=tuple(self.bulletins),
            reads=tuple(self.reads),
            roll_calls=tuple(self.calls),
        )
        return replace(super().facts(), books=books)
