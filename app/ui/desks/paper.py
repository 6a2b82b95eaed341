"""The seating of a shift on a sheet of paper, row by row of the plan."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

from app.reading.desks.floor import FloorReading, Spot
from app.text import _, dates
from app.ui.desks.words import look_of
from app.ui.kit.printing import paragraph, write_pdf

_CELL = '<td align="center" width="{share}%">{words}</td>'


def seating_pdf(reading: FloorReading, path: Path) -> None:
    """Write the plan with who sits where to `path`."""
    department = reading.department.name if reading.department else ""
    shift = next((row for row in reading.shifts if row.code == reading.shift), None)
    hours = f"{shift.name} {dates.hours(shift)}" if shift else reading.shift
    title = _("Seating: {place}, {day}, {shift}").format(
        place=department, day=dates.full_day(reading.day), shift=hours
    )
    body = f'<table width="100%" border="1" cellspacing="0">{"".join(_rows(reading))}</table>'
    loose = ", ".join(f"{one.name} ({one.no})" for one in reading.loose)
    if loose:
        body += paragraph(_("Without a desk: {names}").format(names=loose))
    write_pdf(path, title, body, landscape=True)


def _rows(reading: FloorReading) -> Iterator[str]:
    by_cell = {(spot.desk.line, spot.desk.place): spot for spot in reading.spots}
    places = range(max((place for _line, place in by_cell), default=0) + 1)
    for line in sorted({line for line, _place in by_cell}):
        cells = (by_cell.get((line, place)) for place in places)
        yield f"<tr>{''.join(_cell(spot, reading, 100 // len(places)) for spot in cells)}</tr>"


def _cell(spot: Spot | None, reading: FloorReading, share: int) -> str:
    if spot is None:
        return _CELL.format(share=share, words="&nbsp;")
    look = look_of(spot, reading.now, sees_all=reading.sees_all)
    lines = (f"<b>{escape(spot.desk.name)}</b>", escape(look.name), escape(look.word))
    return _CELL.format(share=share, words="<br>".join(line or "&nbsp;" for line in lines))
