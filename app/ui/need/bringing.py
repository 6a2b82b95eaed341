"""Bringing in contacts by interval: choose the file, look at what it brings, then write it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.reading.planning.departments import names_of_departments
from app.services.planning.volumes import VolumesTaken, bring_volumes
from app.text import _, dates
from app.text.volumes import volume_lines
from app.ui.kit.desk import Desk
from app.ui.kit.files import ask_which, name_filter
from app.ui.kit.forms import Confirmation
from app.ui.kit.messages import told_dialog
from app.ui.work.tasks import LongTask

if TYPE_CHECKING:
    from app.context import Context
    from app.exchange.volumes import VolumeFile

Found = tuple["VolumeFile", VolumesTaken]
_TOLD = 5


def ask_for_volumes(parent: QWidget, desk: Desk) -> None:
    """Ask for a file and look at it."""
    ask_which(
        parent,
        _("Contacts by interval, as the telephone system exports them"),
        name_filter(_("Lists"), "csv", "txt", "xlsx", "xlsm", "xls", "ods"),
        lambda path: look_at(parent, desk, path),
    )


def look_at(parent: QWidget, desk: Desk, path: Path) -> None:
    """Say what the file at `path` would bring, and write it if that is wanted."""

    def op(ctx: Context, task: LongTask) -> Found:
        from app.exchange.volumes import read_volumes

        names = names_of_departments(ctx)
        file = read_volumes(path, names, task.cancelled, time=ctx.time)
        return file, bring_volumes(ctx, file, dry_run=True)

    def done(found: Found) -> None:
        _ask(parent, desk, *found)

    desk.tasks.long(_("Looking at {file}").format(file=path.name), op, done)


def _ask(parent: QWidget, desk: Desk, file: VolumeFile, found: VolumesTaken) -> None:
    lines = list(_lines(file, found, desk.ctx.today()))
    if not found.changed:
        title = _("{name} brings nothing new").format(name=found.name)
        told_dialog(parent, title, _("Nothing was changed."), lines).open()
        return
    title = _("Bring in {name}?").format(name=found.name)
    dialog = Confirmation(parent, title, "\n".join(lines), _("&Bring in"), danger=False)
    dialog.sends(
        desk,
        lambda: lambda ctx: bring_volumes(ctx, file),
        lambda told: desk.say(_("Intervals brought in: {n}").format(n=told.added + told.updated)),
    )
    dialog.open()


def _lines(file: VolumeFile, found: VolumesTaken, today: date) -> Iterator[str]:
    if found.first and found.last:
        yield dates.days(found.first, found.last, today)
    yield _("New intervals: {n}").format(n=found.added)
    yield _("Intervals that stood otherwise, mended: {n}").format(n=found.updated)
    yield _("Intervals that stand so already: {n}").format(n=found.unchanged)
    if file.passed_over:
        told = "; ".join(file.passed_over[:_TOLD])
        yield _("Ignored, as it means nothing here: {what}").format(what=told)
    yield from volume_lines(file.together, found.nobodys)
