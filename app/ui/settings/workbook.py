"""The centre's workbook: bringing it in, writing it out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QPushButton

from app.rules.permissions import Action
from app.rules.vocabulary import Message, msg
from app.services.moving.left_out import LEFT_OUT
from app.text import _, is_chinese, say
from app.ui.kit.blank_roster import ask_for_blank
from app.ui.kit.controls import Card, button, label
from app.ui.kit.desk import Desk
from app.ui.kit.files import Ending, ask_where
from app.ui.kit.importing import ask_for_workbook
from app.ui.kit.messages import told_dialog
from app.ui.kit.roster_file import RosterFile, StaffFile
from app.ui.kit.tokens import Space
from app.ui.settings.commands import COMMANDS
from app.ui.settings.section import Section
from app.ui.work.tasks import LongTask

if TYPE_CHECKING:
    from app.context import Context


class WorkbookSection(Section):
    key = "workbook"
    title = COMMANDS["settings.workbook"].title
    lead = msg(
        "The centre's workbook (.xlsx) holds people, shifts, rosters and the registers. What is"
        " written out can be brought in again."
    )
    icon = COMMANDS["settings.workbook"].icon

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.bring_in = button(
            _("&Import a workbook…"), self._on_import, kind="primary", icon="import"
        )
        self.look_over = button(_("&Check one only…"), self._on_check, icon="check")
        self.roster = button(
            _("Bring in a roster…"), lambda: desk.go("roster", RosterFile()), icon="roster"
        )
        self.staff = button(
            _("Bring in a staff list…"), lambda: desk.go("people", StaffFile()), icon="people"
        )
        self.blank = button(
            _("Download a blank template…"), lambda: ask_for_blank(desk, self), icon="template"
        )
        self.write_out = button(_("&Export the workbook…"), self._on_export, icon="export")
        card = Card()
        card.body.addWidget(
            label(
                _(
                    "An import takes all of a file or nothing, names every problem, updates what"
                    " the file names and deletes nothing."
                ),
                "soft",
                wrap=True,
            )
        )
        card.body.addLayout(_row(self.bring_in, self.look_over, self.write_out))
        self.body.addWidget(card)
        own = Card(_("The centre's own spreadsheets"))
        own.body.addWidget(
            label(
                _(
                    "A roster or a staff list in any layout: you see what would come in before"
                    " anything is written. A blank template comes back in without a question."
                ),
                "soft",
                wrap=True,
            )
        )
        own.body.addLayout(_row(self.roster, self.staff, self.blank))
        self.body.addWidget(own)
        self.body.addStretch(1)
        # Only now: shown before they have a parent, they would be windows for a moment.
        self.bring_in.setVisible(desk.me.may(Action.IMPORT))
        self.look_over.setVisible(desk.me.may(Action.IMPORT))
        self.roster.setVisible(desk.me.may(Action.IMPORT))
        self.staff.setVisible(desk.me.may(Action.MANAGE_PEOPLE))
        self.blank.setVisible(desk.me.may(Action.IMPORT))
        own.setVisible(desk.me.may(Action.IMPORT) or desk.me.may(Action.MANAGE_PEOPLE))
        self.write_out.setVisible(desk.me.may(Action.EXPORT))

    def export_to(self, path: Path) -> None:
        """Write the whole centre to `path`, in the language in use."""

        def op(context: Context, task: LongTask) -> Sequence[Message]:
            from app.exchange.moving import export_workbook

            return export_workbook(context, path, is_chinese(), task.progress, task.cancelled)

        def done(left_out: Sequence[Message]) -> None:
            told = _("Exported to {file}").format(file=path.name)
            if left_out:
                told_dialog(self, told, say(LEFT_OUT), map(say, left_out)).open()
            else:
                self.desk.say(told)

        self.desk.tasks.long(_("Exporting {file}").format(file=path.name), op, done)

    def _on_import(self) -> None:
        ask_for_workbook(self.desk, self)

    def _on_check(self) -> None:
        ask_for_workbook(self.desk, self, dry_run=True)

    def _on_export(self) -> None:
        name = f"{_('Dutydesk')} {self.desk.ctx.today().isoformat()}"
        ask_where(self, _("Export the workbook"), name, Ending.EXCEL, self.export_to)


def _row(*ways: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(Space.S)
    for way in ways:
        row.addWidget(way)
    row.addStretch(1)
    return row
