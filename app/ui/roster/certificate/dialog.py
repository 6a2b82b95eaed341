"""The certificate of a month: what is broken, what is short, what everybody works; and on paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.context import Context
from app.errors import AppError, NotFound
from app.reading.roster.certifiable import CertifiablePart, certifiable
from app.services.roster.certifying import CertifiedRoster, certify
from app.text import _, dates, say
from app.ui.kit.controls import button, label
from app.ui.kit.desk import Desk
from app.ui.kit.dialog import Dialog
from app.ui.kit.files import Ending, ask_where, tell_written
from app.ui.kit.messages import error_dialog
from app.ui.kit.tokens import Space, Tone
from app.ui.roster.certificate.choice import CertificateChoice
from app.ui.roster.certificate.columns import needs_table, people_table
from app.ui.roster.certificate.paper import print_certificate
from app.ui.roster.certificate.rules_tree import RulesTree
from app.ui.roster.certificate.words import (
    group_words,
    head_words,
    needs_words,
    person_lines,
    verdict_words,
    wishes_words,
)


class CertificateDialog(Dialog):
    """What it is opened for is proved at once, another choice once that is asked for: each proof is
    on record."""

    def __init__(self, desk: Desk, month: date, choice: CertificateChoice, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._month, self.choice = desk, month, choice
        self.made: CertifiedRoster | None = None
        self._asked = 0
        title = _("Certificate of {month}").format(month=dates.month(month))
        self.setWindowTitle(title)
        self.verdict = label("", "heading", wrap=True)
        self.notes = label("", "soft", wrap=True)
        self.rules, self.needs, self.people = RulesTree(), needs_table(), people_table()
        self.group = label("", "soft", wrap=True)
        self.head = label("", "caption")
        self.tabs = QTabWidget()
        kept = self.tabs.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.tabs.setSizePolicy(kept)
        self.save = button(_("Save as PDF…"), self._ask_where, kind="primary", icon="print")
        self._lay_out(title)
        choice.changed.connect(self._outdate)
        choice.wanted.connect(self.prove)
        self.rules.picked.connect(self._lead_to)
        self.needs.opened.connect(lambda one: self._lead_to(one.day))
        self.people.opened.connect(lambda one: self._lead_to((one.month.person, month)))

    def sizeHint(self) -> QSize:
        return QSize(860, 620)

    def begin(self, scope: str) -> None:
        """Read what may be proved, and prove the team of `scope`, else all of it."""

        def take(parts: Sequence[CertifiablePart]) -> None:
            if isValid(self):
                self.choice.offer(parts, scope)
                self.prove()

        self._desk.tasks.query(certifiable, take)

    def prove(self) -> None:
        """Prove what is chosen."""
        part = self.choice.part
        if part is None:
            return
        self._asked += 1
        asked, month, draft = self._asked, self._month, self.choice.draft.isChecked()
        self._clear(_("It is being proved…"))
        self.choice.prove.setEnabled(False)

        def work(ctx: Context) -> CertifiedRoster:
            return certify(ctx, month, draft=draft, scopes=part.scopes)

        def done(made: CertifiedRoster) -> None:
            if isValid(self) and asked == self._asked:
                self.choice.prove.setEnabled(True)
                self._show(made)

        def failed(error: AppError) -> None:
            if isValid(self) and asked == self._asked:
                self.choice.prove.setEnabled(True)
                self._refused(error)

        self._desk.tasks.command(work, done, failed=failed)

    def _outdate(self) -> None:
        """Something else is chosen: what is shown, or being proved, is not of it."""
        self._asked += 1
        self._clear(_("Press “Prove” for the certificate of this roster. Each one is on record."))
        self.tabs.hide()
        self.choice.prove.setEnabled(True)

    def _clear(self, words: str) -> None:
        self.made = None
        self._say(words, Tone.PLAIN)
        self.notes.setText("")
        self.head.setText("")
        self.tabs.setEnabled(False)
        self.save.setEnabled(False)

    def _refused(self, error: AppError) -> None:
        """That there is no roster is no fault of anybody's; all else is told as everywhere."""
        self._say(say(error.message), Tone.WARN)
        if not isinstance(error, NotFound):
            self._desk.tasks.failed.emit(error)

    def _show(self, made: CertifiedRoster) -> None:
        found, self.made = made.certificate, made
        self._say(verdict_words(found), Tone.GOOD if found.holds else Tone.BAD)
        self.notes.setText(f"{needs_words(found)} {wishes_words(found.people)}")
        self.rules.show_rules(made)
        self.needs.set_rows(found.short)
        self.people.set_rows(person_lines(made))
        self.group.setText(group_words(found))
        self.head.setText(head_words(made))
        for at, (name, count) in enumerate(
            ((_("Hard rules"), len(found.hard)), (_("People needed"), len(found.short)),
             (_("People"), len(found.people)))
        ):  # fmt: skip
            self.tabs.setTabText(at, f"{name} ({count})")
        self.tabs.setEnabled(True)
        self.tabs.show()
        self.save.setEnabled(True)

    def _say(self, words: str, tone: Tone) -> None:
        self.verdict.setText(words)
        self.verdict.setProperty("tone", tone.value)
        self.verdict.style().polish(self.verdict)

    def _lead_to(self, place: object) -> None:
        self.accept()
        self._desk.go("roster", place)

    def _ask_where(self) -> None:
        name = f"{_('Certificate')} {self._month:%Y-%m}"
        ask_where(self, self.windowTitle(), name, Ending.PDF, self.print_to)

    def print_to(self, path: Path) -> None:
        """Write what is shown to `path`."""
        if self.made is None:
            return
        try:
            print_certificate(self.made, path)
        except AppError as error:
            error_dialog(self, error).open()
        else:
            tell_written(self._desk, _("Certificate"), path)

    def _lay_out(self, title: str) -> None:
        people = QWidget()
        column = QVBoxLayout(people)
        column.setContentsMargins(0, Space.S, 0, 0)
        column.addWidget(self.group)
        column.addWidget(self.people, 1)
        for page, name in (
            (self.rules, _("Hard rules")), (self.needs, _("People needed")), (people, _("People"))
        ):  # fmt: skip
            self.tabs.addTab(page, name)
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        foot.addWidget(self.head, 1)
        foot.addWidget(button(_("Close"), self.reject))
        foot.addWidget(self.save)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.L)
        whole.setSpacing(Space.M)
        whole.addWidget(label(title, "title"))
        for widget in (self.choice, self.verdict, self.notes):
            whole.addWidget(widget)
        whole.addWidget(self.tabs, 1)
        whole.addLayout(foot)
