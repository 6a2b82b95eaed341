"""Asking several colleagues at once, and what the form keeps and lets go."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtTest import QTest

from app.queries.swaps import rows as swaps
from app.rules.vocabulary import SwapStatus
from tests.factories import SmallCentre
from tests.ui.swaps.conftest import Seat

SeatAt = Callable[[str], Seat]


def test_two_are_asked_at_once_by_one_sending(seat: SeatAt, centre: SmallCentre) -> None:
    agent = seat("1001")
    agent.give(20)
    agent.pick("1002", "Tue 20 October")
    agent.press("Ask &another too")
    assert "the first yes counts" in " ".join(agent.texts(agent.page.ask.bar))
    agent.pick("2002", "Tue 20 October")
    said = " ".join(agent.texts(agent.page.ask.bar))
    assert "Person 1002 (Tue 20 October E) and Person 2002 (Tue 20 October E)" in said
    agent.press("&Send")
    assert agent.said == ["Swap S-00001 and S-00002 sent to Person 1002 and Person 2002"]
    with centre.context.read() as session:
        found = [swaps.swap(session, no) for no in ("S-00001", "S-00002")]
    assert [row.status for row in found if row] == [SwapStatus.OFFERED] * 2


def test_after_sending_nothing_of_the_last_request_is_left(seat: SeatAt) -> None:
    agent = seat("1001")
    agent.give(20)
    QTest.keyClicks(agent.page.ask.partners.name, "1002")
    agent.qtbot.waitUntil(lambda: {who[-4:] for who, _w, _f in agent.partners()} == {"1002"})
    agent.pick("1002", "Tue 20 October")
    agent.press("&Send")
    ask = agent.page.ask
    assert ask.partners.name.text() == ""
    assert ask.theirs.isHidden()
    assert (ask.gives, ask.other, ask.takes) == (None, None, None)
    assert not any(button.isChecked() for button in ask.own.buttons())
    assert "In request S-00001 already" in agent.day(ask.own, 20).toolTip()


def test_another_own_day_keeps_the_pair_that_fits_and_drops_what_does_not(seat: SeatAt) -> None:
    """Whether the pair of 1002 on the 20th fits is what the list of that day says."""
    agent = seat("1001")
    ask = agent.page.ask
    for day in (19, 21, 22, 23):
        agent.give(20)
        agent.pick("1002", "Tue 20 October")
        agent.give(day)
        fits = any(
            who.endswith("1002") and "Tue 20 October" in when
            for who, when, _fit in agent.partners()
        )
        assert (ask.takes is not None) is fits
        assert fits is agent.send_button().isEnabled()


def test_the_marked_line_is_the_pair_that_is_judged(seat: SeatAt) -> None:
    agent = seat("1001")
    ask = agent.page.ask
    agent.give(20)
    agent.pick("1002", "Tue 20 October")
    agent.take(22)
    row = ask.partners.table.current()
    assert row is None or (row.person.no, row.takes) == ("1002", ask.takes)
    agent.take(20)
    row = ask.partners.table.current()
    assert row is not None
    assert (row.person.no, row.takes) == ("1002", ask.takes)
