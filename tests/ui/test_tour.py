"""The tour leaves out no page."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.queries.leave import rows as leave
from app.queries.swaps import rows as swaps
from app.rules.vocabulary import LeaveStatus, SwapStatus
from app.ui.kit import pages
from app.ui.tour import pictures as tour
from app.ui.tour.pictures import STOPS
from app.ui.tour.two_desks import side_by_side
from app.ui.tour.walks import WallClock, walk

ROOT = Path(__file__).parents[2]


def test_the_tour_stops_at_every_page() -> None:
    assert {stop.page for stop in STOPS} == {entry.key for entry in pages.ALL}


def test_no_two_pictures_have_one_name() -> None:
    assert len({stop.name for stop in STOPS}) == len(STOPS)


def test_every_picture_that_the_documents_show_is_there() -> None:
    for page in (ROOT / "README.md", ROOT / "docs" / "tour.md"):
        for name in re.findall(r"\(((?:docs/)?pictures/[^)]+)\)", page.read_text("utf-8")):
            assert (page.parent / name).exists(), name


@pytest.mark.usefixtures("look")
def test_the_walks_of_the_tour_play_to_their_end(
    qapp: QApplication, demo_made: Path, tmp_path: Path
) -> None:
    drawn: list[str] = []
    clock = WallClock(tour.MOMENT)
    store = Path(shutil.copy(demo_made, tmp_path / "demo.dutydesk"))
    window, flow = tour.set_out(qapp, store, clock)
    walk(replace(tour.scenery(window, flow, clock, tmp_path), keep=drawn.append))
    second = tour.set_out(qapp, store, clock)
    desks = tour.two_desks((window, flow), second, clock, tmp_path)
    side_by_side(replace(desks, keep=drawn.append))
    second[0].close()
    assert flow.opened is not None
    with flow.opened.context.read() as session:
        newest = max(leave.between(session, date.min, date.max), key=lambda row: row.filed_at)
        rows = swaps.register(session)
        swapped = [row.status for row in rows if row.filed_at == tour.MOMENT]
        two_days = max(
            (row for row in leave.between(session, date.min, date.max) if row.kind == "personal"),
            key=lambda row: row.filed_at,
        )
    window.look.choose_language("en")  # takes Qt's Chinese words out of the application
    window.close()
    taken_back, lapsed = SwapStatus.CANCELLED, SwapStatus.CANCELLED
    assert swapped == [SwapStatus.EFFECTIVE, taken_back, lapsed, lapsed]
    assert (two_days.status, two_days.days) == (LeaveStatus.APPROVED, 2)
    assert newest.certificate_to == newest.last
    in_the_tour = re.findall(
        r"pictures/(walk-[a-z0-9-]+)", (ROOT / "docs/tour.md").read_text("utf-8")
    )
    assert drawn == in_the_tour
