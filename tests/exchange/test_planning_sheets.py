"""The sheets of planning: what is read, what is refused and where, what an import does."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from app.context import Context
from app.exchange.moving import import_workbook
from app.models import StaffingNeed, Volume, WorkRule
from app.queries.planning import facts
from app.rules.rostering.needs import Need, Needing
from app.rules.rostering.records import NeedRecord, PlanningRecords, WishRecord, WorkRuleRecord
from app.rules.rostering.volumes import VolumeRow
from app.rules.rostering.work_rules import WorkRules
from tests.exchange.books import Change, Rows, Sheets, centre, problems, read, saved

DAY = date(2026, 11, 2)
VOLUMES: Rows = [
    ["department", "job_type", "from", "minutes", "contacts", "aht_seconds"],
    ["Service", "inbound", datetime(2026, 11, 2, 9), 30, 100, 180.5],
    ["Service", None, "2026-11-02 09:00", "60", 0, 0],
]
NEEDS: Rows = [
    ["department", "team", "job_type", "shift", "weekday", "date", "least", "want", "most"],
    ["Service", "A", None, "e", 1, None, 2, None, None],
    ["Service", None, "inbound", "N", 3, "2026-11-02", 1, 2, 3],
    [None, None, None, "N", None, None, 5, None, None],
]
WORK_RULES: Rows = [
    ["employee_no", "month_hours_most", "weekends_most", "shifts", "not_after"],
    [None, 168, None, None, "N：e"],
    ["11", None, 2, "N、E", None],
]
WISHES: Rows = [
    ["employee_no", "date", "shift", "wish", "weight"],
    ["11", DAY, None, "要", None],
    ["12", DAY, "N", "OFF", 30],
]
PLANNED = {"Volumes": VOLUMES, "Needs": NEEDS, "WorkRules": WORK_RULES, "Wishes": WISHES}


def with_sheets(**sheets: Rows) -> Change:
    def change(all_sheets: Sheets) -> None:
        all_sheets.update({name: [*map(list, rows)] for name, rows in sheets.items()})

    return change


def one(sheet: str, **cells: Any) -> Change:
    """The sheet with its first row alone, some of its cells others."""
    head, row = PLANNED[sheet][0], PLANNED[sheet][1]
    head = [*head, *(name for name in cells if name not in head)]
    values = [cells.get(name, was) for name, was in zip(head, [*row, *[None] * 9], strict=False)]
    return with_sheets(**{sheet: [head, values]})


def test_the_four_sheets_are_read(tmp_path: Path) -> None:
    found = read(tmp_path, with_sheets(**PLANNED)).planning
    assert found == PlanningRecords(
        (
            VolumeRow("Service", "inbound", datetime(2026, 11, 2, 9), 30, 100, 180.5),
            VolumeRow("Service", "", datetime(2026, 11, 2, 9), 60, 0, 0),
        ),
        (
            NeedRecord("Service", "A", "", "E", 1, None, 2),
            NeedRecord("Service", "", "inbound", "N", None, DAY, 1, 2, 3),
            NeedRecord("", "", "", "N", None, None, 5),
        ),
        (
            WorkRuleRecord("", month_hours_most=168, not_after="N:E"),
            WorkRuleRecord("11", weekends_most=2, shifts="E, N"),
        ),
        (WishRecord("11", DAY, "", "on"), WishRecord("12", DAY, "N", "off", 30)),
    )


def test_a_sheet_in_chinese_says_the_same(tmp_path: Path) -> None:
    needs: Rows = [["部门", "班次", "星期", "至少", "期望"], ["Service", "E", 7, 2, 3]]
    rules: Rows = [["工号", "连续上班上限", "班次后禁排"], ["11", 5, "N:E"]]
    wishes: Rows = [["工号", "日期", "意愿"], ["11", DAY, "不要"]]
    found = read(tmp_path, with_sheets(人员需求=needs, 工时规则=rules, 意愿=wishes)).planning
    assert found.needs == (NeedRecord("Service", "", "", "E", 7, None, 2, 3),)
    assert found.work_rules == (WorkRuleRecord("11", days_in_row_most=5, not_after="N:E"),)
    assert found.wishes == (WishRecord("11", DAY, "", "off"),)


@pytest.mark.parametrize(
    ("sheet", "cells", "told"),
    [
        ("Volumes", {"department": "Sales"}, 'Volumes!A2: "Sales" is no department'),
        ("Volumes", {"minutes": 45}, 'Volumes!D2: "45" is no length'),
        ("Volumes", {"contacts": -1}, 'Volumes!E2: "-1"'),
        ("Needs", {"team": "B"}, 'Needs!B2: "B" is no team of this department'),
        ("Needs", {"shift": "X"}, 'Needs!D2: "X"'),
        ("Needs", {"weekday": 0}, 'Needs!E2: "0" is no whole number from 1 to 7.'),
        ("Needs", {"weekday": 8}, 'Needs!E2: "8" is no whole number from 1 to 7.'),
        ("Needs", {"want": 1}, 'Needs!H2: "1" is less than least; mend one of the two.'),
        ("Needs", {"most": 1}, 'Needs!I2: "1" is less than least; mend one of the two.'),
        ("Needs", {"want": 4, "most": 3}, 'Needs!I2: "3" is less than want'),
        ("WorkRules", {"employee_no": "99"}, 'WorkRules!A2: "99"'),
        ("WorkRules", {"shifts": "E, X"}, 'WorkRules!D2: "X"'),
        ("WorkRules", {"not_after": "N E"}, 'WorkRules!E2: "N E" cannot be read'),
        ("WorkRules", {"not_after": "N:X"}, 'WorkRules!E2: "X"'),
        ("WorkRules", {"month_hours_least": 169}, 'WorkRules!F2: "169" is more than'),
        ("WorkRules", {"days_in_row_least": 7}, 'WorkRules!F2: "7" is more than'),
        ("Wishes", {"employee_no": "99"}, 'Wishes!A2: "99"'),
        ("Wishes", {"wish": "maybe"}, 'Wishes!D2: "maybe" is not known here'),
        ("Wishes", {"weight": 0}, 'Wishes!E2: "0" is no whole number from 1 to 100.'),
        ("Wishes", {"weight": 101}, 'Wishes!E2: "101" is no whole number from 1 to 100.'),
    ],
)
def test_a_bad_cell_is_named(tmp_path: Path, sheet: str, cells: dict[str, Any], told: str) -> None:
    assert problems(tmp_path, one(sheet, **cells))[0].startswith(told)


@pytest.mark.parametrize(
    ("sheet", "cells"),
    [
        ("Needs", {"want": 2, "most": 2}), ("Needs", {"weekday": 7}), ("Needs", {"least": 0}),
        ("WorkRules", {"month_hours_least": 168}), ("WorkRules", {"days_in_row_least": 6}),
        ("Wishes", {"weight": 100}),
    ],
)  # fmt: skip
def test_what_is_just_right_is_taken(tmp_path: Path, sheet: str, cells: dict[str, Any]) -> None:
    assert read(tmp_path, one(sheet, **cells))


@pytest.mark.parametrize(("sheet", "row", "said"), [
    ("Needs", 1, '"e": row 2 speaks of the same already'),
    ("WorkRules", 2, '"11": row 2 speaks of the same already'),
    ("WorkRules", 1, "WorkRules!A3: row 2 speaks of everybody already"),
    ("Wishes", 1, "row 2 speaks of the same already"),
])  # fmt: skip
def test_two_rows_of_the_same_are_told(tmp_path: Path, sheet: str, row: int, said: str) -> None:
    planned = PLANNED[sheet]
    rows = [planned[0], planned[row], planned[row]]
    (told,) = problems(tmp_path, with_sheets(**{sheet: rows}))
    assert said in told


@pytest.mark.parametrize(
    ("sheet", "column"),
    [("Volumes", "from"), ("Needs", "least"), ("Wishes", "wish")],
)
def test_a_missing_column_is_told(tmp_path: Path, sheet: str, column: str) -> None:
    rows = [[*row] for row in PLANNED[sheet]]
    at = rows[0].index(column)
    for row in rows:
        del row[at]
    assert f"{sheet}: the column {column} " in problems(tmp_path, with_sheets(**{sheet: rows}))[0]


def test_an_import_adds_updates_and_deletes_nothing(context: Context, tmp_path: Path) -> None:
    path = saved(tmp_path, centre(with_sheets(**PLANNED)))
    import_workbook(context, path)
    assert not import_workbook(context, path).changed
    less = with_sheets(
        Needs=[NEEDS[0], ["Service", "A", None, "E", 1, None, 4, None, None]],
        WorkRules=[["employee_no", "month_hours_most"], [None, 150]],
    )
    dry = import_workbook(context, saved(tmp_path, centre(less)), dry_run=True)
    told = {one.sheet: (one.added, one.updated, one.unchanged) for one in dry.sheets}
    assert (told["Needs"], told["WorkRules"]) == ((0, 1, 0), (0, 1, 0))
    assert not {"Volumes", "Wishes"} & told.keys()
    import_workbook(context, saved(tmp_path, centre(less)))
    with context.read() as session:
        assert Need(Needing("Service", "A"), "E", 4, weekday=1) in facts.needs(session)
        assert facts.work_rules(session).everybody == WorkRules(month_hours_most=150)
        assert facts.work_rules(session).of("11").weekends_most == 2
        counted = [session.scalar(select(func.count()).select_from(t)) for t in (Volume, WorkRule)]
        assert counted == [2, 2]
        assert session.scalar(select(func.count()).select_from(StaffingNeed)) == 3


def test_a_file_of_these_sheets_alone_comes_in_where_the_people_are(
    context: Context, tmp_path: Path
) -> None:
    import_workbook(context, saved(tmp_path, centre()))
    summary = import_workbook(context, saved(tmp_path, {"Wishes": WISHES}, "wishes.xlsx"))
    assert {one.sheet: one.added for one in summary.sheets if one.added} == {"Wishes": 2}
