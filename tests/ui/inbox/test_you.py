"""Who is asked for an answer is spoken to as "you", with the hours of each shift."""

from __future__ import annotations

from collections.abc import Callable

from tests.factories import SmallCentre
from tests.ui.inbox.test_inbox_page import (  # noqa: F401 - inbox_of is a fixture
    Inbox,
    inbox_of,
    offered,
)


def test_an_offer_of_a_swap_speaks_to_whom_it_asks_and_names_the_hours(
    centre: SmallCentre,
    inbox_of: Callable[[str], Inbox],  # noqa: F811
) -> None:
    offered(centre)
    inbox = inbox_of("1002")
    legs = [text for text in inbox.words() if "to you ·" in text or text.startswith("You give")]
    assert [("to you" in text, text.startswith("You give")) for text in legs] == [
        (True, False),
        (False, True),
    ]
    assert all("–" in text.rpartition(" · ")[2] for text in legs), "hours stand beside the shift"
