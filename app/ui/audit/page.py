"""The Audit page: who did what, when, from what to what; read only, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QScrollBar

from app.queries.keeping.audit import AuditRow
from app.reading.keeping import audit_trail
from app.reading.keeping.audit_trail import TrailStart
from app.rules.permissions import Action as May
from app.rules.permissions import Scope
from app.text import _, dates, ngettext
from app.text.audit import change_words, deed_title, subject_words
from app.ui.audit.commands import COMMANDS
from app.ui.audit.filters import AuditFilters
from app.ui.audit.panel import EntryPanel
from app.ui.kit.actions import Action
from app.ui.kit.desk import Desk
from app.ui.kit.page import Page
from app.ui.kit.store_check import StoreCheck
from app.ui.kit.table_view import RowsTable
from app.ui.kit.tables import Column

_AT_ONCE = 300
_NEAR = 40
"""Lines before the end at which the next ones are read."""


class AuditPage(Page):
    """`open_target` takes words to search for: a request's number, somebody's."""

    key = "audit"
    panel_folds = True
    deaf_to = frozenset()  # here what is only noted is read

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._count = 0
        self._all_read = True
        self.filters = AuditFilters(desk.ctx.today())
        self.filters.changed.connect(self.populate)
        self.table: RowsTable[AuditRow] = RowsTable(
            _columns(), _("Audit trail"), lambda row: row.id
        )
        self.table.setSortingEnabled(False)  # it is read a page at a time, the latest first
        self.table.picked.connect(lambda row: desk.explain(EntryPanel(row)))
        self._bar.valueChanged.connect(lambda _value: self._on_scrolled())
        self.check = StoreCheck(desk)
        self.header.add_tool(self.check.button)
        self.check.button.setVisible(desk.me.may(May.KEEP_STORE))
        for widget in (self.check, self.filters):
            self.body.addWidget(widget)
        self.body.addWidget(self.table, 1)
        self.setFocusProxy(self.table)
        self.add_actions(self._actions())

    @property
    def _bar(self) -> QScrollBar:
        return self.table.verticalScrollBar()

    def holds_input(self) -> bool:
        """Who reads on below is not taken back to the top."""
        return self._bar.value() > 0

    def populate(self) -> None:
        wanted = self.filters.wanted()
        self.desk.tasks.query(lambda ctx: audit_trail.begin(ctx, wanted, _AT_ONCE), self._on_begun)

    def open_target(self, target: object) -> None:
        if isinstance(target, str):
            self.filters.search.setText(target)

    def _on_begun(self, start: TrailStart) -> None:
        self._count = start.count
        self.filters.offer(start.choices)
        self.table.set_rows(start.rows)
        self.table.scrollToTop()
        self._all_read = len(start.rows) >= start.count
        self._tell()

    def _on_scrolled(self) -> None:
        """Read on before the end is reached."""
        rows = self.table.rows_model.rows
        last = self.table.rowAt(self.table.viewport().height() - 1)
        if self._all_read or not rows or (0 <= last < len(rows) - _NEAR):
            return
        self._all_read = True  # until the next lines are here
        wanted, before = self.filters.wanted(), rows[-1].id
        self.desk.tasks.query(
            lambda ctx: (before, audit_trail.go_on(ctx, wanted, before, _AT_ONCE)), self._on_more
        )

    def _on_more(self, found: tuple[int, list[AuditRow]]) -> None:
        after, rows = found
        model = self.table.rows_model
        if not model.rows or model.rows[-1].id != after:
            return  # the filters changed meanwhile
        model.add_rows(rows)
        self._all_read = len(rows) < _AT_ONCE
        self._tell()

    def _tell(self) -> None:
        text = ngettext("{n} entry", "{n} entries", self._count).format(n=f"{self._count:,}")
        if self.desk.me.scope(May.SEE_AUDIT) is Scope.DEPARTMENT:
            text += " · " + self.desk.me.department
        self.header.set_note(text)

    def _actions(self) -> Sequence[Action]:
        return [
            COMMANDS["audit.search"].does(self.filters.search.setFocus),
            COMMANDS["audit.refresh"].does(self.populate),
            COMMANDS["audit.verify"].does(
                self.check.verify, allowed=lambda: self.desk.me.may(May.KEEP_STORE)
            ),
        ]


def actor_words(row: AuditRow) -> str:
    """Who did it: name and number, or the login."""
    return f"{row.name} ({row.actor})" if row.name else row.actor


def _columns() -> list[Column[AuditRow]]:
    return [
        Column(_("When"), lambda row: row.at, lambda row: dates.stamp(row.at), width=140),
        Column(_("Who"), actor_words, width=150),
        Column(_("What was done"), lambda row: deed_title(row.action), width=210),
        Column(_("About"), _about, width=210),
        Column(_("From → to"), _changes),
    ]


def _about(row: AuditRow) -> str:
    return subject_words(row.action, row.subject, row.names)


def _changes(row: AuditRow) -> str:
    return change_words(row.action, row.subject, row.before, row.after, row.names)
