"""A heading never stands alone at a sheet's foot."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.ui.kit.printing import paragraph, table, write_pdf
from tests.pdf_text import read_pdf


@pytest.mark.parametrize("before", range(24, 48))
def test_a_heading_stands_on_the_sheet_of_what_it_heads(
    qapp: QApplication, tmp_path: Path, before: int
) -> None:
    body = "".join(paragraph(f"Line {n}") for n in range(before))
    body += "<h3>Handed over</h3>" + table(("What", "Who"), [("Keys", "Person"), ("Log", "Other")])
    write_pdf(tmp_path / "sheet.pdf", "Log", body)
    pages = read_pdf(tmp_path / "sheet.pdf")
    (heading,) = [n for n, page in enumerate(pages) if "Handed over" in page.text]
    (table_at,) = [n for n, page in enumerate(pages) if "Keys" in page.text]
    (last,) = [n for n, page in enumerate(pages) if f"Line {before - 1}" in page.text]
    assert heading == table_at, f"after {before} lines"
    assert last == (0 if before < 33 else 1 if before > 35 else last)
    assert all(page.text.strip().endswith(str(n)) or str(n) in page.text
               for n, page in enumerate(pages, start=1))  # fmt: skip
