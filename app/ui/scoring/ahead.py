"""What is typed between Enter in the plan and the sheet that it opens goes into that sheet."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from app.ui.scoring.plan_list import PlanList


class TypeAhead(QObject):
    """Keeps the plan's keys while a sheet is `waiting` to be shown."""

    def __init__(self, plan: PlanList) -> None:
        super().__init__(plan)
        self._plan = plan
        self._keys: list[QKeyEvent] = []
        plan.typed_ahead.connect(self._keys.append)

    @property
    def waiting(self) -> bool:
        return self._plan.opening

    def wait(self) -> None:
        """A sheet is on its way."""
        self._plan.opening = True
        self._keys.clear()

    def stop(self) -> None:
        """None comes; what was typed for it is nothing."""
        self._plan.opening = False
        self._keys.clear()

    def deliver(self, begin: Callable[[], object]) -> None:
        """The sheet is there: `begin` puts the cursor into it, and the keys follow."""
        keys = list(self._keys)
        self.stop()
        begin()
        for key in keys:
            here = QApplication.focusWidget()
            if here is not None:
                QApplication.sendEvent(here, key)
