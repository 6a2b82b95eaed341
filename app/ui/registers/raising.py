"""Reporting upwards: the form that knows the right superior and says what the rules say."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.context import Context
from app.reading.registers.reports import Draft, Reach, judge
from app.rules.vocabulary import Message, ReportKind, msg
from app.services.registers.reports import raise_report
from app.text import _
from app.text.words import title_word
from app.ui.kit.desk import Desk
from app.ui.kit.fields import ChoiceField, note_field
from app.ui.kit.forms import Form, FormDialog
from app.ui.registers.live_verdict import Judge, LiveVerdict


class RaisingDialog(FormDialog):
    """A report: kind, how urgent, to whom, facts, proposal; beneath, the verdict of now."""

    def __init__(
        self, parent: QWidget, desk: Desk, reach: Reach, done: Callable[[str], object]
    ) -> None:
        self.kind = ChoiceField([(title_word(kind), kind) for kind in ReportKind])
        self.emergency = ChoiceField(
            [(_("Usual: to the superior"), False), (_("Emergency: a level may be skipped"), True)]
        )
        self.to: ChoiceField[int] = ChoiceField(_addressees(reach))
        self.facts = note_field(_("What happened, where, since when"), 3)
        self.proposal = note_field(_("What you propose to do"), 2)
        form = Form(self._problems, columns=2)
        form.add("kind", _("&Kind"), self.kind)
        form.add("emergency", _("&Urgency"), self.emergency)
        form.add("to", _("Report &to"), self.to, wide=True)
        form.add("facts", _("&Facts"), self.facts, wide=True)
        form.add("proposal", _("&Proposal"), self.proposal, wide=True)
        lead = _("A report states the facts and a proposal (ESC-3); the rest follows from them.")
        super().__init__(parent, _("Report upwards"), form, _("&Report"), lead)
        self.setMinimumWidth(720)
        self.live = LiveVerdict(desk, self._judge)
        self.put_under(self.live)
        form.changed.connect(self.live.look)
        self.sends(desk, self._make, done)
        self.live.look()

    def draft(self) -> Draft:
        """What is typed and chosen."""
        return Draft(
            self.to.value(),
            self.kind.value(),
            self.emergency.value(),
            self.facts.toPlainText(),
            self.proposal.toPlainText(),
        )

    def _judge(self) -> Judge | None:
        """Nothing is judged before there are facts and a proposal: that they are missing is said
        at their fields."""
        if self._problems():
            return None
        draft = self.draft()
        return lambda ctx: judge(ctx, draft)

    def _make(self) -> Callable[[Context], str]:
        draft = self.draft()
        return lambda ctx: raise_report(ctx, draft)

    def _problems(self) -> dict[str, Message]:
        problems = {}
        if not self.facts.toPlainText().strip():
            problems["facts"] = msg("Say what happened.")
        if not self.proposal.toPlainText().strip():
            problems["proposal"] = msg("Say what you propose (ESC-3).")
        return problems


def _addressees(reach: Reach) -> list[tuple[str, int]]:
    """The superior first, then whom an emergency may reach, then everybody else: the verdict says
    why not."""
    told = [(_("{name}: your superior").format(name=name), key) for key, name in reach.superiors]
    told += [
        (_("{name}: only in an emergency").format(name=name), key)
        for key, name in reach.in_emergency
    ]
    known = {key for _text, key in told}
    return told + [(name, key) for key, name in reach.everybody if key not in known]
