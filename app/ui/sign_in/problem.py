"""A store that cannot be opened: what is wrong, what to do, and the steps at hand."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal

from app.errors import AppError
from app.text import _, say
from app.ui.kit.banner import Banner
from app.ui.kit.controls import button, label
from app.ui.kit.tokens import Tone
from app.ui.shell.look import Look
from app.ui.sign_in.front import FrontPage


class ProblemPage(FrontPage):
    """Nothing was changed; the person may mend it and try again, or quit."""

    retry_asked = Signal()
    quit_asked = Signal()

    def __init__(self, look: Look, path: Path, error: AppError) -> None:
        super().__init__(look, say(error.title))
        self.column.addWidget(Banner(say(error.message), Tone.WARN))
        where = label(_("Store: {path}").format(path=path), "caption", wrap=True)
        where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.column.addWidget(where)
        again = button(_("Try again"), self.retry_asked.emit, kind="primary", icon="refresh")
        self.column.addWidget(again)
        self.column.addWidget(button(_("Quit"), self.quit_asked.emit))
        self.setFocusProxy(again)
