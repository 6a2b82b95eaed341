"""Past decisions: each step of a request, with the facts and the values it was judged by."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.queries.requests.decisions import DecidedRow, JudgedStep
from app.reading.what_if.time_machine import Held, PastRequest, decided, past
from app.rules.policy import KEYS, Policy
from app.rules.requests import RequestKind
from app.rules.verdict import Verdict
from app.text import _, dates, ngettext
from app.text.requests.kinds import request_name, step_word
from app.text.requests.swaps import ended_words
from app.text.rulebook import policy_name
from app.text.words import named
from app.ui.kit.controls import Card, EmptyState, button, label
from app.ui.kit.desk import Desk
from app.ui.kit.fields import date_field, date_of, text_field
from app.ui.kit.requests.kinds import LOOKS
from app.ui.kit.scrolled import scrolled
from app.ui.kit.table_view import RowsTable
from app.ui.kit.tables import Column
from app.ui.kit.tokens import Space
from app.ui.kit.verdict import VerdictPanel
from app.ui.kit.verdict_rows import verdict_rows
from app.ui.what_if.hint import hint
from app.ui.what_if.words import effect_words, held_words
from app.ui.work.removal import remove

_LEFT = 430
_BACK = timedelta(days=92)


class PastSheet(QWidget):
    """At the left the requests that were decided on, at the right the steps of the one picked."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        today = desk.ctx.today()
        self.first, self.last = date_field(today - _BACK), date_field(today)
        self.search = text_field(placeholder=_("Name, or number of a request"), most=40)
        self.table: RowsTable[DecidedRow] = RowsTable(
            _columns(), _("Requests decided on"), lambda row: row.ref.no
        )
        self.lists = QStackedWidget()
        self.steps = QStackedWidget()
        self._lay_out()
        for field in (self.first, self.last):
            field.dateChanged.connect(lambda _day: self.populate())
        self.search.textChanged.connect(self.table.set_filter)
        self.search.returnPressed.connect(self._on_number)
        self.table.picked.connect(lambda row: self.open_request(row.ref.no))

    def populate(self) -> None:
        """Read the list anew."""
        first, last = date_of(self.first), date_of(self.last)
        self.desk.tasks.query(lambda ctx: decided(ctx, first, last), self._on_listed)

    def open_request(self, no: str) -> None:
        """Show one request's steps."""
        self.desk.tasks.query(lambda ctx: past(ctx, no), self._on_opened)

    def _lay_out(self) -> None:
        for field, name in ((self.first, _("First day")), (self.last, _("Last day"))):
            field.setAccessibleName(name)
        self.search.setAccessibleName(_("Name, or number of a request"))
        period = QHBoxLayout()
        period.setSpacing(Space.S)
        period.addWidget(self.first, 1)
        period.addWidget(label("–", "soft"))
        period.addWidget(self.last, 1)
        left = QVBoxLayout()
        left.setSpacing(Space.S)
        left.addLayout(period)
        left.addWidget(self.search)
        left.addWidget(self.lists, 1)
        self.lists.addWidget(self.table)
        self.lists.addWidget(
            EmptyState(
                "decision",
                _("Nothing was decided in this period"),
                _(
                    "Whatever is asked for and decided in the program is listed here. Registers"
                    " that came in from a workbook do not say what they were judged by."
                ),
            )
        )
        self.steps.addWidget(
            hint(
                "decision",
                _("Pick a request"),
                _("Each step shows who decided, when, what each rule said and by which values."),
            )
        )
        whole = QWidget()
        whole.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        whole.setFixedWidth(_LEFT)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, Space.M, 0, 0)
        row.setSpacing(Space.L)
        row.addWidget(whole)
        row.addWidget(self.steps, 1)

    def _on_listed(self, rows: list[DecidedRow]) -> None:
        self.table.set_rows(rows)
        self.lists.setCurrentIndex(0 if rows else 1)

    def _on_number(self) -> None:
        number = self.search.text().strip()
        if number:
            self.open_request(number)

    def _on_opened(self, request: PastRequest) -> None:
        old = self.steps.widget(1)
        if old is not None:
            remove(old)
        self.steps.addWidget(self._steps(request))
        self.steps.setCurrentIndex(1)

    def _steps(self, request: PastRequest) -> QScrollArea:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, Space.S, 0)
        column.setSpacing(Space.M)
        column.addWidget(label(request_name(request.ref), "heading"))
        if effect := effect_words(request.effect):
            column.addWidget(label(effect, "soft", wrap=True))
        for at, step in enumerate(request.steps):
            held = request.rosters[at] if request.rosters else ()
            column.addWidget(self._step(request, step, held))
        if not request.steps:
            words = _("It came in from a workbook: what it was judged by is not on record.")
            column.addWidget(label(words, "soft", wrap=True))
        column.addStretch(1)
        return scrolled(column)

    def _step(self, request: PastRequest, step: JudgedStep, held: Sequence[Held]) -> Card:
        """`held`: the roster under the swap as it stood after the step, where it is another."""
        words = step_word(request.ref.kind, step.step)
        card = Card(words)
        who = named(step.by_name, step.by_no)
        card.body.addWidget(label(f"{who} · {dates.stamp(step.at)}", "soft"))
        if step.reason:
            card.body.addWidget(
                label(_("“{text}”").format(text=ended_words(step.reason)), wrap=True)
            )
        if held:
            card.body.addWidget(label(held_words(held, request.names), wrap=True))
        if step.policy is not None:
            card.body.addWidget(label(_values(step.policy, request.ref.kind), "soft", wrap=True))
        if step.lines:
            more = button("", kind="link")
            panel = self._verdict(request, step)
            panel.hide()
            _fold(more, panel, len(step.lines))
            card.body.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
            card.body.addWidget(panel)
        return card

    def _verdict(self, request: PastRequest, step: JudgedStep) -> VerdictPanel:
        panel = VerdictPanel(_("Verdict"), verdict_rows(Verdict(step.lines), request.names))
        panel.rule_asked.connect(lambda rule: self.desk.go("rules", rule))
        if (inner := panel.layout()) is not None:
            inner.setContentsMargins(0, 0, 0, 0)
        return panel


def _fold(way: QPushButton, panel: QWidget, rules: int) -> None:
    """Let `way` show and hide `panel`."""
    show = ngettext("What {n} rule said", "What {n} rules said", rules).format(n=rules)
    hide = _("Hide what the rules said")
    way.setText(show)

    def turn() -> None:
        panel.setVisible(panel.isHidden())
        way.setText(show if panel.isHidden() else hide)

    way.clicked.connect(turn)


def _values(policy: Policy, kind: RequestKind) -> str:
    """The values of then, of the chapter that judges the request."""
    prefix = f"{kind}_"
    values = " · ".join(
        _("{name}: {value}").format(name=policy_name(key), value=getattr(policy, key))
        for key in KEYS
        if key.startswith(prefix)
    )
    return _("Judged by: {values}").format(values=values)


def _columns() -> list[Column[DecidedRow]]:
    return [
        Column(
            _("Request no."),
            lambda row: row.ref.no,
            icon=lambda row: LOOKS[row.ref.kind].icon,
            width=106,
        ),
        Column(_("About"), lambda row: " ⇄ ".join(row.names), width=150),
        Column(_("Last decided"), lambda row: row.at, lambda row: dates.stamp(row.at)),
    ]
