"""Printing the month from the roster page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
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


def test_where_only_a_draft_is_it_is_chosen(head: Seat, tmp_path: Path) -> None:
    november = date(2026, 11, 1)
    head.page.open_target(("1001", november))
    head.settle()
    head.grid.setFocus()
    head.grid.put_cursor(head.model.find(("1001", november)))
    head.type("e")
    head.grid.put_cursor(head.model.find(("1001", november)))
    dialog = asked(head)
    head.settle()
    assert dialog.draft.isChecked()
    assert not dialog.published.isEnabled()
    assert dialog.save.isEnabled()
    dialog.teams.setCurrentIndex(dialog.teams.findData(f"team:{team_b(head)}"))
    assert not dialog.save.isEnabled(), "team B has nothing in November"
    assert dialog.nothing.isVisible()
    dialog.teams.setCurrentIndex(0)
    assert dialog.save.isEnabled()
    assert not dialog.nothing.isVisible()


def team_b(seat: Seat) -> int:
    sheet = seat.model.sheet
    assert sheet is not None
    (found,) = (block.team_id for block in sheet.rows.teams if block.team == "B")
    assert found is not None
    return found


def test_nothing_to_print_is_said_before_a_file_is_asked_for(head: Seat) -> None:
    head.page.open_target(("1001", date(2027, 6, 1)))
    head.settle()
    dialog = asked(head)
    head.settle()
    assert not dialog.save.isEnabled()
    assert dialog.nothing.isVisible()
    assert dialog.nothing.text() == "Nobody is rostered in that month there."


def test_whoever_may_not_draft_is_not_offered_the_draft(seat_of: Callable[[str], Seat]) -> None:
    seat = seat_of("1001")
    dialog = asked(seat)
    seat.settle()
    assert dialog.published.isChecked()
    assert dialog.save.isEnabled()
    assert not dialog.draft.isEnabled()
