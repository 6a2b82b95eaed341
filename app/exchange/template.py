"""A roster to fill in: the centre's own people, days and codes, which comes in again as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, time
from pathlib import Path
from typing import Any

from app.context import Context
from app.exchange.saving import saved_to
from app.exchange.writing import quoted, write_workbook
from app.reading.roster.template import TemplateRows, template
from app.rules.facts import Person, Post, ShiftType
from app.rules.records import CentreRecords
from app.rules.vocabulary import Role

_HEADS = (("employee_no", "name"), ("工号", "姓名"))
_SHEETS = (("Roster {month}", "Words"), ("排班 {month}", "说明"))
_WORDS = (("code", "name", "start", "end"), ("代码", "名称", "上班", "下班"))
_OFF = (("OFF", "day off; a blank cell is one, too"), ("休", "休息；空格子也是休息"))
_LEAVE = ("leave, to be filed", "请假，另行申请")


def write_template(
    ctx: Context, path: Path, month: date, team_id: int | None = None, *, chinese: bool = False
) -> int:
    """Write a month to be filled in to `path`; gives how many people are in it.

    A store with nobody gets an example instead: a small centre that `import` takes. BadInput where
    the file cannot be written, NotAllowed for who may draft no roster.
    """
    rows = template(ctx, month, team_id)
    if not rows.people and team_id is None:
        write_workbook(_example(rows, chinese), path, chinese)
        return 0
    with saved_to(path) as workbook:
        roster_title, words_title = _SHEETS[chinese]
        page: Any = workbook.create_sheet(roster_title.format(month=f"{rows.month:%Y-%m}"))
        page.freeze_panes = "C2"
        for line in _roster(rows, chinese):
            page.append(line)
        words: Any = workbook.create_sheet(words_title)
        for line in _explained(rows, chinese):
            words.append(line)
    return len(rows.people)


def _roster(rows: TemplateRows, chinese: bool) -> Iterator[Sequence[Any]]:
    yield [*_HEADS[chinese], *rows.days]
    for number, name in rows.people:
        codes = [rows.held.get((number, day)) for day in rows.days]
        yield [quoted(number), quoted(name), *codes]


def _explained(rows: TemplateRows, chinese: bool) -> Iterator[Sequence[Any]]:
    yield _WORDS[chinese]
    for shift in rows.shifts:
        times = (f"{shift.start:%H:%M}", f"{shift.end:%H:%M}")
        yield [quoted(shift.code), quoted(shift.name), *times]
    yield _OFF[chinese]
    for kind in rows.kinds:
        yield [quoted(kind), _LEAVE[chinese]]


def _example(rows: TemplateRows, chinese: bool) -> CentreRecords:
    """Three people, three shifts, and a month of one of them."""
    department, team = ("客服部", "一班") if chinese else ("Service", "Team 1")
    names = ("张三", "李四", "王五") if chinese else ("Ann Example", "Ben Example", "Cy Example")
    roles = (Role.DEPARTMENT_HEAD, Role.TEAM_LEADER, Role.AGENT)
    first = rows.month
    people = tuple(
        Person(
            str(1001 + place), name, first, None,
            (Post(first, department, "" if role is Role.DEPARTMENT_HEAD else team, role),),
        )
        for place, (name, role) in enumerate(zip(names, roles, strict=True))
    )  # fmt: skip
    early, late, night = ("早班", "中班", "夜班") if chinese else ("Early", "Late", "Night")
    shifts = (
        ShiftType("A", early, time(8), time(16), night=False),
        ShiftType("B", late, time(16), time(0), night=False),
        ShiftType("C", night, time(0), time(8), night=True),
    )
    line = {day: "AABBCC"[place % 8] for place, day in enumerate(rows.days) if place % 8 < 6}
    return CentreRecords(people, shifts, {(first.year, first.month): {"1003": line}})
