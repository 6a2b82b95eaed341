"""The folder of calendar files for telephones."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app.context import Context
from app.exchange.calendar_folder import empty_folder, refresh
from app.rules.vocabulary import Message
from app.services.keeping.calendar_folder import keep_calendar_folder
from app.services.seen import Seen
from app.text import _
from app.text.my_days import calendar_words
from app.ui.kit.controls import button
from app.ui.kit.desk import Desk
from app.ui.kit.folder_place import FolderPlace


class CalendarFolder(FolderPlace):
    """A folder with a file for each person, to which their telephone subscribes."""

    def __init__(self, desk: Desk) -> None:
        choose = button(_("Choose a folder…"), name=_("Choose a calendar folder"))
        super().__init__(desk, choose, button(_("None"), name=_("No calendar folder")))

    def title(self) -> str:
        return _("Calendar files for telephones")

    def absent(self) -> str:
        return _("none: shifts are seen in Dutydesk only")

    def keep(self, folder: Path | None) -> None:
        """Set the folder; what lies in the one before is removed."""
        seen, before, words = Seen(self.shown), self.shown, calendar_words()

        def write(ctx: Context) -> Sequence[Message]:
            told = keep_calendar_folder(ctx, folder, seen)
            if before and before != str(folder or ""):
                empty_folder(Path(before))
            refresh(ctx, words)
            return told

        self.desk.tasks.command(write, self.say_all)
