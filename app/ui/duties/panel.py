"""One due day in the panel: where it stands, what is mine to do, what was handed in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.reading.duties.board import DutyEntry
from app.reading.duties.sheet import DutySheetReading
from app.rules.duties.state import OPEN
from app.rules.vocabulary import DutyForm, DutyState
from app.text import _, dates, say
from app.text.duties import doer_words, receiver_words, recurrence_words
from app.text.words import title_word
from app.ui.duties.words import due_words, entry_name, needs_words, state_tone, state_words
from app.ui.kit.controls import button, label, pill, rule_line
from app.ui.kit.tokens import Space, Tone


@dataclass(frozen=True, slots=True)
class DutyWays:
    """Where the panel's buttons lead."""

    do: Callable[[DutyEntry, DutySheetReading], object]
    receive: Callable[[DutyEntry], object]
    give_back: Callable[[DutyEntry], object]
    publish: Callable[[DutyEntry, DutySheetReading], object]
    print: Callable[[DutyEntry, DutySheetReading], object]
    lines: Callable[[DutyEntry, DutySheetReading], object]
    end: Callable[[DutyEntry], object]
    rule: Callable[[str], object]


class DutyPanel(QWidget):
    def __init__(
        self, one: DutyEntry, sheet: DutySheetReading, ways: DutyWays, *, may_add: bool
    ) -> None:
        super().__init__()
        self.setAccessibleName(entry_name(one))
        self._one, self._sheet, self._ways, self._may_add = one, sheet, ways, may_add
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(Space.L, 0, Space.L, Space.L)
        self._column.setSpacing(Space.S)
        self._add_facts()
        self._add_buttons()
        self._add_form()
        self._add_steps()
        self._column.addStretch(1)

    def _add_facts(self) -> None:
        one = self._one
        head = QHBoxLayout()
        head.addWidget(label(f"{one.department} {one.team}".rstrip(), "strong"), 1)
        head.addWidget(pill(state_words(one), state_tone(one.state)))
        self._column.addLayout(head)
        self._say(_("Due: {day}.").format(day=due_words(one.due_on, self._sheet.today)))
        when = recurrence_words(one.kind.recurrence)
        self._say(_("How often: {when}.").format(when=when), "soft")
        self._say(_("Done by: {who}.").format(who=doer_words(one.kind.doer)), "soft")
        if one.kind.receiver is not None:
            who = receiver_words(one.kind.receiver)
            self._say(_("Received by: {who}.").format(who=who), "soft")
        if one.done is not None and one.done.returned:
            self._say(_("Returned: {remark}").format(remark=one.done.returned), tone=Tone.WARN)
        elif one.late and one.done is None:
            self._say(_("Its due day is over: it counts as done late."), tone=Tone.WARN)

    def _add_buttons(self) -> None:
        one, sheet, ways = self._one, self._sheet, self._ways
        made: list[QPushButton] = []
        if one.may_do and one.state in OPEN:
            again = one.state is DutyState.RETURNED
            text = _("&Do it again…") if again else _("&Do it…")
            made.append(button(text, lambda: ways.do(one, sheet), kind="primary", icon="check"))
        if one.may_receive and one.state is DutyState.HANDED_UP:
            made.append(button(_("&Receive"), lambda: ways.receive(one), kind="primary"))
            made.append(button(_("Re&turn…"), lambda: ways.give_back(one), icon="undo"))
        self._row(made)
        quiet = [
            button(_("Print…"), lambda: ways.print(one, sheet), kind="quiet", icon="print"),
        ]
        if self._may_publish():
            quiet.append(
                button(_("What was agreed, as a bulletin…"), lambda: ways.publish(one, sheet),
                       kind="quiet", icon="publish")
            )  # fmt: skip
        if self._may_add and one.form is DutyForm.CHECKLIST:
            quiet.append(
                button(_("Lines of the checklist…"), lambda: ways.lines(one, sheet),
                       kind="quiet", icon="edit")
            )  # fmt: skip
        if self._may_add and one.name:
            quiet.append(
                button(_("End this duty…"), lambda: ways.end(one), kind="quiet", icon="close")
            )
        if one.kind.rule:
            rule = one.kind.rule
            quiet.append(button(rule, lambda: ways.rule(rule), kind="link"))
        for each in quiet:
            self._row([each])

    def _may_publish(self) -> bool:
        one = self._one
        agreed = any(point.agreed for point in self._sheet.points)
        return one.done is not None and agreed and one.done.bulletin_id is None and one.may_do

    def _add_form(self) -> None:
        one, sheet = self._one, self._sheet
        self._column.addWidget(rule_line())
        if one.done is None:
            self._say(needs_words(one), "soft")
            for line in sheet.lines:
                self._say(f"☐ {line if isinstance(line, str) else say(line)}")
            return
        for row in sheet.results:
            where = ", ".join(part for part in (row.person, row.place, row.remark) if part)
            sign = "✓" if row.ok else "✗"
            told = f"{sign} {row.text}" + (f": {where}" if where else "")
            if row.item_no:
                told += " · " + _("open item {no}").format(no=row.item_no)
            self._say(told, tone=Tone.PLAIN if row.ok else Tone.BAD)
        for point in sheet.points:
            self._say(f"• {point.topic}", "strong")
            if point.agreed:
                self._say(f"→ {point.agreed}")
        if sheet.present:
            names = {row.id: row.name for row in sheet.people}
            there = [names[person] for person in sheet.present if person in names]
            self._say(_("There: {names}").format(names=", ".join(there)), "soft")
        if one.done.bulletin_id is not None:
            self._say(_("What was agreed is out as a bulletin."), tone=Tone.GOOD)
        if one.done.text:
            self._say(one.done.text)

    def _add_steps(self) -> None:
        if not self._sheet.steps:
            return
        self._column.addWidget(rule_line())
        for step in self._sheet.steps:
            told = f"{title_word(step.kind)} · {step.by} · {dates.stamp(step.at)}"
            self._say(told, "caption")
            if step.text:
                self._say(_("“{text}”").format(text=step.text), "soft")

    def _row(self, made: list[QPushButton]) -> None:
        if made:
            row = QHBoxLayout()
            row.setSpacing(Space.S)
            for each in made:
                row.addWidget(each)
            row.addStretch(1)
            self._column.addLayout(row)

    def _say(self, text: str, role: str = "body", tone: Tone = Tone.PLAIN) -> None:
        self._column.addWidget(label(text, role, tone, wrap=True))
