"""One report in the panel: what was reported, what is mine to do, the verdict, the chain."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.queries.registers.reports import ReportRow, ReportStepRow
from app.reading.registers.reports import ReportFile
from app.rules.vocabulary import ReportAction
from app.text import _, dates
from app.text.words import title_word
from app.ui.kit.controls import button, label, pill, rule_line
from app.ui.kit.desk import Desk
from app.ui.kit.timeline import TimelineEntry, When
from app.ui.kit.tokens import Space, Tone
from app.ui.kit.verdict import VerdictPanel
from app.ui.kit.verdict_rows import verdict_rows, verdict_summary
from app.ui.registers import words
from app.ui.registers.steps import STEPS


class ReportPanel(QWidget):
    """`choose` is called with what the person wants to do, `open_other` with a number."""

    def __init__(
        self,
        desk: Desk,
        file: ReportFile,
        choose: Callable[[ReportAction], object],
        open_other: Callable[[str], object],
    ) -> None:
        super().__init__()
        self.setAccessibleName(_("Report {no}").format(no=file.report.row.no))
        self._desk, self._file = desk, file
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, Space.L)
        column.setSpacing(Space.M)
        for part in (self._facts(), self._ways(choose, open_other)):
            part.setContentsMargins(Space.L, 0, Space.L, 0)
            column.addLayout(part)
        column.addWidget(rule_line())
        verdict = VerdictPanel(
            _("Verdict"), verdict_rows(file.verdict, file.names), verdict_summary(file.verdict)
        )
        verdict.rule_asked.connect(lambda rule: desk.go("rules", rule))
        column.addWidget(verdict)
        chain = self._chain()
        chain.setContentsMargins(Space.L, 0, Space.L, 0)
        column.addLayout(chain)
        column.addStretch(1)

    def _facts(self) -> QVBoxLayout:
        report = self._file.report
        row, now = report.row, self._desk.ctx.now()
        lines = QVBoxLayout()
        lines.setSpacing(Space.XS)
        head = QHBoxLayout()
        kind = title_word(row.kind)
        title = _("Emergency: {kind}").format(kind=kind) if row.emergency else kind
        head.addWidget(label(title, "strong", wrap=True), 1)
        head.addWidget(pill(title_word(report.state), words.report_tone(report)))
        lines.addLayout(head)
        route = _("{name} to {other}").format(name=row.raised_by_name, other=row.to_name)
        lines.addWidget(label(f"{route} · {dates.stamp(row.raised_at)}", "soft", wrap=True))
        if report.due is not None:
            tone = words.report_due_tone(report, now)
            due = label(words.report_due(report, now), "strong", tone)
            lines.addWidget(due)
        lines.addWidget(label(row.facts, wrap=True))
        if row.proposal:
            said = _("Proposal: {text}").format(text=row.proposal)
            lines.addWidget(label(said, wrap=True))
        return lines

    def _ways(
        self, choose: Callable[[ReportAction], object], open_other: Callable[[str], object]
    ) -> QVBoxLayout:
        lines = QVBoxLayout()
        lines.setSpacing(Space.S)
        for action in self._file.offers:
            told = STEPS[action]
            made = button(_(told.offer), partial(choose, action), kind=told.kind, icon=told.icon)
            lines.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        row = self._file.report.row
        for no, said in (
            (row.taken_from, _("Takes {no} one level up")),
            (row.taken_as, _("Taken one level up as {no}")),
        ):
            if no:
                text = said.format(no=no)
                link = button(text, partial(open_other, no), kind="link")
                lines.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        return lines

    def _chain(self) -> QVBoxLayout:
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(rule_line())
        lines.addWidget(label(_("What happened"), "heading"))
        steps = chain(self._file)
        for place, step in enumerate(steps):
            last = place == len(steps) - 1
            lines.addWidget(_entry(step, last=last))
        return lines


def chain(file: ReportFile) -> list[ReportStepRow]:
    """What happened, the earliest first; of an imported report as far as its row tells."""
    row = file.report.row
    there = {step.action for step in file.steps}
    told = [step for step in _of_row(row) if step.action not in there]
    return sorted([*told, *file.steps], key=lambda step: step.at)


def _of_row(row: ReportRow) -> list[ReportStepRow]:
    """The steps that the columns of a row imply."""
    to, by = (row.to, row.to_name), (row.raised_by, row.raised_by_name)
    told = [ReportStepRow(ReportAction.RAISE, *by, row.raised_at, row.proposal)]
    if row.answered_at is not None:
        told.append(ReportStepRow(ReportAction.ANSWER, *to, row.answered_at, row.answer))
        if row.dissent:
            told.append(ReportStepRow(ReportAction.DISSENT, *by, row.answered_at, row.dissent))
        if row.upheld:
            told.append(ReportStepRow(ReportAction.UPHOLD, *to, row.answered_at, ""))
    if row.skipped_told_at is not None:
        told.append(ReportStepRow(ReportAction.TELL, *by, row.skipped_told_at, ""))
    return told


def _entry(step: ReportStepRow, *, last: bool) -> TimelineEntry:
    head = label(title_word(step.action), "strong", wrap=True)
    when = label(f"{step.by_name} · {dates.stamp(step.at)}", "caption", wrap=True)
    said: list[QWidget] = [when, head]
    if step.text:
        tone = Tone.WARN if step.action is ReportAction.DISSENT else Tone.PLAIN
        said.append(label(_("“{text}”").format(text=step.text), "body", tone, wrap=True))
    return TimelineEntry(said, When.NOW if last else When.PAST, last=last)
