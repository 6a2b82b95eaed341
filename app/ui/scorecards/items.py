"""The items of a card as they are edited: a list, and the form of the one that is picked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from app.rules.scorecards.editing import MAX_ITEM, MAX_TITLE, ItemDraft
from app.rules.vocabulary import Aspect, Message
from app.text import _, words
from app.ui.kit.controls import button
from app.ui.kit.entries import EntriesList
from app.ui.kit.fields import ChoiceField, note_field, text_field
from app.ui.kit.forms import Form
from app.ui.kit.tokens import Space
from app.ui.scorecards.numbers import NO_NUMBER, score_in, weight_in
from app.ui.scorecards.words import item_entries

_LIST_WIDTH, _HELP_LINES = 250, 3


class ItemsEditor(QWidget):
    """`changed` with every edit; `problems_of` is asked what is wrong with the picked item."""

    changed = Signal()

    def __init__(self, items: Sequence[ItemDraft], pass_mark: float) -> None:
        super().__init__()
        self._items = list(items)
        self._at = 0
        self._loading = False
        self._problems: dict[str, Message] = {}
        self.list = EntriesList(_("Items"))
        self.list.setMinimumWidth(_LIST_WIDTH)
        self.list.picked.connect(self._on_picked)
        self._make_form(pass_mark)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.L)
        left = QVBoxLayout()
        left.addWidget(self.list, 1)
        left.addLayout(self._make_tools())
        row.addLayout(left)
        right = QVBoxLayout()
        right.addWidget(self.form)
        right.addStretch(1)
        row.addLayout(right, 1)
        self._show()

    @property
    def items(self) -> tuple[ItemDraft, ...]:
        return tuple(self._items)

    def _make_form(self, pass_mark: float) -> None:
        aspects = [(_("none of the five"), None), *((words.word(one), one) for one in Aspect)]
        self.title = text_field(most=MAX_TITLE)
        self.heading = text_field(most=MAX_TITLE)
        self.code = text_field(placeholder=_("the next number"), most=MAX_ITEM)
        self.aspect: ChoiceField[Aspect | None] = ChoiceField(aspects)
        self.weight = text_field(most=12)
        self.pass_mark = text_field(placeholder=f"{pass_mark:g}", most=12)
        self.critical = QCheckBox(_("&Critical: under its pass mark all of it fails"))
        self.na = QCheckBox(_("May &be not applicable"))
        self.help = note_field(_("What to listen for; what a 60, an 80, a 100 is"), _HELP_LINES)
        self.form = Form(lambda: self._problems, columns=3)
        self.form.add("title", _("&Title of the item"), self.title, wide=True)
        self.form.add("heading", _("&Group"), self.heading)
        self.form.add("aspect", _("&Aspect"), self.aspect)
        self.form.add("item", _("C&ode in workbooks"), self.code)
        self.form.add("weight", _("&Weight"), self.weight)
        self.form.add("pass_mark", _("&Pass mark"), self.pass_mark)
        self.form.add("na", _("If it does not come up"), self.na)
        self.form.add("critical", _("If it is missed"), self.critical, wide=True)
        self.form.add("help", _("&Help for the scorer"), self.help, wide=True)
        self.form.changed.connect(self._on_edited)
        for box in (self.critical, self.na):
            box.toggled.connect(lambda _on: self._on_edited())

    def _make_tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(Space.XS)
        self.add = button(_("A&dd an item"), self._on_add, icon="plus")
        self.up = button("", lambda: self._move(-1), icon="up", name=_("Move up"))
        self.down = button("", lambda: self._move(1), icon="down", name=_("Move down"))
        self.remove = button("", self._on_remove, icon="delete", name=_("Remove the item"))
        for made in (self.add, self.up, self.down, self.remove):
            row.addWidget(made)
        row.addStretch(1)
        return row

    def show_problems(self, problems: dict[str, Message]) -> None:
        """What is wrong with the picked item, by the fields of its form."""
        self._problems = problems

    def go_to(self, at: int, problems: dict[str, Message]) -> None:
        """Pick the item at `at` and show all that is wrong with it."""
        self._problems = problems
        self._at = at
        self._show()
        self.form.complete()

    @property
    def at(self) -> int:
        """The place of the picked item."""
        return self._at

    # -- what is typed -----------------------------------------------------------------------

    def _show(self) -> None:
        """The list and the form as the items are."""
        self._loading = True
        self.list.set_entries(item_entries(self._items))
        self.form.setEnabled(bool(self._items))
        if self._items:
            self._at = min(self._at, len(self._items) - 1)
            self.list.pick(self._at)
            self._fill(self._items[self._at])
        self._offer()
        self._loading = False

    def _fill(self, item: ItemDraft) -> None:
        self.title.setText(item.title)
        self.heading.setText(item.heading)
        self.code.setText(item.item)
        self.aspect.choose(item.aspect)
        self.weight.setText(f"{item.weight:g}" if item.weight > 0 else "")
        self.pass_mark.setText("" if item.pass_mark is None else f"{item.pass_mark:g}")
        self.critical.setChecked(item.critical)
        self.na.setChecked(item.na)
        self.help.setPlainText(item.help)
        self.form.forget()

    def _on_picked(self, key: object) -> None:
        if isinstance(key, int) and not self._loading:
            self._at = key
            self._show()
            self.changed.emit()

    def _on_edited(self) -> None:
        if self._loading or not self._items:
            return
        self._items[self._at] = self._typed(self._items[self._at])
        self._loading = True
        self.list.set_entries(item_entries(self._items))
        self._loading = False
        self.changed.emit()

    def _typed(self, item: ItemDraft) -> ItemDraft:
        return replace(
            item,
            title=self.title.text(),
            heading=self.heading.text(),
            item=self.code.text(),
            aspect=self.aspect.value(),
            weight=weight_in(self.weight.text()),
            pass_mark=_mark_in(self.pass_mark.text()),
            critical=self.critical.isChecked(),
            na=self.na.isChecked(),
            help=self.help.toPlainText(),
        )

    # -- the list ----------------------------------------------------------------------------

    def _offer(self) -> None:
        self.up.setEnabled(self._at > 0)
        self.down.setEnabled(self._at < len(self._items) - 1)
        self.remove.setEnabled(bool(self._items))

    def _on_add(self) -> None:
        at = self._at + 1 if self._items else 0
        heading = self._items[self._at].heading if self._items else ""
        self._items.insert(at, ItemDraft(title="", heading=heading))
        self._at = at
        self._show()
        self.changed.emit()
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_remove(self) -> None:
        del self._items[self._at]
        self._at = max(0, self._at - 1)
        self._show()
        self.changed.emit()

    def _move(self, by: int) -> None:
        at, other = self._at, self._at + by
        self._items[at], self._items[other] = self._items[other], self._items[at]
        self._at = other
        self._show()
        self.changed.emit()


def _mark_in(text: str) -> float | None:
    """None where nothing is typed: the centre's own counts."""
    if not text.strip():
        return None
    mark = score_in(text)
    return NO_NUMBER if mark is None else mark
