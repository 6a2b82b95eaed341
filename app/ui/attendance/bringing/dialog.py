"""Punches come in: what each column is, what they record by day and person, then one button."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from app.context import Context
from app.errors import AppError
from app.exchange.punches.tables import FIELDS, TIMES
from app.reading.attendance.punches import with_proposals
from app.rules.bringing.answers import Who, Written
from app.rules.punches.preview import Missing, PunchAnswers, PunchLine, PunchPreview
from app.rules.vocabulary import Level
from app.rules.work import Cell
from app.text import _, dates, ngettext, say
from app.text.findings import finding_sentence
from app.text.punches import rule_words, stand_words, summary, times_words, wall_list
from app.ui.attendance.bringing.differing import DifferingDays
from app.ui.attendance.bringing.state import (
    PunchWay,
    first_look,
    recorded,
    with_answers,
    with_columns,
    with_order,
)
from app.ui.attendance.bringing.who import WhoIsIt
from app.ui.kit.banner import Banner
from app.ui.kit.controls import button, label
from app.ui.kit.desk import Desk
from app.ui.kit.dialog import Dialog
from app.ui.kit.fields import ChoiceField
from app.ui.kit.files import ask_which
from app.ui.kit.messages import in_one
from app.ui.kit.problems import ProblemList, ProblemRow
from app.ui.kit.table_view import RowsTable
from app.ui.kit.tables import Column
from app.ui.kit.taken_columns import ListedSheet, TakenColumns
from app.ui.kit.tokens import Space, Tone
from app.ui.work.tasks import LongTask

_SIZE = (1160, 700)


def ask_for_punches(desk: Desk, parent: QWidget) -> None:
    """Ask for a file of punches, then show what it would record."""
    kinds = _("Punches of a clock ({kinds})").format(
        kinds="*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv *.txt"
    )
    ask_which(parent, _("Bring in punches"), kinds, lambda path: open_punches(desk, parent, path))


def open_punches(desk: Desk, parent: QWidget, path: Path) -> None:
    """Read the file at `path` and show what it would record."""

    def op(context: Context, task: LongTask) -> PunchWay:
        return first_look(context, path, task.cancelled)

    def done(way: PunchWay) -> None:
        PunchDialog(desk, parent, way).open()

    desk.tasks.long(_("Reading {file}").format(file=path.name), op, done)


class PunchDialog(Dialog):
    """What each column is taken as, and beside it what becomes of every punch."""

    def __init__(self, desk: Desk, parent: QWidget, way: PunchWay) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Bring in {file}").format(file=way.name))
        self._desk, self.way, today = desk, way, desk.ctx.today()
        listed = [ListedSheet(one.sheet, one.heading, one.columns) for one in way.tables]
        offers = [(_field_word(key), key) for key in FIELDS]
        self.columns = TakenColumns(way.book, listed, offers, (TIMES,))
        self.order: ChoiceField[str] = ChoiceField(
            [(_("Day, month or year first?"), ""), *((_order_word(key), key) for key in _ORDERS)]
        )
        self.order.setAccessibleName(_("What comes first in the dates"))
        self.sentence = label("", "strong", wrap=True)
        self.told = label("", "soft", wrap=True)
        self.refusal = Banner("", Tone.WARN)
        self.days: RowsTable[PunchLine] = RowsTable(_day_columns(today), _("By day and person"))
        self.differing = DifferingDays(today)
        self.who = WhoIsIt(way.people)
        self.missing: RowsTable[Missing] = RowsTable(_missing_columns(today), _("Without a punch"))
        self.left_out = ProblemList([], "")
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(_("Parts of the preview"))
        self.bring = button(_("&Record them"), self._on_bring, kind="primary", icon="import")
        self.bring.setDefault(True)
        self.taken_as = self._columns_part()
        self._lay_out()
        self.order.activated.connect(lambda _at: self._on_order())
        self.columns.changed.connect(self._on_columns)
        self.differing.chosen.connect(self._on_differing)
        self.who.told.connect(self._on_who)
        self.who.proposed.connect(self._on_proposed)
        self.resize(*_SIZE)
        self._show_way(way)
        self.bring.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        foot.addWidget(self.told, 1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(self.bring)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        column.setSpacing(Space.M)
        column.addWidget(self.sentence)
        column.addWidget(self.refusal)
        column.addWidget(self.order, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.tabs, 1)
        column.addLayout(foot)

    def _columns_part(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, Space.S, 0, 0)
        column.addWidget(self.columns, 1)
        return made

    # -- what is told ------------------------------------------------------------------------

    def _on_columns(self) -> None:
        way, columns = self.way, self.columns.by_column()
        if columns != [dict(one.columns) for one in way.tables]:
            self._look(lambda ctx: with_columns(ctx, way, columns))

    def _on_order(self) -> None:
        way, order = self.way, self.order.value()
        self._look(lambda ctx: with_order(ctx, way, order))

    def _on_differing(self, cells: frozenset[Cell]) -> None:
        self._answer(replace(self.way.answers, replace=cells))

    def _on_who(self, written: Written, who: Who) -> None:
        people = {**self.way.answers.people, written: who}
        self._answer(replace(self.way.answers, people=people))

    def _on_proposed(self) -> None:
        self._answer(with_proposals(self.way.found, self.way.answers))

    def _answer(self, answers: PunchAnswers) -> None:
        way = self.way
        self._look(lambda ctx: with_answers(ctx, way, answers))

    def _look(self, op: Callable[[Context], PunchWay]) -> None:
        self._desk.tasks.query(op, self._show_way, failed=self._refuse)

    # -- what follows ------------------------------------------------------------------------

    def _show_way(self, way: PunchWay) -> None:
        self.way, found = way, way.found
        self.days.set_rows(found.lines)
        self.differing.show_rows(found.different)
        self.who.show_rows(found.people)
        self.missing.set_rows(found.missing)
        before = self.left_out
        self.left_out = ProblemList(
            [
                ProblemRow(at, one.sheet, one.cells, one.value, say(one.why))
                for at, one in enumerate(found.unread, 1)
            ],
            _("Left out"),
        )
        self._show_tabs(found)
        before.deleteLater()
        self.sentence.setText(summary(found))
        self.told.setText(" ".join(map(say, found.told)))
        self.order.setVisible(bool(found.dates or way.order))
        self.bring.setEnabled(bool(found.taken) and not found.questions)
        self.refusal.set_text(_refusal(way))

    def _show_tabs(self, found: PunchPreview) -> None:
        shown = self.tabs.currentWidget()
        self.tabs.clear()
        parts: Sequence[tuple[QWidget, str, int]] = (
            (self.days, _("By day and person ({n})"), len(found.lines)),
            (self.who, _("Who is it ({n})"), len(found.people)),
            (self.differing, _("Recorded otherwise ({n})"), len(found.different)),
            (self.missing, _("Without a punch ({n})"), len(found.missing)),
            (self.left_out, _("Left out ({n})"), len(found.unread)),
        )
        for widget, text, count in parts:
            self.tabs.addTab(widget, text.format(n=count))
        if self.way.tables:
            self.tabs.addTab(self.taken_as, _("What each column is taken as"))
        again = shown is not None and self.tabs.indexOf(shown) > 0
        if any(not table.whole for table in self.way.tables) and not found.lines:
            again, shown = True, self.taken_as
        first = self.who if found.asked else self.days if found.lines else self.left_out
        self.tabs.setCurrentWidget(shown if again and shown is not None else first)

    def _show_refused(self, way: PunchWay, error: AppError) -> None:
        """What stands by now, and why it was not written."""
        self._show_way(way)
        self._refuse(error)

    def _refuse(self, error: AppError) -> None:
        self.refusal.set_text(in_one(error))

    def _on_bring(self) -> None:
        way = self.way
        self.bring.setEnabled(False)

        def done(found: PunchPreview) -> None:
            self._desk.say(_came(len(found.taken)), Tone.GOOD)
            self.accept()
            first = found.taken[0].worked
            team = first.person.place_on(first.day).team
            self._desk.go("attendance", (team, first.day) if team else first.day)

        def refused(error: AppError) -> None:
            self._desk.tasks.query(
                lambda ctx: with_answers(ctx, way, way.answers),
                lambda again: self._show_refused(again, error),
                failed=self._refuse,
            )

        self._desk.tasks.command(lambda ctx: recorded(ctx, way), done, failed=refused)


def _field_word(key: str) -> str:
    return {
        "number": _("Employee number"),
        "badge": _("Number at the clock"),
        "name": _("Name"),
        "date": _("Date"),
        "time": _("Time of a punch"),
        "direction": _("Coming or going"),
    }[key]


_ORDERS = ("dmy", "mdy", "ymd")


def _order_word(key: str) -> str:
    return {"dmy": _("day first"), "mdy": _("month first"), "ymd": _("year first")}[key]


def _refusal(way: PunchWay) -> str:
    """What is to be done before it can be recorded; "" where nothing is."""
    if any(not table.whole for table in way.tables):
        return _("Say which column has the name or number, and which the time.")
    if way.found.dates:
        return " ".join(map(say, way.found.dates))
    asked = len(way.found.asked)
    if asked:
        return ngettext(
            "Say who {n} person of the file is.", "Say who {n} persons of the file are.", asked
        ).format(n=asked)
    return ""


def _day_columns(today: date) -> list[Column[PunchLine]]:
    return [
        Column(_("Date"), lambda row: row.worked.day,
               lambda row: dates.short_day(row.worked.day, today)),
        Column(_("Number"), lambda row: row.worked.person.no, width=84),
        Column(_("Name"), lambda row: row.worked.person.name),
        Column(_("Shift"), lambda row: row.worked.shift.code, width=64),
        Column(_("Came–went"), lambda row: times_words(row.after),
               tip=lambda row: wall_list(row.punches)),
        Column(_("In the sheet"), stand_words),
        Column(_("By the rules"), lambda row: rule_words(row.findings),
               tip=lambda row: rule_words(row.findings), tone=_rule_tone),
    ]  # fmt: skip


def _rule_tone(row: PunchLine) -> Tone:
    if not row.findings:
        return Tone.PLAIN
    return Tone.BAD if any(one.level is Level.BREACH for one in row.findings) else Tone.WARN


def _missing_columns(today: date) -> list[Column[Missing]]:
    return [
        Column(_("Date"), lambda row: row.worked.day,
               lambda row: dates.short_day(row.worked.day, today)),
        Column(_("Number"), lambda row: row.worked.person.no, width=84),
        Column(_("Name"), lambda row: row.worked.person.name),
        Column(_("Shift"), lambda row: row.worked.shift.code, width=64),
        Column(_("By the rules"), lambda row: finding_sentence(row.finding)),
        Column(_("In the file"), lambda row: say(row.why) if row.why else _("nothing")),
    ]  # fmt: skip


def _came(count: int) -> str:
    return ngettext(
        "{n} person's day was recorded.", "{n} persons' days were recorded.", count
    ).format(n=count)
