"""A store's backups as a table: when each was taken, why, how large it is."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from app.context import Backup, BackupKind
from app.text import _
from app.text.dates import stamp
from app.ui.kit.fields import locale
from app.ui.kit.table_view import RowsTable
from app.ui.kit.tables import Column


class BackupsTable(RowsTable[Backup]):
    """As `Store.backups` has them: the newest first."""

    def __init__(self) -> None:
        super().__init__(_columns(), _("Backups"), lambda backup: backup.path)


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
