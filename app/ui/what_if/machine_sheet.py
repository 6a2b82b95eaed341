"""The time machine: a period judged by other policy values, beside how it really is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.queries.findings import Found
from app.reading.what_if.offers import Offers
from app.reading.what_if.time_machine import Rejudged, rejudge
from app.rules.vocabulary import Message, msg
from app.text import _, dates
from app.text.rulebook import policy_name
from app.ui.kit.banner import Banner
from app.ui.kit.controls import Card, button
from app.ui.kit.desk import Desk
from app.ui.kit.fields import date_field, date_of
from app.ui.kit.findings.filters import By, grouped
from app.ui.kit.findings.groups import GroupsList
from app.ui.kit.findings.lines import FindingLine, worded
from app.ui.kit.findings.panel import FindingPanel
from app.ui.kit.forms import FleetingForm
from app.ui.kit.scrolled import scrolled
from app.ui.kit.table_view import RowsTable
from app.ui.kit.tables import Column
from app.ui.kit.tokens import Space, Tone
from app.ui.what_if.hint import hint
from app.ui.what_if.values import ValuesGrid

_LEFT = 430
_GROUPS = 3
"""How many groups are seen without scrolling."""
_DAY = timedelta(days=1)


class MachineSheet(QWidget):
    """At the left the period and the values, at the right what would appear and disappear."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._answer: Rejudged | None = None
        self._appear: frozenset[int] = frozenset()
        self._lines: Sequence[FindingLine] = ()
        self._rule: str | None = None
        today = desk.ctx.today()
        self.first, self.last = date_field(_month_before(today)), date_field(today)
        self.form = FleetingForm(self._problems, columns=2)
        self.form.add("first", _("F&irst day"), self.first)
        self.form.add("last", _("&Last day"), self.last)
        self.values = ValuesGrid()
        self.run = button(_("&Judge the period"), self._on_run, kind="primary", icon="clock")
        self.back = button(_("Values in &force"), self.values.reset, kind="quiet", icon="undo")
        self.summary = Banner("", Tone.INFO)
        self.groups = GroupsList()
        self.table: RowsTable[FindingLine] = RowsTable(self._columns(), _("Findings"))
        self.right = QStackedWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, Space.M, 0, 0)
        row.setSpacing(Space.L)
        left = self._left()
        left.setFixedWidth(_LEFT)
        row.addWidget(left)
        row.addWidget(self.right, 1)
        self._fill_right()
        self.values.changed.connect(self._on_values)
        self.groups.picked.connect(self._on_group)
        self.table.picked.connect(self._on_picked)
        self._on_values()

    def offer(self, offers: Offers) -> None:
        """The values in force, read anew."""
        self.values.show_values(offers.values)
        self._on_values()

    def _left(self) -> Card:
        """The values scroll, so that what is done with them stays in sight."""
        card = Card(_("Judge a period by other values"))
        values = QVBoxLayout()
        values.setContentsMargins(0, 0, Space.S, 0)
        values.addWidget(self.values)
        card.body.addWidget(self.form)
        card.body.addWidget(scrolled(values), 1)
        ways = QHBoxLayout()
        ways.setSpacing(Space.S)
        ways.addWidget(self.run)
        ways.addWidget(self.back)
        ways.addStretch(1)
        card.body.addLayout(ways)
        return card

    def _fill_right(self) -> None:
        found = QWidget()
        column = QVBoxLayout(found)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(self.summary)
        column.addWidget(self.groups)
        column.addWidget(self.table, 1)
        self.right.addWidget(
            hint(
                "clock",
                _("What if the limit had been 3?"),
                _(
                    "Turn one or more values at the left and judge the period: you see which"
                    " findings would appear and which would not be there. Requests that were"
                    " declined, or never filed, because of a value stay as they are."
                ),
            )
        )
        self.right.addWidget(found)

    def _problems(self) -> dict[str, Message]:
        if date_of(self.last) < date_of(self.first):
            return {"last": msg("The last day is before the first.")}
        return {}

    # -- judging -----------------------------------------------------------------------------

    def _on_values(self) -> None:
        tried = bool(self.values.overrides())
        self.run.setEnabled(tried)
        self.run.setToolTip("" if tried else _("Turn a value first."))
        self.back.setEnabled(tried)

    def _on_run(self) -> None:
        if not self.form.complete():
            return
        first, last, tried = date_of(self.first), date_of(self.last), self.values.overrides()
        self.run.setEnabled(False)
        self.desk.tasks.query(
            lambda ctx: rejudge(ctx, first, last, tried), self._on_judged, failed=self._on_failed
        )

    def _on_failed(self, error: Exception) -> None:
        self._on_values()
        self.desk.tasks.failed.emit(error)

    def _on_judged(self, answer: Rejudged) -> None:
        self._on_values()
        self._answer, self._rule = answer, None
        rows = (*answer.appear, *answer.disappear)
        appear = {id(row.finding) for row in answer.appear}
        self._appear = frozenset(appear)
        found = Found(rows, self.desk.ctx.now(), answer.names, recorded=True)
        self._lines = sorted(worded(found), key=lambda line: (line.order, not self._is_new(line)))
        self.summary.set_text(_summary(answer, self.values.overrides()))
        self.right.setCurrentIndex(1)
        self._show()

    def _show(self) -> None:
        groups = grouped(self._lines, By.RULE)
        self.groups.set_groups(groups, self._rule)
        lines = min(len(groups), _GROUPS)
        self.groups.setVisible(bool(lines))
        self.groups.setFixedHeight(
            lines * self.groups.sizeHintForRow(0) + 2 * self.groups.frameWidth()
        )
        shown = [line for line in self._lines if self._rule in (None, line.rule)]
        self.table.set_rows(shown)

    def _on_group(self, key: Any) -> None:
        self._rule = key
        self._show()

    def _on_picked(self, line: FindingLine) -> None:
        if self._answer is not None:
            self.desk.explain(FindingPanel(self.desk, line, (), self._answer.names))

    def _is_new(self, line: FindingLine) -> bool:
        return id(line.finding) in self._appear

    def _columns(self) -> list[Column[FindingLine]]:
        today = self.desk.ctx.today()

        def change(line: FindingLine) -> str:
            return _("would appear") if self._is_new(line) else _("would not be there")

        return [
            Column(
                _("Change"),
                self._is_new,
                change,
                tone=lambda line: Tone.BAD if self._is_new(line) else Tone.GOOD,
                icon=lambda line: "plus" if self._is_new(line) else "minus",
            ),
            Column(_("Rule"), lambda line: line.order, lambda line: line.rule, width=84),
            Column(_("Date"), lambda line: line.day, lambda line: dates.day(line.day, today)),
            Column(_("Person"), lambda line: line.name or line.person),
            Column(_("Finding"), lambda line: line.sentence, tip=lambda line: line.sentence),
        ]


def _summary(answer: Rejudged, tried: dict[str, int]) -> str:
    values = ", ".join(
        _("{name}: {value}").format(name=policy_name(key), value=value)
        for key, value in tried.items()
    )
    return _(
        "{values}. {appear} would appear, {disappear} would not be there, {stay} stay as they are."
    ).format(
        values=values,
        appear=len(answer.appear),
        disappear=len(answer.disappear),
        stay=answer.stay,
    )


def _month_before(day: date) -> date:
    """The first day of the month before."""
    return (day.replace(day=1) - _DAY).replace(day=1)
