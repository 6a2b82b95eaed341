"""Calibrations: a list at the left, how far one is or what came out of it at the right.

Its target: a calibration's number, or (number, item).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.context import Context
from app.exchange.lists import write_list
from app.queries.quality.calibrations import CalibrationRow
from app.reading.quality.calibrations import (
    CalibrationGround,
    CalibrationsReading,
    CalibrationView,
    calibration_ground,
    read_calibration,
    read_calibrations,
)
from app.rules.scorecards.blind import CalibrationState
from app.services.quality.calibrating import close_calibration
from app.text import _, ngettext
from app.ui.calibration.columns import item_lines, item_out
from app.ui.calibration.commands import COMMANDS
from app.ui.calibration.open_dialog import OpenDialog
from app.ui.calibration.paper import below, print_calibration
from app.ui.calibration.reading_dialog import ReadingDialog
from app.ui.calibration.results_view import ProgressView, ResultsView
from app.ui.calibration.words import (
    STATE_LOOKS,
    blind_words,
    list_entries,
    note_of,
    sentences,
    state_words,
    title_of,
)
from app.ui.kit.actions import Action
from app.ui.kit.banner import Banner
from app.ui.kit.controls import EmptyState, button, label, pill
from app.ui.kit.desk import Desk
from app.ui.kit.entries import EntriesList
from app.ui.kit.files import Ending, ask_where, write_out
from app.ui.kit.forms import Confirmation
from app.ui.kit.page import Page
from app.ui.kit.tokens import Space
from app.ui.work.removal import clear

_LEAST_WIDTH, _LIST_WIDTH = 220, 300


class CalibrationPage(Page):
    """Opened, scored on the scoring page, then read side by side."""

    key = "calibration"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.reading: CalibrationsReading | None = None
        self.view: CalibrationView | None = None
        self.results: ResultsView | None = None
        self._wanted: object = None
        self._item: object = None
        self.list = EntriesList(_("Calibrations"))
        self.list.setProperty("bare", True)
        self.list.picked.connect(self._load)
        self.title = label("", "heading", wrap=True)
        self.note = label("", "soft", wrap=True)
        self.banner = Banner("")
        self.new = button(_("&New calibration…"), self.open_new, kind="primary", icon="plus")
        self.export = button(_("E&xport…"), self._on_export, icon="export")
        self.print = button(_("&Print…"), self._on_print, icon="print")
        self.score = button(_("&Score mine"), self._on_score, kind="primary", icon="quality")
        self.close_it = button(_("&Close it…"), self._on_close, icon="lock")
        for tool in (self.export, self.print, self.new):
            self.header.add_tool(tool)
        self._lay_out()
        self.setFocusProxy(self.list)
        self.add_actions(self._actions())

    def _lay_out(self) -> None:
        self.list.setMinimumWidth(_LEAST_WIDTH)
        self.list.setMaximumWidth(_LIST_WIDTH)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._make_opened())
        self._nothing: QWidget = QWidget()
        self._stack.addWidget(self._nothing)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS)
        row.addWidget(self.list, 2)
        row.addWidget(self._stack, 5)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addLayout(row)

    def _make_opened(self) -> QWidget:
        made = QWidget()
        self._state = QHBoxLayout()
        tools = QHBoxLayout()
        tools.setSpacing(Space.S)
        tools.addWidget(self.title, 1)
        tools.addLayout(self._state)
        for tool in (self.score, self.close_it):
            tools.addWidget(tool)
        head = QVBoxLayout()
        head.setContentsMargins(Space.L, Space.M, Space.L, Space.S)
        head.setSpacing(Space.XS)
        head.addLayout(tools)
        head.addWidget(self.note)
        head.addWidget(self.banner)
        self._shown = QVBoxLayout()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(self._shown, 1)
        return made

    # -- reading -----------------------------------------------------------------------------

    def populate(self) -> None:
        self.desk.tasks.query(read_calibrations, self._take)

    def open_target(self, target: object) -> None:
        self._wanted = target
        self._pick_wanted()

    def _take(self, reading: CalibrationsReading) -> None:
        self.reading = reading
        self.new.setVisible(reading.may_open)
        self.list.set_entries(list_entries(reading.rows, reading.me, reading.today))
        if not reading.rows:
            self._show_nothing(reading)
        elif self.list.key() is None:
            self._pick_first(reading)
        else:
            self._load(self.list.key())
        self._pick_wanted()
        self.desk.actions.refresh()

    def _pick_first(self, reading: CalibrationsReading) -> None:
        """What is to be scored, or else the latest one that can be read."""
        blind = CalibrationState.BLIND
        mine = [row for row in reading.rows if any(
            one.id == reading.me and one.left for one in row.raters)]  # fmt: skip
        read = [row for row in reading.rows if row.state is not blind]
        self.list.pick((mine or read or list(reading.rows))[0].no)

    def _pick_wanted(self) -> None:
        if self._wanted is not None and self.reading is not None:
            wanted, self._wanted = self._wanted, None
            no, self._item = wanted if isinstance(wanted, tuple) else (wanted, None)
            if self.list.key() != no:
                self.list.pick(no)
            elif self.results is not None:
                self._pick_item()

    def _load(self, key: object) -> None:
        no = str(key)
        self.desk.tasks.query(lambda ctx: read_calibration(ctx, no), self._open)

    def _open(self, view: CalibrationView) -> None:
        if view.row.no != self.list.key() or self.reading is None:
            return  # another one was picked meanwhile
        kept = self._place(view)
        self.view, row = view, view.row
        self._stack.setCurrentIndex(0)
        self.title.setText(title_of(row))
        self.note.setText(note_of(row, self.reading.today))
        clear(self._state)
        self._state.addWidget(pill(state_words(row.state), STATE_LOOKS[row.state][1]))
        blind = row.state is CalibrationState.BLIND
        self.banner.set_text(blind_words(row, rates=view.rates) if blind else "")
        self.score.setVisible(view.rates)
        self.close_it.setVisible(view.may_keep and row.closed_at is None)
        self.export.setVisible(view.results is not None)
        self.print.setVisible(view.results is not None)
        self._show(view)
        self._go_back(kept)
        self._pick_item()
        self.desk.actions.refresh()

    def _show(self, view: CalibrationView) -> None:
        clear(self._shown)
        self.results = None
        if view.results is None:
            self._shown.addWidget(ProgressView(view))
            return
        self.results = ResultsView(view, self.open_reading if view.may_keep else None)
        self._shown.addWidget(self.results)

    def _place(self, view: CalibrationView) -> tuple[int, str | None, int, bool] | None:
        """Where the reader stands, if it is the same one that is read anew."""
        if self.results is None or self.view is None or self.view.row.no != view.row.no:
            return None
        table = self.results.items
        return (
            self.results.currentIndex(), self.results.contact.value(),
            table.currentIndex().row(), table.hasFocus(),
        )  # fmt: skip

    def _go_back(self, kept: tuple[int, str | None, int, bool] | None) -> None:
        if kept is None or self.results is None:
            return
        tab, contact, row, focused = kept
        self.results.setCurrentIndex(tab)
        self.results.contact.choose(contact)
        table = self.results.items
        table.setCurrentIndex(table.model().index(max(row, 0), 0))
        if focused:
            table.setFocus()

    def _pick_item(self) -> None:
        """That which was asked for."""
        item, self._item = self._item, None
        if item is not None and self.results is not None:
            self.results.pick(item)

    def _show_nothing(self, reading: CalibrationsReading) -> None:
        self.view = self.results = None
        for tool in (self.export, self.print):
            tool.hide()
        steps = [button(_("Open the first one"), self.open_new, icon="plus")]
        old, self._nothing = self._nothing, EmptyState(
            "calibration",
            _("No calibration yet"),
            _("In a calibration several inspectors score the same contacts, each without seeing "
              "the others. Then their scores lie side by side: where they differ, agree how the "
              "item is to be read."),
            *(steps if reading.may_open else []),
        )  # fmt: skip
        self._stack.addWidget(self._nothing)
        self._stack.setCurrentWidget(self._nothing)
        self._stack.removeWidget(old)
        old.deleteLater()

    # -- acting ------------------------------------------------------------------------------

    def _may_open(self) -> bool:
        return self.reading is not None and self.reading.may_open

    def open_new(self) -> None:
        """Ask what is to be scored, by which card and by whom."""
        if self._may_open():
            self.desk.tasks.query(calibration_ground, self._on_ground)

    def _on_ground(self, ground: CalibrationGround) -> None:
        OpenDialog(self, self.desk, ground, self._on_opened).open()

    def _on_opened(self, no: str) -> None:
        self.desk.say(_("Calibration {no} is open; its inspectors are told.").format(no=no))
        self._wanted = no
        self.populate()

    def _on_score(self) -> None:
        self.desk.go("scoring", self.view.following if self.view is not None else None)

    def _open_row(self) -> CalibrationRow | None:
        """That which may be closed."""
        view = self.view
        may = view is not None and view.may_keep and view.row.closed_at is None
        return view.row if view is not None and may else None

    def _on_close(self) -> None:
        row = self._open_row()
        if row is None:
            return
        text = ngettext(
            "{n} sheet is not scored: it is dropped, with what is typed into it.",
            "{n} sheets are not scored: they are dropped, with what is typed into them.",
            row.left,
        ).format(n=row.left) if row.left else _("All have scored.")  # fmt: skip
        text = sentences(
            text, _("Nothing can be scored for it afterwards; readings can still be noted.")
        )
        title = _("Close calibration {no}?").format(no=row.no)
        ask = Confirmation(self, title, text, _("Close the calibration"), danger=bool(row.left))

        def make() -> Callable[[Context], int]:
            return lambda ctx: close_calibration(ctx, row.no, row.version)

        ask.sends(
            self.desk, make,
            lambda _n: self.desk.say(_("Calibration {no} is closed.").format(no=row.no)),
        )  # fmt: skip
        ask.open()

    def open_reading(self) -> None:
        """Note how the item under the cursor is to be read."""
        line = self.results.picked() if self.results is not None else None
        if line is not None and self.view is not None and self.view.may_keep:
            ReadingDialog(self, self.desk, self.view.row.no, line.item, line.title).open()

    # -- going out ---------------------------------------------------------------------------

    def _name(self) -> str:
        row = self.view.row if self.view is not None else None
        return _("Calibration {no}").format(no=row.no if row else "")

    def _has_results(self) -> bool:
        return self.results is not None

    def _on_export(self) -> None:
        if self._has_results():
            title = _("Export the calibration")
            ask_where(self, title, self._name(), Ending.EXCEL, self.export_to)

    def export_to(self, path: Path) -> None:
        """Write the items as they are shown to an Excel list, with the figures below."""
        view, results = self.view, self.results
        if view is None or results is None:
            return
        lines = item_lines(view, results.results, results.contact.value())
        columns, rest = item_out(results.results), below(view, results.contact.currentText())
        write_out(
            self.desk, _("Exporting the calibration"), path,
            lambda cancel: write_list(path, view.row.no, columns, lines, cancel, below=rest),
            lambda _count: _("The calibration is"),
        )  # fmt: skip

    def _on_print(self) -> None:
        if self._has_results():
            title = _("Print the calibration")
            ask_where(self, title, self._name(), Ending.PDF, self.print_to)

    def print_to(self, path: Path) -> None:
        """Write all of it to a PDF: figures, severity, items as they are shown, readings."""
        if self.view is None or self.results is None:
            return
        choice = self.results.contact
        shown = (choice.value(), choice.currentText())
        print_calibration(path, self.view, shown, self.desk.ctx.now())
        self.desk.say(_("Written to {path}").format(path=path.name))

    def _actions(self) -> Sequence[Action]:
        return [
            COMMANDS["calibration.new"].does(self.open_new, allowed=self._may_open),
            COMMANDS["calibration.score"].does(
                self._on_score, enabled=lambda: self.view is not None and self.view.rates
            ),
            COMMANDS["calibration.close"].does(
                self._on_close, enabled=lambda: self._open_row() is not None
            ),
            COMMANDS["calibration.reading"].does(
                self.open_reading,
                enabled=lambda: self.results is not None and self.results.picked() is not None,
            ),
            COMMANDS["calibration.export"].does(self._on_export, enabled=self._has_results),
            COMMANDS["calibration.print"].does(self._on_print, enabled=self._has_results),
            COMMANDS["calibration.refresh"].does(self.populate),
        ]
