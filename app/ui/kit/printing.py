"""Sheets of paper: HTML of the simple kind that Qt reads, laid out to a PDF whose text can be
searched."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPdfWriter, QTextDocument

from app.exchange.saving import write_whole
from app.ui.kit.theme import FAMILIES

SIGN_HERE = "_" * 14
"""To sign on, with a pen."""
_FAMILIES = ("WenQuanYi Zen Hei", *FAMILIES)
"""The first maps every Han character to itself in a PDF; others map some to radicals, which no
search finds."""
_POINTS = 10.0
_MARGIN = 0.0
"""Qt leaves two centimetres of its own round what a document prints."""
_STYLE = """
h1 { font-size: 17pt; margin-bottom: 10px; }
h3 { font-size: 11.5pt; margin-top: 8px; margin-bottom: 4px; }
p { color: #333333; }
td, th { padding: 5px 7px; }
th { background-color: #e9edea; text-align: left; }
"""


def write_pdf(path: Path, title: str, body: str, *, landscape: bool = False) -> None:
    """Write the HTML `body` to A4 sheets at `path`, with page numbers.

    Raises BadInput where the file cannot be written; what was there is then still there.
    """
    write_whole(path, _laid_out(title, body, landscape))


def _laid_out(title: str, body: str, landscape: bool) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setCreator("Dutydesk")
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    turned = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    writer.setPageOrientation(turned)
    margin = QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    writer.setPageMargins(margin, QPageLayout.Unit.Millimeter)
    document = QTextDocument()
    font = QFont()
    font.setFamilies(list(_FAMILIES))
    font.setPointSizeF(_POINTS)
    document.setDefaultFont(font)
    document.setDefaultStyleSheet(_STYLE)
    document.setHtml(f"<h1>{escape(title)}</h1>{body}")
    document.print_(writer)
    del writer  # closes the file
    return bytes(buffer.data().data())


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Rows under headings, which are repeated on each sheet; everything is escaped."""
    head = "".join(f"<th>{escape(text)}</th>" for text in headings)
    body = "".join(f"<tr>{_cells(row)}</tr>" for row in rows)
    return f"{_TABLE}<thead><tr>{head}</tr></thead>{body}</table>"


def sheet_of(pairs: Sequence[tuple[str, str]]) -> str:
    """A form: what is stated at the left, the statement at the right."""
    body = "".join(
        f'<tr><th width="28%">{escape(name)}</th><td>{escape(value) or "&nbsp;"}</td></tr>'
        for name, value in pairs
    )
    return f"{_TABLE}{body}</table>"


def paragraph(text: str) -> str:
    return f"<p>{escape(text) or '&nbsp;'}</p>"


def gap() -> str:
    """A little room after a table, which takes no margin of its own."""
    return '<p style="font-size: 3pt">&nbsp;</p>'


def lines(text: str) -> str:
    """Escaped, and as many lines as it has."""
    return escape(text).replace("\n", "<br>")


_TABLE = (
    '<table width="100%" border="1" cellspacing="0" cellpadding="0" '
    'style="border-collapse: collapse; border-color: #999999; border-style: solid;">'
)


def _cells(row: Sequence[str]) -> str:
    return "".join(f"<td>{lines(text)}</td>" for text in row)
