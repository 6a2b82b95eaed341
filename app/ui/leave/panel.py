"""One leave in the panel: where it stands, what is mine to do, certificates, verdict, history."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.queries.requests.decisions import DecisionRow
from app.reading.leave.certificates import CertificateRow
from app.reading.leave.view import Detail
from app.rules.judged import read_judged
from app.rules.requests import RequestKind
from app.rules.verdict import Outcome
from app.text import _, dates
from app.text.findings import finding_sentence
from app.text.requests.kinds import step_word
from app.text.words import named
from app.ui.kit.controls import button, label, pill, rule_line, symbol
from app.ui.kit.desk import Desk
from app.ui.kit.first_place import TAKES_AWAY
from app.ui.kit.leave_kinds import kind_word
from app.ui.kit.requests.kinds import step_tone
from app.ui.kit.tokens import Space, Tone
from app.ui.kit.verdict import VerdictPanel
from app.ui.kit.verdict_rows import verdict_rows, verdict_summary
from app.ui.leave.deciding import LeaveDecider
from app.ui.leave.effect import EffectTable
from app.ui.leave.stepper import Stepper
from app.ui.leave.words import state_tone, state_words


@dataclass(frozen=True, slots=True)
class Ways:
    """Where the panel's buttons lead."""

    decider: LeaveDecider
    change: Callable[[Detail], object]
    hand_in: Callable[[Detail], object]
    look: Callable[[CertificateRow], object]
    print_form: Callable[[Detail], object]


class LeavePanel(QWidget):
    """Everything about one leave that the person may see."""

    def __init__(self, desk: Desk, found: Detail, ways: Ways) -> None:
        super().__init__()
        self.setAccessibleName(_("Leave {no}").format(no=found.row.no))
        self._desk, self._found, self._ways = desk, found, ways
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, Space.L)
        column.setSpacing(Space.M)
        for part in (
            self._facts(), self._buttons(), self._chain(), self._papers(), self._effect(),
        ):  # fmt: skip
            if part is not None:
                part.setContentsMargins(Space.L, 0, Space.L, 0)
                column.addLayout(part)
        if found.verdict is not None:
            column.addWidget(rule_line())
            verdict = VerdictPanel(
                _("Verdict"),
                verdict_rows(found.verdict, found.names),
                verdict_summary(found.verdict),
            )
            verdict.rule_asked.connect(lambda rule: desk.go("rules", rule))
            column.addWidget(verdict)
        history = self._history()
        history.setContentsMargins(Space.L, 0, Space.L, 0)
        column.addLayout(history)
        column.addStretch(1)

    def _facts(self) -> QVBoxLayout:
        row, own = self._found.row, {self._found.row.kind: self._found.kind}
        lines = _lines()
        head = QHBoxLayout()
        head.addWidget(label(row.name, "strong"), 1)
        today = self._desk.ctx.today()
        head.addWidget(pill(state_words(row, today), state_tone(row, today)))
        lines.addLayout(head)
        kind = kind_word(row.kind, own if self._found.kind != row.kind else {})
        days = dates.days(row.first, row.last, today)
        lines.addWidget(label(f"{kind} · {days} · {dates.days_long(row.days)}", wrap=True))
        for text in self._told():
            lines.addWidget(label(text, "soft", wrap=True))
        return lines

    def _told(self) -> list[str]:
        """What was said of it: reason, circumstances, the call, who filed it, how it ended."""
        row = self._found.row
        told = [_("Filed {moment}").format(moment=dates.stamp(row.filed_at))]
        if row.filed_by_no != row.person_no:
            told[0] = _("Filed {moment} by {name}").format(
                moment=dates.stamp(row.filed_at),
                name=named(row.filed_by_name, row.filed_by_no),
            )
        if row.reason:
            told.append(_("“{text}”").format(text=row.reason))
        if row.special:
            told.append(_("Special circumstances: {text}").format(text=row.special))
        if row.phoned_at is not None:
            told.append(
                _("Telephoned {moment} by {name}").format(
                    moment=dates.stamp(row.phoned_at), name=row.phoned_by or _("somebody")
                )
            )
        if row.replaces_no:
            told.append(_("Changes {no}").format(no=row.replaces_no))
        if row.late_approved:
            told.append(_("Filed late and accepted"))
        if row.ended_reason:
            told.append(_("Declined: {reason}").format(reason=row.ended_reason))
        if self._found.giving_up is not None:
            told.append(_("To be given up: {reason}").format(reason=self._found.giving_up.reason))
        return told

    def _buttons(self) -> QVBoxLayout:
        found, do = self._found, self._ways.decider
        lines, row = _lines(), QHBoxLayout()
        row.setSpacing(Space.S)
        for made in self._choices(found, do):
            row.addWidget(made)
        row.addStretch(1)
        if row.count() > 1:
            lines.addLayout(row)
        where = (found.row.person_no, found.row.first)
        for text, way, icon in (
            (_("In the roster"), lambda: self._desk.go("roster", where), "roster"),
            (_("Print the form…"), lambda: self._ways.print_form(found), "print"),
        ):
            lines.addWidget(
                button(text, way, kind="quiet", icon=icon), 0, Qt.AlignmentFlag.AlignLeft
            )
        return lines

    def _choices(self, found: Detail, do: LeaveDecider) -> list[QPushButton]:
        made: list[QPushButton] = []

        def add(text: str, run: Callable[[Detail], object], kind: str = "", icon: str = "") -> None:
            made.append(button(text, partial(run, found), kind=kind, icon=icon))
            made[-1].setProperty(TAKES_AWAY, run in (do.withdraw, do.give_up))

        if found.decides:
            words = _("&Accept as late…") if found.accepts_late else _("&Approve")
            add(words, do.approve, "primary", "check")
            add(_("&Decline…"), do.decline, "danger")
        if found.decides_giving_up:
            add(_("&Let it be given up"), do.grant_giving_up, "primary", "check")
            add(_("&Decline…"), do.decline_giving_up, "danger")
        if found.withdraws:
            add(_("&Withdraw"), do.withdraw, icon="undo")
        if found.gives_up:
            add(_("C&hange…"), self._ways.change, icon="edit")
            add(_("&Give up…"), do.give_up)
        return made

    def _chain(self) -> QVBoxLayout:
        lines = _lines(_("Chain"))
        lines.addWidget(Stepper(self._found.chain))
        return lines

    def _papers(self) -> QVBoxLayout | None:
        """Certificates, for those who may see them, where the kind asks for any."""
        found = self._found
        papers = found.certificates
        if papers is None or not (papers or found.certificate_due or _covered(found)):
            return None
        lines = _lines(_("Certificates"))
        for paper in papers:
            lines.addWidget(PaperLine(paper, self._desk, self._ways.look))
        if _covered(found) and not papers:
            lines.addWidget(label(_covered(found), "soft", wrap=True))
        if found.certificate_due is not None:
            lines.addLayout(self._due())
        lines.addWidget(
            button(_("&Hand in a certificate…"), partial(self._ways.hand_in, found), icon="plus"),
            0,
            Qt.AlignmentFlag.AlignLeft,
        )
        return lines

    def _due(self) -> QHBoxLayout:
        due, today = self._found.certificate_due, self._desk.ctx.today()
        assert due is not None
        if self._found.row.kind == "sick":
            words, tone = _("One is needed before the last approval."), Tone.WARN
        elif due < today:
            words = _("Overdue since the end of {day}: the days not covered are absence.")
            tone = Tone.BAD
        else:
            words, tone = _("Due by the end of {day}."), Tone.WARN
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addWidget(symbol(tone), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(words.format(day=dates.day(due, near=today)), tone=tone, wrap=True), 1)
        return row

    def _effect(self) -> QVBoxLayout | None:
        if self._found.verdict is None:
            return None
        lines = _lines(_("Cover on these days"))
        lines.addWidget(EffectTable(self._found.effect, self._desk.ctx.today()))
        return lines

    def _history(self) -> QVBoxLayout:
        lines = _lines(_("History"))
        if not self._found.history:
            words = _("It came from a register; its steps stand in the chain above.")
            lines.addWidget(label(words, "soft", wrap=True))
        for entry in self._found.history:
            lines.addWidget(HistoryLine(entry, self._found))
        return lines


class PaperLine(QWidget):
    """One certificate: its name, the days that it covers, and Open."""

    def __init__(
        self, paper: CertificateRow, desk: Desk, look: Callable[[CertificateRow], object]
    ) -> None:
        super().__init__()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(paper.file_name, "strong", wrap=True))
        days = dates.days(paper.first, paper.last, desk.ctx.today())
        handed = dates.stamp(paper.handed_in_at)
        words.addWidget(
            label(_("{days} · handed in {moment}").format(days=days, moment=handed), "soft",
                  wrap=True)
        )  # fmt: skip
        opens = button(_("Look at it"), partial(look, paper), icon="eye")
        opens.setAccessibleName(_("Open {name}").format(name=paper.file_name))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addLayout(words, 1)
        row.addWidget(opens, 0, Qt.AlignmentFlag.AlignTop)


class HistoryLine(QWidget):
    """One decision: what, who, when, why; what each rule said then is its tooltip and summary."""

    def __init__(self, entry: DecisionRow, found: Detail) -> None:
        super().__init__()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(step_word(RequestKind.LEAVE, entry.step), "strong", wrap=True))
        who = f"{named(entry.by_name, entry.by_no)} · {dates.stamp(entry.at)}"
        words.addWidget(label(who, "soft", wrap=True))
        if entry.reason:
            words.addWidget(label(_("“{text}”").format(text=entry.reason), wrap=True))
        judged = read_judged(entry.judged, found.row.no)
        if judged is not None:
            told = [
                f"{line.rule}: {finding_sentence(finding, found.names)}"
                for line in judged.verdict.lines
                for finding in line.said
            ]
            kept = sum(line.outcome is Outcome.ALLOWED for line in judged.verdict.lines)
            summary = _("Judged by {n} rules, {kept} kept; director after {days}.").format(
                n=len(judged.verdict.lines),
                kept=kept,
                days=dates.days_long(judged.policy.leave_director_days),
            )
            words.addWidget(label(summary, "caption", wrap=True))
            self.setToolTip("\n".join(told))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(
            symbol(step_tone(RequestKind.LEAVE, entry.step)), 0, Qt.AlignmentFlag.AlignTop
        )
        row.addLayout(words, 1)


def _covered(found: Detail) -> str:
    """The days that certificates cover, as a register told them."""
    row = found.row
    if row.certificate_from is None or row.certificate_to is None:
        return ""
    return _("Certified from {first} to {last}").format(
        first=row.certificate_from.isoformat(), last=row.certificate_to.isoformat()
    )


def _lines(title: str = "") -> QVBoxLayout:
    lines = QVBoxLayout()
    lines.setSpacing(Space.XS)
    if title:
        lines.addWidget(label(title, "over"))
    return lines
