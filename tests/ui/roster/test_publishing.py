"""Publishing a draft, and changing what is published with a reason."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from app.ui.roster.publish_dialog import PublishDialog
from tests.ui.roster.conftest import Seat


def _dialog(seat: Seat) -> PublishDialog:
    seat.does("roster.publish")
    found = seat.page.findChildren(PublishDialog)
    assert found
    return found[-1]


def test_the_dialog_counts_what_changes_for_whom_and_asks_for_a_reason(head: Seat) -> None:
    head.at("1001", 5)
    head.type("e-")
    dialog = _dialog(head)
    team = dialog.tree.topLevelItem(0)
    assert team is not None
    assert [team.text(column) for column in range(4)] == ["A, version 2", "", "1", "1"]
    person = team.child(0)
    assert person is not None
    assert [person.child(n).text(0) for n in (0, 1)] == [  # type: ignore[union-attr]
        "5 October Mon: L → E",
        "6 October Tue: N → –",
    ]
    assert not dialog.go_button.isEnabled()
    dialog.line.setText("Training")
    assert dialog.go_button.isEnabled()


def test_publishing_makes_the_draft_what_people_work_by(head: Seat) -> None:
    head.at("1001", 5)
    head.type("e")
    dialog = _dialog(head)
    dialog.line.setText("Training")
    dialog.go_button.click()
    head.settle()
    assert head.said[-1] == "Published: 1 day changed"
    assert "published is" not in head.hears("1001", 5)
    assert "Changed after publication" in head.hears("1001", 5)
    assert not head.desk.actions.qaction("roster.publish").isEnabled()


def test_a_team_that_is_not_ticked_is_not_published(head: Seat) -> None:
    head.at("1001", 5)
    head.type("e")
    head.at("2001", 5)
    head.type("e")
    dialog = _dialog(head)
    team_b = dialog.tree.topLevelItem(1)
    assert team_b is not None
    team_b.setCheckState(0, Qt.CheckState.Unchecked)
    dialog.line.setText("Training")
    dialog.go_button.click()
    head.settle()
    assert "published is" not in head.hears("1001", 5)
    assert "published is: L" in head.hears("2001", 5)


def test_with_nothing_in_draft_there_is_nothing_to_publish(head: Seat) -> None:
    assert not head.desk.actions.qaction("roster.publish").isEnabled()


def test_a_leader_does_not_publish(leader: Seat) -> None:
    leader.at("1001", 5)
    leader.type("e")
    assert not leader.desk.actions.qaction("roster.publish").isVisible()


def _show_published(seat: Seat) -> QLineEdit:
    seat.page.layers.chosen.emit(False)
    seat.settle()
    field = seat.page.reason.findChild(QLineEdit)
    assert field is not None
    return field


def test_a_published_shift_waits_for_one_reason_which_then_stands(head: Seat) -> None:
    field = _show_published(head)
    head.at("1001", 5)
    head.type("e")
    assert field.hasFocus()
    QTest.keyClicks(field, "Sick call")
    QTest.keyClick(field, Qt.Key.Key_Return)
    head.settle()
    assert "Changed after publication" in head.hears("1001", 5)
    head.at("1001", 6)
    head.type("e")
    assert head.sees("1001", 6) == "E"
    assert "Changed after publication" in head.hears("1001", 6)
    assert not head.failures


def test_escape_gives_up_the_change_that_waits(head: Seat) -> None:
    field = _show_published(head)
    head.at("1001", 5)
    head.type("e")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    head.settle()
    assert head.sees("1001", 5) == "L"


def test_an_edit_of_what_is_published_is_undone_with_its_reason(head: Seat) -> None:
    field = _show_published(head)
    head.at("1001", 5)
    head.type("e")
    QTest.keyClicks(field, "Sick call")
    QTest.keyClick(field, Qt.Key.Key_Return)
    head.settle()
    head.does("roster.undo")
    assert head.sees("1001", 5) == "L"
    assert not head.failures
