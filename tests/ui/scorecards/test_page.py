"""The page of scorecards: a card is made, tried out, and gets a new version."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.models import Inspection
from app.reading.quality.cards import read_cards
from app.rules.scorecards.editing import CardDraft, ItemDraft
from app.rules.vocabulary import Aspect
from app.services.quality.cards import add_version
from app.ui.kit.desk import Desk
from app.ui.scorecards.editor import CardDialog
from app.ui.scorecards.page import ScorecardsPage
from tests.factories import SmallCentre
from tests.ui.rest import until_rest

CARD = CardDraft(
    "Calls",
    date(2026, 10, 1),
    tuple(ItemDraft(str(one).title(), one, 20.0, na=one is Aspect.TONE) for one in Aspect),
)


class Seat:
    def __init__(self, desk: Desk, page: ScorecardsPage, qtbot: QtBot) -> None:
        self.desk, self.page, self.qtbot = desk, page, qtbot

    def settle(self) -> None:
        until_rest(self.qtbot, lambda: self.desk.tasks.idle)

    def listed(self) -> list[tuple[str, str]]:
        return [(entry.title, entry.state) for entry in self.page.list.lines.lines]

    def dialog(self) -> CardDialog:
        (found,) = self.page.findChildren(CardDialog)
        return found

    def typed(self, *scores: str) -> tuple[str, str]:
        for field, score in zip(self.page.sheet.fields, scores, strict=False):
            field.setText(score)
        return self.page.sheet.total.text(), self.page.sheet.how.text()


@pytest.fixture
def seat_of(centre: SmallCentre, desk_of: Callable[..., Desk], qtbot: QtBot) -> Callable[..., Seat]:
    def seat_of(no: str) -> Seat:
        desk = desk_of(centre.people[no], no)
        page = ScorecardsPage(desk)
        qtbot.addWidget(page)
        page.resize(1060, 700)
        page.show()
        seat = Seat(desk, page, qtbot)
        seat.settle()
        return seat

    return seat_of


def press(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def test_an_inspector_makes_the_first_card_of_the_five_aspects(
    seat_of: Callable[..., Seat],
) -> None:
    seat = seat_of("0003")
    press(seat.page.new)
    dialog = seat.dialog()
    assert [item.aspect for item in dialog.items.items] == list(Aspect)
    dialog.name.setText("Calls")
    press(dialog.submit)
    seat.settle()
    assert seat.listed() == [("Calls", ""), ("Version 1", "used now")]


def test_what_is_missing_is_said_before_it_is_sent_and_the_item_is_gone_to(
    seat_of: Callable[..., Seat], centre: SmallCentre
) -> None:
    seat = seat_of("0003")
    press(seat.page.new)
    dialog = seat.dialog()
    dialog.name.setText("Calls")
    press(dialog.items.remove)
    assert "There is no item for service language" in dialog.missing.text()
    dialog.items.aspect.setCurrentIndex(1)
    dialog.items.list.pick(2)
    dialog.items.weight.setText("0")
    dialog.items.list.pick(0)
    press(dialog.submit)
    seat.settle()
    assert dialog.items.at == 2
    assert dialog.items.form.problem("weight") == "A weight is a number above 0."
    assert read_cards(seat.desk.ctx).cards == ()


def test_the_trial_counts_as_a_sheet_counts(
    seat_of: Callable[..., Seat], centre: SmallCentre
) -> None:
    seat = seat_of("0003")
    add_version(seat.desk.ctx, CARD)
    seat.page.populate()
    seat.settle()
    assert seat.typed("100", "80", "N") == (
        "Total 90",
        "Each score counts by its share of the items scored. "
        "What is not applicable gives its share to the others.",
    )
    assert seat.typed("101")[1] == "“Language”: type a number from 0 to 100."


def test_a_version_by_which_somebody_scored_offers_a_new_one_only(
    seat_of: Callable[..., Seat], centre: SmallCentre
) -> None:
    add_version(seat_of("0003").desk.ctx, CARD)
    with centre.context.write() as session:
        session.add(
            Inspection(
                inspection_no="Q-1",
                agent_id=centre.people["1001"],
                inspector_id=centre.people["0003"],
                inspected_at=datetime(2026, 10, 14, 2, tzinfo=UTC),
                contact_ref="c",
                card="Calls",
                card_version=1,
            )
        )
    seat = seat_of("0003")
    assert not seat.page.edit.isVisible()
    assert not seat.page.remove.isVisible()
    press(seat.page.version)
    dialog = seat.dialog()
    assert not dialog.name.isEnabled()
    press(dialog.submit)
    seat.settle()
    assert [title for title, _state in seat.listed()] == ["Calls", "Version 2", "Version 1"]
    assert seat.page.list.key() == ("Calls", 2), "what was kept is what is looked at next"


def test_an_agent_reads_the_cards_and_changes_nothing(
    seat_of: Callable[..., Seat], centre: SmallCentre
) -> None:
    add_version(seat_of("0003").desk.ctx, CARD)
    page = seat_of("1001").page
    assert page.title.text() == "Calls"
    assert not any(
        tool.isVisible() for tool in (page.new, page.bring_in, page.version, page.edit, page.remove)
    )
