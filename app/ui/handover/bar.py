"""Above the log: which department, which shift, and the way to the one before and after."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from app.text import _
from app.ui.kit.controls import button, label, pill
from app.ui.kit.fields import ChoiceField
from app.ui.kit.tokens import Space, Tone


class LogBar(QWidget):
    """Back, the present shift, forward; the shift in words; the department, if there are more."""

    moved = Signal(int)
    present_asked = Signal()
    department_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._title = label("", "heading")
        # Cut rather than widen the window; the whole is the tip.
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._new = pill("", Tone.INFO)
        self._new.hide()
        self.back = _step("left", _("The shift before"), lambda: self.moved.emit(-1))
        self.on = _step("right", _("The shift after"), lambda: self.moved.emit(1))
        self.present = button(_("Present shift"), self.present_asked.emit)
        self.departments: ChoiceField[int] = ChoiceField()
        self.departments.setAccessibleName(_("Department"))
        self.departments.activated.connect(
            lambda _at: self.department_chosen.emit(self.departments.value())
        )
        self.departments.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS)
        for widget in (self.back, self.present, self.on):
            row.addWidget(widget)
        row.addSpacing(Space.S)
        row.addWidget(self._title, 1)
        row.addWidget(self._new)
        row.addWidget(self.departments)

    @property
    def title(self) -> str:
        return self._title.text()

    def show_log(self, title: str, *, back: bool, on: bool) -> None:
        self._title.setText(title)
        self._title.setToolTip(title)
        self.back.setEnabled(back)
        self.on.setEnabled(on)

    def show_new(self, words: str) -> None:
        """How much there is since one's own last shift."""
        self._new.setText(words)
        self._new.setVisible(bool(words))

    def offer(self, departments: Sequence[tuple[int, str]], chosen: int) -> None:
        """The departments to choose from; a single one is not asked."""
        with QSignalBlocker(self.departments):
            self.departments.offer([(name, id_) for id_, name in departments], chosen)
        self.departments.setVisible(len(departments) > 1)


def _step(icon: str, name: str, on_click: Callable[[], object]) -> QPushButton:
    return button("", on_click, kind="quiet", icon=icon, name=name)
