"""Rotations of which it is known who has which word, and files that are made of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from tests.exchange.layouts.made import Known

Rows = list[list[Any]]
PEOPLE = ("王芳", "李四", "赵小龙", "钱多", "孙一鸣", "周建国", "欧阳若兰", "吴凌云")
LATIN = ("Ansel Wynfield", "Marlo Harbin", "Perrin Okpara", "Idony Frostick", "Nerys Lockyer")
WEEK = "一二三四五六日"
CODES = ("A1", "A1", "N2", "休息", "调休", "A1", "年", "病", "N2", "事", "公出", "培训")
EARLY = ("早", "早", "中", "晚", "休", "休")
TWELVE = ("白", "白", "夜", "夜", "休", "休")
HALF = ("早", "休/早", "早/休", "晚", "休", "中")


def days(first: date = date(2026, 10, 1), count: int = 31) -> list[date]:
    return [first + timedelta(days=at) for at in range(count)]


@dataclass
class Plan:
    """Who has which word on which day: a rotation, each line a step further."""

    people: Sequence[str] = PEOPLE
    on: Sequence[date] = field(default_factory=days)
    words: Sequence[str] = EARLY

    def word(self, person: str, day: date) -> str:
        return self.words[(list(self.people).index(person) + day.toordinal()) % len(self.words)]

    def line(self, person: str, on: Sequence[date] | None = None) -> list[str]:
        return [self.word(person, day) for day in (self.on if on is None else on)]

    def answer(self, called: Callable[[str], str] = str, blank: str = "") -> Known:
        return Counter(
            (called(person), day, self.word(person, day))
            for person in self.people
            for day in self.on
            if self.word(person, day) != blank
        )

    def by_shift(self, shifts: Sequence[str], ending: str = "") -> Known:
        return Counter(
            (person, day, word + ending)
            for person in self.people
            for day in self.on
            if (word := self.word(person, day)) in shifts
        )

    def who(self, word: str, day: date) -> list[str]:
        return [person for person in self.people if self.word(person, day) == word]


@dataclass
class Case:
    """A file's sheets, merged ranges of the first, and what is right."""

    sheets: dict[str, Rows]
    known: Known
    merged: tuple[str, ...] = ()
    name: str = "排班表.xlsx"


def numbers(on: Sequence[date]) -> list[int]:
    return [day.day for day in on]


def week(on: Sequence[date]) -> list[str]:
    return [WEEK[day.weekday()] for day in on]
