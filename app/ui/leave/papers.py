"""Certificates: handing a file in with the days that it covers, and looking at one."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QPixmap
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.context import Context
from app.errors import BadInput
from app.reading.leave.certificates import CertificateRow
from app.reading.leave.view import Detail
from app.rules.certificates import FILE_KINDS, LARGEST, kind_of
from app.rules.vocabulary import Message, msg
from app.services.leave import certificates
from app.services.leave.certificates import Paper
from app.text import _
from app.ui.kit.controls import button, label
from app.ui.kit.desk import Desk
from app.ui.kit.dialog import Dialog
from app.ui.kit.fields import date_field, date_of
from app.ui.kit.files import ask_which, name_filter
from app.ui.kit.forms import Form, FormDialog
from app.ui.kit.tokens import Space

_MEGABYTE = 1024 * 1024
_PDF = "application/pdf"


class HandInDialog(FormDialog):
    """A file, and the days that it covers; the leave's own at first."""

    def __init__(self, parent: QWidget, desk: Desk, found: Detail) -> None:
        self.file = QLineEdit()
        self.file.setPlaceholderText(_("PDF, JPEG or PNG, up to {n} MB").format(n=_limit()))
        self.first, self.last = date_field(found.row.first), date_field(found.row.last)
        form = Form(self._problems, columns=2)
        form.add("file", _("&File"), self.file, wide=True)
        form.add("first", _("&Covers from"), self.first)
        form.add("last", _("&To"), self.last)
        super().__init__(
            parent, _("Hand in a certificate"), form, _("Hand in"),
            _(
                "It is seen by the person and those who decide on the leave; every look is "
                "recorded."
            ),
        )  # fmt: skip
        self.add_extra(button(_("Choose a file…"), self._on_choose, icon="open"))
        no = found.row.no
        self.sends(
            desk, lambda: self._command(no),
            lambda _id: desk.say(_("The certificate is kept with leave {no}").format(no=no)),
        )  # fmt: skip

    def _command(self, no: str) -> Callable[[Context], int]:
        path = Path(self.file.text().strip())
        first, last = date_of(self.first), date_of(self.last)

        def hand_in(ctx: Context) -> int:
            return certificates.hand_in(ctx, no, read_paper(path, first, last))

        return hand_in

    def _on_choose(self) -> None:
        endings = (suffix.lstrip(".") for kind in FILE_KINDS for suffix in kind.suffixes)
        kinds = name_filter(_("Pictures and PDFs"), *endings)
        ask_which(self, _("Choose a certificate"), kinds, lambda path: self.file.setText(str(path)))

    def _problems(self) -> dict[str, Message]:
        problems: dict[str, Message] = {}
        path = Path(self.file.text().strip())
        if not self.file.text().strip() or not path.is_file():
            problems["file"] = msg("Choose a file that is there.")
        elif path.stat().st_size > LARGEST:
            problems["file"] = msg("The file is too large")
        if date_of(self.last) < date_of(self.first):
            problems["last"] = msg("The last day is before the first.")
        return problems


def read_paper(path: Path, first: date, last: date) -> Paper:
    """The file's content, no more of it than may be kept; BadInput where it cannot be read."""
    try:
        with path.open("rb") as file:
            return Paper(path.name, file.read(LARGEST + 1), first, last)
    except OSError as error:
        raise BadInput(
            msg("Choose a file that is there."),
            msg("{path} cannot be opened: {reason}.", path=str(path), reason=error.strerror or ""),
        ) from error


class Viewer(Dialog):
    """A certificate that is a picture, as large as the window allows."""

    def __init__(self, parent: QWidget, paper: CertificateRow, content: bytes) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(paper.file_name)
        self.picture = QLabel()
        self.picture.setAccessibleName(paper.file_name)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        pixels = QPixmap()
        if pixels.loadFromData(content):
            smooth = Qt.TransformationMode.SmoothTransformation
            if pixels.width() > _WIDEST:
                pixels = pixels.scaledToWidth(_WIDEST, smooth)
            self.picture.setPixmap(pixels)
        else:
            self.picture.setText(_("This picture cannot be shown: the file is damaged."))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self.picture)
        foot = QHBoxLayout()
        foot.addWidget(label(_("This look was recorded."), "soft"), 1)
        foot.addWidget(button(_("Close"), self.accept, kind="primary"))
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        column.setSpacing(Space.M)
        column.addWidget(area, 1)
        column.addLayout(foot)
        self.resize(min(pixels.width() + 64, _WIDEST), min(pixels.height() + 120, 760))


_WIDEST = 1000


def show_paper(parent: QWidget, desk: Desk, paper: CertificateRow) -> None:
    """Open a certificate: a picture in the window, a PDF with the system's own reader."""

    def show(found: tuple[str, bytes]) -> None:
        media_type, content = found
        if media_type == _PDF:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(_set_down(content))))
        else:
            Viewer(parent, paper, content).open()

    # A look is written down (CONF-1), so it is a command; nothing that is shown changes by it.
    desk.tasks.command(lambda ctx: certificates.look_at(ctx, paper.id), show)


def _set_down(content: bytes) -> Path:
    """The content as a file for a reader outside the program, gone when the program ends."""
    kind = kind_of(content)
    handle, name = tempfile.mkstemp(suffix=kind.suffixes[0] if kind else "", dir=_folder())
    with open(handle, "wb") as file:
        file.write(content)
    return Path(name)


@cache
def _folder() -> str:
    """A folder that only this user can look into."""
    made = tempfile.mkdtemp(prefix="dutydesk-")
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


def _limit() -> int:
    return LARGEST // _MEGABYTE
