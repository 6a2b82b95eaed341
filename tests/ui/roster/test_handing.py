"""A leader hands the draft over with one key and Enter; the head finds it, and answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from app.reading.today.page import read_today
from app.rules.edits import CellChange
from app.services.roster.editing import edit_cells
from app.services.roster.handing import hand_over
from app.ui.inbox.page import InboxPage
from app.ui.kit.banner import Banner
from app.ui.kit.desk import Desk
from app.ui.kit.handed_roster import HandedRoster
from app.ui.kit.requests.reason import ReasonDialog
from app.ui.roster.hand_dialog import HandDialog
from app.ui.roster.publish_dialog import PublishDialog
from tests.factories import SmallCentre
from tests.services.test_roster_edits import acting
from tests.ui.roster.conftest import Seat

OCTOBER = date(2026, 10, 1)


def strips(seat: Seat) -> list[str]:
    """What stands above the grid of what was handed over."""
    seat.settle()
    strip = seat.page.handing.strip
    return [] if strip.isHidden() else [one.text() for one in strip.findChildren(Banner)]


def press(seat: Seat, words: str) -> None:
    """A button of the strip."""
    buttons = seat.page.handing.strip.findChildren(QPushButton)
    next(one for one in buttons if one.text() == words and one.isVisible()).click()
    seat.settle()


def hand_over_by_key(seat: Seat, note: str = "") -> None:
    """Ctrl+Shift+H, perhaps a note, Enter."""
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(seat.window, Qt.Key.Key_H, keys)
    seat.settle()
    dialog = seat.page.findChildren(HandDialog)[-1]
    assert dialog.line.hasFocus()
    assert dialog.trouble.isVisible(), "what is wrong with it is seen first"
    QTest.keyClicks(dialog.line, note)
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    seat.settle()


def test_a_leader_hands_it_over_and_the_head_hands_it_back(
    centre: SmallCentre, seat_of: Callable[[str], Seat]
) -> None:
    leader = seat_of("1000")
    assert not leader.desk.actions.qaction("roster.publish").isVisible()
    assert not leader.desk.actions.qaction("roster.hand").isEnabled(), "nothing to hand over yet"
    leader.at("1001", 26)
    leader.type("nl")
    hand_over_by_key(leader, "Look at the 27th")
    assert leader.said[-1] == "Handed to the head: 2 days changed"
    [words] = strips(leader)
    assert words.startswith(
        "A, October: Person 1000 handed it to the head, 15 October, 09:00 · 2 days"
    )
    assert words.endswith("\nLook at the 27th")
    leader.at("1002", 26)
    leader.type("e")
    assert "changed since: 1 day" in strips(leader)[0]

    head = seat_of("0002")
    head.page.open_target(HandedRoster(f"team:{centre.teams['A']}", OCTOBER))
    [words] = strips(head)
    assert words.startswith("Roster of A, October, from Person 1000: handed in 15 October, 09:00")
    assert "changed since: 1 day" in words
    press(head, "Hand back…")
    dialog = head.page.findChildren(ReasonDialog)[-1]
    dialog.submit.click()
    assert dialog.isVisible(), "a reason is owed"
    dialog.reason.setPlainText("Too little rest on the 27th")
    dialog.submit.click()
    assert strips(head) == []

    leader.page.populate()
    [words] = strips(leader)
    assert words.endswith(
        "Person 0002 handed it back, 15 October, 09:00: Too little rest on the 27th"
    )
    [told] = read_today(leader.desk.ctx.acting_as(leader.desk.me.account.actor)).next.roster
    assert told.code == "roster.handed_back"


def test_it_is_taken_back_by_who_handed_it_over(leader: Seat) -> None:
    leader.at("1001", 26)
    leader.type("l")
    hand_over_by_key(leader)
    press(leader, "Take it back")
    assert strips(leader) == []
    assert not leader.desk.actions.qaction("roster.hand_undo").isEnabled()


def test_the_head_publishes_what_was_handed_over(centre: SmallCentre, head: Seat) -> None:
    leader = acting(centre, "1000")
    edit_cells(leader, [CellChange("1001", date(2026, 10, 26), "L")])
    hand_over(leader, [f"team:{centre.teams['A']}"], OCTOBER)
    head.page.populate()
    assert not head.desk.actions.qaction("roster.hand").isVisible()
    assert len(strips(head)) == 1
    press(head, "Publish…")
    dialog = head.page.findChildren(PublishDialog)[-1]
    dialog.line.setText("Agreed")
    dialog.go_button.click()
    assert strips(head) == []
    assert [one.code for one in read_today(leader).next.roster] == ["roster.handed_out"]


def test_it_waits_in_inbox_and_today_and_leads_to_the_roster(
    centre: SmallCentre, desk_of: Callable[..., Desk], settled: Callable[[Desk], None],
    qtbot: object,
) -> None:  # fmt: skip
    leader = acting(centre, "1000")
    edit_cells(leader, [CellChange("1001", date(2026, 10, 26), "L")])
    hand_over(leader, [f"team:{centre.teams['A']}"], OCTOBER, "Please soon")
    desk = desk_of(centre.people["0002"], "0002")
    went: list[tuple[str, object]] = []
    desk.page_asked.connect(lambda page, target: went.append((page, target)))
    page = InboxPage(desk)
    page.populate()
    settled(desk)
    target = HandedRoster(f"team:{centre.teams['A']}", OCTOBER)
    assert page.list.key() == target
    next(one for one in page.findChildren(QPushButton) if one.text() == "&Open the roster").click()
    assert went == [("roster", target)]
    assert page.tabs.tabText(0) == "Waiting (1)"
    page.deleteLater()
