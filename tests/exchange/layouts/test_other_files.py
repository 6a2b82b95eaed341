"""OpenDocument sheets are read within the caps; what is no file of a roster is refused."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest

from app.errors import BadInput
from app.exchange.layouts.grids import MOST_CELLS
from app.exchange.layouts.guessing import guess
from app.exchange.layouts.opening import open_book
from app.exchange.layouts.reading import read
from tests.exchange.layouts.made import a_book

KIND = "application/vnd.oasis.opendocument.spreadsheet"
NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text")
)


def an_ods(path: Path, rows: str) -> Path:
    sheet = f'<table:table table:name="S">{rows}</table:table>'
    body = f"<office:body><office:spreadsheet>{sheet}</office:spreadsheet></office:body>"
    content = f"<office:document-content {NAMES}>{body}</office:document-content>"
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", KIND)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{manifest}"/>')
    return path


def cell(text: str, more: str = "") -> str:
    inner = f"<text:p>{text}</text:p>"
    return f'<table:table-cell office:value-type="string"{more}>{inner}</table:table-cell>'


def row(*texts: str) -> str:
    cells = "".join(map(cell, texts))
    rest = '<table:table-cell table:number-columns-repeated="16380"/>'
    return f"<table:table-row>{cells}{rest}</table:table-row>"


def test_an_opendocument_sheet(tmp_path: Path) -> None:
    days = [date(2026, 10, at).isoformat() for at in range(1, 11)]
    rows = row("姓名", *days) + row("王芳", *["早"] * 10) + row("李四", *["晚"] * 10)
    empty = '<table:table-row table:number-rows-repeated="1048573"><table:table-cell/>'
    book = open_book(an_ods(tmp_path / "a.ods", rows + empty + "</table:table-row>"))
    said = read(book, guess(book, date(2026, 10, 1)).layout)
    assert len(said.entries) == 20


WIDE = ' table:number-columns-repeated="100000000"'
HIGH = '<table:table-row table:number-rows-repeated="100000000">'


@pytest.mark.parametrize(
    "rows",
    [
        "<table:table-row>" + cell("早", WIDE) + "</table:table-row>",
        HIGH + cell("早") + "</table:table-row>",
    ],
)
def test_an_opendocument_sheet_that_repeats_a_cell_without_end_is_refused(
    tmp_path: Path, rows: str
) -> None:
    with pytest.raises(BadInput):
        open_book(an_ods(tmp_path / "a.ods", rows))


@pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.ods", "a.xlsm"])
@pytest.mark.parametrize("content", [b"", b"PK\3\4 no", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 99])
def test_what_is_no_workbook_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(BadInput):
        open_book(path)


def test_a_sheet_larger_than_a_roster_is_named_and_not_read(tmp_path: Path) -> None:
    rows: list[list[object]] = [[] for _ in range(MOST_CELLS // 30)]
    rows[0] = ["姓名", *(date(2026, 10, at).isoformat() for at in range(1, 31))]
    rows[1] = rows[-1] = ["王芳", *["早"] * 30]
    book = open_book(a_book(tmp_path / "a.xlsx", ("S", rows)))
    said = read(book, guess(book, date(2026, 10, 1)).layout)
    assert not said.entries
    assert [one.sheet for one in said.left_out] == ["S"]
