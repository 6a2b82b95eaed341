"""A card as its scorer sees it, with a field beside each item to try it out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from app.exchange import cells
from app.queries.quality.card_versions import Reading
from app.rules.books import ItemScore
from app.rules.scorecards.editing import CardDraft, ItemDraft, shares
from app.rules.scorecards.worth import Scored, scored, worth_by_card
from app.text import _, dates, is_chinese, words
from app.ui.kit import theme
from app.ui.kit.controls import label
from app.ui.kit.scrolled import scrolled
from app.ui.kit.tokens import Space, Tone
from app.ui.scorecards.numbers import score_in
from app.ui.scorecards.words import share_words
from app.ui.work.removal import remove

_FIELD_WIDTH = 92
_ANY_DAY = date(2000, 1, 1)


class CardSheet(QWidget):
    """Items under their headings, and the total of what is typed beside them, with how it is
    counted. Nothing of it is kept."""

    def __init__(self) -> None:
        super().__init__()
        self._items: tuple[ItemDraft, ...] = ()
        self._card = CardDraft("", _ANY_DAY, ())
        self._pass_mark = 0.0
        self.fields: list[QLineEdit] = []
        self.total = label("", "heading")
        self.total.setAccessibleName(_("Total of the trial"))
        self.how = label("", "soft", wrap=True)
        self.how.setAccessibleName(_("How the total is counted"))
        head = QHBoxLayout()
        head.setContentsMargins(Space.L, Space.S, Space.L, Space.S)
        head.setSpacing(Space.M)
        head.addWidget(self.total)
        head.addWidget(self.how, 1)
        self._place = QVBoxLayout()
        self._place.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(self._place, 1)
        self._area: QScrollArea | None = None

    def show_card(
        self, items: Sequence[ItemDraft], pass_mark: float, readings: Sequence[Reading] = ()
    ) -> None:
        """Show `items`; what was typed stays beside the items that keep their place."""
        typed = [field.text() for field in self.fields]
        self._items, self._pass_mark = tuple(items), pass_mark
        self._card = CardDraft("", _ANY_DAY, tuple(_coded(items)))
        agreed: dict[str, list[Reading]] = {}
        for one in readings:
            agreed.setdefault(one.item, []).append(one)
        self.fields = []
        grid = QGridLayout()
        grid.setContentsMargins(Space.L, Space.XS, Space.L, Space.L)
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.XS)
        grid.setColumnStretch(0, 1)
        heading = ""
        for at, (item, share) in enumerate(zip(self._items, shares(self._items), strict=True)):
            if item.heading and item.heading != heading:
                heading = item.heading
                title = label(heading, "strong")
                title.setContentsMargins(0, Space.M, 0, 0)
                grid.addWidget(title, grid.rowCount(), 0, 1, 3)
            self._add(grid, item, share, typed[at] if at < len(typed) else "")
            for one in agreed.get(item.item, ()):
                grid.addWidget(_reading(one), grid.rowCount(), 0, 1, 3)
        grid.setRowStretch(grid.rowCount(), 1)
        self._put(scrolled(grid))
        self._count()

    def _put(self, area: QScrollArea) -> None:
        old, self._area = self._area, area
        if old is not None:
            self._place.removeWidget(old)
            remove(old)
        self._place.addWidget(area)

    def _add(self, grid: QGridLayout, item: ItemDraft, share: float, typed: str) -> None:
        grid.addItem(QSpacerItem(0, Space.S), grid.rowCount(), 0)  # apart from the item before
        row = grid.rowCount()
        grid.addWidget(label(item.title or _("(no title)"), "strong", wrap=True), row, 0)
        share_ = label(share_words(share), "soft")
        grid.addWidget(share_, row, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        field = QLineEdit(typed)
        field.setPlaceholderText(_("0–100, N") if item.na else _("0–100"))
        field.setAccessibleName(_("Try a score for {item}").format(item=item.title))
        field.setFixedWidth(theme.scaled(_FIELD_WIDTH))
        field.textChanged.connect(lambda _text: self._count())
        field.returnPressed.connect(lambda: self.focusNextChild())
        grid.addWidget(field, row, 2, 2, 1, Qt.AlignmentFlag.AlignTop)
        self.fields.append(field)
        note = label(_note_words(item, self._pass_mark), "caption", wrap=True)
        if item.critical:
            note.setProperty("tone", Tone.WARN.value)
        grid.addWidget(note, row + 1, 0, 1, 2)
        if item.help:
            grid.addWidget(label(item.help, "soft", wrap=True), row + 2, 0, 1, 3)

    def _count(self) -> None:
        """Say what the typed scores come to."""
        codes = zip(self._card.items, self.fields, strict=True)
        typed = [(item, field.text()) for item, field in codes if field.text().strip()]
        scores = [
            ItemScore("", item.item, 1, score_in(text))
            for item, text in typed
            if not _wrong(text, item)
        ]
        wrong = [item.title for item, text in typed if _wrong(text, item)]
        rows = scored(self._card.rows(1), scores, self._pass_mark)
        self.total.setText(_total_words(rows))
        self.how.setText(_how_words(rows, len(scores) - len(rows), wrong))


def _wrong(text: str, item: ItemDraft) -> bool:
    """Whether it is neither a score nor a "not applicable" that the item allows."""
    not_applicable = cells.folded(text) in _NOT_APPLICABLE
    return not (item.na and not_applicable) and score_in(text) is None


_NOT_APPLICABLE = frozenset(cells.folded(word) for word in ("N", "NA", "N/A", "不适用"))


def _total_words(rows: Sequence[Scored]) -> str:
    if not rows:
        return _("Trial")
    worth = worth_by_card(rows, critical=False)
    return _("Total {total:g}").format(total=round(worth.total, 2))


def _how_words(rows: Sequence[Scored], left_out: int, wrong: Sequence[str]) -> str:
    """How the total comes about."""
    if wrong:
        return _("“{item}”: type a number from 0 to 100.").format(item=wrong[0])
    if not rows:
        return _("Type scores beside the items, and see what they come to.")
    failing = [row for row in rows if row.item.critical and not row.passed]
    if failing:
        return _("“{item}” is critical and under its pass mark of {mark:g}: it fails.").format(
            item=failing[0].item.title, mark=failing[0].pass_mark
        )
    parts = [_("Each score counts by its share of the items scored.")]
    if left_out:
        parts.append(_("What is not applicable gives its share to the others."))
    return "".join(parts) if is_chinese() else " ".join(parts)


def _coded(items: Sequence[ItemDraft]) -> list[ItemDraft]:
    """Codes of their own, whatever is typed for codes so far; a weight that is none counts as 1."""
    return [
        replace(item, item=str(at), weight=item.weight if item.weight > 0 else 1.0)
        for at, item in enumerate(items)
    ]


def _note_words(item: ItemDraft, pass_mark: float) -> str:
    """What an item is, and what it has to reach."""
    mark = pass_mark if item.pass_mark is None else item.pass_mark
    parts = [words.word(item.aspect)] if item.aspect is not None else []
    parts.append(_("passes at {mark:g}").format(mark=mark))
    if item.critical:
        parts.append(_("critical"))
    if item.na:
        parts.append(_("may be not applicable"))
    return " · ".join(parts)


def _reading(one: Reading) -> QWidget:
    where = _("agreed in {no}, {day}") if one.calibration else _("noted, {day}")
    said = where.format(no=one.calibration, day=dates.stamp(one.at))
    return label(f"{one.text} ({said})", "caption", Tone.INFO, wrap=True)
