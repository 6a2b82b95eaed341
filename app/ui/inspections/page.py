"""Inspections: the list at the left, the one that is opened beside it.

Its target: an inspection's number, or a set of states of `rules/scorecards/course`.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from app.errors import AppError
from app.exchange.lists import ListColumn, write_list
from app.reading.quality.inspections import (
    InspectionLine,
    InspectionList,
    InspectionSheet,
    read_inspection,
    read_inspections,
    read_own_past,
)
from app.rules.links import recording_link
from app.rules.scorecards.course import OPEN, InspectionState
from app.rules.scorecards.own_past import OwnPast
from app.services.quality.appeals import acknowledge
from app.services.quality.looks import open_inspection
from app.text import _, dates, ngettext, say
from app.ui.inspections.commands import COMMANDS
from app.ui.inspections.dialogs import AnswerDialog, AppealDialog, DecideDialog
from app.ui.inspections.filters import InspectionFilters
from app.ui.inspections.results_list import ResultsList
from app.ui.inspections.sheet_view import InspectionView
from app.ui.inspections.words import listed_words, state_words
from app.ui.kit import theme
from app.ui.kit.actions import Action
from app.ui.kit.banner import Banner
from app.ui.kit.controls import EmptyState, button
from app.ui.kit.desk import Desk
from app.ui.kit.evaluation_paper import print_evaluation
from app.ui.kit.files import Ending, ask_where, tell_written, write_out
from app.ui.kit.messages import error_dialog
from app.ui.kit.page import Page
from app.ui.kit.tokens import Space, Tone

_LEFT = 320
_NOTHING, _CHOOSE, _SHEET = 0, 1, 2


class InspectionsPage(Page):
    """Agents see their own; who leads, inspects or heads sees theirs, each opening on record."""

    key = "inspections"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.found: InspectionList | None = None
        self.here: str | None = None
        self._past: tuple[str, OwnPast] | None = None
        self.filters = InspectionFilters(desk.ctx.today())
        self.results = ResultsList()
        self.view = InspectionView(desk.ctx.today())
        self.refusal = Banner("", Tone.BAD)
        self.print = button(_("Print…"), self.ask_print, icon="print")
        self.export = button(_("Export…"), self.ask_export, icon="export")
        for tool in (self.print, self.export):
            self.header.add_tool(tool)
        self.print.setEnabled(False)
        self._lay_out()
        self._connect()
        self.add_actions(self._actions())

    def _lay_out(self) -> None:
        self.stack = QStackedWidget()
        self.stack.addWidget(_nothing())
        self.stack.addWidget(_choose())
        self.stack.addWidget(self.view)
        self.stack.setCurrentIndex(_CHOOSE)
        self.results.setFixedWidth(theme.scaled(_LEFT))
        row = QHBoxLayout()
        row.setSpacing(Space.L)
        row.addWidget(self.results)
        row.addWidget(self.stack, 1)
        self.body.addWidget(self.filters)
        self.body.addWidget(self.refusal)
        self.body.addLayout(row, 1)

    def _connect(self) -> None:
        self.filters.changed.connect(self._show_list)
        self.filters.month_changed.connect(self.populate)
        self.results.opened.connect(self.open)
        self.view.acknowledge_asked.connect(self.acknowledge)
        self.view.appeal_asked.connect(self.ask_appeal)
        self.view.answer_asked.connect(self.ask_answer)
        self.view.decide_asked.connect(self.ask_decision)
        self.view.recording_asked.connect(_listen)

    def _actions(self) -> list[Action]:
        return [
            COMMANDS["inspections.acknowledge"].does(
                self.acknowledge, allowed=lambda: self._may("acknowledge")
            ),
            COMMANDS["inspections.appeal"].does(
                self.ask_appeal, allowed=lambda: self._may("appeal")
            ),
            COMMANDS["inspections.answer"].does(
                self.ask_answer, allowed=lambda: self._may("answer")
            ),
            COMMANDS["inspections.decide"].does(
                self.ask_decision, allowed=lambda: self._may("decide")
            ),
            COMMANDS["inspections.find"].does(self.filters.words.setFocus),
            COMMANDS["inspections.list"].does(self.results.setFocus),
            COMMANDS["inspections.export"].does(self.ask_export),
            COMMANDS["inspections.print"].does(
                self.ask_print, allowed=lambda: self.sheet is not None
            ),
        ]

    # -- reading -----------------------------------------------------------------------------

    @property
    def sheet(self) -> InspectionSheet | None:
        """What is open."""
        return self.view.sheet if self.stack.currentIndex() == _SHEET else None

    def populate(self) -> None:
        month = self.filters.month.value()
        self.desk.tasks.query(lambda ctx: read_inspections(ctx, month), self._on_list)
        if self.here is not None:
            no = self.here
            self.desk.tasks.query(lambda ctx: read_inspection(ctx, no), self._on_sheet)

    def open_target(self, target: object) -> None:
        if isinstance(target, str):
            self.open(target)
        elif isinstance(target, frozenset):
            self.filters.state.choose(target)
            self._show_list()

    def _on_list(self, found: InspectionList) -> None:
        self.found = found
        self.filters.offer(found)
        self._show_list()
        fresh = sum(one.mine and one.state is InspectionState.NEW for one in found.lines)
        appealed = sum(one.state in OPEN for one in found.lines)
        self.header.set_note(_note(fresh, appealed))

    def _show_list(self) -> None:
        if self.found is None:
            return
        lines = self.filters.chosen(self.found.lines)
        self.results.show_lines(lines, self.found.today, own=self.found.own)
        if self.sheet is None:
            empty = not self.found.lines and not self.filters.narrowed
            self.stack.setCurrentIndex(_NOTHING if empty else _CHOOSE)
        else:
            self.results.stand_at(self.here)

    def open(self, no: str) -> None:
        """Show an inspection. Somebody else's is put on record, once for each opening."""
        self.refusal.set_text("")
        self.here = no
        self.results.stand_at(no)
        self.desk.tasks.command(
            lambda ctx: open_inspection(ctx, no), self._on_sheet, failed=self._on_refused
        )

    def _on_sheet(self, sheet: InspectionSheet) -> None:
        if sheet.no != self.here:
            return
        past = self._past[1] if self._past is not None and self._past[0] == sheet.no else None
        self.view.show_sheet(sheet, past)
        self.stack.setCurrentIndex(_SHEET)
        self.print.setEnabled(True)
        self.desk.actions.refresh()
        if sheet.offers.mine and past is None:
            no = sheet.no

            def shown(found: OwnPast) -> None:
                self._past = no, found
                if self.view.sheet is not None and self.view.sheet.no == no:
                    self.view.show_sheet(self.view.sheet, found)

            self.desk.tasks.query(lambda ctx: read_own_past(ctx, no), shown)

    def _may(self, what: str) -> bool:
        return self.sheet is not None and bool(getattr(self.sheet.offers, what))

    # -- doing -------------------------------------------------------------------------------

    def acknowledge(self) -> None:
        """One key; the scores stand then."""
        sheet = self.sheet
        if sheet is None or not sheet.offers.acknowledge:
            return
        no = sheet.no

        def done(_none: None) -> None:
            self.desk.say(_("{no} is acknowledged.").format(no=no))
            self.results.setFocus()

        self.desk.tasks.command(lambda ctx: acknowledge(ctx, no), done, failed=self._on_refused)

    def ask_appeal(self) -> None:
        if self.sheet is not None and self.sheet.offers.appeal:
            AppealDialog(self, self.desk, self.sheet).open()

    def ask_answer(self) -> None:
        if self.sheet is not None and self.sheet.offers.answer:
            AnswerDialog(self, self.desk, self.sheet).open()

    def ask_decision(self) -> None:
        if self.sheet is not None and self.sheet.offers.decide:
            DecideDialog(self, self.desk, self.sheet).open()

    def _on_refused(self, error: AppError) -> None:
        self.refusal.set_text(say(error.message))
        self.desk.tasks.reread()

    # -- going out ---------------------------------------------------------------------------

    def ask_print(self) -> None:
        """The comprehensive evaluation sheet on paper."""
        if self.sheet is not None:
            name = f"{_('Evaluation sheet')} {self.sheet.no}"
            ask_where(self, _("Write the evaluation sheet"), name, Ending.PDF, self.print_to)

    def print_to(self, path: Path) -> None:
        """Write what is open to a PDF."""
        assert self.sheet is not None
        try:
            print_evaluation(self.sheet.evaluation, self.desk.ctx.now(), path)
        except AppError as error:
            error_dialog(self, error).open()
        else:
            tell_written(self.desk, _("The evaluation sheet"), path)

    def ask_export(self) -> None:
        title = f"{_('Inspections')} {self.desk.ctx.today().isoformat()}"
        ask_where(self, _("Export the inspections"), title, Ending.EXCEL, self.export_to)

    def export_to(self, path: Path) -> None:
        """Write the list as it is shown, which tells nobody's score but one's own."""
        found = self.found
        rows = self.filters.chosen(found.lines) if found is not None else []
        columns, title = _columns(own=bool(found and found.own)), _("Inspections")
        write_out(
            self.desk, _("Exporting the inspections"), path,
            lambda cancel: write_list(path, title, columns, rows, cancel), listed_words,
        )  # fmt: skip


def _columns(*, own: bool) -> list[ListColumn[InspectionLine]]:
    found: list[ListColumn[InspectionLine]] = [
        ListColumn(_("Inspection"), 12, lambda one: one.no),
        ListColumn(_("Inspected"), 17, lambda one: dates.stamp(one.inspected_at)),
        ListColumn(_("Agent"), 12, lambda one: one.agent),
        ListColumn(_("No."), 8, lambda one: one.agent_no),
        ListColumn(_("Team"), 12, lambda one: one.team),
        ListColumn(_("Contact"), 20, lambda one: one.contact_ref),
        ListColumn(_("Inspector"), 12, lambda one: one.inspector),
        ListColumn(_("State"), 18, lambda one: state_words(one.state)),
    ]
    if own:
        found.append(ListColumn(_("Total"), 8, lambda one: _rounded(one.total)))
    return found


def _rounded(total: float | None) -> float | str:
    return "" if total is None else round(total, 2)


def _listen(link: str) -> None:
    """Only what may be opened safely is (see `rules/links`)."""
    safe = recording_link(link)
    if safe is not None:
        QDesktopServices.openUrl(QUrl(safe, QUrl.ParsingMode.StrictMode))


def _note(fresh: int, appealed: int) -> str:
    parts = []
    if fresh:
        parts.append(ngettext("{n} to acknowledge", "{n} to acknowledge", fresh).format(n=fresh))
    if appealed:
        words = ngettext("{n} appeal undecided", "{n} appeals undecided", appealed)
        parts.append(words.format(n=appealed))
    return " · ".join(parts)


def _nothing() -> EmptyState:
    return EmptyState(
        "quality",
        _("Nothing was inspected"),
        _("Each inspected contact stands here item by item, with what becomes of it."),
    )


def _choose() -> EmptyState:
    return EmptyState(
        "quality",
        _("Choose an inspection"),
        _(
            "Enter or a click opens one at the left. Opening somebody else's is noted in the audit "
            "trail, so the list itself shows no scores but your own."
        ),
    )
