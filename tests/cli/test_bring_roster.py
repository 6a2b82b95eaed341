"""`dutydesk import-roster`: a centre's own roster file comes into the draft from the line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from app.__main__ import main
from app.address import StoreAddress
from app.cli.opening import opened
from app.reading.people.staff import staff
from app.rules.vocabulary import Role


def roster(tmp_path: Path, rows: list[list[object]], sheet: str = "十一月") -> Path:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    days: list[object] = [date(2026, 11, day) for day in range(1, 8)]
    for row in (["姓名", *days], *rows):
        page.append(row)
    path = tmp_path / "排班.xlsx"
    book.save(path)
    return path


NAMES: list[list[object]] = [
    ["李敏", *["E", "E", "N", "N", "休", "OFF", "E"]],
    ["王磊", *["N", "N", "休", "E", "E", "N", "N"]],
]


def bring(store: StoreAddress, path: Path, *more: str) -> int:
    return main(["import-roster", str(path), "--store", str(store), *more])


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> object:
    return lambda: capsys.readouterr()


NEW = ("--yes", "--hired", "2026-11-01")


def test_a_dry_run_says_what_would_change_and_writes_nothing(
    filled: StoreAddress, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bring(filled, roster(tmp_path, NAMES), *NEW, "--dry-run") == 0
    first = capsys.readouterr().out
    assert "11 shifts of 2 people and months" in first
    assert "nothing was written" in first
    assert bring(filled, roster(tmp_path, NAMES), *NEW, "--dry-run") == 0
    assert capsys.readouterr().out == first


@pytest.mark.parametrize("more", [(), ("--dry-run",)])
def test_a_file_of_which_nothing_is_understood_is_refused(
    filled: StoreAddress, tmp_path: Path, capsys: pytest.CaptureFixture[str], more: tuple[str, ...]
) -> None:
    path = tmp_path / "通讯录.csv"
    path.write_text("姓名,电话\n李敏,8001\n王磊,8002\n", encoding="utf-8")
    assert bring(filled, path, *more) == 2
    said = capsys.readouterr()
    assert "There is no roster in this sheet" in said.out
    assert "There is no roster in 通讯录.csv that could be read" in said.err


def test_open_questions_are_listed_and_nothing_is_written(
    filled: StoreAddress, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows: list[list[object]] = [["李敏", "早", *NAMES[0][2:]]]
    assert bring(filled, roster(tmp_path, rows)) == 2
    said = capsys.readouterr().err
    assert "What is 早 (十一月!B2, 1 times)?" in said
    assert "Who is 李敏" in said


def test_what_is_told_on_the_line_comes_in_and_is_there_the_second_time(
    filled: StoreAddress, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows: list[list[object]] = [["李敏", "早", *NAMES[0][2:]]]
    line = (
        "--person", "李敏=7001", "--times", "早=09:00-17:00", "--word", "早=Z",
        "--hired", "2026-11-01", "--team", team_of(filled, tmp_path, capsys),
    )  # fmt: skip
    assert bring(filled, roster(tmp_path, rows), *line) == 0
    assert "5 cells of the draft were changed." in capsys.readouterr().out
    assert bring(filled, roster(tmp_path, rows), *line) == 0
    assert "Nothing changed" in capsys.readouterr().out


def team_of(store: StoreAddress, folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """The first of the teams that a refusal names."""
    path = roster(folder, NAMES)
    assert bring(store, path, "--team", "?") == 2
    return capsys.readouterr().err.split(": ")[-1].split(",")[0].strip(" .\n")


def test_what_was_told_is_kept_and_holds_for_the_next_file(
    filled: StoreAddress, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows: list[list[object]] = [["李敏", "早", *NAMES[0][2:]]]
    path, team = roster(tmp_path, rows), team_of(filled, tmp_path, capsys)
    path = roster(tmp_path, rows)
    line = ("--person", "李敏=7001", "--word", "早=E", "--hired", "2026-11-01", "--team", team)
    assert bring(filled, path, *line, "--keep", "月表") == 0
    assert bring(filled, path, "--mapping", "月表") == 0
    assert "Nothing changed" in capsys.readouterr().out
    assert bring(filled, path, "--mapping", "周表") == 2


def test_an_agent_of_no_draft_brings_in_nothing(
    filled: StoreAddress, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bring(filled, roster(tmp_path, NAMES), "--as", "nobody") == 2
    assert "nobody" in capsys.readouterr().err


def known_names(store: StoreAddress) -> list[list[object]]:
    """Some of a team that the centre has, by number, with a week of shifts."""
    with opened(store) as context:
        row = next(one for one in staff(context).people if one.post.role is Role.TEAM_LEADER)
    return [[row.name, *["E", "E", "E", "E", "OFF", "OFF", "OFF"]], [row.employee_no]]


def test_who_may_not_publish_is_told_before_anything_is_written(
    filled: StoreAddress, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line, (number,) = known_names(filled)
    path = roster(tmp_path, [line])
    by = ("--as", str(number), "--yes")
    assert bring(filled, path, *by, "--publish", "x", "--keep", "月表") == 2
    assert "publish" in capsys.readouterr().err
    assert bring(filled, path, "--mapping", "月表") == 2
    capsys.readouterr()
    assert bring(filled, path, *by) == 0
    assert "4 cells of the draft were changed." in capsys.readouterr().out


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"", b"[]", b'{"form": 1'])
def test_a_kept_file_that_is_none_is_refused_in_a_sentence(
    filled: StoreAddress, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    kept = tmp_path / "told.json"
    kept.write_bytes(content)
    assert bring(filled, roster(tmp_path, NAMES), "--mapping", str(kept)) == 2
    assert "Tell it once more." in capsys.readouterr().err


def test_what_is_kept_under_a_name_is_replaced_by_who_says_so(
    filled: StoreAddress, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = roster(tmp_path, [known_names(filled)[0]])
    assert bring(filled, path, "--keep", "月表") == 0
    path = roster(tmp_path, [[known_names(filled)[0][0], *["N"] * 7]])
    capsys.readouterr()
    assert bring(filled, path, "--keep", "月表") == 2
    assert "--replace" in capsys.readouterr().err
    assert bring(filled, path, "--keep", "月表", "--dry-run") == 2
    assert bring(filled, path, "--keep", "月表", "--replace") == 0
    assert "7 cells" in capsys.readouterr().out
    path = roster(tmp_path, [[known_names(filled)[0][0], *["E"] * 7]])
    assert bring(filled, path, "--mapping", "月表", "--keep", "月表") == 0


def test_leaves_of_the_file_are_filed_by_the_rules_in_somebodys_name(
    filled: StoreAddress, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line, _number = known_names(filled)
    path = roster(tmp_path, [[line[0], *["E", "E", "E", "事假", "事假", "OFF", "OFF"]]])
    assert bring(filled, path, "--file-leaves") == 2
    assert "tell --as NO" in capsys.readouterr().err
    with opened(filled) as context:
        agent = next(
            one for one in staff(context).people if one.post.role is Role.AGENT and not one.left_on
        )
    path = roster(tmp_path, [[agent.name, *["E", "E", "E", "病假", "事假", "OFF", "OFF"]]])
    boss = head_of(filled, agent.post.department)
    assert bring(filled, path, "--as", boss, "--yes", "--file-leaves") == 0
    said = capsys.readouterr().out
    assert f"Filed: {agent.employee_no} {agent.name} sick leave Wed 4 November" in said
    assert f"Not filed: {agent.employee_no} {agent.name} personal leave" in said
    assert bring(filled, path, "--as", boss, "--yes", "--file-leaves") == 0
    assert "covers it already" in capsys.readouterr().out


def head_of(store: StoreAddress, department: str) -> str:
    with opened(store) as context:
        return next(
            one.employee_no
            for one in staff(context).people
            if one.post.role is Role.DEPARTMENT_HEAD and one.post.department == department
        )
