"""The people of a file of whom it is not known who they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.rules.bringing.answers import NOBODY, Who
from app.rules.bringing.matching import KnownPerson
from app.rules.bringing.preview import Found, PersonRow
from app.text import _, say
from app.ui.kit.controls import button, label
from app.ui.kit.fields import ChoiceField
from app.ui.kit.table_view import RowsTable
from app.ui.kit.tables import Column
from app.ui.kit.tokens import Space, Tone


class WhoIsIt(QWidget):
    """`told` brings who somebody written is; `proposed`: everybody is who is proposed."""

    told = Signal(object, object)
    proposed = Signal()

    def __init__(self, people: Sequence[KnownPerson]) -> None:
        super().__init__()
        self._names: Mapping[str, str] = {one.number: one.name for one in people}
        self.table: RowsTable[PersonRow] = RowsTable(
            [
                Column(_("Number"), lambda row: row.first.number, width=96),
                Column(_("Name in the file"), lambda row: row.written.name),
                Column(_("Punches"), lambda row: row.entries, right=True, width=76),
                Column(_("Who is it"), self._who, tone=_tone, icon=_icon),
                Column(_("Why it is asked"), _why, tip=_why),
            ],
            _("Who is it"),
            key=lambda row: row.written,
        )
        self.table.picked.connect(self._show)
        self.field: ChoiceField[str] = ChoiceField([("", "")])
        self.field.setAccessibleName(_("Who is it"))
        self.field.setMinimumWidth(240)
        self.field.activated.connect(lambda _at: self._on_chosen())
        self.all = button(_("Take all that is &proposed"), self.proposed.emit)
        ways = QHBoxLayout()
        ways.setSpacing(Space.S)
        ways.addWidget(label(_("This is"), "soft"))
        ways.addWidget(self.field)
        ways.addWidget(self.all)
        ways.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addLayout(ways)
        self.setFocusProxy(self.table)

    def show_rows(self, rows: Sequence[PersonRow]) -> None:
        """Show who is asked first, then who is left out."""
        self.table.set_rows(rows)
        self.all.setEnabled(any(row.found is Found.ASKED and row.who for row in rows))
        self._show(self.table.current())

    def _who(self, row: PersonRow) -> str:
        if row.found is Found.OUT:
            return _("left out")
        proposed = row.who.number if row.who else ""
        if not proposed:
            return _("to be told")
        return _("{name}?").format(name=f"{proposed} {self._names.get(proposed, '')}")

    def _show(self, row: PersonRow | None) -> None:
        self.field.setEnabled(row is not None)
        if row is None:
            return
        first = [one.number for one in row.candidates]
        rest = [number for number in self._names if number not in first]
        named = [(f"{number} {self._names.get(number, '')}", number) for number in (*first, *rest)]
        self.field.offer([(_("nobody: left out"), ""), *named], row.who.number if row.who else "")

    def _on_chosen(self) -> None:
        row, number = self.table.current(), self.field.value()
        if row is not None:
            self.told.emit(row.written, Who(number) if number else NOBODY)


def _why(row: PersonRow) -> str:
    if row.why is not None:
        return say(row.why)
    return _("Nobody whose attendance you keep has this name or number.")


def _tone(row: PersonRow) -> Tone:
    return Tone.WARN if row.found is Found.ASKED else Tone.PLAIN


def _icon(row: PersonRow) -> str:
    return "question" if row.found is Found.ASKED else ""
