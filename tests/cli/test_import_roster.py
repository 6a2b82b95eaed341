"""`dutydesk import-roster FILE --show`: what a centre's own roster says, without a store."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.__main__ import main
from tests.exchange.layouts.made import a_book

DAYS = list(range(1, 31))


@pytest.fixture
def rosters(tmp_path: Path) -> Path:
    """Two teams, a sheet of times, and no month anywhere."""
    teams: list[tuple[str, list[list[Any]]]] = [
        (team, [["姓名", *DAYS], *([p, *(["A", "B", "休", "年假"] * 8)[:30]] for p in people)])
        for team, people in (("一班", ["王芳", "李四"]), ("二班", ["赵小龙", "王芳"]))
    ]
    times = [["班次", "时间"], ["A", "08:00-16:00"], ["B", "16:00-24:00"]]
    return a_book(tmp_path / "ours.xlsx", ("班次说明", times), *teams)


def shown(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    assert main(["import-roster", *words, "--show", "--format", "json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_the_shifts_words_and_questions_of_a_file(
    rosters: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = shown(capsys, str(rosters), "--month", "2026-09")
    assert len(found["assignments"]) == 4 * 16
    assert found["assignments"][0] == ["李四", "2026-09-01", "A"]
    assert found["shift_times"] == {"A": ["08:00", "16:00"], "B": ["16:00", "00:00"]}
    assert (found["days_off_words"], found["leave_words"]) == (["休"], ["年假"])
    assert [one["sheet"] for one in found["left_out"]] == ["班次说明"]
    assert found["problems"] == []
    assert any("王芳" in question for question in found["questions"])


def test_a_month_that_stands_nowhere_is_asked(
    rosters: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert any("first" in one for one in shown(capsys, str(rosters))["questions"])
    one = shown(capsys, str(rosters), "--first-day", "2026-11-01", "--sheet", "二班")
    assert {person for person, _day, _word in one["assignments"]} == {"赵小龙", "王芳"}
    assert {date.fromisoformat(day).month for _person, day, _word in one["assignments"]} == {11}


def test_lines_heading_and_columns_are_told(
    rosters: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = ("--sheet", "一班", "--month", "2026-09", "--heading", "1", "--lines", "3-3")
    found = shown(capsys, str(rosters), *told, "--names", "A", "--shape", "people_down")
    assert {person for person, _day, _word in found["assignments"]} == {"李四"}


def test_as_text(rosters: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import-roster", str(rosters), "--show", "--month", "2026-09"]) == 0
    printed = capsys.readouterr().out
    assert "2026-09-01  李四  A" in printed
    assert "Left out:" in printed


@pytest.mark.parametrize(
    "words", [("--sheet", "三班"), ("--lines", "x"), ("--names", "1x"), ("--heading", "0")]
)
def test_what_is_told_wrongly_is_refused_in_a_sentence(
    rosters: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, str]
) -> None:
    try:
        status: object = main(["import-roster", str(rosters), "--show", *words])
    except SystemExit as stopped:
        status = stopped.code
    assert status == 2
    assert words[1] in capsys.readouterr().err
