"""Giving a planned inspection to another inspector."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from app.context import Context
from app.reading.quality.sampling import PlanLine
from app.services.quality.sampling import assign
from app.text import _
from app.ui.kit.desk import Desk
from app.ui.kit.fields import ChoiceField
from app.ui.kit.forms import Form, FormDialog


class AssignDialog(FormDialog):
    """Whoever gets it begins anew; what the other one typed is theirs alone."""

    def __init__(
        self, parent: QWidget, desk: Desk, line: PlanLine, inspectors: Sequence[tuple[int, str]]
    ) -> None:
        self._row = line.row
        others = [(name, key) for key, name in inspectors if key != line.row.inspector_id]
        self.inspector: ChoiceField[int] = ChoiceField(others)
        form = Form()
        form.add("inspector", _("&Inspector"), self.inspector)
        title = _("Give the inspection of {name} to another").format(name=line.row.agent)
        lead = _("Those who inspect in this department and are there this month.")
        super().__init__(parent, title, form, _("&Give"), lead)
        self.submit.setEnabled(bool(others))
        self.sends(desk, self._make)

    def _make(self) -> Callable[[Context], None]:
        row, who = self._row, self.inspector.value()
        return lambda ctx: assign(ctx, row.id, row.version, who)
