"""What this is, in which version, and the shortcuts that work here."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QFormLayout, QWidget

from app import __version__
from app.text import _, say
from app.ui.kit.actions import Actions
from app.ui.kit.controls import button, label
from app.ui.kit.messages import MessageDialog
from app.ui.kit.tokens import Space, Tone


def about_dialog(parent: QWidget) -> QDialog:
    """Name, version and what it is for."""
    dialog = MessageDialog(
        parent,
        _("Dutydesk {version}").format(version=__version__),
        _("Rosters, registers and one rulebook for customer-service centres."),
        Tone.INFO,
    )
    dialog.foot.addWidget(button(_("Close"), dialog.accept, kind="primary"))
    return dialog


def shortcuts_dialog(parent: QWidget, actions: Actions) -> QDialog:
    """Every shortcut that works on the page that is shown."""
    dialog = MessageDialog(
        parent, _("Keyboard shortcuts"), _("They work on the page that is shown."), Tone.INFO
    )
    form = QFormLayout()
    form.setHorizontalSpacing(Space.XL)
    for action, made in actions.offered():
        keys = made.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        if keys:
            form.addRow(label(keys, "strong"), label(say(action.title).replace("&", "")))
    dialog.body.addLayout(form)
    dialog.foot.addWidget(button(_("Close"), dialog.accept, kind="primary"))
    return dialog
