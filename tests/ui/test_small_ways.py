"""Small ways through the window: who is told what, and where one gets from where one is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from app.errors import NOT_CLOSED
from app.rules.vocabulary import msg
from app.text.words import full_shift
from app.ui.kit.desk import Desk
from app.ui.person.page import PersonPage
from app.ui.sign_in.flow import is_for
from tests.factories import SmallCentre

DeskOf = Callable[..., Desk]


@pytest.mark.parametrize(("no", "told"), [("0004", True), ("0002", False), ("1001", False)])
def test_that_the_store_was_not_closed_is_told_to_who_can_verify_it(
    desk_of: DeskOf, centre: SmallCentre, no: str, told: bool
) -> None:
    me = desk_of(centre.people[no], no).me
    assert is_for(NOT_CLOSED, me) is told
    assert is_for(msg("Something other changed it."), me), "everybody hears of the rest"


@pytest.mark.parametrize(("no", "may"), [("0004", True), ("0002", False)])
def test_a_persons_own_page_leads_to_what_may_be_done_with_them(
    desk_of: DeskOf, centre: SmallCentre, qtbot: QtBot, settled: Callable[[Desk], None],
    no: str, may: bool,
) -> None:  # fmt: skip
    desk, went = desk_of(centre.people[no], no), []
    desk.page_asked.connect(lambda key, target: went.append((key, target)))
    page = PersonPage(desk)
    qtbot.addWidget(page)
    page.show()
    page.open_target("1001")
    settled(desk)
    assert page.manage.isVisible() is may
    page.manage.click()
    assert went == [("people", "1001")]


def test_a_shift_whose_code_is_its_name_is_said_once() -> None:
    assert full_shift("早", "早") == "早"
    assert full_shift("E", "早班") == "E 早班"
