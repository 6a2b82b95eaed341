"""The verdict on one subject: every finding about it, and the ways to where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.text import _
from app.text.findings import finding_remedy
from app.ui.kit.controls import button
from app.ui.kit.desk import Desk
from app.ui.kit.findings.lines import FindingLine
from app.ui.kit.tokens import Space
from app.ui.kit.verdict import Outcome, VerdictPanel, VerdictRow

_OF_LEAVE = "LEAVE-"
"""The rules whose findings are about a leave, by its number."""


class FindingPanel(QWidget):
    """`chosen` first, then what else was found of the same subject."""

    def __init__(
        self,
        desk: Desk,
        chosen: FindingLine,
        others: Sequence[FindingLine],
        names: Mapping[str, str],
    ) -> None:
        super().__init__()
        self.setAccessibleName(chosen.subject)
        several = len({line.person for line in (chosen, *others)}) > 1
        rows = [_row(line, names, several) for line in (chosen, *others)]
        verdict = VerdictPanel(chosen.subject, rows, _about(chosen))
        verdict.rule_asked.connect(lambda rule: desk.go("rules", rule))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, Space.L)
        column.setSpacing(0)
        column.addLayout(_ways(desk, chosen))
        column.addWidget(verdict)
        column.addStretch()


def _ways(desk: Desk, chosen: FindingLine) -> QVBoxLayout:
    """One below the other: the panel may be narrow and the text large."""
    ways = QVBoxLayout()
    ways.setContentsMargins(Space.L, Space.S, Space.L, Space.XS)
    ways.setSpacing(Space.XS)
    if chosen.rule.startswith(_OF_LEAVE):
        no = chosen.finding.subject
        of_leave = button(_("Open the leave"), lambda: desk.go("leave", no), icon="leave")
        ways.addWidget(of_leave, 0, Qt.AlignmentFlag.AlignLeft)
    for made in (
        button(
            _("Show in the roster"),
            lambda: desk.go("roster", (chosen.person, chosen.day)),
            icon="roster",
        ),
        button(_("Person"), lambda: desk.go("person", chosen.person), kind="quiet", icon="person"),
    ):
        ways.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
    return ways


def _about(line: FindingLine) -> str:
    who = f"{line.name} ({line.person})" if line.name else line.person
    where = " / ".join(part for part in line.place if part)
    return f"{who} · {where}" if where else who


def _row(line: FindingLine, names: Mapping[str, str], several: bool) -> VerdictRow:
    outcome = Outcome.REFUSED if line.is_breach else Outcome.WARNING
    sentence = line.sentence
    if several:
        sentence = _("{person}: {sentence}").format(
            person=line.name or line.person, sentence=sentence
        )
    return VerdictRow(line.rule, outcome, sentence, finding_remedy(line.finding, names))
