"""A formula that nobody reckoned is no blank; the quick look and the slow one see the same."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from app.errors import BadInput
from app.exchange import guard, plain_parts
from app.exchange.guard import inspect
from app.exchange.workbook import read_workbook
from app.text import say
from tests.exchange.books import centre, problems, rewritten, saved, set_cell

NOT_RECKONED = (
    "the formula in this cell has not been reckoned; open the file in Excel and save it, "
    "or type the value."
)


@pytest.mark.parametrize(
    ("sheet", "row", "header", "cell"),
    [
        ("Attendance", 2, "off_post_minutes", "Attendance!D2"),
        ("Attendance", 3, "arrived_at", "Attendance!C3"),
        ("Employees", 6, "skill_level", "Employees!G6"),
        ("Employees", 2, "left_on", "Employees!I2"),
        ("Shifts", 2, "name", "Shifts!B2"),
        ("Holidays", 2, "name", "Holidays!B2"),
        ("Swaps", 2, "effective_at", "Swaps!L2"),
        ("Leaves", 2, "special", "Leaves!H2"),
        ("Leaves", 2, "approved_at", "Leaves!U2"),
        ("Inspections", 2, "comment", "Inspections!L2"),
        ("Roster 2026-10", 2, "2026-10-02", "Roster 2026-10!D2"),
        ("Roster 2026-10", 3, "employee_no", "Roster 2026-10!A3"),
        ("Roster 2026-10", 1, "2026-10-03", "Roster 2026-10!E1"),
    ],
)
def test_a_formula_without_its_value_is_a_problem_in_any_column(
    tmp_path: Path, sheet: str, row: int, header: str, cell: str
) -> None:
    told = problems(tmp_path, set_cell(sheet, row, header, "=1+1"))
    assert f"{cell}: {NOT_RECKONED}" in told


def reckoned(folder: Path, cell: bytes) -> Path:
    """The small centre, with this XML for the first minutes off the post."""
    path = saved(folder, centre(set_cell("Attendance", 2, "off_post_minutes", "=1+1")))

    def change(_name: str, part: bytes) -> bytes:
        start = part.find(b'<c r="D2"><f>')
        if start < 0:
            return part
        return part[:start] + cell + part[part.index(b"</c>", start) + 4 :]

    path.write_bytes(rewritten(path.read_bytes(), change))
    return path


def minutes(path: Path) -> int:
    return read_workbook(path).records.attendance[0].off_post_minutes


@pytest.mark.parametrize(
    "cell",
    [
        b'<c r="D2"><f>1+1</f><v>2</v></c>',
        b'<c r="D2" s="0"><f t="shared" ref="D2" si="0">1+1</f><v>2</v></c>',
        b'<c r="D2"><f t="shared" si="0"/><v>2</v></c>',
        b"<c r='D2'><f>1+1</f><v>2</v></c>",
    ],
)
def test_a_formula_with_its_value_is_that_value(tmp_path: Path, cell: bytes) -> None:
    assert minutes(reckoned(tmp_path, cell)) == 2


@pytest.mark.parametrize("value", [b"<v></v>", b"<v/>", b"<v />"])
def test_a_formula_whose_value_is_empty_text_is_blank(tmp_path: Path, value: bytes) -> None:
    cell = b'<c r="D2" t="str"><f>IF(1,"","")</f>' + value + b"</c>"
    assert minutes(reckoned(tmp_path, cell)) == 0


@pytest.mark.parametrize(
    "cell",
    [
        b'<c r="D2"><f>1+1</f></c>',
        b'<c r="D2"><f/><v/></c>',
        b"<c r='D2'><f>1+1</f><v/></c>",
        b'<c r="D2"><v/><f>1+1</f></c>',
        b'<c s="1" r="D2"><f>1+1</f><v></v></c>',
    ],
)
def test_a_formula_without_a_value_is_found_in_every_form(tmp_path: Path, cell: bytes) -> None:
    with pytest.raises(BadInput) as refused:
        minutes(reckoned(tmp_path, cell))
    assert [say(one) for one in refused.value.problems] == [f"Attendance!D2: {NOT_RECKONED}"]


def book() -> bytes:
    """Values, blanks, errors and formulas, reckoned and not."""
    made = openpyxl.Workbook()
    page = made["Sheet"]
    for number in range(1, 400):
        page.append([number, "text", None, "=A1+1", "#N/A", 1.5, True, '<c r="ZZ9"> & \' "'])
    page["AB7"] = "far"
    page.merge_cells("J1:K2")
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def test_the_quick_look_and_the_slow_one_see_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    quick = inspect("x", book(), lambda: None)
    monkeypatch.setattr(guard, "look", lambda _chunks: None)
    slow = inspect("x", book(), lambda: None)
    one, other = quick["Sheet"], slow["Sheet"]
    assert (one.rows, one.columns) == (other.rows, other.columns) == (399, 28)
    assert (one.errors, one.unvalued) == (other.errors, other.unvalued)
    assert (len(one.errors), len(one.unvalued)) == (399, 399)


@pytest.mark.parametrize("size", [1, 7, 64, 1000])
def test_it_does_not_matter_where_the_chunks_are_cut(size: int) -> None:
    with zipfile.ZipFile(io.BytesIO(book())) as archive:
        part = archive.read("xl/worksheets/sheet1.xml")[:20_000]
    part = part[: part.rindex(b"</row>") + 6] + b"</sheetData></worksheet>"
    whole = plain_parts.look([part])
    assert whole is not None
    assert whole.columns == 28
    assert plain_parts.look(part[at : at + size] for at in range(0, len(part), size)) == whole


@pytest.mark.parametrize(
    "odd",
    [
        b'<!-- c --><row r="1"/>',
        b"<row><c/></row>",
        b'<row r="1"><c s="1" r="A1"/></row>',
        b"<row r=\"1\"><c r='A1'/></row>",
        b'<x:row xmlns:x="x" r="1"/>',
        b'<row r="1"><c r="&#65;1"/></row>',
        b'<row r="1"><c r="A1"><f>1</f><v xml:space="preserve"> 1</v></c></row>',
        b"<row",
    ],
)
def test_what_is_not_plain_is_left_to_the_slow_look(odd: bytes) -> None:
    assert plain_parts.look([b"<worksheet><sheetData>" + odd + b"</sheetData></worksheet>"]) is None


def test_another_encoding_is_left_to_the_slow_look() -> None:
    text = '<?xml version="1.0" encoding="UTF-16"?><worksheet><row r="1"/></worksheet>'
    assert plain_parts.look([text.encode("utf-16")]) is None
