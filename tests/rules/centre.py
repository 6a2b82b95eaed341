"""A small centre to state policy about, in the words of the registers.

Two teams of one department with a leader each, a head, a director, an inspector; one more
department with a head of its own. Dates are given as ISO text, times as centre wall time.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from app.rules.books import Books, HandoverLog, OpenItem
from app.rules.calendar import CentreTime
from app.rules.check import check
from app.rules.facts import (
    Attendance,
    CentreFacts,
    Certificate,
    Inspection,
    Leave,
    Person,
    Post,
    ShiftType,
    Signature,
    Swap,
)
from app.rules.findings import Finding
from app.rules.policy import PolicyBook, PolicyChange
from app.rules.vocabulary import LeaveStatus, Role, Section, SwapStatus

LEADER_A, LEADER_B, HEAD, OTHER_HEAD, DIRECTOR, INSPECTOR = "100", "200", "900", "910", "999", "950"
EARLY, LATE, NIGHT, DAY = "E", "L", "N", "D"
LONG_AGO = date(2020, 1, 1)


class Centre:
    """Builds the facts, and asks `check` what it finds."""

    def __init__(self, zone: str = "Asia/Shanghai") -> None:
        self.time = CentreTime(zone)
        self.people: dict[str, Person] = {}
        self.holidays: set[date] = set()
        self.rows: dict[str, dict[date, str]] = defaultdict(dict)
        self.swaps: list[Swap] = []
        self.leaves: list[Leave] = []
        self.attendance: list[Attendance] = []
        self.inspections: list[Inspection] = []
        self.policy: list[PolicyChange] = []
        self.logs: list[HandoverLog] = []
        self.items: list[OpenItem] = []
        self.shifts = {
            EARLY: ShiftType(EARLY, "早班", time(7, 30), time(15, 30), False),
            LATE: ShiftType(LATE, "中班", time(15, 30), time(23, 30), False),
            NIGHT: ShiftType(NIGHT, "夜班", time(23, 30), time(7, 30), True),
            DAY: ShiftType(DAY, "日班", time(9), time(17), False),
        }
        self.person(LEADER_A, team="A", role=Role.TEAM_LEADER)
        self.person(LEADER_B, team="B", role=Role.TEAM_LEADER)
        self.person(HEAD, role=Role.DEPARTMENT_HEAD, job_type="")
        self.person(OTHER_HEAD, role=Role.DEPARTMENT_HEAD, department="外呼部", job_type="")
        self.person(DIRECTOR, role=Role.CENTRE_DIRECTOR, department="", job_type="")
        self.person(INSPECTOR, role=Role.QA_INSPECTOR, job_type="")
        for no in ("101", "102", "103"):
            self.person(no, team="A")
        for no in ("201", "202"):
            self.person(no, team="B")

    def person(self, no: str, **post: Any) -> None:
        """Employ somebody since 2020, an agent for inbound calls unless `post` says else."""
        words: dict[str, Any] = {
            "since": LONG_AGO,
            "department": "客服部",
            "team": "",
            "role": Role.AGENT,
            "job_type": "呼入",
        }
        self.people[no] = Person(no, f"员工{no}", LONG_AGO, None, (Post(**words | post),))

    def moves(self, no: str, since: str, **changes: Any) -> None:
        """From `since` on, the person's post is another in these respects."""
        person = self.people[no]
        post = replace(person.posts[-1], since=date.fromisoformat(since), **changes)
        self.people[no] = replace(person, posts=(*person.posts, post))

    def employed(self, no: str, hired: str = "2020-01-01", left: str | None = None) -> None:
        self.people[no] = replace(
            self.people[no],
            hired_on=date.fromisoformat(hired),
            left_on=date.fromisoformat(left) if left else None,
        )

    def rostered(self, no: str, **days: str) -> None:
        """`rostered("101", d1012="E")`: an early shift on 12 October 2026; `y` names the year."""
        for name, code in days.items():
            month, day = int(name[1:3]), int(name[3:5])
            self.rows[no][date(2026, month, day)] = code

    def rostered_on(self, no: str, day: str, code: str) -> None:
        self.rows[no][date.fromisoformat(day)] = code

    def holiday(self, day: str) -> None:
        self.holidays.add(date.fromisoformat(day))

    def at(self, wall: str) -> datetime:
        return self.time.from_wall(datetime.fromisoformat(wall))

    def sign(self, by: str, at: str) -> Signature | None:
        return Signature(by, self.at(at)) if by and at else None

    def swap(
        self,
        requester: str,
        gives: str,
        counterpart: str,
        takes: str,
        *,
        no: str = "",
        effective: str = "2026-09-01 10:00",
        consents: tuple[str, str] = (LEADER_A, LEADER_A),
        consented: str = "2026-09-01 09:00",
        status: SwapStatus = SwapStatus.EFFECTIVE,
    ) -> str:
        """An entry of the swap register; the number counts up from S-1."""
        no = no or f"S-{len(self.swaps) + 1}"
        self.swaps.append(
            Swap(
                no,
                self.at("2026-08-31 09:00"),
                requester,
                date.fromisoformat(gives),
                counterpart,
                date.fromisoformat(takes),
                status,
                self.sign(consents[0], consented),
                self.sign(consents[1], consented),
                self.at(effective) if status is SwapStatus.EFFECTIVE else None,
            )
        )
        return no

    def leave(
        self,
        person: str = "101",
        first: str = "2026-10-12",
        last: str = "",
        *,
        kind: str = "personal",
        filed: str = "2026-10-05 09:00",
        filed_by: str = "",
        leader: tuple[str, str] | None = (LEADER_A, "2026-10-05 10:00"),
        head: tuple[str, str] | None = (HEAD, "2026-10-05 11:00"),
        director: tuple[str, str] | None = None,
        approved: str = "2026-10-05 12:00",
        status: LeaveStatus = LeaveStatus.APPROVED,
        certificate: tuple[str, str, str] | None = None,
        phoned: str = "",
        special: str = "",
        late_approved: bool = False,
    ) -> str:
        """An entry of the leave register, approved by leader and head; numbers from L-1."""
        no = f"L-{len(self.leaves) + 1}"
        paper = None
        if certificate:
            start, end, handed_in = certificate
            paper = Certificate(
                date.fromisoformat(start), date.fromisoformat(end), self.at(handed_in)
            )
        self.leaves.append(
            Leave(
                no=no,
                person=person,
                filed_by=filed_by or person,
                filed_at=self.at(filed),
                kind=kind,
                first=date.fromisoformat(first),
                last=date.fromisoformat(last or first),
                status=status,
                special=special,
                late_approved=late_approved,
                certificate=paper,
                phoned_at=self.at(phoned) if phoned else None,
                leader=self.sign(*leader) if leader else None,
                head=self.sign(*head) if head else None,
                director=self.sign(*director) if director else None,
                approved_at=self.at(approved) if approved else None,
            )
        )
        return no

    def arrived(self, no: str, day: str, wall: str = "", off_post: int = 0) -> None:
        """A row of the attendance sheet; no time: never came."""
        at = self.at(wall if " " in wall else f"{day} {wall}") if wall else None
        self.attendance.append(Attendance(no, date.fromisoformat(day), at, off_post))

    def inspected(self, agent: str, wall: str, inspector: str = INSPECTOR) -> str:
        no = f"Q-{len(self.inspections) + 1}"
        self.inspections.append(Inspection(no, agent, inspector, self.at(wall)))
        return no

    def log(
        self,
        day: str = "2026-10-12",
        shift: str = EARLY,
        *,
        outgoing: tuple[str, str] = (LEADER_A, ""),
        incoming: tuple[str, str] = ("", ""),
        department: str = "客服部",
        **sections: str,
    ) -> str:
        """A handover log: who signs, and when ("": not yet). Numbers from H-1; its three sections
        say that there is nothing, unless `sections` say else."""
        no = f"H-{len(self.logs) + 1}"
        texts = {"equipment": "无", "difficult_cases": "none", "staff_changes": "-"} | sections
        self.logs.append(
            HandoverLog(
                no, department, date.fromisoformat(day), shift,
                outgoing=outgoing[0], outgoing_at=self.at(outgoing[1]) if outgoing[1] else None,
                incoming=incoming[0], incoming_at=self.at(incoming[1]) if incoming[1] else None,
                **texts,
            )
        )  # fmt: skip
        return no

    def item(
        self,
        log: str,
        section: Section = Section.EQUIPMENT,
        *,
        owner: str = "",
        due: str = "",
        closed: tuple[str, str, str] = ("", "", ""),
    ) -> str:
        """An open item of a log; `closed`: when, by whom, with what result. Numbers from I-1."""
        no, (at, by, closing) = f"I-{len(self.items) + 1}", closed
        self.items.append(
            OpenItem(
                no, log, section, "耳机坏", owner=owner,
                due_on=date.fromisoformat(due) if due else None,
                closed_at=self.at(at) if at else None, closed_by=by, closing=closing,
            )
        )  # fmt: skip
        return no

    def value(self, key: str, value: int, since: str) -> None:
        """From `since` on, a policy value is another."""
        self.policy.append(PolicyChange(self.at(since), key, value))

    def facts(self) -> CentreFacts:
        days = {day for row in self.rows.values() for day in row}
        return CentreFacts(
            people=self.people,
            shifts=self.shifts,
            holidays=frozenset(self.holidays),
            roster=self.rows,
            months=frozenset((day.year, day.month) for day in days),
            swaps=tuple(self.swaps),
            leaves=tuple(self.leaves),
            attendance=tuple(self.attendance),
            inspections=tuple(self.inspections),
            books=Books(logs=tuple(self.logs), items=tuple(self.items)),
        )

    def findings(self, as_of: str = "2027-06-01 09:00") -> list[Finding]:
        return check(self.facts(), PolicyBook(self.policy), self.time, self.at(as_of))

    def found(self, rule: str, as_of: str = "2027-06-01 09:00") -> list[tuple[str, str]]:
        """Person and date of each finding of `rule`."""
        return [
            (finding.person, finding.day.isoformat())
            for finding in self.findings(as_of)
            if finding.rule == rule
        ]

    def codes(self, rule: str, as_of: str = "2027-06-01 09:00") -> list[str]:
        """Which sentence each finding of `rule` speaks, and how gravely."""
        return [
            f"{finding.code.removeprefix(rule + '.')}/{finding.level}"
            for finding in self.findings(as_of)
            if finding.rule == rule
        ]
