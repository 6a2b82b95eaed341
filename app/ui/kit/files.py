"""Asking for a file and where one should go, and writing a list there."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QTreeView, QWidget

from app.context import Context
from app.progress import Cancel
from app.text import _
from app.ui.kit.desk import Desk
from app.ui.work.tasks import LongTask

_KIND = 2
"""The column of Qt's own dialog that says "Folder" in English whatever the language."""
Chosen = Callable[[Path], object]
SHEETS = ("xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "txt")
"""The endings of spreadsheets and lists that are read in any form."""


class Ending(StrEnum):
    """What files the window writes."""

    EXCEL = "xlsx"
    PDF = "pdf"
    TEXT = "txt"
    CALENDAR = "ics"


def ask_where(parent: QWidget, title: str, name: str, ending: Ending, chosen: Chosen) -> None:
    """Ask where to write `name`, first offered among the person's documents."""
    dialog = QFileDialog(parent, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(kind_words(ending))
    dialog.setDefaultSuffix(ending)
    dialog.setDirectory(str(_documents()))
    dialog.selectFile(f"{name}.{ending}")
    _open(dialog, chosen)


def _documents() -> Path:
    """The person's documents; where there is no such folder, their home: a dialog that is sent to
    a folder that is not there opens in the program's own."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    folder = Path(QStandardPaths.writableLocation(place))
    return folder if folder.is_dir() else Path.home()


def ask_which(parent: QWidget, title: str, kinds: str, chosen: Chosen) -> None:
    """Ask for a file that is there, first among the person's documents; `kinds`: see
    `name_filter`."""
    dialog = QFileDialog(parent, title)
    dialog.setNameFilter(kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setDirectory(str(_documents()))
    _open(dialog, chosen)


def ask_folder(parent: QWidget, title: str, chosen: Chosen) -> None:
    """Ask for a folder that is there."""
    dialog = QFileDialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    _open(dialog, chosen)


def kind_words(ending: Ending) -> str:
    """The kind of file, as a name filter."""
    words = {
        Ending.EXCEL: _("Excel workbook"),
        Ending.PDF: _("PDF document"),
        Ending.TEXT: _("Text file"),
        Ending.CALENDAR: _("Calendar"),
    }
    return name_filter(words[ending], ending)


def name_filter(kind: str, *endings: str) -> str:
    """The files of a kind, for `ask_which`. Qt finds the endings between brackets of ASCII, which
    no translation may touch."""
    patterns = " ".join(f"*.{ending}" for ending in endings)
    return f"{kind} ({patterns})"


def write_out(
    desk: Desk,
    title: str,
    path: Path,
    write: Callable[[Cancel], int],
    what: Callable[[int], str],
) -> None:
    """Write a list with progress under `title`, then say so; `what` words its number of rows."""

    def op(_ctx: Context, task: LongTask) -> int:
        return write(task.cancelled)

    def done(count: int) -> None:
        tell_written(desk, what(count), path)

    desk.tasks.long(title, op, done)


def tell_written(desk: Desk, what: str, path: Path) -> None:
    """Say what was written, and to which file."""
    desk.say(_("{what} written to {path}").format(what=what, path=path.name))


def _open(dialog: QFileDialog, chosen: Chosen) -> None:
    """Open it. Where the system has no dialog of its own, Qt's Chinese lacks two of its words."""
    dialog.setLabelText(QFileDialog.DialogLabel.LookIn, _("Folder:"))
    dialog.setLabelText(QFileDialog.DialogLabel.FileType, _("Kind of file:"))
    table = dialog.findChild(QTreeView)
    if table is not None:  # Qt's own dialog, where the system has none
        table.hideColumn(_KIND)
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
