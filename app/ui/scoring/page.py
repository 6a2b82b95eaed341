"""Scoring: the plan at the left, the sheet in the middle, the running total at the right."""

from __future__ import annotations

from collections.abc import Set
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.errors import AppError, Conflict, RuleViolated
from app.queries.quality.scoring_plan import ScoringTask, TaskState
from app.reading.quality.scoring import (
    ScoringBoard,
    ScoringSheet,
    draft_place,
    scoring_board,
    scoring_sheet,
)
from app.rules.deeds import ONLY_NOTED, Deed
from app.rules.findings import Finding
from app.services.quality.scoring import Submission, submit
from app.services.quality.taking_up import hand_back, take_up
from app.text import _, dates
from app.ui.kit import theme
from app.ui.kit.actions import Action
from app.ui.kit.banner import Banner
from app.ui.kit.controls import button, label
from app.ui.kit.desk import Desk
from app.ui.kit.drafts import DraftKeeper
from app.ui.kit.forms import Confirmation
from app.ui.kit.page import Page
from app.ui.kit.ruled_dialog import refusal_words
from app.ui.kit.scrolled import scrolled
from app.ui.kit.tokens import Space, Tone
from app.ui.kit.unsaved import Unsaved, place_of
from app.ui.scoring.ahead import TypeAhead
from app.ui.scoring.aside import ask_for_paper, nothing_chosen, nothing_planned, open_recording
from app.ui.scoring.commands import COMMANDS
from app.ui.scoring.plan_list import PlanList, lacking_words, near
from app.ui.scoring.sheet_view import SheetView
from app.ui.scoring.take_up import TakeUpDialog
from app.ui.scoring.total_view import TotalView
from app.ui.scoring.typed import TypedSheet, read_typed
from app.ui.scoring.words import plan_note

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
        self._sending = False
        self.keeper = DraftKeeper.of(desk)
        self.keeper.kept.connect(self._on_kept)
        self.keeper.put_off.connect(self._on_put_off)
        self.plan, self.view, self.total = PlanList(), SheetView(desk.ctx.today()), TotalView()
        self.ahead = TypeAhead(self.plan)
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
        self.stack.addWidget(nothing_chosen())
        self.stack.addWidget(nothing_planned())
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
        self.view.typed.connect(self._on_typed)
        self.view.card_asked.connect(self._on_card)
        self.view.submit_asked.connect(self.submit)
        self.view.begin_asked.connect(self.begin)
        self.view.recording_asked.connect(open_recording)
        self.total.submit.clicked.connect(self.submit)
        self.total.hand_back.clicked.connect(self._on_hand_back)
        self.total.sheet.clicked.connect(self._on_sheet)
        self.total.fatal.toggled.connect(self._on_fatal)

    def _actions(self) -> list[Action]:
        return [
            COMMANDS["scoring.submit"].does(self.submit, allowed=self._is_begun),
            COMMANDS["scoring.unplanned"].does(self._on_unplanned),
            COMMANDS["scoring.plan"].does(self.plan.setFocus),
        ]

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
        self.header.set_note(plan_note(board.waiting(), late))
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
        if self.ahead.waiting and self._is_begun():
            self.ahead.deliver(self.view.begin_typing)
        elif self.ahead.waiting and sheet.task.state is TaskState.WAITING:
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
        """What Enter does in the plan: take it up, go on with it, or see what came of it."""
        sheet = self.view.sheet
        if planned_id == self.here and sheet is not None and sheet.task.inspection_no:
            self.desk.go("inspections", sheet.task.inspection_no)
        elif planned_id != self.here:
            self._pick(planned_id)
            self.ahead.wait()
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
        if not self.ahead.waiting:
            self.ahead.wait()
        self.desk.tasks.command(
            lambda ctx: take_up(ctx, one.id, one.version),
            lambda _none: self._read(one.id, sheet.choice.card),
            failed=self._on_refused,
        )

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
            planned_id=one.id, version=one.version, card=sheet.choice.card,
            card_version=sheet.choice.version, given=tuple(self.view.given().values()),
            contact_ref=typed.contact, contact_at=typed.at, critical=typed.critical,
            comment=typed.comment, again=again, seen=tuple(line.item for line in sheet.lines),
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
        self.ahead.stop()
        if self._is_begun() and self.here is not None:
            self.keeper.keep(draft_place(self.here), self.view.value().stored())
        found = error.findings if isinstance(error, RuleViolated) else ()
        codes = {one.code for one in found if isinstance(one, Finding)}
        self._refuse(refusal_words(error), codes)
        if isinstance(error, Conflict):
            self.desk.tasks.reread()

    def _refuse(self, words: str, codes: Set[str] = frozenset()) -> None:
        self.refusal.set_text(words)
        self.again.setVisible(codes == {"QA-4.twice"})

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
                self.ahead.wait()
                self._pick(planned_id)

            TakeUpDialog(self, self.desk, self.board, done).open()

    def _on_sheet(self) -> None:
        sheet = self.view.sheet
        if sheet is not None and sheet.task.inspection_no:
            ask_for_paper(self, self.desk, sheet.task.inspection_no)


def _cards(sheet: ScoringSheet) -> set[str]:
    return {choice.card for choice in sheet.choices}
