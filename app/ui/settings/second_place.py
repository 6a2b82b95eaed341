"""The second place for backups."""

from __future__ import annotations

from pathlib import Path

from app.services.keeping.store_settings import keep_second
from app.services.seen import Seen
from app.text import _
from app.ui.kit.controls import button
from app.ui.kit.desk import Desk
from app.ui.kit.folder_place import FolderPlace


class SecondPlace(FolderPlace):
    """A folder of another disk, where each backup is copied to."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, button(_("&Choose…")), button(_("None")))

    def title(self) -> str:
        return _("Second place for backups")

    def absent(self) -> str:
        return _("none: a disk that fails takes the backups along")

    def keep(self, folder: Path | None) -> None:
        """Set the place."""
        seen = Seen(self.shown)
        self.desk.tasks.command(lambda ctx: keep_second(ctx, folder, seen), self.say_all)
