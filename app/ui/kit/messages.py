"""What is told in so many words: errors that people can mend, bugs to be reported, questions."""

from __future__ import annotations

import platform
import sys
import traceback
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app import __version__
from app.errors import AppError, RuleViolated
from app.text import _, say
from app.ui.kit.banner import Banner
from app.ui.kit.controls import button, label, symbol
from app.ui.kit.tokens import Space, Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


__all__ = ["Banner", "MessageDialog", "confirm", "error_dialog", "report", "report_dialog"]


class MessageDialog(QDialog):
    """Symbol, title, sentences; at the foot the ways out."""

    def __init__(self, parent: QWidget | None, title: str, text: str, tone: Tone) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        head = QHBoxLayout()
        head.setSpacing(Space.M)
        head.addWidget(symbol(tone, 28), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(Space.S)
        words.addWidget(label(title, "heading", wrap=True))
        sentence = _readable(text)
        sentence.setMinimumWidth(400)  # not the dialog's own, which would overrule its content's
        words.addWidget(sentence)
        head.addLayout(words, 1)
        self.body = QVBoxLayout()
        self.body.setSpacing(Space.S)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(Space.S)
        self.foot.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.L)
        whole.setSpacing(Space.L)
        whole.addLayout(head)
        whole.addLayout(self.body)
        whole.addLayout(self.foot)


def _readable(text: str) -> QLabel:
    made = label(text, wrap=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def error_dialog(parent: QWidget | None, error: AppError) -> MessageDialog:
    """What went wrong, where, and how to mend it; of a refusal, each finding."""
    dialog = MessageDialog(parent, say(error.title), say(error.message), Tone.WARN)
    if isinstance(error, RuleViolated):
        _list_findings(dialog.body, error.findings)
    dialog.foot.addWidget(button(_("Close"), dialog.accept, kind="primary"))
    return dialog


def _list_findings(body: QVBoxLayout, findings: Sequence[object]) -> None:
    from app.rules.findings import Finding
    from app.text.findings import finding_sentence

    for finding in findings:
        if isinstance(finding, Finding):
            row = QHBoxLayout()
            row.addWidget(symbol(Tone.BAD), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(label(finding.rule, "strong"), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(label(finding_sentence(finding), wrap=True), 1)
            body.addLayout(row)


def report_dialog(parent: QWidget | None, error: BaseException) -> MessageDialog:
    """A bug: says so, keeps calm, and offers the details to copy."""
    dialog = MessageDialog(
        parent,
        _("Something went wrong in the program"),
        _(
            "Nothing half-done was saved. You can go on working; if it happens again, copy the "
            "details and send them to whoever looks after Dutydesk."
        ),
        Tone.BAD,
    )
    details = QPlainTextEdit(report(error))
    details.setReadOnly(True)
    details.setAccessibleName(_("Details"))
    details.setMinimumSize(560, 180)
    dialog.body.addWidget(details)

    def copy() -> None:
        QGuiApplication.clipboard().setText(details.toPlainText())

    dialog.foot.addWidget(button(_("Copy details"), copy, icon="copy"))
    dialog.foot.addWidget(button(_("Close"), dialog.accept, kind="primary"))
    return dialog


def report(error: BaseException) -> str:
    """Versions and the traceback: what whoever mends it needs, nothing of the centre's data."""
    trace = "".join(traceback.format_exception(error))
    versions = f"Dutydesk {__version__}, Python {platform.python_version()}, Qt {qVersion()}"
    return f"{versions}, {sys.platform}\n\n{trace}"


def confirm(
    parent: QWidget,
    title: str,
    text: str,
    yes: str,
    on_yes: Callable[[], object],
    *,
    danger: bool = False,
) -> MessageDialog:
    """Ask before what cannot be undone; `yes` says what will be done, never just "Yes"."""
    dialog = MessageDialog(parent, title, text, Tone.WARN if danger else Tone.INFO)
    dialog.foot.addWidget(button(_("Cancel"), dialog.reject))
    go = button(yes, dialog.accept, kind="danger" if danger else "primary")
    dialog.foot.addWidget(go)
    dialog.accepted.connect(lambda: on_yes())
    dialog.open()
    return dialog
