"""Balances of the centre's own kinds of leave: days left, their history, and entries by hand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.queries.leave.balances import EntryRow
from app.reading.leave.balances import BalanceRow, entries, load_balances
from app.rules.vocabulary import BalanceEntry, Role
from app.services.leave import balances
from app.text import _, dates
from app.text.words import title_word
from app.ui.kit.controls import EmptyState, button, label
from app.ui.kit.desk import Desk
from app.ui.kit.fields import ChoiceField, number_field, text_field
from app.ui.kit.forms import Form, FormDialog
from app.ui.kit.table_view import RowsTable
from app.ui.kit.tables import Column
from app.ui.kit.tokens import Space, Tone
from app.ui.leave.several_days import SeveralDaysDialog
from app.ui.leave.words import entry_word

_MOST = 366


class BalancesView(QWidget):
    """People and kinds at the left, the chosen one's history at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.table: RowsTable[BalanceRow] = RowsTable(_columns(), _("Balances"))
        self.history: RowsTable[EntryRow] = RowsTable(_entry_columns(), _("History"))
        self.title = label("", "heading", wrap=True)
        self.enter = button(_("&Enter days…"), self._on_enter, kind="primary", icon="plus")
        self.enter.setVisible(False)
        self.several = button(_("&Grant to several…"), self._on_several, icon="people")
        self.several.setVisible(False)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(Space.M, 0, 0, 0)
        column.setSpacing(Space.S)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.several)
        head.addWidget(self.enter)
        column.addLayout(head)
        column.addWidget(self.history, 1)
        split = QSplitter()
        split.addWidget(self.table)
        split.addWidget(right)
        split.setSizes([480, 540])
        split.setChildrenCollapsible(False)
        self.stack = QStackedWidget()
        self.stack.addWidget(split)
        self.stack.addWidget(
            EmptyState(
                "leave",
                _("No kind of leave has a balance"),
                *_way_to_kinds(desk),
            )
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)
        self.table.picked.connect(self._on_picked)

    def populate(self) -> None:
        self.desk.tasks.query(load_balances, self._on_loaded)

    def _on_loaded(self, rows: Sequence[BalanceRow]) -> None:
        current = self.table.current()
        self.table.set_rows(rows)
        self.stack.setCurrentIndex(0 if rows else 1)
        self.several.setVisible(sum(row.may_enter for row in rows) > 1)
        same = (
            place
            for place, row in enumerate(self.table.rows_model.rows)
            if current and (row.person.id, row.kind.code) == (current.person.id, current.kind.code)
        )
        if rows:
            self.table.selectRow(next(same, 0))

    def _on_picked(self, row: BalanceRow) -> None:
        self.title.setText(
            _("{name}: {left} left of {kind}").format(
                name=row.person.name, left=dates.days_long(row.left), kind=row.kind.name
            )
        )
        self.enter.setVisible(row.may_enter)
        self.history.set_rows([])
        person, kind = row.person.id, row.kind.code
        self.desk.tasks.query(lambda ctx: entries(ctx, person, kind), self.history.set_rows)

    def _on_several(self) -> None:
        SeveralDaysDialog(self, self.desk, self.table.rows_model.rows).open()

    def _on_enter(self) -> None:
        row = self.table.current()
        if row is not None and row.may_enter:
            EntryDialog(self, self.desk, row).open()


class EntryDialog(FormDialog):
    """Grant days, carry some over, or let some expire."""

    def __init__(self, parent: QWidget, desk: Desk, row: BalanceRow) -> None:
        by_hand = (BalanceEntry.GRANT, BalanceEntry.CARRY_OVER, BalanceEntry.EXPIRE)
        self.entry: ChoiceField[BalanceEntry] = ChoiceField(
            [(entry_word(entry), entry) for entry in by_hand]
        )
        self.days = number_field(5, 1, _MOST)
        self.note = text_field(most=120)
        form = Form(columns=2)
        form.add("entry", _("&What"), self.entry)
        form.add("days", _("How &many days"), self.days)
        form.add("note", _("&Note"), self.note, wide=True)
        name, kind = row.person.name, row.kind.name
        left = dates.days_long(row.left)
        super().__init__(
            parent, _("Enter days"), form, _("Enter"),
            _("{name}: {left} left of {kind}").format(name=name, left=left, kind=kind),
        )  # fmt: skip
        person, code = row.person.id, row.kind.code

        def make() -> object:
            what, days, note = self.entry.value(), self.days.value(), self.note.text()
            seen = self.seen(row.left)
            return lambda ctx: balances.enter(ctx, person, code, what, days, note, seen)

        self.sends(desk, make)  # type: ignore[arg-type]


def _way_to_kinds(desk: Desk) -> tuple[str] | tuple[str, QPushButton]:
    """Who may set kinds up gets there; all others are told who does."""
    if desk.me.role not in (Role.DEPARTMENT_HEAD, Role.CENTRE_DIRECTOR):
        return (
            _(
                "The department head or the centre director sets up annual leave and the like and "
                "grants the days; yours then stand here."
            ),
        )
    return (
        _("Annual leave and the like are set up in the settings, as kinds of the centre's own."),
        button(_("Kinds of leave"), lambda: desk.go("settings", "kinds"), icon="settings"),
    )


def _columns() -> list[Column[BalanceRow]]:
    return [
        Column(_("Number"), lambda row: row.person.employee_no, width=64),
        Column(_("Name"), lambda row: row.person.name, width=72),
        Column(_("Kind of leave"), lambda row: row.kind.name, width=104),
        Column(_("Counted"), lambda row: row.kind.counting,
               lambda row: title_word(row.kind.counting), width=96),
        Column(_("Days left"), lambda row: row.left, width=74),
        Column(_("Held"), lambda row: row.held, lambda row: str(row.held or "–"), width=52),
        Column(_("Still free"), lambda row: row.balance.free),
    ]  # fmt: skip


def _entry_columns() -> list[Column[EntryRow]]:
    return [
        Column(_("When"), lambda row: row.at, lambda row: dates.stamp(row.at), width=126),
        Column(_("What"), lambda row: row.entry, lambda row: entry_word(row.entry), width=76),
        Column(
            _("How many days"),
            lambda row: row.days,
            lambda row: f"{row.days:+d}",
            tone=lambda row: Tone.GOOD if row.days > 0 else Tone.WARN,
            width=64,
        ),
        Column(_("Leave"), lambda row: row.leave_no, width=72),
        Column(_("By"), lambda row: row.by_name or row.by_no, width=72),
        Column(_("Remark"), lambda row: row.note),
    ]
