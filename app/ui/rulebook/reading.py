"""One rule, set to be read: what it says, what we read into it, its values, what was found."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.queries.keeping.policy import PolicyRow
from app.rules.catalogue import RULES, chapter_of
from app.rules.chapters.rule import Rule
from app.rules.policy import Policy
from app.text import _
from app.text.rulebook import chapter_title, rule_paragraphs, rule_reading, rule_title
from app.ui.kit.controls import Card, button, label, pill, symbol
from app.ui.kit.tokens import Space, Tone
from app.ui.rulebook.values import value_card

_MEASURE = 680
"""Pixels: lines longer than this are hard to read."""


class RuleSheet(QWidget):
    """A rule by the values of `policies`; `found` is how many findings it has, None: not known."""

    rule_asked = Signal(str)
    findings_asked = Signal(str)

    def __init__(
        self, rule: Rule, policy: Policy, policies: Mapping[str, PolicyRow], found: int | None
    ) -> None:
        super().__init__()
        self.setProperty("page", True)
        self.setAccessibleName(f"{rule.id} {rule_title(rule)}")
        inner = QWidget()
        inner.setMaximumWidth(_MEASURE)
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.XL)
        self._column.setSpacing(Space.M)
        self._head(rule)
        for paragraph in rule_paragraphs(rule, policy):
            self._column.addWidget(_paragraph(paragraph))
        if rule.reading is not None:
            self._column.addWidget(_reading(rule_reading(rule)))
        self._mentions(rule)
        for key in rule.policy:
            self._column.addWidget(value_card(policies[key]))
        self._column.addWidget(self._standing(rule, found))
        self._column.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(inner, 1)
        row.addStretch()

    def _head(self, rule: Rule) -> None:
        line = QHBoxLayout()
        line.setSpacing(Space.S)
        line.addWidget(pill(rule.id, Tone.ACCENT))
        line.addWidget(label(chapter_title(chapter_of(rule.id)), "soft"))
        line.addStretch()
        self._column.addLayout(line)
        self._column.addWidget(label(rule_title(rule), "title", wrap=True))

    def _mentions(self, rule: Rule) -> None:
        """Links to the rules that the text names."""
        text = " ".join(rule_paragraphs(rule)) + rule_reading(rule)
        named = [other for other in RULES if other != rule.id and _names(text, other)]
        if not named:
            return
        line = QHBoxLayout()
        line.setSpacing(Space.XS)
        line.addWidget(label(_("See also"), "soft"))
        for other in named:
            link = button(other, partial(self.rule_asked.emit, other), kind="link")
            link.setToolTip(rule_title(RULES[other]))
            line.addWidget(link)
        line.addStretch()
        self._column.addLayout(line)

    def _standing(self, rule: Rule, found: int | None) -> Card:
        """Whether it is enforced, and how often it was broken."""
        card = Card()
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        tone = Tone.GOOD if rule.enforced else Tone.PLAIN
        row.addWidget(symbol(tone, 18))
        row.addWidget(label(_standing_words(rule, found), wrap=True), 1)
        if found:
            row.addWidget(
                button(_("Show them"), lambda: self.findings_asked.emit(rule.id), icon="findings")
            )
        card.body.addLayout(row)
        return card


def _standing_words(rule: Rule, found: int | None) -> str:
    if not rule.enforced:
        return _("Not enforced by the program yet: people see to it.")
    if found is None:
        return _("Enforced by the program.")
    if found == 0:
        return _("Enforced by the program. Findings that you may see: none.")
    return _("Enforced by the program. Findings that you may see: {n}.").format(n=f"{found:,}")


def _paragraph(text: str) -> QWidget:
    made = label("", "reading", wrap=True)
    made.setTextFormat(Qt.TextFormat.RichText)
    made.setText(f'<p style="line-height: 138%">{escape(text)}</p>')
    made.setAccessibleName(text)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def _reading(text: str) -> QFrame:
    """What we decided where the source is silent or garbled, set apart."""
    frame = QFrame()
    frame.setProperty("banner", True)
    frame.setProperty("tone", Tone.INFO.value)
    column = QVBoxLayout(frame)
    column.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
    column.setSpacing(Space.XS)
    column.addWidget(label(_("Our reading"), "strong"))
    column.addWidget(label(text, wrap=True))
    return frame


def _names(text: str, rule_id: str) -> bool:
    """Whether `text` names the rule, and not one whose id only begins alike."""
    at = text.find(rule_id)
    after = text[at + len(rule_id) : at + len(rule_id) + 1]
    return at >= 0 and not after.isdigit()
