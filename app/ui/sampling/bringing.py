"""Bringing in a list of contacts: choose the file, look at what it brings, then write it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.services.quality.contacts import BroughtIn, bring_in
from app.text import _
from app.ui.kit.desk import Desk
from app.ui.kit.files import ask_which, name_filter
from app.ui.kit.forms import Confirmation
from app.ui.kit.messages import told_dialog
from app.ui.sampling.words import brought_words
from app.ui.work.tasks import LongTask

if TYPE_CHECKING:
    from app.context import Context
    from app.rules.scorecards.contact_list import ContactList


def ask_for_list(parent: QWidget, desk: Desk) -> None:
    """Ask for a file and look at it."""
    ask_which(
        parent,
        _("The telephone system's list of contacts"),
        name_filter(_("Lists"), "csv", "txt", "xlsx", "xlsm"),
        lambda path: look_at(parent, desk, path),
    )


def look_at(parent: QWidget, desk: Desk, path: Path) -> None:
    """Say what the list at `path` would bring, and write it if that is wanted."""

    def op(ctx: Context, task: LongTask) -> tuple[ContactList, BroughtIn]:
        from app.exchange.contacts import read_contacts

        listed = read_contacts(path, task.cancelled)
        return listed, bring_in(ctx, listed, dry_run=True)

    def done(found: tuple[ContactList, BroughtIn]) -> None:
        _ask(parent, desk, *found)

    desk.tasks.long(_("Looking at {file}").format(file=path.name), op, done)


def _ask(parent: QWidget, desk: Desk, listed: ContactList, found: BroughtIn) -> None:
    lines = brought_words(found, desk.ctx.today())
    if not found.added and not found.updated:
        title = _("{name} brings nothing new").format(name=found.name)
        told_dialog(parent, title, _("Nothing was changed."), lines).open()
        return
    title = _("Bring in {name}?").format(name=found.name)
    dialog = Confirmation(parent, title, "\n".join(lines), _("&Bring in"), danger=False)
    dialog.sends(
        desk,
        lambda: lambda ctx: bring_in(ctx, listed),
        lambda told: desk.say(_("Contacts brought in: {n}").format(n=told.added)),
    )
    dialog.open()
