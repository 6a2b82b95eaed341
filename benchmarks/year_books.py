"""The daily books of a synthetic centre (centre.py), some of which break things: the same for the
same numbers."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from app.rules import books as b
from app.rules.books import Books
from app.rules.facts import CentreFacts, Inspection, Person
from app.rules.vocabulary import Aspect, Duty, ReportKind, Role, Section

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
ZONE = timedelta(hours=8)


def with_books(facts: CentreFacts, seed: int = 7) -> CentreFacts:
    """`facts` with a year of daily books: every shift has its log, roll calls and seats."""
    year = _Year(facts, seed)
    inspections = tuple(map(year.carded, facts.inspections))
    logs, bulletins = tuple(year.logs()), tuple(year.bulletins())
    books = Books(
        logs=logs,
        items=tuple(year.items(logs)),
        bulletins=bulletins,
        reads=tuple(year.reads(bulletins)),
        roll_calls=tuple(year.roll_calls()),
        seats=tuple(year.seats()),
        left_floor=tuple(year.left_floor()),
        duty_logs=tuple(year.duty_logs()),
        reports=tuple(year.reports()),
        complaints=tuple(year.complaints()),
        visitors=tuple(year.visitors()),
        duties_done=tuple(year.duties_done()),
        cards=tuple(year.cards()),
        scores=tuple(year.scores(inspections)),
    )
    return replace(facts, inspections=inspections, books=books)


class _Year:
    def __init__(self, facts: CentreFacts, seed: int) -> None:
        self.rng = random.Random(seed)
        self.facts = facts
        self.people = list(facts.people.values())
        self.days = sorted({day for row in facts.roster.values() for day in row})
        self.teams: dict[tuple[str, str], str] = {}
        """Department and team -> its leader."""
        for person in self.people:
            post = person.posts[0]
            if post.role is Role.TEAM_LEADER:
                self.teams[post.team_key] = person.no
        self.leaders = {department: no for (department, _team), no in self.teams.items()}
        self.heads = {
            person.posts[0].department: person.no
            for person in self.people
            if person.posts[0].role is Role.DEPARTMENT_HEAD
        }

    def rarely(self, share: float = 0.03) -> bool:
        return self.rng.random() < share

    def anyone(self) -> Person:
        return self.rng.choice(self.people)

    def day(self) -> date:
        return self.rng.choice(self.days)

    def at(self, day: date, minutes: int) -> datetime:
        """So many minutes after the day began in the centre."""
        return datetime(day.year, day.month, day.day, tzinfo=UTC) - ZONE + minutes * MINUTE

    def start(self, code: str, day: date) -> datetime:
        begin = self.facts.shifts[code].start
        return self.at(day, begin.hour * 60 + begin.minute)

    def end(self, code: str, day: date) -> datetime:
        return self.start(code, day) + timedelta(hours=8)

    def late(self, moment: datetime) -> datetime:
        return moment + self.rng.randrange(-20, 5) * MINUTE

    def logs(self) -> Iterator[b.HandoverLog]:
        number = 0
        for department, leader in self.leaders.items():
            for day in self.days:
                for code in self.facts.shifts:
                    number += 1
                    if self.rarely(0.01):
                        continue
                    end = self.end(code, day)
                    signed = end + self.rng.randrange(0, 65) * MINUTE
                    yield b.HandoverLog(
                        *(f"H-{number:06}", department, day, code, leader, signed),
                        self.heads.get(department, ""),
                        None if self.rarely() else signed + self.rng.randrange(0, 65) * MINUTE,
                        "",
                        *("" if self.rarely() else "无" for _section in Section),
                    )

    def items(self, logs: Sequence[b.HandoverLog]) -> Iterator[b.OpenItem]:
        for number in range(5 * len(self.people)):
            log = self.rng.choice(logs).no
            day = self.rng.choice(self.days)
            closed = None if self.rarely() else self.at(day + self.rng.randrange(9) * DAY, 600)
            yield b.OpenItem(
                *(f"I-{number:06}", log, self.rng.choice([*Section]), "跟进", False),
                *(self.anyone().no, day + 5 * DAY, closed, self.anyone().no),
                "" if self.rarely() else "已处理",
            )

    def bulletins(self) -> Iterator[b.Bulletin]:
        for number, day in enumerate(self.days[::2]):
            department = self.rng.choice(["", *self.leaders])
            until = self.rng.choice([None, day + 14 * DAY])
            at = self.at(day, self.rng.randrange(480, 1200))
            by = self.heads.get(department, self.people[1].no)
            yield b.Bulletin(f"B-{number:05}", "通告", "", at, by, department, "", "", until)

    def reads(self, bulletins: Sequence[b.Bulletin]) -> Iterator[b.BulletinRead]:
        for bulletin in bulletins:
            for person in self.people:
                mine = bulletin.department in ("", person.posts[0].department)
                if mine and not self.rarely():
                    at = bulletin.published_at + self.rng.randrange(1500) * MINUTE
                    yield b.BulletinRead(bulletin.no, person.no, at)

    def roll_calls(self) -> Iterator[b.RollCall]:
        for (department, team), leader in self.teams.items():
            for day in self.days:
                for code in self.facts.shifts:
                    if not self.rarely():
                        held = self.late(self.start(code, day))
                        yield b.RollCall(department, team, day, code, leader, held, "准时")

    def seats(self) -> Iterator[b.Seat]:
        for index, person in enumerate(self.people):
            desk = f"{index % (len(self.people) // 3 + 1)}"
            for day, code in self.facts.roster.get(person.no, {}).items():
                came, left = self.late(self.start(code, day)), self.end(code, day)
                yield b.Seat(day, code, f"{desk}-{index}", person.no, came, left)
            for day in self.days[index % 9 :: 9]:
                for code in self.facts.shifts:
                    came = None if self.rarely() else self.late(self.start(code, day))
                    end = self.end(code, day)
                    yield b.Seat(day, code, f"S{index}", person.no, came, end)

    def left_floor(self) -> Iterator[b.LeftFloor]:
        for _ in range(20 * len(self.people)):
            person = self.anyone()
            left = self.at(self.day(), self.rng.randrange(1440))
            by = self.leaders.get(person.posts[0].department, "")
            back = None if self.rarely() else left + self.rng.randrange(25) * MINUTE
            yield b.LeftFloor(person.no, left, by, 20, back)

    def duty_logs(self) -> Iterator[b.DutyLog]:
        for department, leader in self.leaders.items():
            for day in self.days:
                if not self.rarely():
                    yield b.DutyLog(department, day, leader, "", "", 100, 50, 20, 3)

    def reports(self) -> Iterator[b.UpwardReport]:
        for number in range(3 * len(self.people)):
            at = self.at(self.day(), self.rng.randrange(1440))
            person = self.anyone()
            to = self.teams.get(person.posts[0].team_key, person.no)
            yield b.UpwardReport(
                *(f"R-{number:06}", person.no, at, to, ReportKind.FAULT, self.rarely()),
                *(
                    "情况",
                    "" if self.rarely() else "建议",
                    at + self.rng.randrange(80) * 60 * MINUTE,
                ),
                "照办",
            )

    def complaints(self) -> Iterator[b.Complaint]:
        for number in range(5 * len(self.people)):
            at = self.at(self.day(), self.rng.randrange(1440))
            by, closed = self.anyone().no, at + self.rng.randrange(18) * DAY
            closer = self.anyone().no if self.rarely() else by
            yield b.Complaint(
                *(f"K-{number:06}", at, by, "T", False, "慢", closed, closed, closer, "已答复")
            )

    def visitors(self) -> Iterator[b.Visitor]:
        for number in range(3 * len(self.people)):
            at = self.at(self.day(), self.rng.randrange(1440))
            out = at + self.rng.randrange(740) * MINUTE
            by = "" if self.rarely() else self.people[0].no
            yield b.Visitor(f"V-{number:06}", "来访", "参观", by, at, out)

    def duties_done(self) -> Iterator[b.DutyDone]:
        every = [*self.leaders]
        for day in self.days:
            for duty in (Duty.SITE_CHECK, Duty.WATERING):
                yield from (self._done(duty, one, "", day) for one in every if not self.rarely())
            if day.weekday() == 4:
                for duty in (Duty.SAFETY_CHECK, Duty.LEAF_CLEANING):
                    yield from (self._done(duty, department, "", day) for department in every)
            if day.day == 22:
                for department, team in self.teams:
                    yield self._done(Duty.SERVICE_ANALYSIS, department, team, day)

    def _done(self, duty: Duty, department: str, team: str, day: date) -> b.DutyDone:
        by = self.teams.get((department, team)) or self.leaders[department]
        done = self.at(day, self.rng.randrange(1460))
        return b.DutyDone(str(duty), department, team, day, done, by)

    def cards(self) -> Iterator[b.CardItem]:
        for index, aspect in enumerate([*Aspect, None]):
            yield b.CardItem("K", 1, self.days[0], str(index), "项目", aspect, 1, index == 2)

    def carded(self, inspection: Inspection) -> Inspection:
        appealed = inspection.inspected_at + self.rng.randrange(7) * DAY if self.rarely() else None
        return replace(inspection, card="K", card_version=1, appealed_at=appealed)

    def scores(self, inspections: tuple[Inspection, ...]) -> Iterator[b.ItemScore]:
        for inspection in inspections:
            for index in range(6):
                score = self.rng.choice((55.0, 70.0, 85.0, 90.0, 95.0))
                comment = "" if score > 60 or self.rarely() else "注意语气"
                yield b.ItemScore(inspection.no, str(index), 1, score, comment)
