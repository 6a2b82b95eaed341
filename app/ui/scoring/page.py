"""Scoring: the plan at the left, the sheet in the middle, the running total at the right."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.errors import AppError, Conflict, RuleViolated
from app.queries.quality.scoring_plan import ScoringTask, TaskState
from app.reading.quality.evaluation import Evaluation, read_evaluation
from app.reading.quality.scoring import (
    ScoringBoard,
    ScoringSheet,
    draft_place,
    scoring_board,
    scoring_sheet,
)
from app.rules.deeds import ONLY_NOTED, Deed
from app.rules.findings import Finding
from app.rules.links import recording_link
from app.rules.vocabulary import msg
from app.services.quality.scoring import Submission, hand_back, submit, take_up
from app.text import _, dates, ngettext, say
from app.text.findings import finding_remedy, finding_sentence
from app.ui.kit import theme
from app.ui.kit.actions import Action
from app.ui.kit.banner import Banner
from app.ui.kit.controls import EmptyState, button, label
from app.ui.kit.desk import Desk
from app.ui.kit.drafts import DraftKeeper
from app.ui.kit.evaluation_paper import print_evaluation
from app.ui.kit.files import Ending, ask_where, tell_written
from app.ui.kit.forms import Confirmation
from app.ui.kit.messages import error_dialog
from app.ui.kit.page import Page
from app.ui.kit.scrolled import scrolled
from app.ui.kit.tokens import Space, Tone
from app.ui.kit.unsaved import Unsaved, place_of
from app.ui.scoring.plan_list import PlanList, lacking_words, near
from app.ui.scoring.sheet_view import SheetView
from app.ui.scoring.take_up import TakeUpDialog
from app.ui.scoring.total_view import TotalView
from app.ui.scoring.typed import TypedSheet, read_typed

_LEFT, _RIGHT = 236, 244


class ScoringPage(Page):
    """A target is the id of a planned inspection."""

    key = "scoring"
    deaf_to = ONLY_NOTED | {Deed.CARD_AGREE, Deed.CARD_REMOVE}
    """What is agreed on items is read with the next sheet: nobody's typing is disturbed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.board: ScoringBoard | None = None
        self.here: int | None = None
        """The planned inspection that is shown."""
        self._opening = False
        self._ahead: list[QKeyEvent] = []
        self._sending = False
        self.keeper = DraftKeeper.of(desk)
        self.keeper.kept.connect(self._on_kept)
        self.keeper.put_off.connect(self._on_put_off)
        self.plan, self.view, self.total = PlanList(), SheetView(desk.ctx.today()), TotalView()
        self.everybody = QCheckBox(_("Colleagues' plans as well"))
        self.everybody.toggled.connect(lambda _on: self.populate())
        self.lacking = label("", "caption", wrap=True)
        self.refusal = Banner("", Tone.BAD)
        self.again = button(_("Inspect it once more"), self._on_again, kind="link")
        self.again.hide()
        self.refusal.add_step(self.again)
        self.header.add_tool(button(_("Without a plan…"), self._on_unplanned, icon="plus"))
        self.body.addLayout(self._columns(), 1)
        self.setFocusProxy(self.plan)
        self._connect()
        self.add_actions(self._actions())

    def _columns(self) -> QHBoxLayout:
        left = QVBoxLayout()
        left.setSpacing(Space.S)
        left.addWidget(self.plan, 1)
        left.addWidget(self.everybody)
        left.addWidget(self.lacking)
        middle = QVBoxLayout()
        middle.setSpacing(Space.S)
        middle.addWidget(self.refusal)
        self.stack = QStackedWidget()
        self.stack.addWidget(_nothing_chosen())
        self.stack.addWidget(_nothing_planned())
        self.stack.addWidget(self.view)
        middle.addWidget(self.stack, 1)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, Space.S, 0)
        right.addWidget(self.total)
        self.side = scrolled(right)
        self.side.setFixedWidth(theme.scaled(_RIGHT))
        place = QWidget()
        left.setContentsMargins(0, 0, 0, 0)
        place.setLayout(left)
        place.setFixedWidth(theme.scaled(_LEFT))
        row = QHBoxLayout()
        row.setSpacing(Space.L)
        row.addWidget(place)
        row.addLayout(middle, 1)
        row.addWidget(self.side)
        return row

    def _connect(self) -> None:
        self.plan.picked.connect(self._pick)
        self.plan.opened.connect(self._open)
        self.plan.typed_ahead.connect(lambda event: self._ahead.append(event))
        self.view.typed.connect(self._on_typed)
        self.view.card_asked.connect(self._on_card)
        self.view.submit_asked.connect(self.submit)
        self.view.begin_asked.connect(self.begin)
        self.view.recording_asked.connect(self._on_recording)
        self.total.submit.clicked.connect(self.submit)
        self.total.hand_back.clicked.connect(self._on_hand_back)
        self.total.sheet.clicked.connect(self._on_sheet)
        self.total.fatal.toggled.connect(self._on_fatal)

    def _actions(self) -> list[Action]:
        group = msg("Scoring")
        return [
            Action("scoring.submit", msg("Submit the inspection"), self.submit, group,
                   "Ctrl+Return", "check", self._is_begun),
            Action("scoring.unplanned", msg("Inspect without a plan…"), self._on_unplanned, group,
                   "Ctrl+N", "plus"),
            Action("scoring.plan", msg("Go to the plan"), self.plan.setFocus, group, "Ctrl+L",
                   "left"),
        ]  # fmt: skip

    # -- reading -----------------------------------------------------------------------------

    def populate(self) -> None:
        all_of_them = self.everybody.isChecked()
        self.desk.tasks.query(lambda ctx: scoring_board(ctx, everybody=all_of_them), self._on_board)

    def holds_input(self) -> bool:
        """What is typed is kept as a draft, and the sheet is not read anew while it is typed."""
        return False

    def unsaved(self) -> list[Unsaved]:
        """What the store has not got yet."""
        if self.here is None or self.keeper.is_kept(draft_place(self.here)):
            return []
        typed = self.view.value()
        words = [f"{item}: {one.text} {one.comment}".strip() for item, one in typed.items.items()]
        return [Unsaved(place_of(self.view), _("Scores"), "; ".join([*words, typed.comment]))]

    def open_target(self, target: object) -> None:
        if isinstance(target, int):
            self._pick(target)

    def _on_board(self, board: ScoringBoard) -> None:
        self.board = board
        self.plan.show_board(board, self.here)
        late = board.overdue()
        self.desk.badge(self.key, board.waiting())
        self.header.set_note(_note(board.waiting(), late))
        self.lacking.setText(lacking_words(board, board.today))
        shown = {one.id: one for one in board.tasks}
        if self.here is None:
            first = next((one.id for one in board.tasks if one.open), None)
            self.stack.setCurrentIndex(1 if not board.tasks else 0)
            if first is not None:
                self._pick(first)
            else:
                self.side.hide()
        elif self._is_other(shown.get(self.here)):
            self._read(self.here)

    def _is_other(self, one: ScoringTask | None) -> bool:
        """Whether what is shown is no longer what stands there."""
        return self.view.sheet is not None and one is not None and one != self.view.sheet.task

    def _pick(self, planned_id: int) -> None:
        """Show a planned inspection; what is typed in another is kept."""
        if planned_id != self.here:
            self.keeper.flush()
            self._refuse("")
        self.here = planned_id
        self.plan.stand_at(planned_id)
        self._read(planned_id)

    def _read(self, planned_id: int, card: str | None = None) -> None:
        self.desk.tasks.query(lambda ctx: scoring_sheet(ctx, planned_id, card), self._on_sheet_read)

    def _on_sheet_read(self, sheet: ScoringSheet) -> None:
        if sheet.task.id != self.here:
            return
        old = self.view.sheet
        typed = None
        if old is not None and old.task.id == sheet.task.id and self._is_begun():
            typed = self.view.value()  # newer than any draft
        self._show(sheet, typed)

    def _show(self, sheet: ScoringSheet, typed: TypedSheet | None) -> None:
        kept = typed or read_typed(sheet.draft)
        wanted = kept.card if kept else sheet.choice.card
        if typed is None and wanted != sheet.choice.card and wanted in _cards(sheet):
            self._read(sheet.task.id, wanted)  # the draft was begun by another card
            return
        focused = self.view.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self.view.show_sheet(sheet, kept)
        self.total.fatal.blockSignals(True)
        self.total.fatal.setChecked(self.view.fatal)
        self.total.fatal.blockSignals(False)
        self.total.show_task(sheet.task, may_score=sheet.may_score)
        told = ""
        if sheet.draft and sheet.drafted_at is not None and sheet.task.open:
            told = _("Your draft of {moment}").format(
                moment=dates.moment(sheet.drafted_at, self.desk.ctx.today())
            )
        self.total.kept.setText(told)
        self.stack.setCurrentWidget(self.view)
        self.side.show()
        self._count()
        self.desk.actions.refresh()
        if self._opening and self._is_begun():
            self._type_ahead()
        elif self._opening and sheet.task.state is TaskState.WAITING:
            self.begin()
        elif focused:
            self.view.begin_typing()

    def _is_begun(self) -> bool:
        sheet = self.view.sheet
        return (
            sheet is not None
            and sheet.task.id == self.here
            and sheet.may_score
            and sheet.task.state is TaskState.BEGUN
        )

    def _count(self) -> None:
        self.total.show_total(self.view.total(), fatal=self.view.fatal)

    # -- typing ------------------------------------------------------------------------------

    def _on_typed(self) -> None:
        if not self._is_begun() or self.here is None:
            return
        self._count()
        self.keeper.keep(draft_place(self.here), self.view.value().stored())

    def _on_fatal(self, on: bool) -> None:
        self.view.fatal = on
        self._on_typed()

    def _on_kept(self, places: tuple[str, ...], at: datetime) -> None:
        if self.here is not None and draft_place(self.here) in places:
            self.total.kept.setText(_("Draft kept {time}").format(time=dates.wall(at)))

    def _on_put_off(self, places: tuple[str, ...]) -> None:
        if self.here is not None and draft_place(self.here) in places:
            self.total.kept.setText(
                _("The store cannot be reached at the moment. Go on writing: it is tried again.")
            )

    def _on_card(self, card: str) -> None:
        """Another card: what is typed on items that both have stays."""
        if self.here is not None:
            if self._is_begun():
                self.keeper.keep(draft_place(self.here), self.view.value().stored())
            self._read(self.here, card)

    # -- doing -------------------------------------------------------------------------------

    def _open(self, planned_id: int) -> None:
        """What Enter does in the plan: take it up, or go on with it."""
        if planned_id != self.here:
            self._pick(planned_id)
            self._await_sheet(awaited=True)
        elif self._is_begun():
            self.view.begin_typing()
        else:
            self.begin()

    def begin(self) -> None:
        """Take up what is shown."""
        sheet = self.view.sheet
        if sheet is None or not sheet.task.open or sheet.task.id != self.here:
            return
        one = sheet.task
        if not self._opening:
            self._await_sheet(awaited=True)
        self.desk.tasks.command(
            lambda ctx: take_up(ctx, one.id, one.version),
            lambda _none: self._read(one.id, sheet.choice.card),
            failed=self._on_refused,
        )

    def _await_sheet(self, *, awaited: bool) -> None:
        """What is typed until the sheet is there goes into it, once it is."""
        self._opening = self.plan.opening = awaited
        self._ahead = []

    def _type_ahead(self) -> None:
        ahead = self._ahead
        self._await_sheet(awaited=False)
        self.view.begin_typing()
        for event in ahead:
            here = QApplication.focusWidget()
            if here is not None:
                QApplication.sendEvent(here, event)

    def submit(self) -> None:
        """Hand in what is typed; the next of the plan stands there then."""
        if self._is_begun() and not self._sending:
            self._send(again=False)

    def _send(self, *, again: bool) -> None:
        sheet, typed = self.view.sheet, self.view.value()
        assert sheet is not None
        one = sheet.task
        self._sending = True
        handed = Submission(
            one.id, one.version, sheet.choice.card, sheet.choice.version,
            tuple(self.view.given().values()), typed.contact, typed.at, typed.critical,
            typed.comment, again,
        )  # fmt: skip
        self.keeper.forget(draft_place(one.id))
        self.desk.tasks.command(
            lambda ctx: submit(ctx, handed),
            lambda no: self._on_submitted(one.id, no),
            failed=self._on_refused,
        )

    def _on_submitted(self, planned_id: int, no: str) -> None:
        self._sending = False
        self.keeper.forget(draft_place(planned_id))
        self._refuse("")
        self.desk.say(_("{no} is submitted.").format(no=no))
        following = near(self.board, planned_id) if self.board is not None else None
        self.here = following
        if following is not None:
            self._pick(following)
        else:
            self.stack.setCurrentIndex(0)
            self.side.hide()
        self.plan.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_again(self) -> None:
        if self._is_begun() and not self._sending:
            self._send(again=True)

    def _on_refused(self, error: AppError) -> None:
        self._sending = False
        self._await_sheet(awaited=False)
        if self._is_begun() and self.here is not None:
            self.keeper.keep(draft_place(self.here), self.view.value().stored())
        if isinstance(error, RuleViolated):
            found = [one for one in error.findings if isinstance(one, Finding)]
            self._refuse("\n".join(_said(one) for one in found), found)
            return
        self._refuse(say(error.message))
        if isinstance(error, Conflict):
            self.desk.tasks.reread()

    def _refuse(self, words: str, found: list[Finding] | None = None) -> None:
        self.refusal.set_text(words)
        known = {one.code for one in found or ()}
        self.again.setVisible(known == {"QA-4.twice"})

    def _on_hand_back(self) -> None:
        sheet = self.view.sheet
        if sheet is None or not self._is_begun():
            return
        one = sheet.task
        ask = Confirmation(
            self, _("Hand this inspection back?"),
            _("What is typed in the sheet is given up. A planned one waits again."),
            _("Hand back"),
        )  # fmt: skip
        ask.accepted.connect(lambda: self._hand_back(one.id, one.version))
        ask.open()

    def _hand_back(self, planned_id: int, version: int) -> None:
        def done(_none: object) -> None:
            self.here = None
            self.view.sheet = None
            self.plan.setFocus()

        self.keeper.forget(draft_place(planned_id))
        self.desk.tasks.command(
            lambda ctx: hand_back(ctx, planned_id, version), done, failed=self._on_refused
        )

    def _on_unplanned(self) -> None:
        if self.board is not None:

            def done(planned_id: int) -> None:
                self._await_sheet(awaited=True)
                self._pick(planned_id)

            TakeUpDialog(self, self.desk, self.board, done).open()

    def _on_recording(self, link: str) -> None:
        """Only what may be opened safely is (see `rules/links`)."""
        safe = recording_link(link)
        if safe is not None:
            QDesktopServices.openUrl(QUrl(safe, QUrl.ParsingMode.StrictMode))

    def _on_sheet(self) -> None:
        """The comprehensive evaluation sheet on paper."""
        sheet = self.view.sheet
        if sheet is None or not sheet.task.inspection_no:
            return
        no = sheet.task.inspection_no

        def write(paper: Evaluation) -> None:
            def chosen(path: Path) -> None:
                try:
                    print_evaluation(paper, self.desk.ctx.now(), path)
                except AppError as error:
                    error_dialog(self, error).open()
                else:
                    tell_written(self.desk, _("The evaluation sheet"), path)

            title = _("Write the evaluation sheet")
            ask_where(self, title, f"{_('Evaluation sheet')} {no}", Ending.PDF, chosen)

        self.desk.tasks.query(lambda ctx: read_evaluation(ctx, no), write)


def _cards(sheet: ScoringSheet) -> set[str]:
    return {choice.card for choice in sheet.choices}


def _said(finding: Finding) -> str:
    return f"{finding.rule}: {finding_sentence(finding)} {finding_remedy(finding)}"


def _note(waiting: int, late: int) -> str:
    words = ngettext("{n} inspection to do", "{n} inspections to do", waiting).format(n=waiting)
    if late:
        words += " · " + ngettext("{n} overdue", "{n} overdue", late).format(n=late)
    return words


def _nothing_chosen() -> EmptyState:
    return EmptyState(
        "quality",
        _("All scored"),
        _("Choose an inspection at the left to read it, or take up a contact without a plan."),
    )


def _nothing_planned() -> EmptyState:
    return EmptyState(
        "quality",
        _("Nothing is planned for you this week"),
        _(
            "What the month's draw gives you, by contact or by agent and week, stands at the left. "
            "A contact that nobody planned is taken up by “Without a plan…”."
        ),
    )
