"""Sheets of paper: HTML of the simple kind that Qt reads, laid out to a PDF whose text can be
searched."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from app.exchange.saving import write_whole
from app.ui.kit.theme import FAMILIES

SIGN_HERE = "_" * 14
"""To sign on, with a pen."""
_FAMILIES = ("WenQuanYi Zen Hei", *FAMILIES)
"""The first maps every Han character to itself in a PDF; others map some to radicals, which no
search finds."""
_POINTS = 10.0
_AROUND = 2 / 2.54
"""Inches on each side."""
_PIXELS = 96
"""To the inch, in a document's own measures."""
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
    writer.setPageMargins(QMarginsF(), QPageLayout.Unit.Millimeter)
    document = QTextDocument()
    font = QFont()
    font.setFamilies(list(_FAMILIES))
    font.setPointSizeF(_POINTS)
    document.setDefaultFont(font)
    document.setDefaultStyleSheet(_STYLE)
    document.setHtml(f"<h1>{escape(title)}</h1>{body}")
    _print(document, writer)
    del writer  # closes the file
    return bytes(buffer.data().data())


def _print(document: QTextDocument, writer: QPdfWriter) -> None:
    """Sheet by sheet, each with its number at the foot."""
    layout, width, height = document.documentLayout(), writer.width(), writer.height()
    layout.setPaintDevice(writer)
    around = document.rootFrame().frameFormat()
    around.setMargin(_AROUND * _PIXELS)
    document.rootFrame().setFrameFormat(around)
    document.setPageSize(QSizeF(width, height))
    _keep_headings_with_what_follows(document, height)
    margin = _AROUND * writer.logicalDpiY()
    painter = QPainter(writer)
    painter.setFont(document.defaultFont())
    for sheet in range(document.pageCount()):
        if sheet:
            writer.newPage()
        foot = QRectF(margin, height - margin, width - 2 * margin, margin * 0.6)
        painter.drawText(foot, Qt.AlignmentFlag.AlignRight, str(sheet + 1))
        painter.save()
        painter.translate(0, -sheet * height)
        shown = QAbstractTextDocumentLayout.PaintContext()
        shown.clip = QRectF(0, sheet * height, width, height)
        shown.palette.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.black)
        painter.setClipRect(shown.clip)
        layout.draw(painter, shown)
        painter.restore()
    painter.end()


def _keep_headings_with_what_follows(document: QTextDocument, height: int) -> None:
    """A heading that would stand alone at a sheet's foot begins the next one."""
    layout = document.documentLayout()
    block = document.begin()
    while block.isValid():
        after = block.next()
        if block.blockFormat().headingLevel() and after.isValid():
            ends = layout.blockBoundingRect(block).bottom()
            if ends // height < layout.blockBoundingRect(after).top() // height:
                form = QTextBlockFormat()
                form.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
                QTextCursor(block).mergeBlockFormat(form)
        block = after


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
