"""The words of a pasted block that are no shift: each with its cell, before anything changes."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.rules.edits import Pasted, Unread
from app.text import _, dates, ngettext, say
from app.ui.kit.controls import button
from app.ui.kit.messages import MessageDialog
from app.ui.kit.table_view import RowsTable
from app.ui.kit.tables import Column
from app.ui.kit.tokens import Tone
from app.ui.roster.model import RosterModel

_LEAST = (860, 220)


class UnreadDialog(MessageDialog):
    """Accepted: the rest of the block is to be pasted, and these cells stay as they are."""

    def __init__(self, parent: QWidget, model: RosterModel, pasted: Pasted) -> None:
        count = len(pasted.unread)
        title = ngettext(
            "{n} cell of the copied block is no shift",
            "{n} cells of the copied block are no shifts",
            count,
        ).format(n=count)
        text = _(
            "Nothing was pasted yet. The rest can be pasted; these cells then stay as they are."
        )
        super().__init__(parent, title, text, Tone.WARN)

        def name(row: Unread) -> str:
            line = model.line(model.find((row.person, row.day)).row())
            return f"{line.person.name} {row.person}" if line else row.person

        self.table: RowsTable[Unread] = RowsTable(
            [
                Column(_("Person"), name),
                Column(_("Date"), lambda row: row.day, lambda row: dates.day(row.day)),
                Column(_("Word"), lambda row: row.word),
                Column(
                    _("What it is"),
                    lambda row: say(row.problem),
                    tip=lambda row: say(row.problem),
                ),
            ],
            _("Words that are no shifts"),
        )
        self.table.set_rows(pasted.unread)
        self.table.setMinimumSize(*_LEAST)
        self.body.addWidget(self.table)
        self.foot.addWidget(
            button(_("Close"), self.reject, kind="" if pasted.others else "primary")
        )
        rest = button(
            _("Paste the &rest ({n})").format(n=len(pasted.others)), self.accept, kind="primary"
        )
        rest.setVisible(bool(pasted.others))
        self.foot.addWidget(rest)
