"""What is printed reads as a sheet should: no heading stands alone at its foot."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.ui.kit.printing import paragraph, table, write_pdf
from tests.pdf_text import read_pdf

pytestmark = pytest.mark.usefixtures("qapp")
PARTS = 30


@pytest.mark.parametrize("lines", range(1, 7))
@pytest.mark.parametrize("kind", ["text", "list", "table"])
def test_a_heading_stands_with_what_it_heads(tmp_path: Path, lines: int, kind: str) -> None:
    def under(part: int) -> str:
        texts = [f"line{part}of{at}" for at in range(lines)]
        if kind == "text":
            return "".join(map(paragraph, texts))
        if kind == "list":
            return "<ul>" + "".join(f"<li>{text}</li>" for text in texts) + "</ul>"
        return table(("Word",), [(text,) for text in texts])

    body = "".join(f"<h3>Head{part}</h3>{under(part)}" for part in range(PARTS))
    path = tmp_path / "sheet.pdf"
    write_pdf(path, "Sheet", body)
    pages = ["".join(page.texts) for page in read_pdf(path)]
    for part in range(PARTS):
        [at] = [at for at, words in enumerate(pages) if f"Head{part}" in split_heads(words)]
        assert f"line{part}of0" in pages[at]


def split_heads(words: str) -> set[str]:
    """The headings on a sheet, "Head1" apart from "Head12"."""
    parts = words.split("Head")[1:]
    return {"Head" + "".join(one for one in part[:2] if one.isdigit()) for part in parts}
