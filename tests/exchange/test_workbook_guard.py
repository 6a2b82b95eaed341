"""A file that is no workbook, or one that would do harm, is refused before the parser sees it."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from functools import partial
from pathlib import Path

import openpyxl
import pytest

from app.errors import BadInput, Cancelled
from app.exchange import guard
from app.exchange.workbook import read_workbook
from app.text import say
from tests.exchange.books import centre, rewritten, saved

SHEET = "xl/worksheets/sheet1.xml"


def refusal(path: Path) -> str:
    with pytest.raises(BadInput) as caught:
        read_workbook(path)
    assert not caught.value.problems
    return say(caught.value.message)


def written(folder: Path, content: bytes) -> Path:
    path = folder / "file.xlsx"
    path.write_bytes(content)
    return path


def with_sheet(folder: Path, xml: bytes) -> Path:
    """The small centre with its first sheet's XML replaced."""
    content = saved(folder, centre()).read_bytes()
    return written(folder, rewritten(content, lambda n, part: xml if n == SHEET else part))


def sheet_of(rows: bytes) -> bytes:
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return b'<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' % (space, rows)


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7\n1 0 obj", b"employee_no,name\n1,Anna\n", b"\x00" * 5000]
)
def test_what_is_no_workbook_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    assert "is no Excel workbook (.xlsx)" in refusal(written(tmp_path, content))


def test_a_password_protected_file_says_to_take_the_password_off(tmp_path: Path) -> None:
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 4096
    assert "protected with a password" in refusal(written(tmp_path, content))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert "none.xlsx cannot be opened" in refusal(tmp_path / "none.xlsx")


def test_a_folder_is_no_workbook(tmp_path: Path) -> None:
    assert "cannot be opened" in refusal(tmp_path)


def test_a_zip_of_something_else_is_damaged_or_no_workbook(tmp_path: Path) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as out:
        out.writestr("letter.txt", "Dear centre")
    assert "damaged or no Excel workbook" in refusal(written(tmp_path, target.getvalue()))


def test_a_file_cut_short_is_damaged(tmp_path: Path) -> None:
    content = saved(tmp_path, centre()).read_bytes()
    assert "damaged" in refusal(written(tmp_path, content[: len(content) // 2]))


def test_a_sheet_that_declares_more_than_the_limit_is_refused(tmp_path: Path) -> None:
    rows = b" " * (guard.MAX_PART_BYTES + 1)
    assert "holds more than a centre's workbook can" in refusal(
        with_sheet(tmp_path, sheet_of(rows))
    )


def test_a_sheet_that_lies_about_its_size_is_inflated_no_further_than_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "MAX_PART_BYTES", 2**20)
    true = sheet_of(b" " * 5 * 2**20)
    content = bytearray(with_sheet(tmp_path, true).read_bytes())
    size, lie = struct.pack("<L", len(true)), struct.pack("<L", 1000)
    assert content.count(size) == 2
    assert "holds more" in refusal(written(tmp_path, bytes(content).replace(size, lie)))


def test_a_small_lie_about_the_size_is_damage(tmp_path: Path) -> None:
    true = sheet_of(b" " * 12345)
    content = with_sheet(tmp_path, true).read_bytes()
    size, lie = struct.pack("<L", len(true)), struct.pack("<L", 1000)
    assert "damaged" in refusal(written(tmp_path, content.replace(size, lie)))


def test_all_parts_together_have_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MAX_TOTAL_BYTES", 10_000)
    assert "holds more" in refusal(saved(tmp_path, centre()))


def test_a_file_over_the_limit_is_not_even_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "MAX_FILE_BYTES", 2**20)
    assert "has over 1 MB" in refusal(written(tmp_path, b"PK" * 2**20))


@pytest.mark.parametrize("reference", ["XFD1048576", "XFD1", "A1048576", "ALM1", "A500001"])
def test_a_cell_in_the_last_corner_is_refused(tmp_path: Path, reference: str) -> None:
    workbook = openpyxl.Workbook()
    workbook["Sheet"][reference] = "x"
    workbook.save(tmp_path / "file.xlsx")
    message = refusal(tmp_path / "file.xlsx")
    assert "more than a centre's workbook has" in message
    assert "delete what is empty" in message


def test_the_rectangle_that_a_sheet_spans_has_a_limit(tmp_path: Path) -> None:
    assert "spans at least 4,000 rows and 1,000 columns" in refusal(
        with_sheet(tmp_path, sheet_of(b'<row r="4000"><c r="ALL4000"/></row>'))
    )


@pytest.mark.parametrize("row", [b"<row/>", b'<row r="600000"/>', b"<x:row xmlns:x='x'/>"])
def test_half_a_million_blank_rows_are_too_many(tmp_path: Path, row: bytes) -> None:
    rows = row if b"r=" in row else row * (guard.MAX_ROWS + 1)
    assert "more than a centre's workbook has" in refusal(with_sheet(tmp_path, sheet_of(rows)))


def test_cells_without_a_reference_are_counted_too(tmp_path: Path) -> None:
    cells = b"<c/>" * (guard.MAX_COLUMNS + 1)
    rows = sheet_of(b"<row>" + cells + b"</row>")
    assert "1 rows and 1,001 columns" in refusal(with_sheet(tmp_path, rows))


@pytest.mark.parametrize(
    "xml",
    [
        b"",
        b"<worksheet>",
        b"not xml",
        b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet>&a;</worksheet>',
        sheet_of(b'<row r="x"><c r="A1"/></row>'),
        sheet_of(b'<row r="1"><c r="??"/></row>'),
        sheet_of(b'<row r="1"><c r="AAAA1"/></row>'),
        sheet_of(b'<row r="-5"><c r="A-5"/></row>'),
    ],
)
def test_a_sheet_that_is_no_sheet_is_damage(tmp_path: Path, xml: bytes) -> None:
    assert "damaged" in refusal(with_sheet(tmp_path, xml))


def test_one_endless_attribute_is_damage(tmp_path: Path) -> None:
    xml = sheet_of(b'<row r="1' + b" " * 8 * 2**20 + b'"/>')
    assert "damaged" in refusal(with_sheet(tmp_path, xml))


def test_a_part_that_is_there_twice_is_damage(tmp_path: Path) -> None:
    path = saved(tmp_path, centre())
    with (
        pytest.warns(UserWarning, match="Duplicate name"),
        zipfile.ZipFile(path, "a") as archive,
    ):
        archive.writestr(SHEET, "<worksheet/>")
    assert "damaged" in refusal(path)


def test_a_packing_that_excel_does_not_use_is_damage(tmp_path: Path) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_LZMA) as out:
        out.writestr("xl/workbook.xml", "<workbook/>")
    assert "damaged" in refusal(written(tmp_path, target.getvalue()))


def test_an_encrypted_part_is_damage(tmp_path: Path) -> None:
    content = bytearray(saved(tmp_path, centre()).read_bytes())
    place = content.index(b"PK\x01\x02")
    content[place + 8] |= 1
    assert "damaged" in refusal(written(tmp_path, bytes(content)))


def test_a_broken_stream_is_damage(tmp_path: Path) -> None:
    content = bytearray(saved(tmp_path, centre()).read_bytes())
    place = content.index(SHEET.encode()) + len(SHEET) + 20
    content[place : place + 40] = zlib.compress(b"?" * 100)[:5].ljust(40, b"\xff")
    assert "damaged" in refusal(written(tmp_path, bytes(content)))


def test_a_panic_of_the_parser_is_a_bad_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Panic(BaseException):
        pass

    class Parser:
        @staticmethod
        def from_filelike(_file: object) -> None:
            raise Panic("index out of bounds")

    import python_calamine

    monkeypatch.setattr(python_calamine, "CalamineWorkbook", Parser)
    assert "damaged" in refusal(saved(tmp_path, centre()))


def test_a_keyboard_interrupt_while_reading_is_no_bad_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Parser:
        @staticmethod
        def from_filelike(_file: object) -> None:
            raise KeyboardInterrupt

    import python_calamine

    monkeypatch.setattr(python_calamine, "CalamineWorkbook", Parser)
    with pytest.raises(KeyboardInterrupt):
        read_workbook(saved(tmp_path, centre()))


def test_reading_can_be_stopped_at_every_step(tmp_path: Path) -> None:
    path = saved(tmp_path, centre())
    asked = 0

    def count() -> bool:
        nonlocal asked
        asked += 1
        return False

    read_workbook(path, cancel=count)
    assert asked > 10
    for stop_at in range(1, asked + 1):
        answers = iter([False] * (stop_at - 1) + [True])
        with pytest.raises(Cancelled):
            read_workbook(path, cancel=partial(next, answers))
