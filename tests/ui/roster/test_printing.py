"""Printing the month from the roster page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from app.ui.roster.print_dialog import PrintDialog
from tests.factories import SmallCentre
from tests.pdf_text import read_pdf
from tests.ui.roster.conftest import Seat


def asked(seat: Seat) -> PrintDialog:
    """The dialog that the page's action brings."""
    seat.does("roster.print")
    dialog = seat.page.findChild(PrintDialog)
    assert isinstance(dialog, PrintDialog)
    return dialog


def test_the_team_of_the_cursor_is_printed_as_published(
    head: Seat, centre: SmallCentre, tmp_path: Path
) -> None:
    head.at("2001", 14)
    dialog = asked(head)
    assert dialog.teams.currentText().endswith("B")
    assert dialog.published.isChecked()
    dialog.print_to(tmp_path / "october.pdf")
    head.settle()
    pages = read_pdf(tmp_path / "october.pdf")
    assert len(pages) == 1
    assert "Person 2001" in pages[0].text
    assert pages[0].size == (842, 595)
    assert head.said == ["1 sheet written to october.pdf"]


def test_all_teams_and_a3_are_a_choice_away(
    head: Seat, centre: SmallCentre, tmp_path: Path
) -> None:
    dialog = asked(head)
    dialog.teams.setCurrentIndex(0)
    dialog.a3.click()
    dialog.draft.click()
    dialog.print_to(tmp_path / "october.pdf")
    head.settle()
    pages = read_pdf(tmp_path / "october.pdf")
    assert {page.size for page in pages} == {(1191, 842)}
    assert all("DRAFT: not in force" in page.text for page in pages)


def test_who_makes_no_rosters_prints_what_is_published(seat_of: Callable[[str], Seat]) -> None:
    dialog = asked(seat_of("1001"))
    assert not dialog.draft.isEnabled()
