"""The plan of the desks before a store that is silent: nobody is shown where nobody was seated."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from app.errors import StoreSilent
from tests.services.desks.floor import Floor
from tests.ui.desks.conftest import Sitter
from tests.ui.outages import FrailStore


def test_who_is_not_seated_is_not_shown_and_no_dialog_opens(
    floor: Floor, sitter_of: Callable[[str], Sitter]
) -> None:
    leader = sitter_of("1000")
    dialogs: list[Exception] = []
    leader.desk.tasks.failed.connect(dialogs.append)
    store = FrailStore(leader.desk.ctx.store)
    leader.desk.tasks.context = replace(leader.desk.ctx, store=store)
    before = leader.shown("A2")
    store.silent = True
    leader.on("A2")
    leader.type("1004")
    leader.qtbot.waitUntil(lambda: bool(dialogs))
    assert {type(error) for error in dialogs} == {StoreSilent}, "a short word in the window"
    assert leader.shown("A2") == before
    store.silent = False
    leader.desk.tasks.outage.end()
    leader.settle()
    leader.on("A2")
    leader.type("1004")
    assert leader.shown("A2")[0] == "Person 1004"
