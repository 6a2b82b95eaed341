"""Rosters that are known, written down in the ways in which centres keep theirs."""

from __future__ import annotations

import calendar
import csv
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

HAN = (
    *("王芳", "李四", "赵小龙", "钱多", "孙一鸣", "周建国", "吴凌云", "郑新宇"),
    *("冯巧", "陈静怡", "褚良", "卫东升", "蒋文", "沈括", "韩梅梅", "杨帆"),
    *("朱莉", "秦岭", "尤金", "许婷婷", "何旭东", "吕安琪", "施展", "张三丰"),
)
LATIN = ("Ansel Wynfield", "Marlo Harbin", "Perrin Okpara", "Idony Frostick", "Nerys Lockyer",
         "Hedwin Quint", "Wenna Ashgrove", "Corin Strand", "Tamsin Dunmore", "Osric Vasse",
         "Zinnia Malloy", "Bram Tregear")  # fmt: skip
CODES = (
    ("早", "中", "晚", "休"), ("A1", "A2", "B1", "休"), ("D", "E", "N", "OFF"),
    ("白班", "夜班", "休息"),
    ("0600-1400", "1400-2200", "2200-0600", "OFF"), ("M6", "A4", "N6", "WO"),
    ("早班 8:00-16:00", "晚班 16:00-24:00", "休"),
)  # fmt: skip
OFF = frozenset(("休", "休息", "OFF", "WO", ""))

Known = Counter[tuple[str, date, str]]


@dataclass(slots=True)
class Roster:
    """Who works what, on consecutive days."""

    people: list[str]
    days: list[date]
    words: tuple[str, ...]
    cells: dict[tuple[str, date], str] = field(default_factory=dict)

    def known(self) -> Known:
        return Counter(
            (person, day, word) for (person, day), word in self.cells.items() if word not in OFF
        )


def roster(random: Random, *, least: int = 3, first: date | None = None, days: int = 0) -> Roster:
    """Rotations with a few cells of their own, for a month (or so many days from `first`)."""
    names = list(random.choice((HAN, LATIN)))
    random.shuffle(names)
    start = first or date(random.randint(2024, 2028), random.randint(1, 12), 1)
    count = days or calendar.monthrange(start.year, start.month)[1]
    words = random.choice(CODES)
    made = Roster(names[: random.randint(least, len(names))],
                  [start + timedelta(days=at) for at in range(count)], words)  # fmt: skip
    off = words[-1] if random.random() < 0.7 else ""
    cycle = [word for word in words[:-1] for _ in range(2)] + [off] * 2
    for row, person in enumerate(made.people):
        for at, day in enumerate(made.days):
            word = cycle[(at + row * 2) % len(cycle)]
            made.cells[person, day] = random.choice(words[:-1]) if random.random() < 0.05 else word
    return made


def a_book(path: Path, *sheets: tuple[str, Sequence[Sequence[Any]]]) -> Path:
    """A workbook with these sheets, as rows of cells."""
    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        put(sheet, rows)
    book.save(path)
    return path


def put(sheet: Worksheet, rows: Sequence[Sequence[Any]]) -> None:
    for row, line in enumerate(rows, 1):
        for column, value in enumerate(line, 1):
            if value not in (None, ""):
                sheet.cell(row, column, value)


def a_csv(path: Path, rows: Sequence[Sequence[Any]], encoding: str = "utf-8-sig") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows([["" if cell is None else cell for cell in row] for row in rows])
    return path


HEADINGS: tuple[Callable[[date], Any], ...] = (
    lambda day: datetime(day.year, day.month, day.day),
    lambda day: day.isoformat(),
    lambda day: f"{day.year}/{day.month}/{day.day}",
    lambda day: f"{day.year}年{day.month}月{day.day}日",
    lambda day: f"{day:%d-%m-%Y}",
    lambda day: f"{day:%Y%m%d}",
)
"""Headings that say the whole date."""
MONTH_HEADINGS: tuple[Callable[[date], Any], ...] = (
    lambda day: f"{day.month}月{day.day}日",
    lambda day: f"{day.month}/{day.day}",
    lambda day: float(f"{day.month}.{day.day}"),
    lambda day: f"{day.day} {calendar.month_abbr[day.month]}",
    lambda day: f"{calendar.month_abbr[day.month]} {day.day}",
)
"""Headings that leave the year open."""
DAY_HEADINGS: tuple[Callable[[date], Any], ...] = (
    lambda day: day.day,
    lambda day: str(day.day),
    lambda day: f"{day.day}日",
    lambda day: f"{day.day}号",
    lambda day: f"{day.day}{_ordinal(day.day)}",
)
"""Headings that leave the month open."""


def _ordinal(day: int) -> str:
    return "th" if 10 < day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def title(random: Random, days: Sequence[date]) -> str:
    """A title that says the period."""
    first, last = days[0], days[-1]
    if first.day != 1:
        return (f"{first.year}年{first.month}月{first.day}日至"
                f"{last.year}年{last.month}月{last.day}日排班表")  # fmt: skip
    return random.choice((
        f"{first.year}年{first.month}月排班表", f"客服中心排班表（{first.year}-{first.month:02d}）",
        f"{calendar.month_name[first.month]} {first.year} Roster",
        f"{first.year}.{first.month} 班表",
    ))  # fmt: skip


WEEKDAYS = ("一二三四五六日", ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))


def weekdays(random: Random, days: Sequence[date]) -> list[str]:
    names = random.choice(WEEKDAYS)
    return [names[day.weekday()] for day in days]


def people_down(random: Random, made: Roster) -> list[list[Any]]:
    """People down and days across, with what stands around it in real ones."""
    kind = random.randrange(3)
    form = random.choice((HEADINGS, MONTH_HEADINGS, DAY_HEADINGS)[kind])
    before = _before_names(random, made)
    lines: list[list[Any]] = []
    if kind or random.random() < 0.5:
        lines.append([title(random, made.days)])
    lines += [[] for _ in range(random.randint(0, 2))]
    names = random.choice(("姓名", "员工姓名", "Name", "人员"))
    heading = [*(head for head, _values in before), names, *map(form, made.days)]
    week = [*("" for _ in before), random.choice(("", "星期")), *weekdays(random, made.days)]
    if random.random() < 0.3:
        lines += [week, heading]
    else:
        lines += [heading, week] if random.random() < 0.5 else [heading]
    for row, person in enumerate(made.people):
        cells = [made.cells[person, day] for day in made.days]
        lines.append([*(values[row] for _head, values in before), person, *cells])
    if random.random() < 0.5:
        for line in lines[-len(made.people) :]:
            line += [
                len([w for w in line if w in made.words]),
                "备注：" if random.random() < 0.2 else "",
            ]
    if random.random() < 0.3:
        at = len(lines) - random.randint(1, len(made.people) - 1)
        lines.insert(at, [*("" for _ in before), "小计", *(3 for _ in made.days)])
    if random.random() < 0.3:
        lines = _with_gaps(lines, len(before) + 1, made.days)
    lines += _after(random, made, len(before))
    left = random.randint(0, 2)
    return [["" for _ in range(left)] + line if line else line for line in lines]


def _with_gaps(lines: list[list[Any]], first: int, days: Sequence[date]) -> list[list[Any]]:
    """A narrow blank column before each Monday."""
    at = [first + number for number, day in enumerate(days) if number and day.weekday() == 0]
    spread = []
    for line in lines:
        wide = list(line)
        if len(line) > first + 1:
            for place in reversed(at):
                wide.insert(place, "")
        spread.append(wide)
    return spread


def _before_names(random: Random, made: Roster) -> list[tuple[str, list[Any]]]:
    count = len(made.people)
    found: list[tuple[str, list[Any]]] = []
    if random.random() < 0.4:
        found.append(("序号", list(range(1, count + 1))))
    if random.random() < 0.3:
        found.append(("班组", ["一班"] + [""] * (count - 1)))
    if random.random() < 0.4:
        found.append(("工号", [1000 + random.randrange(9) * 100 + at for at in range(count)]))
    return found


def _after(random: Random, made: Roster, before: int) -> list[list[Any]]:
    lines: list[list[Any]] = [[] for _ in range(random.randint(0, 2))]
    if random.random() < 0.5:
        sums = [sum(made.cells[p, day] == made.words[0] for p in made.people) for day in made.days]
        lines.append([*("" for _ in range(before)), "合计", *sums])
    if random.random() < 0.5:
        lines.append(["备注：早班 8:00-16:00，请勿擅自换班；夜班人员注意交接"])
    if random.random() < 0.5:
        lines.append(["制表人：王主任", "", "", "审核：方主任"])
    return lines


def people_across(random: Random, made: Roster) -> list[list[Any]]:
    """Days down and people across."""
    form = random.choice(HEADINGS)
    week = random.random() < 0.4
    heading = [random.choice(("日期", "Date", "")), *(["星期"] if week else []), *made.people]
    lines: list[list[Any]] = [[title(random, made.days)]] if random.random() < 0.5 else []
    lines.append(heading)
    names = weekdays(random, made.days)
    for at, day in enumerate(made.days):
        cells = [made.cells[person, day] for person in made.people]
        lines.append([form(day), *([names[at]] if week else []), *cells])
    if random.random() < 0.4:
        lines.append(["合计", *(["" for _ in range(week)]), *(20 for _ in made.people)])
    return lines


def shifts_down(random: Random, made: Roster) -> tuple[list[list[Any]], Known]:
    """A line a shift, a column a day, several people in a cell."""
    form = random.choice(HEADINGS)
    mark = random.choice(("、", "，", "\n", " / ", "  "))
    labels = {word: f"{word}" if "班" in word else f"{word}班" for word in made.words[:-1]}
    lines: list[list[Any]] = [["班次", *map(form, made.days)]]
    known: Known = Counter()
    for word, label in labels.items():
        line: list[Any] = [label]
        for day in made.days:
            here = [person for person in made.people if made.cells[person, day] == word]
            line.append(mark.join(here))
            known.update((person, day, " ".join(label.split())) for person in here)
        lines.append(line)
    return lines, known


def a_list(random: Random, made: Roster) -> tuple[list[list[Any]], Known]:
    """A line for each shift of each person, with its times in one column or in two."""
    form = random.choice(HEADINGS)
    two = random.random() < 0.4
    spans = {word: (time(8 + 4 * at), time((16 + 4 * at) % 24)) for at, word in
             enumerate(made.words[:-1])}  # fmt: skip
    heads = ["上班时间", "下班时间"] if two else [random.choice(("班次", "Shift"))]
    lines: list[list[Any]] = [
        [random.choice(("日期", "Date")), random.choice(("姓名", "Name")), *heads]
    ]
    known: Known = Counter()
    once = random.random() < 0.3
    for day in made.days:
        shown = form(day)
        for person in made.people:
            word = made.cells[person, day]
            if word in OFF:
                continue
            start, end = spans[word]
            lines.append([shown, person, *([start, end] if two else [word])])
            shown = "" if once else shown
            said = f"{start:%H:%M}-{end:%H:%M}" if two else word
            known[person, day, said] += 1
    return lines, known


def plain(made: Roster, people: Sequence[str], form: Callable[[date], Any]) -> list[list[Any]]:
    """A heading and a line for each person."""
    lines: list[list[Any]] = [["姓名", *map(form, made.days)]]
    return lines + [[p, *(made.cells[p, day] for day in made.days)] for p in people]


def blocks(random: Random, made: Roster) -> list[list[Any]]:
    """Weeks one under another, each with its own headings."""
    form = random.choice((*HEADINGS, *DAY_HEADINGS))
    lines: list[list[Any]] = [[title(random, made.days)]]
    wide = random.choice((7, 10, 14))
    for start in range(0, len(made.days), wide):
        days = made.days[start : start + wide]
        lines += [[] for _ in range(random.randint(1, 2))]
        lines.append(["姓名", *map(form, days)])
        if random.random() < 0.5:
            lines.append(["", *weekdays(random, days)])
        lines += [[p, *(made.cells[p, day] for day in days)] for p in made.people]
    return lines


def merged(random: Random, path: Path, rows: list[list[Any]], made: Roster) -> None:
    """The rows as a workbook, in which equal neighbours are now and then one merged cell."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    put(sheet, rows)
    for row, line in enumerate(rows[1:], 2):
        column = 2
        while column < len(line):
            last = column
            while last < len(line) and line[last] == line[column - 1]:
                last += 1
            if line[column - 1] and last > column and random.random() < 0.5:
                sheet.merge_cells(start_row=row, end_row=row, start_column=column, end_column=last)
            column = last + 1
    book.save(path)
