"""The plan as a table, narrowed by state, inspector and team; and what belongs there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.queries.quality.plan import PlanState
from app.reading.quality.sampling import PlanLine
from app.text import _
from app.ui.kit.controls import EmptyState, button, label
from app.ui.kit.fields import ChoiceField
from app.ui.kit.table_view import RowsTable
from app.ui.kit.tables import ROW_ROLE
from app.ui.kit.tokens import Space
from app.ui.sampling.columns import plan_columns
from app.ui.sampling.words import counts_words, state_words

_TABLE, _EMPTY = 0, 1


class PlanView(QWidget):
    """`picked` brings the line under the cursor."""

    picked = Signal(object)

    def __init__(self, draw: Callable[[], object], bring: Callable[[], object]) -> None:
        super().__init__()
        self._lines: Sequence[PlanLine] = ()
        self.state: ChoiceField[PlanState | None] = ChoiceField(
            [(_("All states"), None), *((state_words(one), one) for one in PlanState)]
        )
        self.inspector: ChoiceField[int | None] = ChoiceField([(_("All inspectors"), None)])
        self.team: ChoiceField[str | None] = ChoiceField([(_("All teams"), None)])
        self.table: RowsTable[PlanLine] = RowsTable(
            plan_columns(), _("Sampling plan"), lambda one: one.row.id
        )
        self.counts = label("", "soft", wrap=True)
        self.steps = (
            button(_("Draw…"), draw, kind="primary"), button(_("Bring in a list…"), bring),
        )  # fmt: skip
        text = _(
            "Bring in the telephone system's list and draw from it who is inspected, in which week "
            "and by whom; or draw without a list, by agent and week."
        )
        self.empty = EmptyState("sampling", _("Nothing is planned"), text, *self.steps)
        self._lay_out()
        for field in (self.state, self.inspector, self.team):
            field.currentIndexChanged.connect(lambda _index: self._filter())
        self.table.picked.connect(self.picked)
        self.table.opened.connect(self.picked)

    def _lay_out(self) -> None:
        filters = QHBoxLayout()
        filters.setSpacing(Space.S)
        for field, name in (
            (self.state, _("State")), (self.inspector, _("Inspector")), (self.team, _("Team")),
        ):  # fmt: skip
            field.setAccessibleName(name)
            filters.addWidget(field)
        filters.addWidget(self.counts, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.M, 0, 0)
        column.setSpacing(Space.M)
        column.addLayout(filters)
        column.addWidget(self._stack, 1)

    def show_lines(self, lines: Sequence[PlanLine], *, may_draw: bool) -> None:
        """Show these in place of those before, narrowed as they were."""
        self._lines = lines
        for step in self.steps:
            step.setVisible(may_draw)
        inspectors = {line.row.inspector_id: line.row.inspector for line in lines}
        named = [(name, key) for key, name in inspectors.items()]
        self.inspector.offer([(_("All inspectors"), None), *named], self.inspector.value())
        teams = sorted({line.team for line in lines if line.team})
        shown = [(team, team) for team in teams]
        self.team.offer([(_("All teams"), None), *shown], self.team.value())
        self._filter()

    def rows(self) -> list[PlanLine]:
        """The lines as they stand in the table."""
        proxy = self.table.proxy
        return [proxy.index(row, 0).data(ROW_ROLE) for row in range(proxy.rowCount())]

    def line(self, planned_id: int | None) -> PlanLine | None:
        return next((line for line in self._lines if line.row.id == planned_id), None)

    def _filter(self) -> None:
        state, inspector, team = self.state.value(), self.inspector.value(), self.team.value()
        shown = [
            line
            for line in self._lines
            if (state is None or line.state is state)
            and (inspector is None or line.row.inspector_id == inspector)
            and (team is None or line.team == team)
        ]
        self.table.set_rows(shown)
        self._stack.setCurrentIndex(_TABLE if self._lines else _EMPTY)
        self.counts.setText(counts_words(shown))
