"""The certificate from the roster page: in the window and on paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QTreeWidgetItem
from sqlalchemy import insert, select

from app.models import Assignment, AuditEntry, StaffingNeed, table_of
from app.rules.deeds import Deed
from app.ui.roster.certificate.dialog import CertificateDialog
from tests.factories import SmallCentre
from tests.pdf_text import read_pdf
from tests.ui.roster.conftest import Seat


def asked(seat: Seat) -> CertificateDialog:
    """The dialog that the page's command brings, with what it found."""
    seat.does("roster.certify")
    seat.settle()
    dialog = seat.page.findChild(CertificateDialog)
    assert isinstance(dialog, CertificateDialog)
    return dialog


@pytest.fixture
def faulty(centre: SmallCentre) -> SmallCentre:
    """1000 works a weekend besides, and the early shift of the 5th is short."""
    with centre.context.write() as session:
        rows = [
            {"person_id": centre.people["1000"], "day": date(2026, 10, day),
             "shift_id": centre.shifts["E"]}
            for day in (3, 4)
        ]  # fmt: skip
        session.execute(insert(table_of(Assignment)), rows)
        session.add(
            StaffingNeed(
                department_id=centre.department, shift_id=centre.shifts["E"],
                day=date(2026, 10, 5), least=20,
            )
        )  # fmt: skip
    return centre


def first_rule(dialog: CertificateDialog) -> QTreeWidgetItem:
    item = dialog.rules.topLevelItem(0)
    assert item is not None
    return item


def test_a_month_that_holds_says_so_of_everybody(head: Seat) -> None:
    dialog = asked(head)
    assert dialog.verdict.text() == "Every hard rule holds for 10 people."
    assert dialog.rules.topLevelItemCount() == 13
    assert first_rule(dialog).text(0) == "Rest between two shifts: kept by 10 people"
    assert dialog.made is not None
    assert dialog.made.head in dialog.head.text()
    assert len(dialog.people.lines()) == 10
    assert dialog.people.lines()[0][-1] == "all kept"


def test_what_is_broken_stands_first_and_leads_to_its_day(faulty: SmallCentre, head: Seat) -> None:
    dialog = asked(head)
    assert dialog.verdict.text() == "Hard rules are broken 3 times, by 1 of 10 people."
    first = first_rule(dialog)
    assert first.text(0).startswith("Days of work in a row, at most: broken by 1 person")
    line = first.child(0)
    assert line is not None
    assert line.text(0) == "Wed 7 October: Person 1000 (1000): day 7 of work in a row; 6 at most"
    dialog.rules.itemActivated.emit(line, 0)
    head.settle()
    assert head.went[-1] == ("roster", ("1000", date(2026, 10, 7)))


def test_needs_that_are_not_met_are_told(faulty: SmallCentre, head: Seat) -> None:
    dialog = asked(head)
    assert dialog.notes.text().startswith("1 need is not met.")
    (line,) = dialog.needs.lines()
    assert (line[0], line[3], line[4]) == ("Mon 5 October", "20", "Service")


def test_a_leader_proves_the_own_team(leader: Seat) -> None:
    dialog = asked(leader)
    assert dialog.choice.teams.count() == 1
    assert dialog.verdict.text() == "Every hard rule holds for 5 people."


def test_who_sees_only_themselves_proves_nothing(seat_of: Callable[[str], Seat]) -> None:
    agent = seat_of("1001")
    assert not agent.desk.actions.qaction("roster.certify").isVisible()


def test_the_director_proves_the_centre_and_what_is_published(
    seat_of: Callable[[str], Seat],
) -> None:
    dialog = asked(seat_of("0001"))
    assert dialog.choice.teams.itemText(0) == "The whole centre"
    assert not dialog.choice.draft.isEnabled()
    assert dialog.choice.published.isChecked()


def on_record(centre: SmallCentre) -> int:
    """How many certificates the trail speaks of."""
    with centre.context.read() as session:
        entries = select(AuditEntry.id).where(AuditEntry.action == Deed.ROSTER_CERTIFY)
        return len(session.scalars(entries).all())


def test_another_choice_is_proved_once_that_is_asked_for(centre: SmallCentre, head: Seat) -> None:
    """Looking for the right team puts nothing on record; each press of the button does."""
    dialog = asked(head)
    assert on_record(centre) == 1
    dialog.choice.published.click()
    dialog.choice.teams.setCurrentIndex(dialog.choice.teams.findText("Service · B"))
    dialog.choice.teams.activated.emit(dialog.choice.teams.currentIndex())
    head.settle()
    assert on_record(centre) == 1
    assert dialog.made is None
    assert not dialog.save.isEnabled()
    assert dialog.verdict.text().startswith("Press “Prove”")
    assert dialog.tabs.isHidden(), "nothing of the roster that was chosen before"
    dialog.choice.prove.click()
    assert not dialog.choice.prove.isEnabled()
    head.settle()
    assert on_record(centre) == 2
    assert not dialog.tabs.isHidden()
    assert dialog.choice.prove.isEnabled()
    assert dialog.made is not None
    assert not dialog.made.draft
    assert dialog.verdict.text() == "Every hard rule holds for 5 people."


def test_what_was_asked_for_before_another_choice_is_not_shown(head: Seat) -> None:
    dialog = asked(head)
    dialog.choice.prove.click()
    dialog.choice.published.click()
    head.settle()
    assert dialog.made is None
    assert dialog.choice.prove.isEnabled()


def test_where_there_is_no_roster_this_is_said(head: Seat) -> None:
    head.page.open_target(("1001", date(2026, 11, 1)))
    head.settle()
    dialog = asked(head)
    dialog.choice.published.click()
    dialog.choice.prove.click()
    head.settle()
    assert dialog.verdict.text() == "Nothing of that month is published there yet."
    assert not dialog.save.isEnabled()
    dialog.choice.draft.click()
    dialog.choice.prove.click()
    head.settle()
    assert dialog.verdict.text() == "Every hard rule holds for 10 people."


def test_a_certificate_goes_on_paper_with_its_head(
    faulty: SmallCentre, head: Seat, tmp_path: Path
) -> None:
    dialog = asked(head)
    assert dialog.made is not None
    dialog.print_to(tmp_path / "certificate.pdf")
    head.settle()
    text = " ".join(page.text for page in read_pdf(tmp_path / "certificate.pdf"))
    for words in (
        "Hard rules are broken 3 times", "day 7 of work in a row", "1 need is not met",
        "Person 2004", "Nobody has a wish", dialog.made.head,
    ):  # fmt: skip
        assert words in " ".join(text.split()), words
    assert head.said[-1] == "Certificate written to certificate.pdf"
