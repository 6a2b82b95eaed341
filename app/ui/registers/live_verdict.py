"""What the rules say of what is being typed, before one presses."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.context import Context
from app.rules.verdict import Verdict
from app.text import _
from app.ui.kit.desk import Desk
from app.ui.kit.tokens import Space
from app.ui.kit.verdict import VerdictPanel
from app.ui.kit.verdict_rows import verdict_rows, verdict_summary
from app.ui.work.removal import remove

_CALM = 150
Judged = tuple[Verdict, Mapping[str, str]]
Judge = Callable[[Context], Judged]


class LiveVerdict(QWidget):
    """Asks `make()`'s judge once typing rests; shows nothing before there is something to judge."""

    def __init__(self, desk: Desk, make: Callable[[], Judge | None]) -> None:
        super().__init__()
        self._desk, self._make = desk, make
        self._panel: VerdictPanel | None = None
        self.verdict: Verdict | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._calm = QTimer(self, singleShot=True, interval=_CALM)
        self._calm.timeout.connect(self._ask)
        self._room = QTimer(self, singleShot=True, interval=0)
        self._room.timeout.connect(self._make_room)

    def look(self) -> None:
        """Something was typed or chosen."""
        self._calm.start()

    def _ask(self) -> None:
        judge = self._make()
        if judge is not None:
            self._desk.tasks.query(judge, self._show)
        elif self._panel is not None:
            self._take_away()

    def _show(self, judged: Judged) -> None:
        self._take_away()
        self.verdict, names = judged
        rows = verdict_rows(self.verdict, names)
        self._panel = VerdictPanel(_("Verdict"), rows, verdict_summary(self.verdict))
        self._panel.rule_asked.connect(lambda rule: self._desk.go("rules", rule))
        self._column.addWidget(self._panel)
        self._room.start()

    def _take_away(self) -> None:
        if self._panel is not None:
            self._column.removeWidget(self._panel)
            remove(self._panel)
            self._panel, self.verdict = None, None

    def _make_room(self) -> None:
        """The dialog grows, rather than that its fields give way, and stays on the screen."""
        window = self.window()
        layout = window.layout()
        if isinstance(window, QDialog) and layout is not None:
            layout.activate()
            needed = max(layout.heightForWidth(window.width()), window.sizeHint().height())
            window.resize(window.width(), max(needed, window.height()))
            self._lift(window)

    def _lift(self, window: QDialog) -> None:
        """Further up, where it has grown over the lower end of its window."""
        above = window.parentWidget()
        if above is not None:
            within = above.window().frameGeometry()
            over = window.frameGeometry().bottom() + Space.L - within.bottom()
            if over > 0:
                window.move(window.x(), max(window.y() - over, within.top()))
