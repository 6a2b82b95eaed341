"""One request in the panel: the verdict of now, what is mine to do, and what was decided."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.queries.requests.decisions import DecisionRow
from app.reading.roster.repairing import AbsenceAsked
from app.reading.swaps.desk import Choice, RequestFile
from app.rules.judged import Judgement, read_judged
from app.rules.permissions import Action as May
from app.rules.permissions import Scope
from app.rules.requests import RequestKind
from app.rules.verdict import Outcome
from app.rules.vocabulary import SwapStatus
from app.text import _, dates
from app.text.findings import finding_sentence
from app.text.requests.kinds import step_word
from app.text.requests.swaps import ended_words
from app.text.words import named
from app.ui.kit.controls import button, label, pill, rule_line, symbol
from app.ui.kit.desk import Desk
from app.ui.kit.repairing import open_ways
from app.ui.kit.requests.kinds import state_shown, step_tone
from app.ui.kit.tokens import Space
from app.ui.kit.verdict import VerdictPanel
from app.ui.kit.verdict_rows import verdict_rows, verdict_summary
from app.ui.swaps.card import choice_buttons
from app.ui.swaps.words import leg_words, next_words, parties, standing


class RequestPanel(QWidget):
    """`choose` is called with what the person wants to do; `print_form` writes the form."""

    def __init__(
        self,
        desk: Desk,
        file: RequestFile,
        choose: Callable[[Choice], object],
        print_form: Callable[[], object],
    ) -> None:
        super().__init__()
        self.setAccessibleName(_("Swap {no}").format(no=file.request.row.no))
        self._desk, self._file = desk, file
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, Space.L)
        column.setSpacing(Space.S)
        column.addLayout(self._facts())
        column.addLayout(self._ways(choose, print_form))
        if file.verdict is not None:
            verdict = VerdictPanel(
                _("Verdict"), verdict_rows(file.verdict, file.names),
                verdict_summary(file.verdict),
            )  # fmt: skip
            verdict.rule_asked.connect(lambda rule: desk.go("rules", rule))
            column.addWidget(verdict)
        column.addLayout(self._history())
        column.addStretch(1)

    def _facts(self) -> QVBoxLayout:
        request = self._file.request
        row, today = request.row, self._desk.ctx.today()
        lines = QVBoxLayout()
        lines.setContentsMargins(Space.L, Space.S, Space.L, 0)
        lines.setSpacing(Space.XS)
        head = QHBoxLayout()
        head.addWidget(label(parties(row), "strong"), 1)
        head.addWidget(pill(*state_shown(*standing(request))))
        lines.addLayout(head)
        for party in (row.requester, row.counterpart):
            words = _("{name} gives {shift}").format(name=party.name, shift=leg_words(party, today))
            lines.addWidget(label(words, wrap=True))
        if row.reason:
            lines.addWidget(label(_("“{text}”").format(text=row.reason), "soft", wrap=True))
        if request.back is not None:
            asker, why = row.side(request.back.side).name, request.back.reason
            words = _("{name} wants to take it back: {reason}").format(name=asker, reason=why)
            lines.addWidget(label(words, wrap=True))
        words = next_words(request)
        if words:
            lines.addWidget(label(words, "soft", wrap=True))
        return lines

    def _ways(
        self, choose: Callable[[Choice], object], print_form: Callable[[], object]
    ) -> QVBoxLayout:
        row = self._file.request.row
        both = QVBoxLayout()
        both.setContentsMargins(Space.L, Space.XS, Space.L, Space.S)
        both.setSpacing(Space.S)
        choices = choice_buttons(self._file.request, choose)
        if choices:
            line = QHBoxLayout()
            for made in choices:
                line.addWidget(made)
            line.addStretch(1)
            both.addLayout(line)
        line = QHBoxLayout()
        target = (row.requester.no, row.requester.gives_on)
        line.addWidget(
            button(_("In the roster"), lambda: self._desk.go("roster", target), kind="quiet",
                   icon="roster")
        )  # fmt: skip
        if self._fell_through():
            asked = AbsenceAsked(row.requester.person_id, target[1], target[1])
            ways = button(
                _("Ways to cover…"),
                lambda: open_ways(self._desk, asked),
                kind="quiet",
                icon="people",
            )
            ways.setToolTip(_("{name} works this shift as before.").format(name=row.requester.name))
            line.addWidget(ways)
        line.addWidget(button(_("Print the form…"), print_form, kind="quiet", icon="print"))
        line.addStretch(1)
        both.addLayout(line)
        return both

    def _fell_through(self) -> bool:
        """Whether somebody still works the shift that they wanted to give, and others could."""
        row, me = self._file.request.row, self._desk.me
        fallen = row.status in (SwapStatus.DECLINED, SwapStatus.EXPIRED, SwapStatus.CANCELLED)
        may = me.scope(May.DRAFT_ROSTER) is not Scope.NONE
        return fallen and may and row.requester.gives_on >= self._desk.ctx.today()

    def _history(self) -> QVBoxLayout:
        lines = QVBoxLayout()
        lines.setContentsMargins(Space.L, Space.S, Space.L, 0)
        lines.setSpacing(Space.S)
        lines.addWidget(rule_line())
        lines.addWidget(label(_("History"), "heading"))
        if not self._file.history:
            words = _("It came with an imported register, which does not tell its steps.")
            lines.addWidget(label(words, "soft", wrap=True))
        for step in self._file.history:
            lines.addWidget(StepLine(step, self._file.names))
        return lines


class StepLine(QWidget):
    """One decision: what, who, when, why; and what it was judged by."""

    def __init__(self, step: DecisionRow, names: object) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.S)
        line.addWidget(symbol(step_tone(RequestKind.SWAP, step.step)), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(step_word(RequestKind.SWAP, step.step), "strong"))
        words.addWidget(label(_by_and_when(step), "soft", wrap=True))
        if step.reason:
            words.addWidget(label(_("“{text}”").format(text=ended_words(step.reason)), wrap=True))
        judged = read_judged(step.judged)
        if judged is not None:
            words.addWidget(label(judged_words(judged), "caption", wrap=True))
            self.setToolTip(_judged_lines(judged))
        line.addLayout(words, 1)


def _by_and_when(step: DecisionRow) -> str:
    """What the program itself did is nobody's."""
    if step.step.rpartition(".")[2] in ("expire", "cancel"):
        return dates.stamp(step.at)
    return f"{named(step.by_name, step.by_no)} · {dates.stamp(step.at)}"


def judged_words(judged: Judgement) -> str:
    """The policy values that a decision was judged by."""
    policy = judged.policy
    return _(
        "Judged with {limit} swaps a month, {rest} h of rest, levels at most {gap} apart."
    ).format(
        limit=policy.swap_monthly_limit, rest=policy.swap_rest_hours, gap=policy.swap_skill_gap
    )


def _judged_lines(judged: Judgement) -> str:
    """What each rule said then, for the tooltip."""
    return "\n".join(
        f"{line.rule}: {finding_sentence(finding)}"
        for line in judged.verdict.lines
        for finding in line.said
        if line.outcome is not Outcome.ALLOWED or finding.figures.counted
    )
