"""Daily books that hypothesis makes up for a made-up centre: any rows that a file may state."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import astuple, replace
from datetime import date, time
from typing import Any

from hypothesis import strategies as st

from app.rules import books as b
from app.rules.duties.due import DUTIES, due_days
from app.rules.facts import Person, Post, ShiftType
from app.rules.records import AttendanceRecord, CentreRecords, DayRecord, InspectionRecord
from app.rules.vocabulary import Aspect, DayKind, Duty, ReportKind, Role, Section
from tests.exchange.centres import DAYS, MAYBE_MOMENT, MOMENTS, RISKY, Draw

HIRED = date(2020, 1, 1)
SOME_TEXT = RISKY
TEXT = st.just("") | RISKY
NUMBERS = st.sampled_from(["1", "D-1", "客03", "=1", "'2", "007", "#3"])
FLAG = st.booleans()
MAYBE_DAY = st.none() | DAYS
COUNT = st.none() | st.integers(0, 1_000_000)
SCORE = st.integers(0, 10_000).map(lambda hundredths: hundredths / 100)
NONE: frozenset[date] = frozenset()
DUE = {duty: due_days(duty, date(2026, 1, 1), date(2026, 12, 31), NONE, NONE) for duty in Duty}


def _person(no: str, department: str, team: str) -> Person:
    return Person(no, "王", HIRED, None, (Post(HIRED, department, team, Role.TEAM_LEADER),))


CENTRE = CentreRecords(
    people=tuple(
        _person(*one)
        for one in (
            ("1", "客服部", "1班"),
            ("'2", "客服部", ""),
            ("=3", "=Ops", "-"),
            ("4", "无", "1班"),
        )
    ),
    shifts=(
        ShiftType("E", "Early", time(7, 30), time(15, 30), False),
        ShiftType("#N", "Night", time(23, 30), time(7, 30), True),
    ),
    rosters={(2026, 1): {"1": {date(2026, 1, 5): "E"}}},
    calendar=(DayRecord(date(2026, 1, 1), "元旦", DayKind.HOLIDAY),),
)


@st.composite
def centres_with_books(draw: Draw) -> CentreRecords:
    """A centre with a few rows in each of its books, inspections by cards among them."""
    making = _Making(draw, CENTRE)
    cards = making.cards()
    inspections, scores = making.scored(cards)
    present = [AttendanceRecord("1", date(2026, 1, 5), draw(MAYBE_MOMENT), 0, draw(MAYBE_MOMENT))]
    return replace(
        CENTRE,
        inspections=inspections,
        attendance=tuple(present),
        books=replace(making.books(), cards=cards, scores=scores),
    )


class _Making:
    def __init__(self, draw: Draw, records: CentreRecords) -> None:
        self.draw = draw
        self.person = st.sampled_from([person.no for person in records.people])
        self.somebody = st.just("") | self.person
        self.shift = st.sampled_from([shift.code for shift in records.shifts])
        posts = [post for person in records.people for post in person.posts if post.department]
        self.places = sorted({(p.department, team) for p in posts for team in (p.team, "")})

    def some(self, make: Callable[[int], Any], key: Callable[[Any], Any]) -> tuple[Any, ...]:
        """Up to two rows, no two of one key."""
        rows = [make(n) for n in range(self.draw(st.integers(0, 2)))]
        return tuple({key(row): row for row in rows}.values())

    def of(self, record: Callable[..., Any], *values: st.SearchStrategy[Any]) -> Any:
        return record(*map(self.draw, values))

    def books(self) -> b.Books:
        bulletins = self.some(self._bulletin, lambda row: row.no)
        logs = self.some(self._log, lambda row: (row.department, row.day, row.shift))
        return b.Books(
            logs=logs,
            items=self._each(logs, self._item),
            bulletins=bulletins,
            reads=self._each(bulletins, self._read),
            roll_calls=self._placed(self._roll_call, lambda row: row[:4]),
            seats=self.some(self._seat, lambda row: (row.day, row.shift, row.desk)),
            left_floor=self.some(self._left, lambda row: (row.person, row.left_at)),
            duty_logs=self._placed(self._duty_log, lambda row: row[:2]),
            reports=self.some(self._report, lambda row: row.no),
            complaints=self.some(self._complaint, lambda row: row.no),
            visitors=self.some(self._visitor, lambda row: row.no),
            duties_done=self._placed(self._duty, lambda row: row[:4]),
            trainings=self.some(self._training, lambda row: (row.no, row.person)),
        )

    def _each(self, owners: Iterable[Any], make: Callable[[Any, int], Any]) -> tuple[Any, ...]:
        return tuple(make(owner, n) for n, owner in enumerate(owners) if self.draw(FLAG))

    def _placed(self, make: Callable[[int], Any], key: Callable[[Any], Any]) -> tuple[Any, ...]:
        return self.some(make, lambda row: key(astuple(row)))

    def _place(self) -> tuple[str, str]:
        place: tuple[str, str] = self.draw(st.sampled_from(self.places))
        return place

    def _log(self, n: int) -> b.HandoverLog:
        department = self._place()[0]
        return b.HandoverLog(
            *(f"H-{n}", department, self.draw(DAYS), self.draw(self.shift)),
            *(self.draw(self.person), self.draw(MAYBE_MOMENT)),
            *(self.draw(self.somebody), self.draw(MAYBE_MOMENT), self.draw(TEXT)),
            *(self.draw(TEXT) for _section in Section),
        )

    def _item(self, log: b.HandoverLog, n: int) -> Any:
        row = (st.just(f"I-{n}"), st.just(log.no), st.sampled_from(Section), SOME_TEXT, FLAG)
        return self.of(
            b.OpenItem, *row, self.somebody, MAYBE_DAY, MAYBE_MOMENT, self.somebody, TEXT
        )

    def _bulletin(self, n: int) -> Any:
        place = self._place() if self.draw(FLAG) else ("", "")
        row = (st.just(f"B-{n}"), SOME_TEXT, TEXT, MOMENTS, self.person)
        return self.of(b.Bulletin, *row, *map(st.just, place), TEXT, MAYBE_DAY)

    def _read(self, bulletin: b.Bulletin, _n: int) -> Any:
        return self.of(b.BulletinRead, st.just(bulletin.no), self.person, MOMENTS)

    def _roll_call(self, _n: int) -> Any:
        place = map(st.just, self._place())
        return self.of(b.RollCall, *place, DAYS, self.shift, self.person, MOMENTS, TEXT)

    def _seat(self, _n: int) -> Any:
        row = (DAYS, self.shift, NUMBERS, self.person, MAYBE_MOMENT, MAYBE_MOMENT)
        return self.of(b.Seat, *row, self.somebody, TEXT)

    def _left(self, _n: int) -> Any:
        limit = st.none() | st.integers(1, 500)
        return self.of(b.LeftFloor, self.person, MOMENTS, self.somebody, limit, MAYBE_MOMENT, TEXT)

    def _duty_log(self, _n: int) -> Any:
        department = st.just(self._place()[0])
        return self.of(b.DutyLog, department, DAYS, self.person, TEXT, TEXT, *[COUNT] * 4)

    def _report(self, n: int) -> Any:
        row = (st.just(f"E-{n}"), self.person, MOMENTS, self.person, st.sampled_from(ReportKind))
        answer = (FLAG, SOME_TEXT, TEXT, MAYBE_MOMENT, TEXT, TEXT, FLAG, MAYBE_MOMENT)
        return self.of(b.UpwardReport, *row, *answer)

    def _complaint(self, n: int) -> Any:
        row = (st.just(f"K-{n}"), MOMENTS, self.person, SOME_TEXT, FLAG, SOME_TEXT)
        return self.of(b.Complaint, *row, MAYBE_MOMENT, MAYBE_MOMENT, self.somebody, TEXT)

    def _visitor(self, n: int) -> Any:
        row = (st.just(f"V-{n}"), SOME_TEXT, SOME_TEXT, self.somebody, MOMENTS, MAYBE_MOMENT)
        return self.of(b.Visitor, *row)

    def _duty(self, _n: int) -> Any:
        duty = self.draw(st.sampled_from(Duty))
        of_team = DUTIES[duty].of_team
        place = self.draw(st.sampled_from([p for p in self.places if bool(p[1]) == of_team]))
        row = (st.just(str(duty)), *map(st.just, place), st.sampled_from(DUE[duty]), MOMENTS)
        return self.of(b.DutyDone, *row, self.person, self.somebody, MAYBE_MOMENT, TEXT)

    def _training(self, n: int) -> Any:
        row = (st.just(f"T-{n}"), SOME_TEXT, DAYS, self.person, FLAG, st.none() | SCORE, FLAG)
        return self.of(b.Training, *row)

    def cards(self) -> tuple[b.CardItem, ...]:
        """Up to two versions of a card, with two or three items each."""
        found = []
        for version in range(1, 1 + self.draw(st.integers(0, 2))):
            since = self.draw(DAYS)
            for item in sorted(self.draw(st.sets(NUMBERS, min_size=2, max_size=3))):
                row = (SOME_TEXT, st.none() | st.sampled_from(Aspect), SCORE.filter(bool), FLAG)
                found.append(
                    self.of(
                        b.CardItem,
                        *map(st.just, ("卡1", version, since, item)),
                        *(*row, FLAG, st.none() | SCORE),
                    )
                )
        return tuple(found)

    def scored(
        self, cards: tuple[b.CardItem, ...]
    ) -> tuple[tuple[InspectionRecord, ...], tuple[b.ItemScore, ...]]:
        """An inspection by each version, with one or two revisions."""
        inspections, scores = [], []
        for version in sorted({item.version for item in cards}):
            items = [item for item in cards if item.version == version]
            no = f"QC-{version}"
            inspections.append(self._inspection(no, version))
            for revision in (1, *([3] if self.draw(FLAG) else [])):
                scores += [self._score(no, revision, n, item) for n, item in enumerate(items)]
        return tuple(inspections), tuple(scores)

    def _inspection(self, no: str, version: int) -> InspectionRecord:
        draw = self.draw
        return InspectionRecord(
            *(no, draw(self.person), draw(self.person), draw(MOMENTS), draw(SOME_TEXT)),
            *(None, None, None, None, None),
            critical=draw(FLAG),
            comment=draw(TEXT),
            card="卡1",
            card_version=version,
            calibration=draw(st.just("") | NUMBERS),
            submitted_at=draw(MAYBE_MOMENT),
            acknowledged_at=draw(MAYBE_MOMENT),
            appealed_at=draw(MAYBE_MOMENT),
            appeal=draw(TEXT),
            decided_by=draw(self.somebody),
            decided_at=draw(MAYBE_MOMENT),
            upheld=draw(FLAG),
        )

    def _score(self, no: str, revision: int, n: int, item: b.CardItem) -> b.ItemScore:
        score = self.draw(st.none() | SCORE) if item.na and n else self.draw(SCORE)
        return b.ItemScore(no, item.item, revision, score, self.draw(TEXT))
