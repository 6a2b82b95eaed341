"""The folder of calendar files for telephones: where it is, choosing another, having none."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.context import Context
from app.exchange.calendar_folder import empty_folder, refresh
from app.rules.vocabulary import Message
from app.services.keeping.calendar_folder import keep_calendar_folder
from app.services.seen import Seen
from app.text import _, say
from app.text.my_days import calendar_words
from app.ui.kit.controls import button, label
from app.ui.kit.desk import Desk
from app.ui.kit.files import ask_folder
from app.ui.kit.tokens import Space, Tone


class CalendarFolder(QWidget):
    """A folder with a file for each person, to which their telephone subscribes."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.where = label("", wrap=True)
        self.choose = button(
            _("Choose a folder…"), self._on_choose, name=_("Choose a calendar folder")
        )
        self.none = button(_("None"), lambda: self.keep(None), name=_("No calendar folder"))
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
        self.where.setText(folder or _("none: shifts are seen in Dutydesk only"))
        self.none.setVisible(bool(folder))

    def keep(self, folder: Path | None) -> None:
        """Set the folder; what lies in the one before is removed."""
        seen, before, words = Seen(self._shown), self._shown, calendar_words()

        def write(ctx: Context) -> Sequence[Message]:
            told = keep_calendar_folder(ctx, folder, seen)
            if before and before != str(folder or ""):
                empty_folder(Path(before))
            refresh(ctx, words)
            return told

        self._desk.tasks.command(write, self._on_kept)

    def _on_kept(self, told: Sequence[Message]) -> None:
        for one in told:
            self._desk.say(say(one), Tone.WARN)

    def _on_choose(self) -> None:
        ask_folder(self, _("Calendar files for telephones"), self.keep)
