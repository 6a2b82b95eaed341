"""The month's roster of teams, as a person hangs it on the wall: landscape, A4 or A3."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from app.context import Context
from app.errors import BadInput
from app.exchange.saving import write_whole
from app.queries.keeping.centre import centre_name
from app.queries.keeping.trail import trail_head
from app.queries.roster import grid as roster
from app.queries.roster.load import month_range
from app.queries.roster.rows import PersonLine, RosterFilter, RosterMonthRows, TeamBlock
from app.rules.vocabulary import msg
from app.text import _, dates
from app.ui.paper.geometry import Geometry
from app.ui.paper.roster_sheet import Part, draw_part

A3, A4 = QPageSize.PageSizeId.A3, QPageSize.PageSizeId.A4
_MARGIN = 9.0
"""Millimetres on each side."""
_TENTHS = 254
"""Tenths of a millimetre to the inch: the unit that a sheet is drawn in."""


@dataclass(frozen=True, slots=True)
class RosterPaper:
    """What is printed. `head` anchors the audit trail outside the store."""

    rows: RosterMonthRows
    centre: str
    head: str
    printed_at: datetime
    printed_by: str


def read_roster(ctx: Context, month: date, wanted: RosterFilter, *, draft: bool) -> RosterPaper:
    """The month of the people who are `wanted`, as published or as drafted."""
    first, last = month_range(month)
    with ctx.read() as session:
        rows = roster.month(session, first, last, ctx.today(), wanted, draft)
        return RosterPaper(
            rows, centre_name(session), trail_head(session), ctx.now(), ctx.actor.name
        )


def roster_pdf(
    paper: RosterPaper, path: Path, size: QPageSize.PageSizeId = A4, scope: str = ""
) -> int:
    """Write each team on sheets of its own (or that of `scope` alone); gives how many sheets.

    Raises BadInput where there is nobody to print or the file cannot be written; what was there
    is then still there.
    """
    blocks = [
        block
        for block in paper.rows.teams
        if block.lines and (not scope or block.scope == scope) and _works(block)
    ]
    if not blocks:
        raise BadInput(
            msg("There is nothing to print"), msg("Nobody is rostered in that month there.")
        )
    made, sheets = _drawn(paper, blocks, size)
    write_whole(path, made)
    return sheets


def _drawn(
    paper: RosterPaper, blocks: Sequence[TeamBlock], size: QPageSize.PageSizeId
) -> tuple[bytes, int]:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(_("Roster {month}").format(month=dates.month(paper.rows.first)))
    writer.setCreator("Dutydesk")
    writer.setPageSize(QPageSize(size))
    writer.setPageOrientation(QPageLayout.Orientation.Landscape)
    margin = QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    writer.setPageMargins(margin, QPageLayout.Unit.Millimeter)
    area = writer.pageLayout().paintRect(QPageLayout.Unit.Millimeter)
    parts = list(_parts(paper, blocks, area.width() * 10, area.height() * 10))
    painter = QPainter(writer)
    unit = writer.resolution() / _TENTHS
    painter.scale(unit, unit)
    for number, part in enumerate(parts):
        if number:
            writer.newPage()
        draw_part(painter, part)
    painter.end()
    del writer  # closes the file
    return bytes(buffer.data().data()), len(parts)


def _parts(
    paper: RosterPaper, blocks: Sequence[TeamBlock], width: float, height: float
) -> Iterator[Part]:
    """The sheets, each with as many people of one team as fit; tenths of a millimetre."""
    for block in blocks:
        geometry = Geometry.of(width, height, block, paper.rows)
        pages = list(_shared_out(block.lines, geometry.most_lines))
        geometry = geometry.for_lines(len(pages[0]))
        for number, lines in enumerate(pages, start=1):
            sheet = _("sheet {n} of {of}").format(n=number, of=len(pages))
            yield Part(
                paper.rows, block, lines, geometry, paper.centre, _imprint(paper),
                sheet if len(pages) > 1 else "", last=number == len(pages),
            )  # fmt: skip


def _imprint(paper: RosterPaper) -> str:
    words = _("Printed {moment} by {who}").format(
        moment=dates.moment(paper.printed_at), who=paper.printed_by
    )
    if paper.head:
        words += " · " + _("audit trail {head}").format(head=paper.head)
    return words


def _shared_out(lines: Sequence[PersonLine], most: int) -> Iterator[Sequence[PersonLine]]:
    """Evenly: no sheet with a single person on it."""
    sheets = -(-len(lines) // most)
    each = -(-len(lines) // sheets)
    for start in range(0, len(lines), each):
        yield lines[start : start + each]


def _works(block: TeamBlock) -> bool:
    return any(cell.code for line in block.lines for cell in line.cells)
