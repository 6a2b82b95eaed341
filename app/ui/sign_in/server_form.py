"""What a server's keeper tells whoever connects to it: server, database, user, password."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.address import BadAddress, ServerAddress, pasted
from app.rules.vocabulary import Message, msg
from app.text import _, say
from app.text.addresses import why_not
from app.ui.kit.controls import button, label
from app.ui.kit.files import ask_which
from app.ui.kit.tokens import Space
from app.ui.sign_in import fields

_MODE, _ROOT, _SERVICE = "sslmode", "sslrootcert", "service"
_ADDRESS = re.compile(r"postgres(?:ql)?://.*", re.IGNORECASE | re.DOTALL)
_MISSING = {
    "server": msg("Type the server's name."),
    "database": msg("Type the name of the database."),
}
_WRONG = {
    "server": msg("This is no server's name. It looks like db.example.cn, or 192.168.1.20."),
    "port": msg(
        "The port is no number from 1 to 65535. It stands behind the server's name, as in "
        "db.example.cn:5433; leave it out where you were told none."
    ),
}
_SAFE = "verify-full"
"""How another machine is spoken to: encrypted, and it shows a certificate of its name."""


@dataclass(frozen=True, slots=True)
class ServerTyped:
    """What stands in the form. `more`: what a pasted address says besides."""

    server: str = ""
    database: str = "dutydesk"
    user: str = ""
    password: str = field(default="", repr=False)
    root: str = ""
    """The file of the root certificate."""
    more: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, address: ServerAddress, password: str = "") -> ServerTyped:
        """The fields of an address; BadAddress where it can be none."""
        more = dict(address.parameters)
        root = more.pop(_ROOT, "")
        for told_by_a_field in ("host", "port", "dbname", "user"):
            more.pop(told_by_a_field, None)
        host = f"[{address.host}]" if ":" in address.host else address.host
        server = f"{host}:{address.port}" if address.port else host
        return cls(server, address.database, address.user, password, root, more)

    @property
    def address(self) -> ServerAddress:
        """BadAddress where a field is wrong or missing."""
        host, port = _parted(self.server.strip())
        database = self.database.strip()
        if _SERVICE not in self.more and not (host and database):
            raise BadAddress("server" if database else "database")
        more = {**self.more, **({_ROOT: self.root.strip()} if self.root.strip() else {})}
        made = ServerAddress.of(host, database, self.user.strip(), port, more)
        if made.is_local or {_MODE, _SERVICE} & more.keys():
            return made
        return ServerAddress.of(host, database, self.user.strip(), port, {_MODE: _SAFE, **more})


def _parted(server: str) -> tuple[str, str]:
    """ "db.example.cn:5433" and "[::1]:5433" as host and port."""
    if server.startswith("["):
        host, _bracket, port = server[1:].partition("]")
        return host, port.removeprefix(":")
    host, colon, port = server.partition(":")
    return (server, "") if ":" in port else (host, port if colon else "")


def _two(column: QVBoxLayout) -> tuple[QVBoxLayout, QVBoxLayout]:
    """A line for two fields."""
    row, left, right = QHBoxLayout(), QVBoxLayout(), QVBoxLayout()
    row.setSpacing(Space.M)
    row.addLayout(left, 3)
    row.addLayout(right, 2)
    column.addLayout(row)
    return left, right


class ServerForm(QWidget):
    """Fields, and the address that they make. A pasted address fills them all.

    `changed`: something was typed. `sent`: Enter was pressed in the last field.
    """

    changed = Signal()
    sent = Signal()

    def __init__(self, typed: ServerTyped) -> None:
        super().__init__()
        self._more: Mapping[str, str] = {}
        self._before = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        left, right = _two(column)
        self._server = fields.field(left, _("&Server"), line=fields.OverwrittenLine())
        self._server.setPlaceholderText("db.example.cn")
        self._database = fields.field(right, _("&Database"), line=fields.OverwrittenLine())
        port = _("A port other than 5432 stands behind the server's name: db.example.cn:5433")
        column.addWidget(label(port, "caption", wrap=True))
        left, right = _two(column)
        self._user = fields.field(left, _("&User"), line=fields.OverwrittenLine())
        self._password = fields.secret_field(right, _("&Password"))
        choose = button(_("&Choose…"), self._ask_root)
        named = _("&Root certificate, if you were given one")
        self._root = fields.field(column, named, beside=choose, line=fields.OverwrittenLine())
        self._root.setPlaceholderText(_("A file; none: the one of this account"))
        self._line = label("", "caption", wrap=True)
        self._line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(self._line)
        self.fill(typed)
        self._before = typed.server
        for line in self._lines():
            line.textChanged.connect(self._on_changed)
            line.returnPressed.connect(self.sent)
            if line is not self._password:
                line.editingFinished.connect(lambda line=line: self._take_pasted(line))
        self._server.textEdited.connect(self._on_edited)
        self.setFocusProxy(self._server)

    def _lines(self) -> tuple[QLineEdit, ...]:
        return self._server, self._database, self._user, self._password, self._root

    def fill(self, typed: ServerTyped) -> None:
        """Show these."""
        shown = (typed.server, typed.database, typed.user, typed.password, typed.root)
        self._more = typed.more
        for line, text in zip(self._lines(), shown, strict=True):
            line.setText(text)
        self._show_address()

    @property
    def typed(self) -> ServerTyped:
        server, database, user, password, root = (line.text() for line in self._lines())
        return ServerTyped(server, database, user, password, root, self._more)

    def why_not(self, error: BadAddress) -> Message:
        """What is wrong with these fields, as who fills them in can mend it."""
        if error.code != "server" or self._server.text().strip():
            return _WRONG.get(error.code) or _MISSING.get(error.code) or why_not(error)
        return _MISSING["server"]

    def take_keys(self, code: str) -> None:
        """Put the keyboard where something is wrong, by the code of a BadAddress."""
        wanted = {"database": self._database, "password": self._password}
        line = wanted.get(code, self._server)
        line.setFocus()
        line.selectAll()

    def _on_edited(self, text: str) -> None:
        """An address that comes sign by sign is taken at its end, a pasted one at once; what stood
        around it goes."""
        end = self._server.cursorPosition()
        if not self._before.startswith(text[: end - 1]):
            self._take_pasted(self._server, text[:end])

    def _take_pasted(self, line: QLineEdit, text: str = "") -> None:
        found = _ADDRESS.search(text or line.text())
        if found is None:
            return
        try:
            address, password = pasted(found[0])
            self.fill(ServerTyped.of(address, password or self._password.text()))
        except BadAddress as error:
            self._line.setText(say(self.why_not(error)))

    def _on_changed(self) -> None:
        self._before = self._server.text()
        self._show_address()
        self.changed.emit()

    def _show_address(self) -> None:
        try:
            address = str(self.typed.address)
        except BadAddress:
            address = "–"
        self._line.setText(_("Address: {address}").format(address=address))

    def _ask_root(self) -> None:
        ask_which(self, _("Choose the root certificate"), "(*.crt *.pem *.cer);;(*)", self._on_root)

    def _on_root(self, path: Path) -> None:
        self._root.setText(str(path))
