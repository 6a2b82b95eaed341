"""What is done to a report: a dialog for the words of each step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from app.context import Context
from app.reading.registers.reports import ReportFile
from app.rules.registers.course import SPOKEN
from app.rules.vocabulary import Message, ReportAction, msg
from app.services.registers import reports
from app.text import _, mark
from app.ui.kit.desk import Desk
from app.ui.kit.fields import ChoiceField, note_field
from app.ui.kit.forms import Form, FormDialog

Do = Callable[[Context, str, int, str], Any]


@dataclass(frozen=True, slots=True)
class StepWords:
    """A step as it is offered: its button, its dialog, and what carries it out."""

    offer: str
    verb: str
    label: str
    lead: str
    do: Do | None
    icon: str = ""
    kind: str = ""


_A = ReportAction
STEPS: Mapping[ReportAction, StepWords] = {
    _A.ANSWER: StepWords(
        mark("&Answer…"), mark("Put on record"), mark("&Instruction, word for word"),
        mark("It stays on record as it is; nobody can change it afterwards (ESC-3)."),
        reports.answer, "check", "primary",
    ),
    _A.DISSENT: StepWords(
        mark("&Dissent…"), mark("Put on record"), mark("Your &opinion"),
        mark("Your superior stands by the instruction or changes it."), reports.dissent, "flag",
    ),
    _A.UPHOLD: StepWords(
        mark("&Stand by it…"), mark("Stand by it"), mark("&Words (may be blank)"),
        mark("The instruction is carried out, and may then be taken one level up."),
        reports.uphold, "check", "primary",
    ),
    _A.CHANGE: StepWords(
        mark("&Change it…"), mark("Put on record"), mark("&New instruction, word for word"),
        mark("The first instruction stays on record as it was."), reports.change, "edit",
    ),
    _A.CARRY_OUT: StepWords(
        mark("Carried &out…"), mark("Carried out"), mark("&Words (may be blank)"),
        mark("Say what was done, where it helps."), reports.carry_out, "check", "primary",
    ),
    _A.TAKE_UP: StepWords(
        mark("Take one level &up…"), mark("Report it"), mark("&Proposal"),
        mark("A report to your own superior, with facts, instruction and dissent of this one."),
        None, "publish",
    ),
    _A.TELL: StepWords(
        mark("Superior &told…"), mark("Put on record"), mark("&Words (may be blank)"),
        mark("The superior who was skipped has been told of the emergency (ESC-2)."),
        reports.tell_skipped, "bell", "primary",
    ),
}  # fmt: skip


class StepDialog(FormDialog):
    """Asks for the words of `action`, and to whom where that is open."""

    def __init__(self, parent: QWidget, desk: Desk, file: ReportFile, action: ReportAction) -> None:
        told = STEPS[action]
        self._file, self._action = file, action
        self.words = note_field(lines=4)
        self.to: ChoiceField[int] = ChoiceField((name, key) for key, name in file.above)
        form = Form(self._problems)
        if action is _A.TAKE_UP:
            form.add("to", _("Report &to"), self.to)
        form.add("words", _(told.label), self.words)
        title = f"{file.report.row.no} · {_(told.offer).replace('&', '').rstrip('…')}"
        super().__init__(parent, title, form, _(told.verb), _(told.lead))
        self.sends(desk, self._make)
        self.words.setFocus()

    def _make(self) -> Callable[[Context], Any]:
        row, words, do = self._file.report.row, self.words.toPlainText(), STEPS[self._action].do
        if do is None:
            to = self.to.value()
            return lambda ctx: reports.take_up(ctx, row.no, row.version, to, words)
        step = do
        return lambda ctx: step(ctx, row.no, row.version, words)

    def _problems(self) -> dict[str, Message]:
        if self._action in SPOKEN and not self.words.toPlainText().strip():
            return {"words": msg("It is put on record word for word.")}
        return {}
