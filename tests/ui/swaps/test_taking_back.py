"""A swap in effect is taken back from the list of requests: everybody at their own desk."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton

from app.queries.work import worked
from app.rules.requests import RequestKind
from app.rules.turn import Word
from app.rules.vocabulary import SwapStatus
from app.services.swaps import requests as service
from app.text.requests.kinds import yes_word
from app.ui.kit.requests.reason import ReasonDialog
from tests.factories import SmallCentre
from tests.services.requests.test_swaps import acting
from tests.ui.swaps.conftest import Seat
from tests.ui.swaps.test_deciding import DAY, agreed, state

SeatAt = Callable[[str], Seat]


def dialog() -> ReasonDialog:
    (found,) = (one for one in QApplication.topLevelWidgets() if isinstance(one, ReasonDialog))
    return found


def works(centre: SmallCentre, no: str) -> str | None:
    with centre.context.read() as session:
        return worked(session, [centre.people[no]]).shift_on(no, DAY)


def test_one_asks_the_other_agrees_the_leaders_consent_and_each_works_the_own_shift_again(
    seat: SeatAt, centre: SmallCentre
) -> None:
    no = agreed(centre)
    service.approve(acting(centre, "0002"), no, 2)
    assert works(centre, "1001") == "E"
    agent = seat("1001")
    agent.tab("Requests")
    agent.press("&Take back…", agent.card(no))
    asking = dialog()
    send = agent.button("Ask to take it back", asking)
    asking.findChildren(QPlainTextEdit)[0].setPlainText("The wedding is put off")
    send.click()
    agent.settle()
    assert state(centre, no) is SwapStatus.EFFECTIVE, "until all have agreed"
    words = agent.texts(agent.card(no))
    assert any("to be taken back" in text.lower() for text in words), words
    assert "Let it stand" in [
        one.text() for one in agent.card(no).findChildren(QPushButton) if not one.isHidden()
    ]

    colleague = seat("2002")
    colleague.tab("Requests (1)")
    colleague.press(yes_word(RequestKind.TAKING_BACK, Word.ANSWER), colleague.card(no))
    assert colleague.said, "what it came to is said"
    for leader in ("1000", "2000"):
        decides = seat(leader)
        decides.tab("Requests (1)")
        decides.press(yes_word(RequestKind.TAKING_BACK, Word.CONSENT), decides.card(no))
        assert not decides.failures
    assert state(centre, no) is SwapStatus.CANCELLED
    assert (works(centre, "1001"), works(centre, "2002")) == ("L", "E")
    agent = seat("1001")
    agent.tab("Requests")
    buttons = [one.text() for one in agent.card(no).findChildren(QPushButton)]
    assert "&Take back…" not in buttons, "there is nothing left to take back"
