"""Small made-up centres whose daily books break things, the same for the same seed.

Moments are drawn near the limits of the rules, on both sides of them, and names so that they
mislead: teams of one name in two departments, people who move, leave, lead and step down.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

from app.rules import books as b
from app.rules.books import Books
from app.rules.calendar import CentreTime
from app.rules.facts import (
    Attendance,
    CentreFacts,
    Inspection,
    Leave,
    Person,
    Post,
    ShiftType,
    Signature,
    Swap,
)
from app.rules.vocabulary import Aspect, Duty, LeaveStatus, ReportKind, Role, Section, SwapStatus

T = TypeVar("T")
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
FIRSTS = (date(2026, 9, 18), date(2026, 6, 20), date(2026, 12, 20), date(2028, 2, 10))
NEAR = (0, 0, 1, -1, 19, 20, 21, -20, -19, 59, 60, 61, 120, 719, 720, 721, 1439, 1440, 1441, 4320)
SHIFTS = (
    ShiftType("E", "早班", time(7, 30), time(15, 30), False),
    ShiftType("L", "中班", time(15, 30), time(23, 30), False),
    ShiftType("N", "夜班", time(23, 30), time(7, 30), True),
    ShiftType("D", "日班", time(9), time(17), False),
    ShiftType("W", "零点班", time(0), time(0), True),
)
PLACES = (("D0", "A"), ("D0", "B"), ("D0", ""), ("D1", "A"), ("D1", ""))
TEXTS = ("", "", "无", "一切正常", "待跟进")


class RandomBooks:
    """One centre of a seed: `facts` and the moment of its check."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.clock = CentreTime()
        self.first = self.pick(FIRSTS)
        self.days = [self.first + index * DAY for index in range(40)]
        self.numbers = [str(1000 + index) for index in range(self.rng.randrange(6, 26))]
        self.roster = {no: self._row() for no in self.numbers}
        self.facts = self._centre()
        self.as_of = self.clock.from_wall(self._moment())

    def pick(self, among: Sequence[T]) -> T:
        return self.rng.choice(among)

    def often(self, share: float = 0.7) -> bool:
        return self.rng.random() < share

    def who(self, blank: float = 0.15) -> str:
        return "" if self.often(blank) else self.pick(self.numbers)

    def someone(self) -> str:
        return self.pick(self.numbers)

    def code(self) -> str:
        return self.pick(SHIFTS).code

    def text(self) -> str:
        return self.pick(TEXTS)

    def at(self, wall: datetime) -> datetime:
        return self.clock.from_wall(wall)

    def maybe_at(self, wall: datetime, share: float = 0.75) -> datetime | None:
        return self.at(wall) if self.often(share) else None

    def near(self, wall: datetime) -> datetime:
        return wall + self.pick(NEAR) * MINUTE

    def _moment(self) -> datetime:
        day = self.pick(self.days) + self.pick((0, 0, 0, 15, 40)) * DAY
        return self.near(self.pick(self._bounds(day)))

    def _bounds(self, day: date) -> list[datetime]:
        """The starts and ends of the shifts of a day, and its beginning."""
        found = [datetime.combine(day, time())]
        for shift in SHIFTS:
            found.append(datetime.combine(day, shift.start))
            found.append(self.end(shift.code, day))
        return found

    def start(self, code: str, day: date) -> datetime:
        return datetime.combine(day, next(one.start for one in SHIFTS if one.code == code))

    def end(self, code: str, day: date) -> datetime:
        shift = next(one for one in SHIFTS if one.code == code)
        last = day + DAY if shift.end <= shift.start else day
        return datetime.combine(last, shift.end)

    def _row(self) -> dict[date, str]:
        return {day: self.code() for day in self.days if self.often()}

    def _centre(self) -> CentreFacts:
        inspections = tuple(self._inspection(index) for index in range(12))
        centre = CentreFacts(
            people={no: self._person(no) for no in self.numbers},
            shifts={shift.code: shift for shift in SHIFTS},
            holidays=frozenset(self.rng.sample(self.days, 6)),
            roster=self.roster,
            months=frozenset((day.year, day.month) for row in self.roster.values() for day in row),
            swaps=tuple(self._swap(index) for index in range(self.rng.randrange(6))),
            leaves=tuple(self._leave(index) for index in range(self.rng.randrange(12))),
            attendance=tuple(self._attendance()),
            inspections=inspections,
        )
        workdays = frozenset(self.rng.sample(self.days, 4)) - centre.holidays
        return replace(centre, workdays=workdays, books=self._books(inspections))

    def _person(self, no: str) -> Person:
        hired = self.pick((date(2020, 1, 1), date(2020, 1, 1), *self.days))
        left = self.pick((None, None, None, *self.days))
        if left is not None and left < hired:
            left = None
        sinces = sorted({hired, *self.rng.sample(self.days, self.pick((0, 0, 1, 2)))})
        return Person(no, f"员工{no}", hired, left, tuple(self._post(since) for since in sinces))

    def _post(self, since: date) -> Post:
        department, team = self.pick(PLACES)
        role = self.pick((Role.AGENT, Role.AGENT, Role.AGENT, Role.TEAM_LEADER, *Role))
        if role is Role.CENTRE_DIRECTOR:
            department, team = "", ""
        elif role not in (Role.AGENT, Role.TEAM_LEADER):
            team = ""
        return Post(since, department, team, role, self.pick(("", "呼入", "外呼")), None)

    def _swap(self, index: int) -> Swap:
        filed = self.at(datetime.combine(self.first - DAY, time(9)))
        words = (self.someone(), self.pick(self.days), self.someone(), self.pick(self.days))
        return Swap(f"S-{index}", filed, *words, SwapStatus.EFFECTIVE, effective_at=filed)

    def _leave(self, index: int) -> Leave:
        first = self.pick(self.days)
        last = first + self.rng.randrange(4) * DAY
        filed = self.at(datetime.combine(self.first - DAY, time(9)))
        back = self.near(self.pick(self._bounds(last + self.pick((0, 1, 1, 2)) * DAY)))
        return Leave(
            no=f"L-{index}",
            person=self.someone(),
            filed_by=self.someone(),
            filed_at=filed,
            kind=self.pick(("personal", "sick", "business")),
            first=first,
            last=last,
            status=self.pick((LeaveStatus.APPROVED, LeaveStatus.APPROVED, LeaveStatus.PENDING)),
            leader=Signature(self.someone(), filed),
            approved_at=filed,
            back_at=self.maybe_at(back, 0.4),
        )

    def _attendance(self) -> list[Attendance]:
        rows = {}
        for _ in range(60):
            no, day = self.someone(), self.pick(self.days)
            code = self.roster[no].get(day) or self.code()
            came = self.maybe_at(self.near(self.start(code, day)), 0.9)
            left = self.maybe_at(self.end(code, day) - self.pick(NEAR) * MINUTE)
            rows[no, day] = Attendance(no, day, came, 0, left)
        return list(rows.values())

    def _inspection(self, index: int) -> Inspection:
        day = self.pick(self.days)
        at = datetime.combine(day, time(10))
        appealed = self.near(at + self.pick((1, 4, 5, 6)) * DAY)
        card = self.pick(("", "K"))
        return Inspection(
            no=f"Q-{index}",
            agent=self.someone(),
            inspector=self.someone(),
            inspected_at=self.at(at),
            card=card,
            card_version=self.pick((1, 2)) if card else None,
            calibration=self.pick(("", "", "C-1")),
            submitted_at=self.maybe_at(self.near(at), 0.4),
            appealed_at=self.maybe_at(appealed, 0.6),
            decided_by=self.who(),
            decided_at=self.maybe_at(self.near(appealed), 0.6),
            upheld=self.often(),
        )

    def _books(self, inspections: Sequence[Inspection]) -> Books:
        logs = self._logs()
        bulletins = [self._bulletin(index) for index in range(6)]
        return Books(
            logs=tuple(logs),
            items=tuple(self._item(index, logs) for index in range(12) if logs),
            bulletins=tuple(bulletins),
            reads=tuple(self._reads(bulletins)),
            roll_calls=tuple(self._roll_calls()),
            seats=tuple(self._seats()),
            left_floor=tuple(self._left_floor()),
            duty_logs=tuple(self._duty_logs()),
            reports=tuple(self._report(index) for index in range(15)),
            complaints=tuple(self._complaint(index) for index in range(10)),
            visitors=tuple(self._visitor(index) for index in range(10)),
            duties_done=tuple(self._duties()),
            cards=tuple(self._cards()),
            scores=tuple(self._scores(inspections)),
        )

    def _logs(self) -> list[b.HandoverLog]:
        found = {}
        for index in range(self.rng.randrange(15)):
            department, day, code = self.pick(("D0", "D1")), self.pick(self.days), self.code()
            end = self.end(code, day)
            out_at = self.near(end)
            found[department, day, code] = b.HandoverLog(
                *(f"H-{index}", department, day, code, self.someone()),
                self.maybe_at(out_at, 0.85),
                self.who(),
                self.maybe_at(self.near(self.pick((out_at, end, out_at, out_at))), 0.85),
                "",
                *(self.text() for _section in Section),
            )
        return list(found.values())

    def _item(self, index: int, logs: Sequence[b.HandoverLog]) -> b.OpenItem:
        log = self.pick(logs)
        day = log.day + self.pick((0, 1, 6, 7, 8, 9)) * DAY
        closed = self.near(datetime.combine(day, self.pick((time(0), time(23, 59)))))
        due = self.pick((None, log.day, day))
        return b.OpenItem(
            *(f"I-{index}", log.no, self.pick([*Section]), "跟进", self.often(), self.who(0.4)),
            *(due, self.maybe_at(closed, 0.5), self.who(0.3), self.text()),
        )

    def _bulletin(self, index: int) -> b.Bulletin:
        department, team = self.pick(PLACES) if self.often(0.5) else ("", "")
        at = self.near(self.pick(self._bounds(self.pick(self.days))))
        until = self.pick((None, at.date(), at.date() + 2 * DAY, at.date() + 9 * DAY))
        return b.Bulletin(
            *(f"B-{index}", "通告", "", self.at(at), self.someone(), department, team),
            *(self.pick(("", "", "呼入")), until),
        )

    def _reads(self, bulletins: Sequence[b.Bulletin]) -> list[b.BulletinRead]:
        found = []
        for bulletin in bulletins:
            for no in self.numbers:
                if self.often(0.5):
                    shifts = [day for day in self.roster[no] if day >= self.first]
                    day = self.pick(shifts) if shifts else self.first
                    start = self.start(self.roster[no].get(day, "E"), day)
                    found.append(b.BulletinRead(bulletin.no, no, self.at(self.near(start))))
        return found

    def _roll_calls(self) -> list[b.RollCall]:
        found = {}
        for _ in range(self.rng.randrange(12)):
            (department, team), day, code = self.pick(PLACES), self.pick(self.days), self.code()
            held = self.at(self.near(self.start(code, day)))
            found[department, team, day, code] = b.RollCall(
                department, team, day, code, self.someone(), held, self.text()
            )
        return list(found.values())

    def _seats(self) -> list[b.Seat]:
        found = {}
        for _ in range(60):
            day, code, desk = self.pick(self.days[:6]), self.code(), self.pick(("A1", "A2"))
            released = self.near(self.end(code, day))
            found[day, code, desk] = b.Seat(
                *(day, code, desk, self.someone()),
                self.maybe_at(self.near(self.start(code, day))),
                self.maybe_at(released, 0.8),
                *(self.who(0.5), self.text()),
            )
        return list(found.values())

    def _left_floor(self) -> list[b.LeftFloor]:
        found = {}
        for _ in range(15):
            no, left = self.someone(), self.near(self.pick(self._bounds(self.pick(self.days))))
            limit = self.pick((None, 1, 20, 60))
            back = self.maybe_at(self.near(left), 0.7)
            found[no, left] = b.LeftFloor(no, self.at(left), self.who(), limit, back)
        return list(found.values())

    def _duty_logs(self) -> list[b.DutyLog]:
        rows = [
            b.DutyLog(self.pick(("D0", "D1")), self.pick(self.days), self.someone())
            for _ in range(8)
        ]
        return list({(row.department, row.day): row for row in rows}.values())

    def _report(self, index: int) -> b.UpwardReport:
        at = self.near(self.pick(self._bounds(self.pick(self.days))))
        return b.UpwardReport(
            *(f"R-{index}", self.someone(), self.at(at), self.someone(), self.pick([*ReportKind])),
            *(self.often(0.5), "情况", self.text(), self.maybe_at(self.near(at), 0.6), self.text()),
            *("", False, self.maybe_at(self.near(at), 0.3)),
        )

    def _complaint(self, index: int) -> b.Complaint:
        day = self.pick(self.days)
        at = self.near(datetime.combine(day, self.pick((time(0), time(23, 59)))))
        replied = self.near(at + self.pick((14, 15, 16, 17, 18, 19)) * DAY)
        by = self.someone()
        return b.Complaint(
            *(f"C-{index}", self.at(at), by, "T-1", self.often(0.5), "内容"),
            *(self.maybe_at(replied, 0.7), self.maybe_at(self.near(replied), 0.6)),
            *(self.pick((by, self.who())), self.text()),
        )

    def _visitor(self, index: int) -> b.Visitor:
        at = self.near(self.pick(self._bounds(self.pick(self.days))))
        out = self.maybe_at(self.near(at), 0.7)
        return b.Visitor(f"V-{index}", "来访", "参观", self.who(), self.at(at), out)

    def _duties(self) -> list[b.DutyDone]:
        """Each on a day on which it can be due: what lies elsewhere is refused or not judged."""
        found: dict[Any, b.DutyDone] = {}
        for _ in range(14):
            duty = self.pick([*Duty])
            department = self.pick(("D0", "D1"))
            team = self.pick(("A", "B")) if duty is Duty.SERVICE_ANALYSIS else ""
            due = self.pick([day for day in self.days if plainly_due(duty, day)] or [self.first])
            if not plainly_due(duty, due):
                continue
            done = self.near(datetime.combine(due, self.pick((time(0), time(23, 59)))))
            received = self.maybe_at(self.near(done), 0.5)
            found[duty, department, team, due] = b.DutyDone(
                *(str(duty), department, team, due, self.at(done), self.someone(), self.who(0.3)),
                received,
            )
        return list(found.values())

    def _cards(self) -> list[b.CardItem]:
        return [
            b.CardItem(
                *("K", version, self.first, str(index), f"项目{index}", aspect, 1 + index % 3),
                *(index == 2, index == 3, self.pick((None, 70))),
            )
            for version, aspects in ((1, [*Aspect, None]), (2, [*Aspect][1:]))
            for index, aspect in enumerate(aspects)
        ]

    def _scores(self, inspections: Sequence[Inspection]) -> list[b.ItemScore]:
        return [
            b.ItemScore(row.no, str(index), revision, self._score(index), self.text())
            for row in inspections
            if row.card
            for revision in self.pick(((1,), (1,), (1, 2), (1, 4)))
            for index in range(6 if row.card_version == 1 else 4)
        ]

    def _score(self, index: int) -> float | None:
        if index == 3 and self.often(0.3):
            return None
        return self.pick((59.0, 59.9, 60.0, 69.9, 70.0, 90.0, 90.0))


def plainly_due(duty: Duty, day: date) -> bool:
    """Whether a duty may be due on `day`; holidays are not asked."""
    weekday = day.weekday()
    match duty:
        case Duty.SERVICE_ANALYSIS:
            return day.day == 22
        case Duty.WEEKLY_FIGURES | Duty.QA_WEEK:
            return weekday == 0
        case Duty.LEADERS_MEETING:
            return weekday == 6
        case Duty.AGENTS_MEETING | Duty.SITE_CHECK | Duty.WATERING:
            return True
        case Duty.HALF_YEAR:
            return day.day == 10 and day.month in (1, 7)
        case Duty.TRAINING:
            return (day + DAY).day == 1
        case Duty.QA_MONTH:
            return day.day == 5
        case Duty.SAFETY_CHECK | Duty.LEAF_CLEANING:
            return weekday == 4
