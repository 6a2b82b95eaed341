"""One's own wishes for the month shown: entered, taken back, and what became of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QSizePolicy

from app.queries.roster.wishes import WishRow
from app.reading.roster.wishes import OwnWishes
from app.rules.rostering.wishes import Wish
from app.services.roster.wishes import take_back_wishes
from app.text import _, dates, ngettext
from app.text.wishes import outcome_words, whole_wish
from app.ui.kit.controls import Card, button, label
from app.ui.kit.day_cell import DayWish
from app.ui.kit.desk import Desk
from app.ui.kit.table_view import RowsTable
from app.ui.kit.tables import ROW_ROLE, Column
from app.ui.kit.tokens import Tone

_SHOWN = 8
"""So many wishes are seen without scrolling."""


def wish_marks(read: OwnWishes | None) -> Mapping[date, DayWish]:
    """What is wished of each day, for the calendar."""
    found: dict[date, list[Wish]] = {}
    for row in read.wishes if read else ():
        found.setdefault(row.wish.day, []).append(row.wish)
    return {
        day: DayWish("\n".join(map(whole_wish, there)), not any(one.on for one in there))
        for day, there in found.items()
    }


class WishTable(RowsTable[WishRow]):
    """`deleted`: the key that takes the selected wishes back."""

    deleted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.deleted.emit()
        else:
            super().keyPressEvent(event)


class WishingCard(Card):
    """Whether the month is open to wishes, and the way to enter one."""

    entering = Signal()

    def __init__(self, desk: Desk, read: OwnWishes) -> None:
        super().__init__(_("My wishes for {month}").format(month=dates.month(read.month)))
        self.state = label(state_words(read, desk.ctx.today()), "soft", wrap=True)
        self.enter = button(_("Enter a wish…"), self.entering.emit, icon="heart")
        self.enter.setVisible(bool(read.open_days))
        self.body.addWidget(self.state)
        self.body.addWidget(self.enter)


class WishesCard(Card):
    """The wishes, what became of them, and the way to take some back: beside the month, under the
    way to enter one."""

    def __init__(self, desk: Desk, read: OwnWishes) -> None:
        super().__init__(_("My wishes"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._desk, self._read = desk, read
        self.table = WishTable(self._columns(), _("My wishes"))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.set_rows(read.wishes)
        lines = min(len(read.wishes), _SHOWN) + 1
        self.table.setFixedHeight(
            self.table.horizontalHeader().sizeHint().height()
            + lines * self.table.verticalHeader().defaultSectionSize()
        )
        self.body.addWidget(self.table)
        self.take_back = button(_("Take back"), self._on_take_back, icon="delete")
        self.take_back.setVisible(bool(read.open_days))
        self.body.addWidget(self.take_back, 0, Qt.AlignmentFlag.AlignLeft)
        self.table.selectionModel().selectionChanged.connect(lambda _new, _old: self._offer())
        self.table.deleted.connect(self._on_take_back)
        self._offer()

    def chosen(self) -> list[WishRow]:
        """The selected wishes that may be taken back."""
        rows = [index.data(ROW_ROLE) for index in self.table.selectionModel().selectedRows()]
        return [row for row in rows if row.wish.day in self._read.open_days]

    def _offer(self) -> None:
        self.take_back.setEnabled(bool(self.chosen()))

    def _on_take_back(self) -> None:
        ids = [row.id for row in self.chosen()]
        if ids:
            self._desk.tasks.command(
                lambda ctx: take_back_wishes(ctx, ids), lambda _none: self._say_taken(len(ids))
            )

    def _say_taken(self, count: int) -> None:
        words = ngettext("{n} wish taken back", "{n} wishes taken back", count)
        self._desk.say(words.format(n=count))

    def _columns(self) -> list[Column[WishRow]]:
        columns = [
            Column[WishRow](
                _("Day"), lambda row: row.wish.day,
                lambda row: f"{row.wish.day.day} {dates.short_weekday(row.wish.day)}", width=76,
            ),
            Column(_("Wish"), lambda row: whole_wish(row.wish), width=112,
                   tip=lambda row: whole_wish(row.wish)),
        ]  # fmt: skip
        if self._read.kept:
            columns.append(
                Column(_("In the roster"), self._kept, self._kept_words, tone=self._tone)
            )
        return columns

    def _kept(self, row: WishRow) -> bool | None:
        return self._read.kept.get(row.id)

    def _kept_words(self, row: WishRow) -> str:
        kept = self._kept(row)
        return "" if kept is None else outcome_words(kept)

    def _tone(self, row: WishRow) -> Tone:
        return {True: Tone.GOOD, False: Tone.WARN, None: Tone.PLAIN}[self._kept(row)]


def state_words(read: OwnWishes, today: date) -> str:
    """Whether wishes are taken, who closed the month, and what is known of the roster."""
    parts = [
        _("Closed by {name}, {moment}. Who makes the roster can open it again.").format(
            name=closing.by or "–", moment=dates.moment(closing.at, today)
        )
        for closing in read.closed
    ]
    if read.open_days:
        parts.append(_("Wishes are taken until the team leader closes the month."))
    elif read.published and read.month <= today and not read.closed:
        parts.append(_("The roster is published and has begun: wishes are no longer taken."))
        return "\n".join(parts)
    elif not read.closed:
        parts.append(_("These days are over: wishes are no longer taken."))
    if read.published:
        parts.append(_("The roster is published: a wish counts when it is made anew."))
    return "\n".join(parts)
