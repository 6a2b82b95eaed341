"""One complaint and one visit in the panel: facts, what is mine to do, the verdict."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.reading.registers.complaints import ComplaintFile
from app.reading.registers.visitors import VisitFile
from app.rules.verdict import Verdict
from app.text import _, dates
from app.ui.kit.controls import button, label, pill, rule_line
from app.ui.kit.desk import Desk
from app.ui.kit.timeline import TimelineEntry, When
from app.ui.kit.tokens import Space, Tone
from app.ui.kit.verdict import VerdictPanel
from app.ui.kit.verdict_rows import verdict_rows, verdict_summary
from app.ui.registers import words
from app.ui.registers.words import both_ways

Point = tuple[str, str, str]
"""When and who, what, in which words."""


class _CasePanel(QWidget):
    """A heading with its state, lines, buttons, a verdict and a line of time."""

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._desk = desk
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, Space.L)
        self._column.setSpacing(Space.M)

    def _head(self, title: str, state: str, tone: Tone, lines: Sequence[QWidget]) -> None:
        part = _part()
        head = QHBoxLayout()
        head.addWidget(label(title, "strong", wrap=True), 1)
        head.addWidget(pill(state, tone))
        part.addLayout(head)
        for each in lines:
            part.addWidget(each)
        self._column.addLayout(part)

    def _ways(self, buttons: Sequence[QPushButton]) -> None:
        if buttons:
            part = _part()
            for each in buttons:
                part.addWidget(each, 0, Qt.AlignmentFlag.AlignLeft)
            self._column.addLayout(part)

    def _verdict(self, verdict: Verdict, names: dict[str, str]) -> None:
        self._column.addWidget(rule_line())
        panel = VerdictPanel(_("Verdict"), verdict_rows(verdict, names), verdict_summary(verdict))
        panel.rule_asked.connect(lambda rule: self._desk.go("rules", rule))
        self._column.addWidget(panel)

    def _history(self, points: Sequence[Point]) -> None:
        part = _part()
        part.addWidget(rule_line())
        part.addWidget(label(_("What happened"), "heading"))
        for place, (when, what, said) in enumerate(points):
            last = place == len(points) - 1
            shown: list[QWidget] = [label(when, "caption", wrap=True), label(what, "strong")]
            if said:
                shown.append(label(_("“{text}”").format(text=said), wrap=True))
            part.addWidget(TimelineEntry(shown, When.NOW if last else When.PAST, last=last))
        self._column.addLayout(part)
        self._column.addStretch(1)


class ComplaintPanel(_CasePanel):
    """`answered` and `close` are what the person may do with it."""

    def __init__(
        self,
        desk: Desk,
        file: ComplaintFile,
        answered: Callable[[], object],
        close: Callable[[], object],
    ) -> None:
        one, row = file.complaint, file.complaint.row
        super().__init__(desk, _("Complaint {no}").format(no=row.no))
        first = both_ways(row.received_by, row.received_by_name)
        lines = [
            label(_("First receiver: {name}").format(name=first), wrap=True),
            label(_("Contact: {no}").format(no=row.contact_ref), "soft", wrap=True),
        ]
        if row.abroad:
            lines.append(label(_("From abroad"), "soft"))
        if one.days_left is not None:
            last = _("Last day for the answer: {day}").format(day=dates.full_day(one.last_day))
            lines.append(label(last, "soft", wrap=True))
            lines.append(label(words.complaint_due(one), "strong", words.complaint_due_tone(one)))
        state, tone = words.complaint_state(one), words.complaint_tone(one)
        self._head(row.subject, state, tone, lines)
        buttons = []
        if file.may_deal and row.replied_at is None:
            kind = "primary"
            buttons.append(button(_("Customer &answered"), answered, kind=kind, icon="check"))
        if file.may_deal and row.is_open:
            buttons.append(button(_("&Close…"), close))
        self._ways(buttons)
        self._verdict(file.verdict, dict(file.names))
        self._history(_complaint_points(file))


class VisitPanel(_CasePanel):
    """`leave` enters the visitor as gone."""

    def __init__(self, desk: Desk, file: VisitFile, leave: Callable[[], object]) -> None:
        one, row = file.visit, file.visit.row
        super().__init__(desk, _("Visit {no}").format(no=row.no))
        by = both_ways(row.approved_by, row.approved_by_name) or _("nobody")
        lines = [
            label(row.reason, wrap=True),
            label(_("Let in by {name}").format(name=by), "soft", wrap=True),
        ]
        now = desk.ctx.now()
        due = words.visit_due(one, now)
        if due:
            lines.append(label(due, "strong", words.visit_due_tone(one, now)))
        self._head(row.name, words.visit_state(one), words.visit_tone(one), lines)
        if file.may_let_out:
            self._ways([button(_("&Out"), leave, kind="primary", icon="sign-out")])
        self._verdict(file.verdict, dict(file.names))
        points: list[Point] = [(_line(row.registered_by_name, row.in_at), _("Came in"), "")]
        if row.out_at is not None:
            points.append((dates.stamp(row.out_at), _("Went out"), ""))
        self._history(points)


def _complaint_points(file: ComplaintFile) -> list[Point]:
    row = file.complaint.row
    first = _line(row.received_by_name, row.received_at)
    points: list[Point] = [(first, _("Complaint received"), "")]
    if row.replied_at is not None:
        points.append((_line(row.replied_by_name, row.replied_at), _("Customer answered"), ""))
    if row.closed_at is not None:
        points.append((_line(row.closed_by_name, row.closed_at), _("Case closed"), row.handled))
    return points


def _line(name: str, at: datetime) -> str:
    return " · ".join(part for part in (name, dates.stamp(at)) if part)


def _part() -> QVBoxLayout:
    part = QVBoxLayout()
    part.setSpacing(Space.XS)
    part.setContentsMargins(Space.L, 0, Space.L, 0)
    return part
