"""A month is filled: what is to be made, how it goes, what came of it, or what contradicts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.errors import AppError, Conflict
from app.planning.solver.problem import Progress, Rows, Solution
from app.queries.roster.rows import TeamBlock
from app.rules.rostering.contradictions import Contradiction
from app.services.roster.editing import EditOutcome
from app.services.roster.making import Prepared, explain, prepare, put
from app.text import _, dates
from app.ui.kit.banner import Banner
from app.ui.kit.controls import button
from app.ui.kit.desk import Desk
from app.ui.kit.dialog import Dialog
from app.ui.kit.forms import Confirmation
from app.ui.kit.messages import in_one
from app.ui.kit.tokens import Space, Tone
from app.ui.roster.filling.made_step import MadeStep
from app.ui.roster.filling.run import FillRun
from app.ui.roster.filling.steps import AskStep, ClashStep, RunStep

_SIZE = (720, 520)


class FillDialog(Dialog):
    """Nothing is written before the last step; the window stays free all the while."""

    made = Signal(object)
    """The EditOutcome of what came into the draft."""

    def __init__(
        self,
        desk: Desk,
        month: date,
        blocks: Sequence[TeamBlock],
        scope: str,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Fill {month}").format(month=dates.month(month)))
        self._desk, self._month = desk, month
        self._prepared: Prepared | None = None
        self._solution: Solution | None = None
        self._begin: Rows | None = None
        self._shown: Rows | None = None
        self.run: FillRun | None = None
        self.asked, self.going = AskStep(blocks, scope), RunStep()
        self.shown, self.clash = MadeStep(), ClashStep()
        self.refusal = Banner("", Tone.WARN)
        self.stack = QStackedWidget()
        for step in (self.asked, self.going, self.shown, self.clash):
            self.stack.addWidget(step)
        self.cancel = button(_("Cancel"), self.reject)
        self.stop = button(_("&Stop and take the best"), self._stop, kind="primary")
        self.start = button(_("&Start"), self._start, kind="primary")
        self.take = button(_("Into the &draft"), self._put, kind="primary")
        self.again = button(_("Look &again"), self._on_again)
        self._lay_out()
        self.resize(*_SIZE)
        self.asked.team.currentIndexChanged.connect(self._look)
        self._look()

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        foot.addStretch(1)
        for way in (self.cancel, self.again, self.stop, self.start, self.take):
            foot.addWidget(way)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        column.setSpacing(Space.M)
        column.addWidget(self.stack, 1)
        column.addWidget(self.refusal)
        column.addLayout(foot)

    def unsaved(self) -> bool:
        """Whether something was made that is in no draft yet."""
        return self._solution is not None or self.run is not None

    def done(self, result: int) -> None:
        """Whatever closes it ends the solver as well."""
        self._drop_run()
        super().done(result)

    def _show(self, step: QWidget) -> None:
        self.stack.setCurrentWidget(step)
        self.start.setVisible(step is self.asked)
        self.stop.setVisible(step is self.going)
        self.take.setVisible(step is self.shown)
        self.again.setVisible(step in (self.shown, self.clash))
        self.again.setText(_("&Back…") if step is self.shown else _("Look &again"))
        self.cancel.setText(_("Cancel") if step in (self.asked, self.clash) else _("Dis&card"))
        for chief in (self.start, self.stop, self.take):
            chief.setDefault(chief.isVisibleTo(self))
            if chief.isVisibleTo(self):
                chief.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- what is asked -------------------------------------------------------------------------

    def _on_again(self) -> None:
        """Look anew; what was made goes only when that is said."""
        if self._solution is None:
            self._look()
            return
        text = _("It is in no draft yet. When you fill again, it goes on from what was found.")
        ask = Confirmation(self, _("Give this result up?"), text, _("Give the result up"))
        ask.accepted.connect(self._look)
        ask.open()

    def _look(self) -> None:
        """Load what would be filled."""
        self._prepared = self._solution = None
        self.refusal.set_text("")
        self._show(self.asked)
        self.asked.wait()
        self.start.setEnabled(False)
        month, scopes = self._month, self.asked.scopes()
        self._desk.tasks.query(
            lambda ctx: prepare(ctx, month, scopes), self._take_prepared, failed=self._refuse
        )

    def _take_prepared(self, found: Prepared) -> None:
        self._prepared = found
        if found.contradictions:
            self._show_clash(found.contradictions)
            return
        self.asked.show_prepared(found)
        self.start.setEnabled(True)
        self.start.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_clash(self, found: Sequence[Contradiction]) -> None:
        self.clash.show_found(found)
        self._show(self.clash)

    def _show_why(self, found: Sequence[Contradiction]) -> None:
        """Where nothing contradicts there is a roster, which was not found yet."""
        if found:
            self._show_clash(found)
        else:
            self.refusal.set_text(_("No roster was found in the time; give it more seconds."))

    def _refuse(self, error: AppError) -> None:
        """What was made stays to be seen; nothing was written."""
        self.refusal.set_text(in_one(error))
        self.take.setEnabled(True)
        if self._prepared is None:
            self.asked.told.setText("")

    # -- how it goes ---------------------------------------------------------------------------

    def _start(self) -> None:
        assert self._prepared is not None
        begin = self._begin if self._fits(self._begin) else None
        try:
            self.run = FillRun(self._prepared, self.asked.seconds.value(), begin, self)
        except AppError as error:
            self._refuse(error)
            return
        self.refusal.set_text("")
        self._shown = None
        self.run.went_on.connect(self.going.show_time)
        self.run.progressed.connect(self._on_progress)
        self.run.ended.connect(self._on_ended)
        self.run.failed.connect(self._on_failed)
        self.going.begin()
        self._show(self.going)

    def _fits(self, rows: Rows | None) -> bool:
        """Whether a roster from before is one of these people and days."""
        if rows is None or self._prepared is None:
            return False
        problem = self._prepared.built.problem
        return len(rows) == len(problem.workers) and all(len(r) == problem.days for r in rows)

    def _on_progress(self, told: Progress) -> None:
        if self.run is None or self._prepared is None:
            return
        self.going.show_progress(told)
        if told.rows is not None and told.rows is not self._shown:
            self._shown = told.rows
            self.going.show_short(self._prepared.short(told.rows))

    def _stop(self) -> None:
        if self.run is not None:
            self.run.stop()

    def _drop_run(self) -> None:
        if self.run is not None:
            self.run.drop()
            self.run.deleteLater()
            self.run = None

    def _on_failed(self, error: AppError) -> None:
        self._drop_run()
        self._show(self.asked)
        self._refuse(error)

    def _on_ended(self, found: Solution) -> None:
        self._drop_run()
        prepared = self._prepared
        assert prepared is not None
        if found.rows is None:
            self._show(self.asked)
            if found.impossible:
                self.asked.told.setText(_("There is none. Looking for what contradicts…"))
            self._desk.tasks.query(
                lambda _ctx: explain(prepared), self._show_why, failed=self._refuse
            )
        else:
            self._show_made(prepared, found, found.rows)

    # -- what came of it -----------------------------------------------------------------------

    def _show_made(self, prepared: Prepared, found: Solution, rows: Rows) -> None:
        self._solution, self._begin = found, rows
        self.shown.show_made(prepared, found, rows)
        self._show(self.shown)

    def _put(self) -> None:
        prepared, solution = self._prepared, self._solution
        if prepared is None or solution is None:
            return
        self.take.setEnabled(False)
        self._desk.tasks.command(
            lambda ctx: put(ctx, prepared, solution), self._on_put, failed=self._on_not_put
        )

    def _on_put(self, outcome: EditOutcome) -> None:
        self._solution = None
        self.made.emit(outcome)
        self.accept()

    def _on_not_put(self, error: AppError) -> None:
        """After a conflict it is looked at anew, and goes on from what was found."""
        if isinstance(error, Conflict):
            self._look()
        self._refuse(error)
