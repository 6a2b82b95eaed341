"""Bringing a centre's own roster file in: where it stands, what it means, what would come in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.context import Context
from app.errors import AppError
from app.rules.bringing.answers import Answers
from app.rules.bringing.preview import Preview
from app.services.roster.bringing import bring_in
from app.services.roster.editing import EditOutcome
from app.text import _, ngettext, say
from app.ui.kit.banner import Banner
from app.ui.kit.controls import button, label
from app.ui.kit.desk import Desk
from app.ui.kit.dialog import Dialog
from app.ui.kit.files import SHEETS, ask_which, name_filter
from app.ui.kit.messages import MessageDialog, in_one
from app.ui.kit.tokens import Space, Tone
from app.ui.roster.bringing.answers_step import AnswersStep
from app.ui.roster.bringing.leaves_dialog import FileLeavesDialog
from app.ui.roster.bringing.leaves_kept import LeavesKept
from app.ui.roster.bringing.preview_step import PreviewStep
from app.ui.roster.bringing.sheet_step import SheetStep
from app.ui.roster.bringing.state import FileWay, first_look, told_what, told_where
from app.ui.work.tasks import LongTask

Taken = Callable[[FileWay, EditOutcome], object]
_SIZE = (1180, 720)


def ask_for_roster(desk: Desk, parent: QWidget, taken: Taken) -> None:
    """Ask for a roster file, then bring it in."""
    kinds = name_filter(_("Rosters"), *SHEETS)
    ask_which(
        parent, _("Bring in a roster"), kinds, lambda path: open_roster(desk, parent, path, taken)
    )


def open_roster(desk: Desk, parent: QWidget, path: Path, taken: Taken) -> None:
    """Read the file at `path` and show what it would bring. `taken`: what to do with a way whose
    roster is to go into the draft."""

    def op(context: Context, task: LongTask) -> FileWay:
        return first_look(context, path, task.cancelled)

    def done(way: FileWay) -> None:
        dialog = BringDialog(desk, parent, way)
        dialog.taken.connect(taken)
        dialog.open()

    desk.tasks.long(_("Reading {file}").format(file=path.name), op, done)


class BringDialog(Dialog):
    """Three steps that one goes to and fro between; nothing is written before the last one, and
    what was answered stays while the draft does not have it."""

    taken = Signal(object, object)
    """A FileWay, and the EditOutcome of what came into the draft."""

    def __init__(self, desk: Desk, parent: QWidget, way: FileWay) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Bring in {file}").format(file=way.source.name))
        self._desk, self._parent, self.way = desk, parent, way
        self._answered = False
        self.sheet, self.asked, self.shown = (
            SheetStep(desk.ctx.today()),
            AnswersStep(),
            PreviewStep(),
        )
        self.sheet.told.connect(self._on_told_where)
        self.asked.changed.connect(self._on_answered)
        self.asked.listed.connect(lambda: self._tell(self.asked.answers(), self._refresh))
        self.shown.leaves_asked.connect(self._ask_leaves)
        self.leaves_seen = False
        """The leaves of the file were looked at here."""
        self.refusal = Banner("", Tone.WARN)
        self.stack = QStackedWidget()
        for step in (self.sheet, self.asked, self.shown):
            self.stack.addWidget(step)
        self.head = label("", "title")
        self.back = button(_("&Back"), lambda: self.go(self.stack.currentIndex() - 1))
        self.on = button(_("&Next"), self._on_next, kind="primary")
        self.on.setDefault(True)
        self._lay_out()
        self.resize(*_SIZE)
        self.shown.name.setText(way.known_as)
        self._show_way(way)
        self.go(2 if way.known_as and way.preview.ready else 0)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        foot.addStretch(1)
        for way_out in (button(_("Cancel"), self.reject), self.back, self.on):
            foot.addWidget(way_out)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        column.setSpacing(Space.M)
        column.addWidget(self.head)
        column.addWidget(self.stack, 1)
        column.addWidget(self.refusal)
        column.addLayout(foot)

    def unsaved(self) -> bool:
        """Whether answers would be lost."""
        return self._answered

    def reject(self) -> None:
        """Esc and Cancel ask first where something was answered."""
        if not self._answered:
            super().reject()
            return
        dialog = MessageDialog(
            self, _("Give up bringing this file in?"),
            _("What you told about it would be lost. Nothing was written."), Tone.WARN,
        )  # fmt: skip
        dialog.foot.addWidget(button(_("&Go on"), dialog.reject))
        leave = button(_("Give &up"), dialog.accept, kind="danger")
        dialog.foot.addWidget(leave)
        dialog.accepted.connect(lambda: self.done(self.DialogCode.Rejected))
        dialog.open()

    def go(self, step: int) -> None:
        """Show a step, from 0."""
        titles = (
            _("1 of 3: where the roster stands"),
            _("2 of 3: what the words mean, and who is who"),
            _("3 of 3: what would come in"),
        )
        self.stack.setCurrentIndex(step)
        self.head.setText(titles[step])
        self.back.setVisible(step > 0)
        self._refresh()
        begins = (self.sheet.first_open(), self.asked.first_open(), self.shown)[step]
        begins.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_next(self) -> None:
        step = self.stack.currentIndex()
        if step == 0:
            self.go(1 if self.asked.asks() else 2)
        elif step == 1:
            self._tell(self.asked.answers(), lambda: self.go(2))
        else:
            self._bring(replace(self.way, known_as=self.shown.name.text().strip()))

    def _ask_leaves(self) -> None:
        self.leaves_seen = True
        way = self.way
        FileLeavesDialog(self._desk, way.preview.leaves, way.source.name, self).open()

    def _bring(self, way: FileWay) -> None:
        def done(outcome: EditOutcome) -> None:
            self._answered = False
            self.taken.emit(way, outcome)
            self.accept()
            if way.preview.leaves:
                LeavesKept.of(self._desk).keep(way.preview.leaves, way.source.name)
            if way.preview.leaves and not self.leaves_seen:
                FileLeavesDialog(
                    self._desk, way.preview.leaves, way.source.name, self._parent
                ).open()

        self.on.setEnabled(False)
        self._desk.tasks.command(lambda ctx: brought(ctx, way), done, failed=self._on_not_brought)

    def _on_not_brought(self, error: AppError) -> None:
        """The answers stay; what stands there by now is looked at anew."""
        self._tell(self.way.answers, lambda: self._refuse(error))

    def _on_answered(self) -> None:
        self._answered = True
        self._tell(self.asked.answers(), self._refresh, anew=False)

    def _on_told_where(self, hints: object) -> None:
        self._answered = True
        way = self.way
        self._work(lambda ctx: told_where(ctx, way, hints))  # type: ignore[arg-type]

    def _tell(self, answers: Answers, then: Callable[[], object], *, anew: bool = True) -> None:
        way = self.way

        def done(found: FileWay) -> None:
            self.way = found
            if anew:
                self._show_way(found)
            then()

        self._desk.tasks.query(lambda ctx: told_what(ctx, way, answers), done, failed=self._refuse)

    def _work(self, op: Callable[[Context], FileWay]) -> None:
        self._desk.tasks.query(op, self._show_way, failed=self._refuse)

    def _show_way(self, way: FileWay) -> None:
        self.way = way
        self.refusal.set_text("")
        self.sheet.show_way(way)
        self.asked.show_way(way)
        self.shown.show_preview(way.preview, way.choices.timed)
        self._refresh()

    def _refuse(self, error: AppError) -> None:
        self.refusal.set_text(in_one(error))

    def _refresh(self) -> None:
        step, found = self.stack.currentIndex(), self.way.preview
        dated = bool(self.way.guess.layout.blocks) and not self.way.guess.undated
        self.on.setText(_("Into the &draft") if step == 2 else _("&Next"))
        self.on.setEnabled(dated if step == 0 else found.ready if step == 2 else True)
        if step == 0 and self.way.guess.undated:
            self.refusal.set_text(_("Tell the first day, then press Enter."))
        elif step == 2 and not found.ready:
            self.refusal.set_text(_why_not(self.way))
        elif step == 1 and found.asked:
            self.refusal.set_text(_open_questions(found))
        else:
            self.refusal.set_text("")


def _why_not(way: FileWay) -> str:
    found = way.preview
    if found.lacking:
        return " ".join(map(say, found.lacking))
    if found.asked:
        return ngettext("{n} question is open.", "{n} questions are open.", found.asked).format(
            n=found.asked
        )
    return _("Nothing of it would change the roster.")


def _open_questions(found: Preview) -> str:
    """How many are open, and which of them are asked once for all."""
    count = found.asked
    text = ngettext("{n} question is open.", "{n} questions are open.", count).format(n=count)
    return " ".join([text, *map(say, found.lacking)])


def brought(ctx: Context, way: FileWay) -> EditOutcome:
    """Put it into the draft; what changed there can be undone."""
    return bring_in(ctx, way.said, way.answers, way.source, way.preview).outcome
