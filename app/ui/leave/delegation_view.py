"""Delegations: who decides in one's place, and for whom one decides (LEAVE-1)."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.queries.leave.delegations import DelegationRow
from app.reading.leave.desk import Loaded
from app.rules.vocabulary import Message, msg
from app.services.leave.delegation import delegate, end_delegation
from app.text import _, dates
from app.text.words import named, title_word
from app.ui.kit.controls import EmptyState, button, label
from app.ui.kit.desk import Desk
from app.ui.kit.fields import ChoiceField, date_field, date_of, text_field
from app.ui.kit.forms import Confirmation, Form, FormDialog
from app.ui.kit.table_view import RowsTable
from app.ui.kit.tables import Column
from app.ui.kit.tokens import Space, Tone


class DelegationView(QWidget):
    """The list with Delegate and End."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._loaded: Loaded | None = None
        self.table: RowsTable[DelegationRow] = RowsTable(
            self._columns(), _("Delegations"), lambda row: row.id
        )
        self.add = button(_("&Delegate…"), self._on_add, kind="primary", icon="plus")
        self.end = button(_("&End it"), self._on_end, icon="close")
        tools = QHBoxLayout()
        tools.setSpacing(Space.S)
        tools.addWidget(self.add)
        tools.addWidget(self.end)
        tools.addStretch(1)
        lead = _(
            "While you are away, somebody of the same or a higher level decides on leave in your "
            "place. What they decide stays on record with their name."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(label(lead, "soft", wrap=True), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(tools)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(
            EmptyState(
                "people",
                _("No delegation yet"),
                _("Before you go away, say who decides in your place, and until when."),
            )
        )
        column.addWidget(self.stack, 1)
        self.table.picked.connect(lambda _row: self._offer())

    def show_desk(self, loaded: Loaded) -> None:
        self._loaded = loaded
        self.table.set_rows(loaded.delegations)
        self.stack.setCurrentIndex(0 if loaded.delegations else 1)
        self.add.setEnabled(bool(loaded.delegates))
        self._offer()

    def _columns(self) -> list[Column[DelegationRow]]:
        return [
            Column(_("Days"), lambda row: row.first, self._days, width=260),
            Column(_("Decides for"), lambda row: named(row.by_name, row.by_no), width=150),
            Column(_("Who decides"), lambda row: named(row.to_name, row.to_no), width=150),
            Column(_("State"), self._state, tone=self._tone, width=110),
            Column(_("Reason"), lambda row: row.reason),
        ]

    def _today(self) -> date:
        return self._loaded.today if self._loaded else date.min

    def _days(self, row: DelegationRow) -> str:
        return dates.days(row.first, row.last, self._today())

    def _state(self, row: DelegationRow) -> str:
        if row.first > self._today():
            return _("begins later")
        return _("in force") if row.last >= self._today() else _("over")

    def _tone(self, row: DelegationRow) -> Tone:
        return Tone.GOOD if row.first <= self._today() <= row.last else Tone.PLAIN

    def _offer(self) -> None:
        row = self.table.current()
        mine = row is not None and row.by_id == self.desk.me.person_id
        self.end.setEnabled(mine and row is not None and row.last >= self._today())

    def _on_add(self) -> None:
        if self._loaded is not None and self._loaded.delegates:
            DelegateDialog(self, self.desk, self._loaded).open()

    def _on_end(self) -> None:
        row = self.table.current()
        if row is None:
            return
        dialog = Confirmation(
            self, _("End this delegation?"),
            _("From tomorrow on you decide yourself. What {name} decided stands.").format(
                name=named(row.to_name, row.to_no)
            ),
            _("End it"), danger=False,
        )  # fmt: skip
        key = row.id
        dialog.sends(self.desk, lambda: lambda ctx: end_delegation(ctx, key))
        dialog.open()


class DelegateDialog(FormDialog):
    """Who, from when to when, why."""

    def __init__(self, parent: QWidget, desk: Desk, loaded: Loaded) -> None:
        people = [
            (f"{row.name} ({row.employee_no}) · {title_word(row.post.role)}", row.id)
            for row in loaded.delegates
        ]
        self._today = loaded.today
        self.who: ChoiceField[int] = ChoiceField(people)
        self.first, self.last = date_field(loaded.today), date_field(loaded.today)
        self.reason = text_field(most=120)
        form = Form(self._problems, columns=2)
        form.add("who", _("&Who decides"), self.who, wide=True)
        form.add("first", _("&From"), self.first)
        form.add("last", _("&To"), self.last)
        form.add("reason", _("&Reason"), self.reason, wide=True)
        super().__init__(parent, _("Delegate my decisions on leave"), form, _("Delegate"))

        def make() -> object:
            who, first, last = self.who.value(), date_of(self.first), date_of(self.last)
            reason = self.reason.text()
            return lambda ctx: delegate(ctx, who, first, last, reason)

        self.sends(desk, make)  # type: ignore[arg-type]

    def _problems(self) -> dict[str, Message]:
        first, last = date_of(self.first), date_of(self.last)
        if last < max(first, self._today):
            return {"last": msg("Choose days from today on, the last not before the first.")}
        return {}
