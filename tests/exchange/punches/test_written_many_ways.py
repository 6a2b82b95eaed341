"""Known shifts, punched, written down as clocks and people do, and read: exactly who came and went
when comes back, and each punch is used, between the two, or named."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from app.exchange.layouts.opening import open_book
from app.exchange.punches.reading import read_punches
from app.exchange.punches.tables import holds_punches, punch_tables
from app.rules.bringing.matching import KnownPerson
from app.rules.calendar import CentreTime
from app.rules.facts import Person, Post, ShiftType
from app.rules.policy import PolicyBook
from app.rules.punches.people import people_of
from app.rules.punches.planning import plan
from app.rules.punches.preview import PunchAnswers, PunchDay, PunchGround, PunchPreview
from app.rules.punches.said import PunchesSaid
from app.rules.vocabulary import Role

TODAY = date(2026, 10, 20)
FIRST = date(2026, 10, 10)
TIME = CentreTime()
SHIFTS = {
    "E": ShiftType("E", "早班", time(7, 30), time(15, 30), night=False),
    "D": ShiftType("D", "白班", time(9), time(17, 30), night=False),
    "N": ShiftType("N", "夜班", time(23, 30), time(7, 30), night=True),
}
HIRED = date(2020, 1, 1)
PEOPLE = tuple(
    Person(
        no, name, HIRED, None, (Post(since=HIRED, role=Role.AGENT, department="客服", team="一班"),)
    )
    for no, name in (("1001", "王芳"), ("1002", "李小四"), ("0017", "赵倩"))
)
Punched = tuple[Person, date, datetime]
"""Whose, on the sheet of which day, at which wall time."""


@dataclass(frozen=True)
class Known:
    """What was worked, punched, and is to come back: (number, day) -> came and went."""

    worked: dict[str, tuple[PunchDay, ...]]
    punched: tuple[Punched, ...]
    expected: dict[tuple[str, date], tuple[datetime, datetime | None]]


@st.composite
def known(draw: st.DrawFn) -> Known:
    worked: dict[str, tuple[PunchDay, ...]] = {}
    punched: list[Punched] = []
    expected: dict[tuple[str, date], tuple[datetime, datetime | None]] = {}
    off = st.integers(-40, 40)
    for person in PEOPLE:
        days: list[PunchDay] = []
        for at, code in enumerate(draw(st.lists(st.sampled_from(["", *SHIFTS]), max_size=5))):
            day = FIRST + timedelta(days=at)
            if not code or (days and TIME.interval(SHIFTS[code], day)[0] < days[-1].end):
                continue
            start, end = TIME.interval(SHIFTS[code], day)
            days.append(PunchDay(person, day, SHIFTS[code], start, end))
            came = TIME.to_wall(start) + timedelta(minutes=draw(off))
            if punched and punched[-1][0] is person:
                came = max(came, punched[-1][2] + timedelta(minutes=1))
            went = max(TIME.to_wall(end) + timedelta(minutes=draw(off)), came + timedelta(hours=1))
            meal = TIME.to_wall(start + (end - start) / 2) + timedelta(minutes=draw(off))
            ended = draw(st.booleans())
            moments = [came, meal, *([went] if ended else [])]
            punched += [(person, day, one) for one in moments]
            expected[person.no, day] = (came, went if ended else None)
        worked[person.no] = tuple(days)
    return Known(worked, tuple(punched), expected)


Rows = list[list[Any]]
Form = Callable[[Sequence[Punched], str, Random], Rows]
DATES = ("%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日", "%Y.%m.%d", "%Y%m%d", "%m/%d", "%d/%m/%Y", "xlsx")


def dated(day: date, form: str) -> Any:
    return datetime.combine(day, time(0)) if form == "xlsx" else day.strftime(form)


def timed(at: datetime, form: str, dice: Random) -> Any:
    if form == "xlsx":
        return at.time()
    return dice.choice((f"{at:%H:%M}", f"{at:%H:%M:%S}", f" {at.hour}:{at:%M}"))


def one_cell(punched: Sequence[Punched], form: str, dice: Random) -> Rows:
    """A line is a punch, date and time in one cell."""
    head = dice.choice(
        (["部门", "姓名", "考勤号码", "日期时间"], ["Dept", "Name", "AC-No.", "Time"])
    )
    whole = "%Y-%m-%d" if form == "%m/%d" else form
    lines = [
        [
            "客服",
            who.name,
            who.no,
            at if form == "xlsx" else f"{dated(at.date(), whole)} {at:%H:%M:%S}",
        ]
        for who, _day, at in punched
    ]
    return [head, *lines]


def two_cells(punched: Sequence[Punched], form: str, dice: Random) -> Rows:
    """A line is a punch, its date and its time beside each other, and which clock it was."""
    head = dice.choice((["工号", "姓名", "刷卡日期", "刷卡时间", "设备"],
                        ["Emp ID", "Employee name", "Date", "Clock time", "Device"]))  # fmt: skip
    lines = [
        [who.no, who.name, dated(at.date(), form), timed(at, form, dice), "1号机"]
        for who, _day, at in punched
    ]
    return [head, *lines]


def by_calendar_day(punched: Sequence[Punched], form: str, dice: Random) -> Rows:
    """A line is a person and a date of the calendar, all its punches in one cell."""
    between = dice.choice((" ", "\n", "；", ", "))
    by_day: dict[tuple[str, str, date], list[datetime]] = {}
    for who, _day, at in punched:
        by_day.setdefault((who.no, who.name, at.date()), []).append(at)
    lines = [
        [no, name, dated(day, form), between.join(f"{at:%H:%M}" for at in sorted(found))]
        for (no, name, day), found in by_day.items()
    ]
    return [["员工编号", "员工姓名", "日期", "打卡时间"], *lines]


def by_shift(punched: Sequence[Punched], form: str, dice: Random) -> Rows:
    """A line is a person and the day of a shift; what is after midnight says so, or is earlier
    than what stands before it."""
    by_day: dict[tuple[str, str, date], list[datetime]] = {}
    for who, day, at in punched:
        by_day.setdefault((who.no, who.name, day), []).append(at)
    lines = []
    for (no, name, day), found in by_day.items():
        words, before = [], datetime.combine(day, time(0))
        for at in found:
            later = at.date() > day and (at.time() >= before.time() or dice.random() < 0.5)
            words.append(f"次日{at:%H:%M}" if later else f"{at:%H:%M}")
            before = at
        lines.append([name, no, dated(day, form), *words, *[""] * (3 - len(words))])
    return [["姓名", "工号", "考勤日期", "上班打卡", "第2次打卡", "下班打卡"], *lines]


KINDS = ("gbk", "utf-8-sig", "utf-16", "xlsx")
FORMS: tuple[Form, ...] = (one_cell, two_cells, by_calendar_day, by_shift)


def written(path: Path, rows: Rows, kind: str, dice: Random) -> Path:
    rows = [*[["2026年10月 打卡记录"], []][: dice.randint(0, 2)], *rows]
    if kind == "xlsx":
        book = Workbook()
        for row in rows:
            assert book.active is not None
            book.active.append(row)
        book.save(path.with_suffix(".xlsx"))
        return path.with_suffix(".xlsx")
    with path.with_suffix(".csv").open("w", encoding=kind, newline="") as file:
        csv.writer(file).writerows(rows)
    return path.with_suffix(".csv")


def planned(said: PunchesSaid, worked: dict[str, tuple[PunchDay, ...]]) -> PunchPreview:
    people = [KnownPerson(one.no, one.name, HIRED) for one in PEOPLE]
    whose, rows = people_of(said.punches, people, {one.no for one in PEOPLE}, {})
    ground = PunchGround(datetime(2026, 11, 1, tzinfo=UTC), PolicyBook(()), worked)
    return plan(said, whose, rows, PunchAnswers(), ground, TIME)


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    known(), st.sampled_from(FORMS), st.sampled_from(DATES), st.sampled_from(KINDS),
    st.integers(0, 999),
)  # fmt: skip
def test_exactly_who_came_and_went_comes_back(
    tmp_path: Path, what: Known, form: Form, dates: str, kind: str, seed: int
) -> None:
    if not what.punched:
        return
    dice = Random(seed)
    if kind != "xlsx" and dates == "xlsx":
        dates = "%Y-%m-%d"
    head, *lines = form(what.punched, dates, dice)
    dice.shuffle(lines)
    book = open_book(written(tmp_path / "p", [head, *lines], kind, dice))
    said = read_punches(book, punch_tables(book), TODAY)
    assert said.left_out == ()
    assert sorted(one.at for one in said.punches) == sorted(at for _who, _day, at in what.punched)
    found = planned(said, what.worked)
    assert not found.people
    assert {
        line.worked.cell: (
            TIME.to_wall(line.after.arrived_at) if line.after.arrived_at else None,
            TIME.to_wall(line.after.left_at) if line.after.left_at else None,
        )
        for line in found.lines
    } == what.expected
    used = sum(1 if line.after.left_at is None else 2 for line in found.lines)
    assert used + found.between + len(found.left_out) == found.punches == len(said.punches)


def book_of(tmp_path: Path, *rows: Sequence[Any]) -> Path:
    return written(tmp_path / "p", [list(row) for row in rows], "xlsx", Random(0))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["1001", "2026-10-12 08:55:12"], ["1001", "2026-10-12 17:31"]], ["12 08:55", "12 17:31"]),
        ([["姓名", "日期", "签到时间", "签退时间", "上班时间", "迟到"],
          ["王芳", "2026-10-12", "8:55", "17:31", "9:00", "0:05"]], ["12 08:55", "12 17:31"]),
        ([["姓名", "日期", "打卡时间"], ["王芳", "2026-10-12", "24:00"]], ["13 00:00"]),
        ([["姓名", "日期", "打卡时间"], ["王芳", "2026-10-12", "下午 5:31"]], ["12 17:31"]),
        ([["姓名", "日期", "打卡时间"], ["王芳", "2026-10-12", "0855"]], ["12 08:55"]),
        ([["姓名", "日期", "打卡时间"], ["王芳", "2026-10-12", 0.7298611]], ["12 17:31"]),
        ([["姓名", "打卡时间"], ["王芳", "20261012085500"]], ["12 08:55"]),
        ([["姓名", "日期", "打卡时间"], ["王芳", "2026-10-12", "未打卡"], ["合计", "", "3次"],
          ["王芳", "2026-10-13", "8:55"]], ["13 08:55"]),
        ([["姓名", "工号", 1, 2, 3, 4, 5, 6, 7],
          ["王芳", "1001", "08:55\n17:31", "", "23:20 次日07:35", "休息", "", "", "08:50"],
          ["李四", "1002", *["08:51 17:32"] * 7]],
         ["01 08:51", "01 08:55", "01 17:31", "01 17:32", "02 08:51", "02 17:32", "03 08:51",
          "03 17:32", "03 23:20", "04 07:35", "04 08:51", "04 17:32", "05 08:51", "05 17:32",
          "06 08:51", "06 17:32", "07 08:50", "07 08:51", "07 17:32"]),
    ],
)  # fmt: skip
def test_forms_of_clocks_and_of_people(tmp_path: Path, rows: Rows, expected: list[str]) -> None:
    book = open_book(written(tmp_path / "p", [["2026年10月"], *rows], "xlsx", Random(1)))
    said = read_punches(book, punch_tables(book), TODAY)
    assert sorted(f"{one.at:%d %H:%M}" for one in said.punches) == expected


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (["1001", "2026-10-12", "差不多九点"], "This is no time of the day."),
        (["1001", "2026-10-12", "25:10"], "This is no time of the day."),
        (["1001", "2026-13-12", "08:55"], "This is no date."),
        (["1001", None, "08:55"], "There is a punch here and no date beside it."),
        ([None, "2026-10-12", "08:55"], "There is a punch here and nobody beside it."),
        ([4.1e15, "2026-10-12", "08:55"], "Excel keeps 15 digits of a number; the rest was lost. "
         "Type it as text."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named_with_its_cell(
    tmp_path: Path, row: list[Any], why: str
) -> None:
    book = open_book(
        book_of(tmp_path, ["工号", "日期", "打卡时间"], row, ["1001", "2026-10-12", "17:31"])
    )
    said = read_punches(book, punch_tables(book), TODAY)
    assert len(said.punches) == 1
    assert why in [one.why.msgid for one in said.left_out]
    assert all(one.cells for one in said.left_out)


def test_a_file_of_punches_is_told_from_a_roster(tmp_path: Path) -> None:
    clock = book_of(tmp_path, ["工号", "打卡时间"], ["1001", "2026-10-12 08:57"],
                    ["1001", "2026-10-12 17:33"])  # fmt: skip
    assert holds_punches(open_book(clock))
    plan_ = book_of(tmp_path, ["姓名", "日期", "班次"], ["王芳", "2026-10-12", "09:00-17:30"],
                    ["王芳", "2026-10-13", "09:00-17:30"])  # fmt: skip
    assert not holds_punches(open_book(plan_))


MOMENT = "2026-10-12 07:41:10"


@pytest.mark.parametrize(
    ("heading", "taken"),
    [
        *[(one, True) for one in ("打卡时间", "签到", "上班时间", "到岗时间", "Clock in", "Punch")],
        *[(one, False) for one in ("请假开始时间", "来电时间", "通话开始时间", "最后登录时间",
                                   "就餐时间", "创建时间", "开始时间", "会议签到", "Call time")],
    ],
)  # fmt: skip
def test_times_are_punches_under_a_heading_that_says_so_or_if_told(
    tmp_path: Path, heading: str, taken: bool
) -> None:
    book = open_book(book_of(tmp_path, ["工号", "姓名", heading], ["1001", "王芳", MOMENT]))
    said = read_punches(book, punch_tables(book), TODAY)
    assert bool(said.punches) is taken
    assert [one.value for one in said.left_out] == ([] if taken else [heading])
    assert len(read_punches(book, punch_tables(book, [heading]), TODAY).punches) == 1


def test_planned_times_are_none_and_a_list_without_headings_is_one(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text("姓名,日期,上班时间,下班时间\n王芳,2026-10-12,07:30,15:30\n", "utf-8")
    book = open_book(path)
    assert not read_punches(book, punch_tables(book), TODAY).punches
    book = open_book(book_of(tmp_path, ["王芳", MOMENT], ["王芳", "2026-10-12 15:33"]))
    assert len(read_punches(book, punch_tables(book), TODAY).punches) == 2


@pytest.mark.parametrize(
    ("written_", "asked", "days"),
    [
        ("09/10/2026", 1, {"dmy": 9 + 1000, "mdy": 10 + 900}),
        ("13/10/2026", 0, {"": 1013}),
        ("12/10/2026", 0, {"": 1012}),
        ("26-10-01", 0, {"": 1001}),
    ],
)
def test_a_date_that_is_two_is_asked_unless_one_is_to_come(
    tmp_path: Path, written_: str, asked: int, days: dict[str, int]
) -> None:
    book = open_book(book_of(tmp_path, ["姓名", "日期", "打卡时间"], ["王芳", written_, "15:20"]))
    tables = punch_tables(book)
    assert len(read_punches(book, tables, TODAY).asked) == asked
    for order, day in days.items():
        said = read_punches(book, tables, TODAY, order)
        assert not said.asked
        assert [one.at.month * 100 + one.at.day for one in said.punches] == [day]
