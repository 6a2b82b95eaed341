"""Which other teams are to need the same people."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QWidget

from app.queries.people.rows import TeamRow
from app.text import _
from app.ui.kit.forms import Form, FormDialog


class CopyDialog(FormDialog):
    """A box for each team, all ticked at first."""

    def __init__(self, parent: QWidget, name: str, teams: Sequence[TeamRow]) -> None:
        form = Form(columns=2)
        self._boxes = []
        for team in teams:
            box = QCheckBox(f"{team.department} · {team.name}")
            box.setChecked(True)
            form.add(str(team.id), "", box)
            box.setAccessibleName(box.text())
            self._boxes.append((team.id, box))
        title = _("The same needs as {team}").format(team=name)
        lead = _("What these teams need by now is replaced.")
        super().__init__(parent, title, form, _("Take over"), lead)

    def chosen(self) -> list[int]:
        """The teams that are ticked."""
        return [key for key, box in self._boxes if box.isChecked()]
