"""Drawing a month: how many for each agent, from which seed, and what would come out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from app.context import Context
from app.errors import AppError
from app.reading.quality.drawing import AgentLine, DrawPreview, LoadLine, new_seed, preview
from app.rules.vocabulary import Message, msg
from app.services.quality.sampling import draw_month
from app.text import _, dates, say
from app.ui.kit import theme
from app.ui.kit.controls import button, label
from app.ui.kit.desk import Desk
from app.ui.kit.fields import number_field, text_field
from app.ui.kit.forms import FleetingForm, FormDialog
from app.ui.kit.table_view import RowsTable
from app.ui.kit.tokens import Space
from app.ui.sampling.columns import agent_columns, load_columns
from app.ui.sampling.words import planned_words, preview_words

_CALM = 250
_ALL = 100
"""The tables take what height there is, and the form's stretch next to none of it."""
_DIGITS = 18
_MOST = 31
"""No policy allows more; QA-1's own most is told by the preview."""


class DrawDialog(FormDialog):
    """What it shows is what it plans: where something has changed meanwhile, it is said."""

    def __init__(self, parent: QWidget, desk: Desk, department: int, month: date) -> None:
        self._desk, self._department, self._month = desk, department, month
        self.shown: DrawPreview | None = None
        self.per_agent = number_field(1, 1, _MOST)
        self.seed = text_field(str(new_seed()), most=_DIGITS)
        form = FleetingForm(self._problems, columns=2)
        form.add("per_agent", _("Inspections of &each agent"), self.per_agent)
        form.add("seed", _("&Seed"), self.seed)
        title = _("Draw for {month}").format(month=dates.month(month))
        lead = _(
            "With the same seed anybody can draw it again and gets the same. What is planned or "
            "done already stays and counts."
        )
        super().__init__(parent, title, form, _("&Draw"), lead)
        self.resize(theme.scaled(900), theme.scaled(620))
        self.summary = label("", "strong", wrap=True)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(_("What would be planned"))
        self.agents: RowsTable[AgentLine] | None = None
        self.loads: RowsTable[LoadLine] | None = None
        self._lay_out()
        self._soon = QTimer(self, singleShot=True, interval=_CALM)
        self._soon.timeout.connect(self._look)
        form.changed.connect(self._on_changed)
        self.sends(desk, self._make, self._on_drawn)
        self.submit.setEnabled(False)
        self._read(None)

    def _lay_out(self) -> None:
        self.copy = button(_("&Copy the seed"), self._on_copy, icon="copy")
        self.other = button(_("Another seed"), self._on_other, icon="refresh")
        tools = QHBoxLayout()
        tools.setSpacing(Space.S)
        tools.addWidget(self.summary, 1)
        tools.addWidget(self.copy)
        tools.addWidget(self.other)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        place = self.place_under()
        column.insertLayout(place, tools)
        column.insertWidget(place + 1, self.tabs, _ALL)

    # -- looking -----------------------------------------------------------------------------

    def _on_changed(self) -> None:
        self.submit.setEnabled(False)
        self._soon.start()

    def _look(self) -> None:
        if not self._problems():
            self._read(self.per_agent.value())

    def _read(self, per_agent: int | None) -> None:
        department, month, seed = self._department, self._month, int(self.seed.text())
        self._desk.tasks.query(
            lambda ctx: preview(ctx, department, month, seed, per_agent),
            self._show,
            failed=self._on_unseen,
        )

    def _show(self, found: DrawPreview) -> None:
        first = self.shown is None
        self.shown = found
        self.refusal.set_text("")
        if first:
            self.per_agent.blockSignals(True)
            self.per_agent.setRange(max(found.least, 1), found.most)
            self.per_agent.setValue(found.per_agent)
            self.per_agent.blockSignals(False)
            self._make_tables(found)
        assert self.agents is not None
        assert self.loads is not None
        self.agents.set_rows(found.agents)
        self.loads.set_rows(found.inspectors)
        short = len(found.short)
        self.tabs.setTabText(0, _("Agents and weeks ({n})").format(n=len(found.agents)))
        self.tabs.setTabText(1, _("Load of inspectors ({n})").format(n=len(found.inspectors)))
        words = preview_words(found)
        if short:
            words += " · " + _("{n} agents cannot get all").format(n=short)
        self.summary.setText(words)
        self.submit.setEnabled(found.planned > 0)

    def _make_tables(self, found: DrawPreview) -> None:
        self.agents = RowsTable(
            agent_columns(found.month, found.weeks), _("Agents and weeks"), lambda one: one.no
        )
        self.loads = RowsTable(
            load_columns(found.month, found.weeks), _("Load of inspectors"), lambda one: one.no
        )
        self.tabs.addTab(self.agents, "")
        self.tabs.addTab(self.loads, "")

    def _on_unseen(self, error: Exception) -> None:
        self.submit.setEnabled(False)
        if isinstance(error, AppError):
            self.refusal.set_text(say(error.message))

    # -- doing -------------------------------------------------------------------------------

    def _make(self) -> Callable[[Context], int]:
        shown = self.shown
        assert shown is not None
        department, month = self._department, self._month
        return lambda ctx: draw_month(
            ctx, department, month, shown.seed, shown.per_agent, shown.digest
        )

    def _on_drawn(self, count: int) -> None:
        self._desk.say(_("Drawn: {what}").format(what=planned_words(count)))

    def _on_refused(self, error: Exception) -> None:
        super()._on_refused(error)
        self._soon.start()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.seed.text())
        self._desk.say(_("The seed is in the clipboard."))

    def _on_other(self) -> None:
        self.seed.setText(str(new_seed()))

    def _problems(self) -> dict[str, Message]:
        typed = self.seed.text().strip()
        if typed.isascii() and typed.isdecimal():
            return {}
        return {"seed": msg("A seed is a whole number from 0 on.")}
