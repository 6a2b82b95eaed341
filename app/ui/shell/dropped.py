"""A spreadsheet that is dropped on the window: a roster, punches, a staff list, or the workbook."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QWidget

from app.rules.permissions import Action, Scope
from app.text import _
from app.ui.kit.controls import button
from app.ui.kit.desk import Desk
from app.ui.kit.importing import import_file
from app.ui.kit.messages import MessageDialog
from app.ui.kit.roster_file import PunchFile, RosterFile, StaffFile
from app.ui.kit.tokens import Tone

_ROSTER, _WORKBOOK, _STAFF = 2, 3, 4
_SHEETS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv")


def sheet_in(dragged: QMimeData) -> Path | None:
    """The one spreadsheet that is dragged; None for anything else."""
    paths = [Path(url.toLocalFile()) for url in dragged.urls() if url.isLocalFile()]
    fits = len(paths) == 1 and paths[0].suffix.casefold() in _SHEETS
    return paths[0] if fits else None


def take(desk: Desk, parent: QWidget, path: Path) -> None:
    """Bring `path` in: punches, where it is seen that it holds some; and else who may do both says
    as what."""
    keeps = desk.me.scope(Action.ROLL_CALL) is not Scope.NONE or desk.me.may(Action.IMPORT)

    def told(punches: bool) -> None:
        if punches:
            desk.go("attendance", PunchFile(path))
        else:
            _take_roster(desk, parent, path)

    if keeps:
        desk.tasks.query(lambda _ctx: _holds_punches(path), told, failed=lambda _error: told(False))
    else:
        _take_roster(desk, parent, path)


def _holds_punches(path: Path) -> bool:
    from app.exchange.layouts.opening import open_book
    from app.exchange.punches.tables import holds_punches

    return holds_punches(open_book(path))


def _take_roster(desk: Desk, parent: QWidget, path: Path) -> None:
    if desk.me.may(Action.IMPORT):
        _ask(desk, parent, path)
    elif desk.me.scope(Action.DRAFT_ROSTER) is not Scope.NONE:
        desk.go("roster", RosterFile(path))
    else:
        desk.say(_("Rosters come in by team leaders and heads."), Tone.WARN)


def _ask(desk: Desk, parent: QWidget, path: Path) -> None:
    dialog = MessageDialog(
        parent,
        _("Bring in {file}").format(file=path.name),
        _("As a roster or a staff list in the centre's own layout, or as the whole workbook?"),
        Tone.INFO,
    )

    def chosen(way: int) -> None:
        if way == _ROSTER:
            desk.go("roster", RosterFile(path))
        elif way == _WORKBOOK:
            import_file(desk, path, parent, dry_run=True)
        elif way == _STAFF:
            desk.go("people", StaffFile(path))

    dialog.finished.connect(chosen)
    dialog.foot.addWidget(button(_("Cancel"), dialog.reject))
    dialog.foot.addWidget(button(_("The centre's &workbook"), partial(dialog.done, _WORKBOOK)))
    if desk.me.may(Action.MANAGE_PEOPLE):
        dialog.foot.addWidget(button(_("A &staff list"), partial(dialog.done, _STAFF)))
    roster = button(_("A &roster"), partial(dialog.done, _ROSTER), kind="primary")
    dialog.foot.addWidget(roster)
    roster.setFocus()
    dialog.open()
