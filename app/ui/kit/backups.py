"""A store's backups as a table: when each was taken, why, how large it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget

from app.context import Backup, BackupKind
from app.errors import AnotherCentre
from app.text import _, say
from app.text.dates import stamp
from app.ui.kit.fields import locale
from app.ui.kit.forms import Confirmation
from app.ui.kit.table_view import RowsTable
from app.ui.kit.tables import Column

_CHIEF = 3
"""How many columns say what somebody needs who has to choose: when, why, how large."""


class BackupsTable(RowsTable[Backup]):
    """As `Store.backups` has them: the newest first. `brief`: where there is no room for all."""

    def __init__(self, *, brief: bool = False) -> None:
        columns = _columns()
        super().__init__(columns[:_CHIEF] if brief else columns, _("Backups"), _path)


def ask_another_centre(
    parent: QWidget, error: AnotherCentre, all_the_same: Callable[[], object]
) -> Confirmation:
    """Whether a store becomes that of another centre, whose backup was chosen."""
    ask = Confirmation(parent, say(error.title), say(error.message), _("Restore all the same"))
    ask.accepted.connect(all_the_same)
    return ask


def _path(backup: Backup) -> Path:
    return backup.path


def file_size(size: int) -> str:
    """ "1.4 MB", in the language in use."""
    return locale().formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)


def _columns() -> list[Column[Backup]]:
    return [
        Column(_("Taken"), lambda row: row.taken_at, lambda row: stamp(row.taken_at), width=150),
        Column(_("Why"), _why, width=220),
        Column(
            _("Size"), lambda row: row.size, lambda row: file_size(row.size), right=True, width=100
        ),
        Column(_("Audit rows"), lambda row: row.rows, right=True, width=110),
        Column(_("File"), lambda row: row.path.name, tip=lambda row: str(row.path)),
    ]


def _why(row: Backup) -> str:
    text = {
        BackupKind.DAILY: _("first start of the day"),
        BackupKind.MIGRATION: _("before a new version"),
        BackupKind.MANUAL: _("by hand"),
        BackupKind.REPLACED: _("put aside by a restore"),
    }[row.kind]
    return _("{why}, superseded").format(why=text) if row.superseded else text
