"""A staff list of the centre's own comes in: any headings, any dates; who is there stays."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from sqlalchemy import select

from app.context import Actor, Context
from app.errors import BadInput, NotAllowed
from app.exchange.layouts.opening import open_book
from app.exchange.staff_list import StaffSaid, read_staff
from app.models import Person
from app.queries.people import rows
from app.rules.bringing.staff import StaffDefaults, StaffLine
from app.rules.vocabulary import Role
from app.services.people.staff_list import bring_staff, staff_preview
from tests.factories import SmallCentre

HEADS = [
    "工号*",
    "姓名*",
    "部门名称*",
    "班组",
    "岗位",
    "技能等级",
    "入职日期(YYYY-MM-DD)",
    "离职日期",
]
ROW: list[Any] = ["7001", "陈一", "投诉部", "一班", "客服代表", "3星", "2024年3月1日", None]


def listed(tmp_path: Path, *lines: list[Any], heads: list[str] = HEADS) -> Path:
    book = Workbook()
    page = book.active
    assert page is not None
    rows: list[list[Any]] = [["2026年员工花名册"], heads, *lines]
    for line in rows:
        page.append(line)
    path = tmp_path / "花名册.xlsx"
    book.save(path)
    return path


def said(path: Path) -> StaffSaid:
    return read_staff(open_book(path))


def bring(ctx: Context, *lines: StaffLine) -> object:
    return bring_staff(ctx, lines, StaffDefaults(), "花名册.xlsx", "a" * 64)


def test_headings_and_dates_in_any_words_are_read(tmp_path: Path) -> None:
    line = said(listed(tmp_path, ROW)).lines[0]
    assert (line.number, line.department, line.level, line.hired) == (
        "7001", "投诉部", 3, date(2024, 3, 1),
    )  # fmt: skip


@pytest.mark.parametrize(
    "day", [date(2024, 3, 1), "2024-03-01", "2024/3/1", "2024.3.1", "20240301", 20240301]
)
def test_a_date_is_read_in_any_form(tmp_path: Path, day: object) -> None:
    assert said(listed(tmp_path, [*ROW[:6], day, None])).lines[0].hired == date(2024, 3, 1)


def test_a_cell_that_cannot_be_read_is_named_and_its_line_left_out(tmp_path: Path) -> None:
    found = said(listed(tmp_path, ROW, [*ROW[:6], "去年", None], [*ROW[:5], 6, "2024-03-01", None]))
    assert len(found.lines) == 1
    assert [(one.cells, one.value) for one in found.left_out] == [("G4", "去年"), ("F5", "6")]


def test_a_file_without_such_headings_is_no_staff_list(tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        said(listed(tmp_path, heads=["甲", "乙"]))


def test_new_people_come_with_their_new_teams(centre: SmallCentre, tmp_path: Path) -> None:
    ctx, lines = centre.context, said(listed(tmp_path, ROW)).lines
    found = staff_preview(ctx, lines, StaffDefaults())
    assert (found.departments, found.teams) == (("投诉部",), (("投诉部", "一班"),))
    bring(ctx, *lines)
    with ctx.read() as session:
        row = next(one for one in rows.people(session, ctx.today()) if one.employee_no == "7001")
    assert (row.post.team, row.post.role, row.post.skill_level) == ("一班", Role.AGENT, 3)


@pytest.mark.parametrize(
    ("word", "role"),
    [("班长", Role.TEAM_LEADER), ("座席", Role.AGENT), ("质检员", Role.QA_INSPECTOR),
     ("", Role.AGENT), ("部主任", Role.DEPARTMENT_HEAD)],
)  # fmt: skip
def test_roles_are_known_by_the_words_of_call_centres(
    centre: SmallCentre, word: str, role: Role
) -> None:
    line = StaffLine("7001", "陈一", "Service", "A", word, hired=date(2024, 3, 1))
    found = staff_preview(centre.context, [line], StaffDefaults())
    assert [one.role for one in found.added] == [role]


def test_who_is_there_already_is_never_changed_and_what_differs_is_named(
    centre: SmallCentre,
) -> None:
    lines = [StaffLine("1001", "别名"), StaffLine("7001", "陈一", hired=date(2024, 3, 1), team="A")]
    found = bring_staff(centre.context, lines, StaffDefaults(), "花名册.xlsx", "a" * 64)
    assert [one.number for one in found.differing] == ["1001"]
    with centre.context.read() as session:
        name = session.scalar(select(Person.name).where(Person.employee_no == "1001"))
    assert name != "别名"


def test_what_cannot_be_added_is_left_out_by_name(centre: SmallCentre) -> None:
    day = date(2024, 3, 1)
    lines = [
        StaffLine("7001", "陈一", team="A", hired=day),
        StaffLine("7001", "陈二", team="A", hired=day),
        StaffLine("", "陈三", team="A", hired=day),
        StaffLine("7004", "陈四", team="A"),
        StaffLine("7005", "陈五", team="A", hired=day, role="宇航员"),
        StaffLine("7006", "陈六", team="A", hired=day, left=date(2024, 2, 1)),
    ]
    found = staff_preview(centre.context, lines, StaffDefaults())
    assert [one.person.name for one in found.added] == ["陈一"]
    assert len(found.left_out) == 5


def test_only_who_may_change_people_brings_a_list_in(centre: SmallCentre) -> None:
    line = StaffLine("7001", "陈一", team="A", hired=date(2024, 3, 1))
    leader = centre.context.acting_as(Actor("1000", centre.people["1000"]))
    with pytest.raises(NotAllowed):
        bring(leader, line)
    bring(centre.context, line)
    with pytest.raises(BadInput):
        bring(centre.context, line)
