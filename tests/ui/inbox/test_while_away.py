"""The Inbox before a store that is silent: nothing is decided, and nothing is lost or frozen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.rules.vocabulary import SwapStatus
from app.ui.kit.holding import SECONDS
from tests.factories import SmallCentre
from tests.ui.inbox.test_inbox_page import (  # noqa: F401 - inbox_of is a fixture
    Inbox,
    agreed,
    filed,
    inbox_of,
    the_leave,
    the_swap,
)
from tests.ui.outages import FrailStore

InboxOf = Callable[[str], Inbox]
WAITS = "Decided, not sent yet"


class Away:
    """A leader at the Inbox, whose store falls silent when the test says so."""

    def __init__(self, inbox: Inbox) -> None:
        self.inbox, desk = inbox, inbox.desk
        self.store = FrailStore(desk.ctx.store)
        desk.tasks.context = replace(desk.ctx, store=self.store)
        self.said: list[str] = []
        self.dialogs: list[Exception] = []
        desk.said.connect(lambda text, _tone: self.said.append(text))
        desk.tasks.failed.connect(self.dialogs.append)

    def falls_silent(self) -> None:
        """As it is noticed: by whatever is read next."""
        self.store.silent = True
        self.inbox.desk.tasks.reread()
        self.inbox.settle()
        assert self.inbox.desk.tasks.outage.lasts

    def answers(self) -> None:
        self.store.silent = False
        self.inbox.desk.tasks.outage.end()
        self.inbox.settle()

    def notes(self) -> list[str]:
        return [entry.note for entry in self.inbox.page.list.lines.lines]

    def reason(self) -> str:
        assert self.inbox.page.strip is not None
        return self.inbox.page.strip.reason.text()


@pytest.fixture
def away_at(inbox_of: InboxOf) -> Callable[[], Away]:  # noqa: F811
    return lambda: Away(inbox_of("1000"))


def test_a_decision_is_refused_at_the_press_and_its_reason_stays(
    centre: SmallCentre, away_at: Callable[[], Away]
) -> None:
    no = agreed(centre)
    away = away_at()
    away.inbox.type_reason("as agreed")
    away.falls_silent()
    away.inbox.press("Approve")
    assert away.inbox.says("The server does not answer: nothing was decided.")
    assert not away.inbox.says("sent in")
    assert away.reason() == "as agreed"
    assert (away.inbox.desk.holding.held, away.dialogs) == (None, [])
    assert WAITS not in away.notes()
    away.answers()
    assert not away.inbox.says("nothing was decided")
    assert away.reason() == "as agreed"
    away.inbox.decide("Approve")
    assert the_swap(centre, no).status is SwapStatus.EFFECTIVE


def test_what_is_held_as_it_falls_silent_is_put_back_with_a_word(
    centre: SmallCentre, away_at: Callable[[], Away]
) -> None:
    no = agreed(centre)
    away = away_at()
    away.inbox.type_reason("as agreed")
    away.inbox.press("Approve")
    assert away.inbox.says(f"Approve: {no} · sent in {SECONDS} s")
    away.falls_silent()
    assert not away.inbox.says("sent in")
    assert away.notes().count(WAITS) == 0
    kept = f"Approve: {no}: not sent, the server does not answer. Your reason is kept."
    assert away.said[-1] == kept
    away.inbox.page.hide()
    away.inbox.page.show()
    away.inbox.settle()
    assert the_swap(centre, no).status is SwapStatus.AGREED
    away.answers()
    assert away.dialogs == []
    assert away.reason() == "as agreed"


def test_what_is_on_its_way_as_it_falls_silent_is_put_back_too(
    centre: SmallCentre, away_at: Callable[[], Away]
) -> None:
    no = filed(centre, "1002", 20)
    away = away_at()
    away.inbox.press("Approve")
    away.store.silent = True
    away.inbox.desk.holding.send()
    away.inbox.settle()
    words = f"Approve: {no}: not sent, the server does not answer. It waits for you as before."
    assert (away.said[-1], away.dialogs) == (words, [])
    assert WAITS not in away.notes()
    away.answers()
    assert away.inbox.offers("Approve")
    assert not the_leave(centre, no).steps


def test_no_other_request_stands_beside_the_one_that_is_picked(
    centre: SmallCentre, away_at: Callable[[], Away]
) -> None:
    filed(centre, "1002", 20), filed(centre, "1003", 21)
    away = away_at()
    first, second = away.inbox.lines()
    away.inbox.type_reason("half a rea")
    away.falls_silent()
    away.inbox.pick(second)
    assert away.inbox.says("It cannot be shown just now")
    assert not away.inbox.offers("Approve")
    away.answers()
    assert not away.inbox.says("It cannot be shown just now")
    assert away.inbox.offers("Approve")
    assert away.reason() == ""
    away.inbox.pick(first)
    assert away.reason() == "half a rea"


def test_what_was_just_picked_as_it_falls_silent_is_not_shown_as_the_one_before(
    centre: SmallCentre, away_at: Callable[[], Away]
) -> None:
    filed(centre, "1002", 20), filed(centre, "1003", 21)
    away = away_at()
    away.store.silent = True
    away.inbox.pick(away.inbox.lines()[1])
    assert away.inbox.says("It cannot be shown just now")
    assert not away.inbox.offers("Approve")


def test_all_that_is_clean_is_not_looked_for_meanwhile(
    centre: SmallCentre, away_at: Callable[[], Away]
) -> None:
    agreed(centre)
    away = away_at()
    away.falls_silent()
    away.inbox.press("Approve all clean…")
    assert away.said[-1].startswith("The server does not answer: nothing was decided.")
    assert away.inbox.button("Approve all clean…").isEnabled()
