"""The leaves of the file that was brought in last: their list can be opened again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.rules.bringing.preview import LeaveRun
from app.ui.kit.desk import Desk


class LeavesKept(QObject):
    """Of one desk, until it is closed or another file is brought in: what of it became a leave is
    read anew each time. Later the file itself is brought in again."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._runs: tuple[LeaveRun, ...] = ()
        self._source = ""

    @classmethod
    def of(cls, desk: Desk) -> LeavesKept:
        return desk.findChild(cls) or cls(desk)

    def there(self) -> bool:
        """Whether a file with leaves was brought in."""
        return bool(self._runs)

    def keep(self, runs: Sequence[LeaveRun], source: str) -> None:
        """These are the last ones."""
        self._runs, self._source = tuple(runs), source
        self._desk.actions.refresh()

    def open(self, parent: QWidget) -> None:
        """Show the list again."""
        from app.ui.roster.bringing.leaves_dialog import FileLeavesDialog

        FileLeavesDialog(self._desk, self._runs, self._source, parent).open()
