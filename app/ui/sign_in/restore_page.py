"""The backups that can be gone back to, the newest first, or another file."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from app.address import StoreAddress
from app.context import Backup
from app.errors import AppError
from app.text import _, say
from app.ui.kit.backups import BackupsTable
from app.ui.kit.banner import Banner
from app.ui.kit.controls import button, label
from app.ui.kit.look import Look
from app.ui.kit.tokens import Tone
from app.ui.sign_in.fields import tall
from app.ui.sign_in.front import FrontPage

_HIGH = 220


class RestorePage(FrontPage):
    """`chosen` brings the Backup under the cursor; nothing is done before it is confirmed."""

    chosen = Signal(object)
    other_asked = Signal()
    back_asked = Signal()

    def __init__(self, look: Look, address: StoreAddress) -> None:
        super().__init__(
            look,
            _("Restore a backup"),
            _("Choose what the store goes back to. What is there now is kept, also if damaged."),
        )
        self._address = address
        self._error = Banner("", Tone.BAD)
        self._none = Banner("", Tone.INFO)
        self._table = BackupsTable(brief=True)
        self._table.setMinimumHeight(_HIGH)
        self._progress = QProgressBar()
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(_("Restoring…"))
        self._doing = label(_("Restoring… This may take a minute."), "soft", wrap=True)
        self._go = button(_("&Restore…"), self._on_go, kind="primary", icon="undo")
        self._other = button(_("Another &file…"), self.other_asked.emit, icon="open")
        self._back = button(_("Back"), self.back_asked.emit, kind="link", icon="left")
        self._lay_out()
        self._table.picked.connect(lambda _row: self._go.setEnabled(True))
        self._table.opened.connect(self.chosen)
        self.setFocusProxy(self._table)

    def _lay_out(self) -> None:
        parts: tuple[QWidget, ...] = (
            self._error, self._none, self._table, self._doing, self._progress,
            tall(self._go), tall(self._other),
        )  # fmt: skip
        for part in parts:
            self.column.addWidget(part)
        self.column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)

    def show_state(
        self, backups: Sequence[Backup] | None, error: AppError | None, *, busy: bool
    ) -> None:
        """Show the backups (None: still being read), what went wrong, and whether it is at work."""
        if backups is not None:
            self._table.set_rows(backups)
        none = backups is not None and not backups
        self._none.set_text(
            _("No backup lies beside {path}. Choose a file that you keep elsewhere.").format(
                path=self._address
            )
            if none
            else ""
        )
        self._error.set_text(say(error.message) if error else "")
        self._table.setVisible(not none)
        for part in (self._doing, self._progress):
            part.setVisible(busy)
        for tool in (self._table, self._other, self._back):
            tool.setEnabled(not busy)
        if backups and self._table.current() is None:
            self._table.selectRow(0)
        self._go.setVisible(not none)
        self._go.setEnabled(not busy and self._table.current() is not None)

    def _on_go(self) -> None:
        backup = self._table.current()
        if backup is not None:
            self.chosen.emit(backup)
