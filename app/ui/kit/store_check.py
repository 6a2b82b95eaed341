"""Looking the whole store over: a button that does it, and what was found."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.context import Report
from app.services.keeping import store_care
from app.text import _, ngettext, say
from app.ui.kit.banner import Banner
from app.ui.kit.controls import button
from app.ui.kit.tokens import Space, Tone
from app.ui.shell.desk import Desk


class StoreCheck(QWidget):
    """What was found, hidden before the first look; `button` stands where the page wants it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.whole, self.faults = Banner("", Tone.GOOD), Banner("", Tone.BAD)
        self.button = button(_("&Verify"), self.verify, icon="shield")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        for banner in (self.whole, self.faults):
            column.addWidget(banner)
        self.hide()

    def verify(self) -> None:
        """Check the file, its schema and the audit trail's chain."""
        self.button.setEnabled(False)
        self._desk.tasks.query(store_care.verify, self._on_verified, failed=self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        self.button.setEnabled(True)
        self._desk.tasks.failed.emit(error)

    def _on_verified(self, report: Report) -> None:
        self.button.setEnabled(True)
        self.faults.set_text("\n".join(say(fault.message) for fault in report.faults))
        said = ngettext(
            "The store is whole; {n} row of the audit trail is in its chain.",
            "The store is whole; all {n} rows of the audit trail are in their chain.",
            report.audit_rows,
        )
        self.whole.set_text(said.format(n=f"{report.audit_rows:,}") if report.whole else "")
        self.show()
