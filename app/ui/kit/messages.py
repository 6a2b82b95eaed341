"""What is told in so many words: errors that people can mend, and bugs to be reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.errors import AppError, BadInput, RuleViolated
from app.text import _, say
from app.ui.kit.banner import Banner
from app.ui.kit.bugs import report
from app.ui.kit.controls import button, label, symbol
from app.ui.kit.dialog import Dialog, FittedArea
from app.ui.kit.tokens import Space, Tone

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


__all__ = ["Banner", "MessageDialog", "error_dialog", "in_one", "report_dialog", "told_dialog"]


class MessageDialog(Dialog):
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
        self.area = FittedArea(self.body)
        whole.addWidget(self.area, 1)
        whole.addLayout(self.foot)


def _readable(text: str) -> QLabel:
    made = label(text, wrap=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def in_one(error: AppError) -> str:
    """What went wrong, and how to mend it, in one line."""
    return _("{title}: {message}").format(title=say(error.title), message=say(error.message))


def error_dialog(parent: QWidget | None, error: AppError) -> MessageDialog:
    """What went wrong, where, and how to mend it; of a refusal, each finding."""
    dialog = MessageDialog(parent, say(error.title), say(error.message), Tone.WARN)
    if isinstance(error, RuleViolated):
        _list_findings(dialog.body, error.findings)
    elif isinstance(error, BadInput) and error.problems:
        _list_problems(dialog, error)
    dialog.foot.addWidget(button(_("Close"), dialog.accept, kind="primary"))
    return dialog


def _list_problems(dialog: MessageDialog, error: BadInput) -> None:
    """A list where they are of cells; else sentences alone."""
    if not any("cell" in problem.params for problem in error.problems):
        dialog.body.addWidget(_lines(_("Details"), map(say, error.problems)))
        return
    from app.ui.kit.problems import WIDTH, ProblemList, problem_rows

    dialog.body.addWidget(ProblemList(problem_rows(error.problems), _("Problems")))
    dialog.setMinimumWidth(WIDTH)


def told_dialog(
    parent: QWidget | None, title: str, text: str, sentences: Iterable[str]
) -> MessageDialog:
    """What was done, and sentences about it that are to be read and can be copied."""
    dialog = MessageDialog(parent, title, text, Tone.INFO)
    dialog.body.addWidget(_lines(_("Details"), sentences))
    dialog.foot.addWidget(button(_("Close"), dialog.accept, kind="primary"))
    return dialog


def _lines(name: str, sentences: Iterable[str]) -> QPlainTextEdit:
    shown = QPlainTextEdit("\n".join(sentences))
    shown.setReadOnly(True)
    shown.setAccessibleName(name)
    shown.setMinimumSize(560, 180)
    return shown


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
    details = _lines(_("Details"), [report(error)])
    dialog.body.addWidget(details)

    def copy() -> None:
        QGuiApplication.clipboard().setText(details.toPlainText())

    dialog.foot.addWidget(button(_("Copy details"), copy, icon="copy"))
    dialog.foot.addWidget(button(_("Close"), dialog.accept, kind="primary"))
    return dialog
