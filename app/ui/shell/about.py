"""What this is, in which version, and the shortcuts that work here."""

from __future__ import annotations

from PySide6.QtGui import QAction, QKeySequence
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
    """Every shortcut that works here, the shown page's first."""
    dialog = MessageDialog(
        parent, _("Keyboard shortcuts"), _("They work on the page that is shown."), Tone.INFO
    )
    form = QFormLayout()
    form.setHorizontalSpacing(Space.XL)
    for group, lines in _by_group(actions).items():
        form.addRow(label(group, "caption"))
        for keys, title in lines:
            form.addRow(label(keys, "strong"), label(title))
    dialog.body.addLayout(form)
    dialog.foot.addWidget(button(_("Close"), dialog.accept, kind="primary"))
    return dialog


def _by_group(actions: Actions) -> dict[str, list[tuple[str, str]]]:
    """Keys and titles under the headings of the menu; what belongs to the page comes first."""
    found: dict[str, list[tuple[str, str]]] = {}
    for action, made in sorted(actions.offered(), key=lambda pair: _of_the_window(pair[1])):
        keys = made.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        if keys:
            line = (keys, say(action.title).replace("&", ""))
            found.setdefault(say(action.group), []).append(line)
    return found


def _of_the_window(made: QAction) -> bool:
    widget = made.parent()
    return isinstance(widget, QWidget) and widget.isWindow()
