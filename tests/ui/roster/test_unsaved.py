"""What is typed into the roster and not stored: it waits for a reason, or its store is gone."""

from __future__ import annotations

from app.errors import StoreGone
from app.ui.kit.unsaved import unsaved_in
from tests.factories import SmallCentre, file_of
from tests.ui.roster.conftest import Seat


def test_a_draft_that_is_stored_holds_nothing(head: Seat) -> None:
    head.at("1001", 5)
    head.type("en")
    assert unsaved_in(head.window) == []


def test_a_published_shift_that_waits_for_its_reason_is_not_stored(head: Seat) -> None:
    head.page.layers.chosen.emit(False)
    head.settle()
    head.at("1001", 5)
    head.type("e")
    (typed,) = unsaved_in(head.window)
    assert typed.place == "Roster"
    assert "(1001)" in typed.label
    assert "5 October 2026" in typed.label
    assert typed.text == "E"
    head.page.editor.drop_waiting()
    assert unsaved_in(head.window) == []


def test_cells_typed_into_a_store_that_is_gone_are_known(head: Seat, centre: SmallCentre) -> None:
    lost: list[Exception] = []
    head.desk.tasks.lost.connect(lost.append)
    file_of(centre.context).unlink()
    head.at("1001", 5)
    head.type("e")
    head.at("1001", 6)
    head.type("-")
    assert {type(error) for error in lost} == {StoreGone}
    assert [one.text for one in unsaved_in(head.window)] == ["E", "day off"]
