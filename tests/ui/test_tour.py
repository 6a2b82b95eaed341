"""The tour leaves out no page."""

from __future__ import annotations

from app.ui import pages
from app.ui.tour import STOPS


def test_the_tour_stops_at_every_page() -> None:
    assert {stop.page for stop in STOPS} == {entry.key for entry in pages.ALL}


def test_no_two_pictures_have_one_name() -> None:
    assert len({stop.name for stop in STOPS}) == len(STOPS)
