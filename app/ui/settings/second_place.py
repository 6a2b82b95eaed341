"""The second place for backups: where it is, choosing another, having none any more."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.rules.vocabulary import Message
from app.services.keeping.store_settings import keep_second
from app.services.seen import Seen
from app.text import _, say
from app.ui.kit.controls import button, label
from app.ui.kit.desk import Desk
from app.ui.kit.files import ask_folder
from app.ui.kit.tokens import Space, Tone


class SecondPlace(QWidget):
    """A folder of another disk, where each backup is copied to."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.where = label("", wrap=True)
        self.choose = button(_("&Choose…"), self._on_choose)
        self.none = button(_("None"), lambda: self.keep(None))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(self.where, 1)
        for made in (self.choose, self.none):
            row.addWidget(made)
        self.show_place("")

    def show_place(self, folder: str) -> None:
        """The folder; "" where there is none."""
        self._shown = folder
        self.where.setText(folder or _("none: a disk that fails takes the backups along"))
        self.none.setVisible(bool(folder))

    def keep(self, folder: Path | None) -> None:
        """Set the place."""
        seen = Seen(self._shown)
        self._desk.tasks.command(lambda ctx: keep_second(ctx, folder, seen), self._on_kept)

    def _on_kept(self, doubts: Sequence[Message]) -> None:
        for doubt in doubts:
            self._desk.say(say(doubt), Tone.WARN)

    def _on_choose(self) -> None:
        ask_folder(self, _("Second place for backups"), self.keep)
