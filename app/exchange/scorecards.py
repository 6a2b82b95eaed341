"""Scorecards, inspections and scores, which must fit together: in the file and in the store."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from app.exchange.inspections import Inspected
from app.exchange.known import StoredBooks, Version
from app.exchange.tables import Header, Row, Sheeted, Table
from app.rules.vocabulary import Message, msg

_Score = float | None


@dataclass(slots=True)
class _Card:
    """One version of a card in the file. `whole`: every item of it can be read."""

    since: tuple[int, date] | None = None
    """The first row with a day, and the day."""
    items: dict[str, tuple[int, bool]] = field(default_factory=dict)
    """Item -> its row and whether it may be not applicable."""
    whole: bool = True


@dataclass(slots=True)
class _Revision:
    """One revision's rows in the file."""

    row: int
    scores: dict[str, _Score] = field(default_factory=dict)
    whole: bool = True


class Scoring:
    """Takes the rows of Scorecards and Scores as they are read; `finish` says what is missing."""

    def __init__(self, inspected: Inspected, stored: StoredBooks) -> None:
        self.inspected = inspected
        self.stored = stored
        self.cards: dict[Version, _Card] = {}
        self.revisions: dict[tuple[str, int], _Revision] = {}
        self.all_cards_known = True
        self.all_scores_known = True

    def card_row(self, table: Table, header: Header, row: Row) -> None:
        """One item of a card: the rows of a version share the day from which it is used."""
        values = row.values
        if not {"card", "version"} <= values.keys():
            self.all_cards_known = False
            return
        card = self.cards.setdefault((values["card"], values["version"]), _Card())
        if "item" in values:
            card.items[values["item"]] = (row.number, values.get("na", True))
        else:
            card.whole = False
        since = values.get("since")
        if since and card.since is None:
            card.since = (row.number, since)
        elif since and card.since and card.since[1] != since:
            table.complain(
                row.number,
                header["since"],
                msg(
                    '{cell}: "{value}" is not the day from which row {first} has this card and '
                    "version; write the same day, or another version.",
                    first=card.since[0] + 1,
                ),
            )

    def score_row(self, table: Table, header: Header, row: Row) -> None:
        """One item's score: the inspection has a card, and the card has the item."""
        no, item = row.values.get("inspection_no"), row.values.get("item")
        revision = row.values.get("revision")
        if no is None or revision is None:
            self.all_scores_known = False
            return
        found = self.revisions.setdefault((no, revision), _Revision(row.number))
        if item is None:
            found.whole = False
            return
        found.scores[item] = row.values.get("score", 0.0)
        version = self._version_of(no)
        if version is _NO_CARD:
            found.whole = False
            table.complain(row.number, header["inspection_no"], _WITHOUT_CARD)
        elif version and (problem := self._score_problem(version, item, found.scores[item])):
            table.complain(row.number, header[problem[0]], problem[1])

    def _score_problem(
        self, version: Version, item: str, score: _Score
    ) -> tuple[str, Message] | None:
        items = self._items(version)
        if items is None:
            return None
        if item not in items:
            return "item", msg(
                '{cell}: "{value}" is no item of the card {card}, version {version}; mend it, or '
                "add the item to Scorecards.",
                card=version[0],
                version=version[1],
            )
        return ("score", _NOT_WITHOUT_NUMBER) if score is None and not items[item] else None

    def _version_of(self, no: str) -> Version | None:
        """What an inspection is scored by; `_NO_CARD`, or None where that cannot be told."""
        if no in self.inspected.versions:
            return self.inspected.versions[no][1] or _NO_CARD
        if no in self.inspected.numbers or no not in self.stored.inspections:
            return None
        return self.stored.inspections[no] or _NO_CARD

    def _items(self, version: Version) -> dict[str, bool] | None:
        """The items of a card after the import, and whether each may be not applicable; None
        where that cannot be told."""
        here, there = self.cards.get(version), self.stored.cards.get(version)
        if not self.all_cards_known or (not here and not there) or (here and not here.whole):
            return None
        items = {name: item.na for name, item in (there or {}).items()}
        return items | {name: na for name, (_row, na) in (here.items if here else {}).items()}

    def finish(self, cards: Sheeted | None, scores: Sheeted | None) -> None:
        """Note what no single row shows."""
        if self.inspected.sheet:
            for no, (row, version) in self.inspected.versions.items():
                if problem := self._card_problem(no, version):
                    self.inspected.sheet.complain(row, "card", problem)
        if scores:
            for (no, revision), found in self.revisions.items():
                self._finish_revision(scores, no, revision, found)
        if cards:
            for version, card in self.cards.items():
                self._finish_card(cards, version, card)

    def _card_problem(self, no: str, version: Version | None) -> Message | None:
        if version is None:
            return None
        if version not in self.cards and version not in self.stored.cards:
            return _undefined(version) if self.all_cards_known else None
        missing = (no, _FIRST) not in self.revisions and _FIRST not in self.stored.scores.get(
            no, {}
        )
        return _without_scores(no) if missing and self.all_scores_known else None

    def _finish_revision(self, sheet: Sheeted, no: str, revision: int, found: _Revision) -> None:
        """It scores each item of the card, and at least one of them with a number."""
        version = self._version_of(no) if found.whole and self.all_scores_known else None
        items = self._items(version) if version else None
        if version is None or items is None:
            return
        scores = {**self.stored.scores.get(no, {}).get(revision, {}), **found.scores}
        if missing := [item for item in items if item not in scores]:
            sheet.complain(found.row, "inspection_no", _incomplete(version, revision, missing))
        elif all(score is None for score in scores.values()):
            sheet.complain(found.row, "score", _NO_NUMBER)

    def _finish_card(self, sheet: Sheeted, version: Version, card: _Card) -> None:
        """What the store has of this version goes with the file's rows."""
        there = self.stored.cards.get(version, {})
        others = {item.since for name, item in there.items() if name not in card.items}
        if card.since and others - {card.since[1]}:
            sheet.complain(card.since[0], "since", _another_since(max(others)))
        added = [item for item in card.items if there and item not in there]
        if added and self._is_scored(version, added):
            for item in added:
                sheet.complain(card.items[item][0], "item", _scored_by(version))

    def _is_scored(self, version: Version, added: list[str]) -> bool:
        """Whether a revision in the store lacks what is added to its card."""
        return any(
            not {*added} <= {**scores, **self._given(no, revision)}.keys()
            for no, its in self.stored.inspections.items()
            if its == version
            for revision, scores in self.stored.scores.get(no, {}).items()
        )

    def _given(self, no: str, revision: int) -> dict[str, _Score]:
        found = self.revisions.get((no, revision))
        return found.scores if found else {}


_FIRST = 1
_NO_CARD: Version = ("", 0)
_WITHOUT_CARD = msg(
    '{cell}: the inspection "{value}" has no card; name its card and card_version in Inspections.'
)
_NOT_WITHOUT_NUMBER = msg(
    '{cell}: "{value}": the card does not let this item be not applicable; write a number from 0 '
    "to 100."
)
_NO_NUMBER = msg(
    '{cell}: "{value}": no item of this revision has a number; write one from 0 to 100.'
)


def _undefined(version: Version) -> Message:
    return msg(
        '{cell}: version {version} of the card "{value}" is not defined; add it to Scorecards or '
        "mend the row.",
        version=version[1],
    )


def _without_scores(no: str) -> Message:
    return msg(
        '{cell}: the inspection {no} has the card "{value}" and no scores; add its revision 1 to '
        "Scores.",
        no=no,
    )


def _incomplete(version: Version, revision: int, missing: list[str]) -> Message:
    return msg(
        '{cell}: revision {revision} of "{value}" does not score these items of the card {card}, '
        "version {version}: {items}; add them.",
        revision=revision,
        card=version[0],
        version=version[1],
        items=", ".join(missing),
    )


def _another_since(since: date) -> Message:
    return msg(
        '{cell}: "{value}": the store has items of this card and version from {since}; write that '
        "day, or another version.",
        since=since.isoformat(),
    )


def _scored_by(version: Version) -> Message:
    return msg(
        '{cell}: "{value}": contacts were scored by version {version} of the card {card} without '
        "this item; add it to a new version.",
        card=version[0],
        version=version[1],
    )
