"""What the right-hand panel says of one person's day on the month's sheet."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.queries.attendance.month import MonthDay, MonthLine
from app.queries.roster.rows import DayHead
from app.rules.vocabulary import Level
from app.text import _, dates
from app.text.findings import finding_remedy, finding_sentence
from app.ui.attendance.words import day_words
from app.ui.kit.controls import button
from app.ui.kit.tokens import Space
from app.ui.kit.verdict import Outcome, VerdictPanel, VerdictRow
from app.ui.shell.desk import Desk


class DayPanel(QWidget):
    """The day in words, what was found, and the way to that day's sheet."""

    def __init__(self, desk: Desk, line: MonthLine, head: DayHead, day: MonthDay) -> None:
        super().__init__()
        title = f"{line.name} · {dates.day(head.day)}"
        self.setAccessibleName(title)
        rows = [
            VerdictRow(
                one.rule,
                Outcome.REFUSED if one.level is Level.BREACH else Outcome.WARNING,
                finding_sentence(one),
                finding_remedy(one),
            )
            for one in day.findings
        ]
        words = day_words(day).partition("\n")[0] or _("No shift")
        verdict = VerdictPanel(title, rows, words)
        verdict.rule_asked.connect(lambda rule: desk.go("rules", rule))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, Space.L)
        column.addWidget(verdict)
        ways = QVBoxLayout()
        ways.setContentsMargins(Space.L, 0, Space.L, 0)
        ways.addWidget(
            button(_("Show in the roster"), lambda: desk.go("roster", (line.no, head.day)),
                   icon="roster")
        )  # fmt: skip
        ways.addWidget(button(_("Person"), lambda: desk.go("person", line.no), icon="person"))
        column.addLayout(ways)
        column.addStretch(1)
