"""Old workbooks and OpenDocument sheets are read as a person sees them; of a file that cannot be
read it is said what it is and what to do.

`old.xls`: a roster of seven days with a hidden line and a hidden column, a sheet of times, a hidden
sheet, and one of numbers in several forms.
"""

from __future__ import annotations

import zipfile
from datetime import date, datetime, time
from pathlib import Path

import pytest

from app.errors import BadInput
from app.exchange.layouts.guessing import guess
from app.exchange.layouts.opening import open_book
from app.exchange.layouts.reading import read
from app.rules.bringing.said import Said
from app.text import say
from tests.exchange.layouts.made import a_book

OLD = Path(__file__).with_name("old.xls")
TODAY = date(2026, 11, 27)
KIND = "application/vnd.oasis.opendocument.spreadsheet"
NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "style")
)


def said_of(path: Path) -> Said:
    book = open_book(path)
    found = guess(book, TODAY)
    return read(book, found.layout, found.copies, found.rivals)


def told(said: Said) -> set[tuple[str, str]]:
    return {(one.sheet, one.cells) for one in said.left_out if "hidden" in one.why.msgid}


def test_an_old_workbook_with_what_it_hides() -> None:
    said = said_of(OLD)
    assert {(e.number, e.person) for e in said.entries} == {
        ("0012", "王芳"), ("0013", "李四"), ("0014", "赵小龙"), ("0015", "钱多"),
    }  # fmt: skip
    assert len(said.entries) == 28
    assert {e.day for e in said.entries} == {date(2026, 10, at) for at in range(1, 8)}
    assert said.times == {"早": (time(8), time(16)), "晚": (time(16), time(0))}
    assert told(said) == {("排班", "5:5"), ("排班", "F:F"), ("旧表", "A1")}


def test_numbers_of_an_old_workbook_by_their_forms() -> None:
    grid = open_book(OLD).grid("数字")
    assert [grid.text(0, at) for at in range(2)] == ["8.10", "8"]
    assert grid.raw(0, 2) == datetime(2026, 10, 1, 8, 30)
    assert grid.raw(0, 3) == datetime(2026, 10, 1)


def an_ods(path: Path, body: str, styles: str = "", manifest: str = "") -> Path:
    content = (
        f"<office:document-content {NAMES}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:spreadsheet>{body}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", KIND)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", f"<m>{manifest}</m>")
    return path


def text(word: str, more: str = "") -> str:
    inner = f"<text:p>{word}</text:p>"
    return f'<table:table-cell office:value-type="string"{more}>{inner}</table:table-cell>'


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row{more}>{''.join(cells)}</table:table-row>"


def a_day(at: int) -> str:
    value = f'office:value-type="date" office:date-value="2026-10-{at:02}"'
    return f"<table:table-cell {value}><text:p>10月{at}日</text:p></table:table-cell>"


GONE = ' table:visibility="collapse"'
AGAIN = ' table:number-columns-repeated="3"'


def test_an_opendocument_sheet_with_what_it_hides(tmp_path: Path) -> None:
    hours = '<table:table-cell office:value-type="time" office:time-value="PT08H30M00S"/>'
    tens = '<table:table-cell office:value-type="float" office:value="8.1"><text:p>8.10</text:p>'
    note = "<office:annotation><text:p>换班</text:p></office:annotation>"
    people = (
        row(text("王芳"), text("早", AGAIN), text("晚")),
        row(text("李四"), text("晚", AGAIN), text("早"), more=' table:visibility="filter"'),
        row(text("赵小龙"), text("休", AGAIN), text(f"早</text:p>{note}<text:p>")),
    )
    sheet = (
        '<table:table table:name="排班"><table:table-column/>'
        f"<table:table-column/><table:table-column{GONE}/>"
        f"{row(text('姓名'), *map(a_day, range(1, 5)))}{''.join(people)}</table:table>"
        '<table:table table:name="旧表" table:style-name="ta2">'
        + row(text("作废"))
        + "</table:table>"
        f'<table:table table:name="数字">{row(hours, tens + "</table:table-cell>")}</table:table>'
    )
    style = '<style:style style:name="ta2"><style:table-properties table:display="false"/>'
    path = an_ods(tmp_path / "a.ods", sheet, style + "</style:style>")
    said = said_of(path)
    assert len(said.entries) == 12
    assert {e.word for e in said.entries if e.person == "赵小龙"} == {"休", "早"}
    assert told(said) == {("排班", "3:3"), ("排班", "C:C"), ("旧表", "A1")}
    grid = open_book(path).grid("数字")
    assert (grid.raw(0, 0), grid.text(0, 1)) == (time(8, 30), "8.10")


def refusal(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    with pytest.raises(BadInput) as refused:
        open_book(path)
    assert path.name in say(refused.value.title)
    return say(refused.value.message)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PASSWORD = "password"


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.xlsx", OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), PASSWORD),
        ("a.xls", OLD.read_bytes().replace(b"\x5c\0\x70\0", b"\x2f\0\x70\0", 1), PASSWORD),
        ("a.xls", OLD.read_bytes()[:2000], "damaged"),
        ("a.xls", OLE + bytes(600) + "WordDocument".encode("utf-16-le"), "document"),
        ("a.xls", b"<html><body><table><tr><td>1</td></tr></table>", "web page"),
        ("a.xlsx", b"%PDF-1.7 ...", "document"),
        ("a.xls", b'<?xml version="1.0"?><Workbook/>', "XML"),
        ("a.xlsx", b"", "empty"),
        ("a.xlsx", b"PK\3\4 no", "damaged"),
        ("a.ods", b"PK\3\4 no", "damaged"),
    ],
)
def test_what_cannot_be_read_is_told_by_what_it_is(
    tmp_path: Path, name: str, content: bytes, why: str
) -> None:
    assert why in refusal(tmp_path / name, content)


def test_an_opendocument_file_with_a_password(tmp_path: Path) -> None:
    path = an_ods(tmp_path / "a.ods", "", manifest="<manifest:encryption-data/>")
    assert PASSWORD in refusal(path, path.read_bytes())


@pytest.mark.parametrize("name", ["a.csv", "a.xls", "a.ods"])
def test_a_file_with_another_ending_is_read_by_what_it_is(tmp_path: Path, name: str) -> None:
    days = [f"2026-10-{at:02}" for at in range(1, 8)]
    rows = [["姓名", *days], ["王芳", *["早"] * 7], ["李四", *["晚"] * 7]]
    made = a_book(tmp_path / "made.xlsx", ("排班", rows))
    assert len(said_of(made.rename(tmp_path / name)).entries) == 14
    lines = "\n".join("\t".join(line) for line in rows)
    (tmp_path / "export.xls").write_text(lines, "gb18030")
    assert len(said_of(tmp_path / "export.xls").entries) == 14
