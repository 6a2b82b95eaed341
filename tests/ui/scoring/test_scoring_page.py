"""Scoring at the page: by keyboard, with a draft of all that is typed, sealed at the end."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog
from sqlalchemy import select

from app.models import Draft, Inspection
from app.queries.quality.scoring_plan import TaskState
from app.reading.today.badges import badges
from app.ui.kit.drafts import SAVED_WITHIN_MS
from app.ui.scoring.aside import open_recording
from app.ui.scoring.take_up import TakeUpDialog
from tests.factories import SmallCentre
from tests.services.quality.scoring_desk import (
    SECOND,
    Scorer,
    a_draw,
    a_second_inspector,
    inspection,
    planned,
    scores,
)
from tests.ui.scoring.conftest import SeatOf

REF = "20261014-1"
MARKS = (95, 90, 85, 90, 80, 92, 88, 85)


def test_an_inspection_of_eight_items_takes_three_keys_an_item(
    carded: SmallCentre, seat_of: SeatOf
) -> None:
    planned(carded, ref=REF)
    planned(carded, "1002", ref="20261014-2")
    seat = seat_of()
    seat.page.plan.setFocus()
    seat.type("\n" + "".join(f"{mark}\n" for mark in MARKS))
    seat.submits()
    assert seat.keys == 1 + 3 * len(MARKS) + 1, "Enter, two digits and Enter for each, Ctrl+Enter"
    with carded.context.read() as session:
        no = session.scalars(select(Inspection.inspection_no)).one()
    assert [row[2] for row in scores(carded.context, no)] == list(MARKS)
    assert seat.told == [f"{no} is submitted."]
    assert seat.page.view.sheet is not None
    assert seat.page.view.sheet.task.contact_ref == "20261014-2", "the next one stands there"
    assert seat.here is seat.page.plan


def test_not_applicable_full_marks_and_steps_are_a_key_each(
    carded: SmallCentre, seat_of: SeatOf
) -> None:
    planned(carded, ref=REF)
    seat = seat_of()
    seat.page.plan.setFocus()
    seat.type("\nf\n90\n\n")
    assert seat.items[0].field.text() == "100"
    seat.press(Qt.Key.Key_Up)
    assert seat.items[3].field.text() == "100"
    seat.press(Qt.Key.Key_Down)
    seat.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert seat.items[3].field.text() == "94"
    seat.items[6].begin()
    seat.type("n")
    assert seat.items[6].field.na
    assert "its share of 10 goes to the rest" in seat.reads()
    seat.items[5].begin()
    seat.type("n")
    assert not seat.items[5].field.na, "the card does not allow it"


def test_what_is_no_score_is_not_typed(carded: SmallCentre, seat_of: SeatOf) -> None:
    planned(carded, ref=REF)
    seat = seat_of()
    seat.page.plan.setFocus()
    seat.type("\n")
    for typed, stands in (("101", "10"), ("８５", "85"), ("9x0", "90"), ("87.5", "87.5")):
        seat.items[0].begin()
        seat.type(typed)
        assert seat.items[0].field.text() == stands


def test_a_comment_is_asked_for_where_an_item_is_under_its_mark(
    carded: SmallCentre, seat_of: SeatOf
) -> None:
    at = planned(carded, ref=REF)
    seat = seat_of()
    seat.page.plan.setFocus()
    seat.type("\n55\n")
    assert seat.here is seat.items[0].comment, "Enter does not go past it"
    assert "under 60" in seat.reads()
    seat.items[1].begin()
    seat.type("".join(f"{mark}\n" for mark in MARKS[1:]))
    seat.submits()
    assert "QA-4" in seat.page.refusal.text()
    assert Scorer.of(carded).task(at).open
    seat.items[0].ask_comment()
    seat.type("打断客户\n")
    assert seat.items[1].field.hasFocus()
    seat.submits()
    assert Scorer.of(carded).task(at).state is TaskState.DONE


def test_the_running_total_says_how_it_is_counted(carded: SmallCentre, seat_of: SeatOf) -> None:
    planned(carded, ref=REF)
    seat = seat_of()
    seat.page.plan.setFocus()
    seat.type("\n" + "".join(f"{mark}\n" for mark in MARKS))
    assert seat.page.total.figure.text() == "87.6"
    assert seat.page.total.state.text() == "Complete"
    seat.items[1].begin()
    seat.type("50\n")
    assert seat.page.total.figure.text() == "0.0"
    assert "critical and under its pass mark of 60: the total is 0 instead of 83.6" in seat.reads()
    seat.items[1].begin()
    seat.type("90\n")
    seat.page.total.fatal.click()
    assert "A fatal error is marked: the total is 0" in seat.reads()


def test_what_is_typed_is_there_after_the_window_was_killed(
    carded: SmallCentre, seat_of: SeatOf
) -> None:
    planned(carded, ref=REF)
    seat = seat_of()
    seat.page.plan.setFocus()
    seat.type("\n95\n90\n50\n打断客户")

    def kept() -> bool:
        with carded.context.read() as session:
            return "打断客户" in (session.scalar(select(Draft.content)) or "")

    seat.qtbot.waitUntil(kept, timeout=2000)
    assert SAVED_WITHIN_MS < 2000
    other = seat_of()  # the first is left as it was
    assert [row.field.text() for row in other.items[:4]] == ["95", "90", "50", ""]
    assert other.items[2].comment.toPlainText() == "打断客户"
    assert "Your draft of" in other.page.total.kept.text()


def test_a_contact_to_be_chosen_is_asked_for_first(carded: SmallCentre, seat_of: SeatOf) -> None:
    at = planned(carded)
    seat = seat_of()
    seat.page.plan.setFocus()
    seat.type("\n")
    assert seat.here is seat.page.view.ref.lineEdit() or seat.here is seat.page.view.ref
    seat.type(REF + "\n" + "830\n" + "".join(f"{mark}\n" for mark in MARKS))
    seat.submits()
    one = Scorer.of(carded).task(at)
    assert (one.state, one.contact_ref) == (TaskState.DONE, REF)
    assert str(one.contact_at) == "2026-10-15 00:30:00+00:00"


def test_who_was_slower_is_told_and_nothing_they_typed_is_lost(
    carded: SmallCentre, seat_of: SeatOf
) -> None:
    at = planned(carded, ref=REF)
    seat = seat_of()
    Scorer.of(carded, SECOND, a_second_inspector(carded)).takes_up(at)
    seat.page.plan.setFocus()
    seat.type("\n")
    assert "has taken it up" in seat.page.refusal.text()


def test_one_that_is_handed_back_waits_again(carded: SmallCentre, seat_of: SeatOf) -> None:
    at = planned(carded, ref=REF, draw_id=a_draw(carded))
    seat = seat_of()
    seat.page.plan.setFocus()
    seat.type("\n95\n")
    seat.clicks("Hand back")
    seat.clicks("Hand back")
    assert Scorer.of(carded).task(at).state is TaskState.WAITING


def test_a_contact_without_a_plan_is_taken_up(carded: SmallCentre, seat_of: SeatOf) -> None:
    seat = seat_of()
    assert "Nothing is planned for you this week" in seat.reads()
    seat.clicks("Without a plan…")
    dialog = seat.page.findChild(QDialog)
    assert isinstance(dialog, TakeUpDialog)
    dialog.ref.setText(REF)
    dialog.link.setText("javascript:alert(1)")
    seat.clicks("Take it up")
    assert "A link begins with" in dialog.form.problem("link")
    dialog.link.setText("https://rec.example/1")
    seat.clicks("Take it up")
    assert seat.page.focusWidget() is seat.items[0].field
    assert seat.page.view.listen.isVisible()


LINKS = {
    "https://rec.example/1.wav": True,
    "file:///rec/1.wav": True,
    "file://share/1.wav": False,
    "file:///rec/1.exe": False,
    "javascript:alert(1)": False,
}


def test_a_recording_is_opened_by_a_plain_link_only(
    carded: SmallCentre, seat_of: SeatOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: heard.append(url.toString()))
    plan = {link: planned(carded, ref=f"c-{at}", link=link) for at, link in enumerate(LINKS)}
    seat = seat_of()
    for link, opened in LINKS.items():
        seat.page.open_target(plan[link])
        seat.settle()
        assert seat.page.view.listen.isEnabled() is opened
        open_recording(link)
    assert heard == [link for link, opened in LINKS.items() if opened]


def test_another_card_keeps_what_both_have(carded: SmallCentre, seat_of: SeatOf) -> None:
    planned(carded, ref=REF)
    seat = seat_of()
    seat.page.plan.setFocus()
    seat.type("\n95\n")
    seat.page.view.card.setCurrentIndex(1)
    seat.settle()
    assert [row.title for row in seat.items][:2] == ["Service language", "Attitude"]
    seat.type("")
    seat.page.view.card.setCurrentIndex(0)
    seat.settle()
    assert len(seat.items) == 8


def test_the_evaluation_sheet_is_printed_of_what_was_scored(
    carded: SmallCentre, seat_of: SeatOf
) -> None:
    at = planned(carded, ref=REF)
    seat = seat_of()
    seat.page.plan.setFocus()
    seat.type("\n" + "".join(f"{mark}\n" for mark in MARKS))
    seat.submits()
    assert inspection(carded.context, "Q-00001").card_version == 1
    seat.page.open_target(at)
    seat.settle()
    seat.clicks("Evaluation sheet…")
    assert seat.page.findChild(QFileDialog) is not None


def test_what_is_submitted_says_so_and_leads_to_its_result(
    carded: SmallCentre, seat_of: SeatOf
) -> None:
    at = planned(carded, ref=REF)
    seat = seat_of()
    gone: list[tuple[str, object]] = []
    seat.desk.page_asked.connect(lambda key, target: gone.append((key, target)))
    seat.page.plan.setFocus()
    seat.type("\n" + "".join(f"{mark}\n" for mark in MARKS))
    seat.submits()
    seat.page.open_target(at)
    seat.settle()
    assert seat.page.total.state.text() == "Submitted: Q-00001"
    seat.page.plan.setFocus()
    seat.type("\n")
    assert gone == [("inspections", "Q-00001")]


def test_who_still_lacks_one_is_said_with_the_days_left(
    carded: SmallCentre, seat_of: SeatOf
) -> None:
    planned(carded, ref=REF)
    told = seat_of().page.lacking.text()
    assert "8 still without an inspection this month, 17 days left (QA-1)" in told
    assert told.endswith(" and 2 others")
    assert told.count(" and ") == 1


def test_the_rail_counts_what_waits_before_the_page_was_looked_at(carded: SmallCentre) -> None:
    planned(carded, ref=REF)
    mine = Scorer.of(carded).ctx
    assert badges(mine)["scoring"] == 1
