"""Changing an item of one's own before its log is signed: text, owner, due day, urgency."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from app.queries.handover.rows import ItemRow, LogPage
from app.rules.vocabulary import Message, msg
from app.services.handover.items import NewItem, edit_item
from app.text import _
from app.ui.handover.owner_field import OwnerField
from app.ui.handover.words import who
from app.ui.kit.desk import Desk
from app.ui.kit.fields import ChoiceField, date_field, date_of, note_field, text_field
from app.ui.kit.forms import Form, FormDialog


class ItemForm(Form):
    """An item as it stands, to be changed; `value` is what it is to be."""

    def __init__(self, page: LogPage, item: ItemRow) -> None:
        super().__init__(self._problems, columns=2)
        self._item = item
        self.text = note_field(lines=3)
        self.text.setPlainText(item.text)
        self.urgent = ChoiceField([(_("Not urgent"), False), (_("Urgent"), True)], item.urgent)
        self.owner = OwnerField()
        self.owner.offer([(one.id, who(one)) for one in page.candidates])
        self.owner.choose(item.owner.id if item.owner else None)
        self.has_due = ChoiceField([(_("No due day"), False), (_("Until a day"), True)],
                                   item.due_on is not None)  # fmt: skip
        self.due = date_field(item.due_on or page.key.day)
        self.worse = text_field(item.worse, most=300)
        self.add("text", _("What is &open"), self.text, wide=True)
        self.add("urgent", _("&Urgent"), self.urgent)
        self.add("owner", _("&Owner"), self.owner)
        self.add("has_due", _("&Due"), self.has_due)
        self.add("due", _("Un&til when"), self.due)
        self.add("worse", _("If it gets &worse"), self.worse, wide=True)
        self.has_due.currentIndexChanged.connect(lambda _at: self._fit())
        self._fit()

    def _fit(self) -> None:
        self.show_field("due", self.has_due.value())

    def _problems(self) -> dict[str, Message]:
        found: dict[str, Message] = {}
        if not self.text.toPlainText().strip():
            found["text"] = msg("Say what is open.")
        if self.owner.unknown():
            found["owner"] = msg("Choose somebody of the department.")
        return found

    def value(self) -> NewItem:
        """What is typed."""
        due: date | None = date_of(self.due) if self.has_due.value() else None
        return NewItem(
            self._item.section, self.text.toPlainText().strip(), self.urgent.value(),
            self.owner.owner(), due, self.worse.text().strip(),
        )  # fmt: skip


def ask_to_edit(parent: QWidget, desk: Desk, page: LogPage, item: ItemRow) -> None:
    """Ask what the item is to be."""
    form = ItemForm(page, item)
    dialog = FormDialog(parent, _("Change item {no}").format(no=item.no), form, _("Keep"))

    def make() -> Callable[..., None]:
        value, seen = form.value(), item.version
        return lambda ctx: edit_item(ctx, item.id, value, seen)

    dialog.sends(desk, make, lambda _none: desk.say(_("Item changed")))
    dialog.open()
    form.text.moveCursor(QTextCursor.MoveOperation.End)
    form.text.setFocus()
