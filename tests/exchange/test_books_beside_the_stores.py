"""A file's daily books beside those of the store: what it may name, and what must fit together."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from app.errors import BadInput
from app.exchange.known import Known, StoredBooks
from app.exchange.workbook import read_workbook
from app.rules.books import CardItem, HandoverLog
from app.rules.facts import Inspection
from app.text import say
from tests.exchange.books import Change, Sheets, saved, set_cell
from tests.exchange.daily import DAY, added, all_of, at, keeping


def stored(*, scored: dict[str, float | None], since: date = date(2026, 1, 1)) -> Known:
    """A store with the log H-7, and Q-7 scored so by version 1 of the card G, and Q-8 by none."""
    card = ("G", 1)
    log = HandoverLog("H-7", "Service", DAY, "E", "10")
    items = [CardItem(*card, since, item, item, None, 1.0, na=True) for item in scored]
    books = StoredBooks.of(
        logs=[log],
        bulletins=[],
        cards=items,
        scores=[],
        inspections=[
            Inspection("Q-7", "11", "3", at(9), *card),
            Inspection("Q-8", "11", "3", at(9)),
        ],
    )
    full = StoredBooks(
        books.logs, books.bulletins, books.inspections, books.cards, {"Q-7": {1: scored}}
    )
    return Known(books=lambda: full)


def told(folder: Path, known: Known, change: Change) -> list[str]:
    """The problems that a file has with a store."""
    try:
        read_workbook(saved(folder, keeping(change)), known=known)
    except BadInput as refusal:
        return [say(problem) for problem in refusal.problems]
    return []


def without_sheets(*names: str) -> Change:
    def change(sheets: Sheets) -> None:
        for name in names:
            del sheets[name]

    return change


BOTH = {"1": 80.0, "2": None}


def test_the_store_may_be_named_without_being_stated(tmp_path: Path) -> None:
    known = stored(scored=BOTH)
    named = set_cell("OpenItems", 2, "handover_no", "H-7")
    assert not told(tmp_path, known, named)
    second = added("Scores", ["Q-7", "1", 2, 90, None], ["Q-7", "2", 2, "NA", None])
    assert not told(tmp_path, known, all_of(without_sheets("Scorecards"), second))
    (problem,) = told(tmp_path, known, added("Scores", ["Q-8", "1", 1, 90, None]))
    assert problem.startswith('Scores!A4: the inspection "Q-8" has no card')


def test_a_revision_of_the_store_is_completed_by_what_it_lacks_alone(tmp_path: Path) -> None:
    again = added("Scores", ["Q-7", "1", 1, 80, None])
    assert not told(tmp_path, stored(scored=BOTH), again)
    (problem,) = told(tmp_path, stored(scored=BOTH), added("Scores", ["Q-7", "1", 2, 80, None]))
    assert problem.startswith('Scores!A4: revision 2 of "Q-7" does not score these items')


def test_a_version_that_was_scored_by_gets_no_further_item(tmp_path: Path) -> None:
    third = ["G", 1, date(2026, 1, 1), "3", "Third", None, 1, None, "Y", None]
    scored = all_of(added("Scorecards", third), added("Scores", ["Q-2", "3", 1, 5, None]))
    (problem,) = told(tmp_path, stored(scored=BOTH), scored)
    assert problem.startswith('Scorecards!D4: "3": contacts were scored by version 1 of the card G')
    assert not told(tmp_path, Known(), scored)


def test_items_that_a_version_gains_share_the_day_of_the_stores(tmp_path: Path) -> None:
    def one_item(sheets: Sheets) -> None:
        del sheets["Scorecards"][3:], sheets["Scorecards"][2]

    alike = stored(scored=BOTH)
    assert not told(tmp_path, alike, one_item)
    other = stored(scored=BOTH, since=date(2026, 3, 1))
    (problem,) = told(tmp_path, other, one_item)
    assert problem.startswith("Scorecards!C2:")
    assert "from 2026-03-01" in problem
