"""The Rules page: contents at the left, the rule that is read at the right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QScrollArea, QSplitter, QVBoxLayout, QWidget

from app.queries.keeping.policy import PolicyRow
from app.reading.findings import LastCheck
from app.reading.keeping.policy import by_key
from app.rules.catalogue import RULES
from app.rules.policy import DEFAULTS, Policy
from app.text import _
from app.ui.kit import theme
from app.ui.kit.controls import label
from app.ui.kit.desk import Desk
from app.ui.kit.page import Page
from app.ui.kit.tokens import Space
from app.ui.rulebook.commands import COMMANDS
from app.ui.rulebook.contents import Contents
from app.ui.rulebook.reading import RuleSheet

if TYPE_CHECKING:
    from app.context import Context


class RulesPage(Page):
    """`open_target` takes the id of a rule."""

    key = "rules"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._policies: Mapping[str, PolicyRow] = {}
        self._found: Mapping[str, int] | None = None
        self.contents = Contents()
        self.setFocusProxy(self.contents)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search the rulebook"))
        self.search.setAccessibleName(_("Search the rulebook"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._on_search)
        self._nothing = label(_("No rule says that."), "soft", wrap=True)
        self._nothing.hide()
        self._reading = QScrollArea()
        self._reading.setProperty("reading", True)
        self._reading.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._reading.setAccessibleName(_("Rules"))
        self._reading.setWidgetResizable(True)
        self._reading.setFrameShape(QScrollArea.Shape.NoFrame)
        self.body.setContentsMargins(Space.XL, Space.L, 0, 0)
        self.body.addWidget(self._halves(), 1)
        self.contents.chosen.connect(lambda _rule: self._show_rule())
        self._tell()
        self.add_actions(
            [
                COMMANDS["rules.search"].does(self._focus_search),
            ]
        )

    def populate(self) -> None:
        self.desk.tasks.query(by_key, self._on_policies)
        check = self.desk.check
        self.desk.tasks.query(lambda ctx: _counts(ctx, check), self._on_counts)

    def open_target(self, target: object) -> None:
        if isinstance(target, str) and target in RULES:
            self.search.clear()
            self.contents.choose(target)
            self.contents.setFocus()

    def _halves(self) -> QSplitter:
        left = QWidget()
        left.setMinimumWidth(theme.scaled(200))
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, Space.M, Space.L)
        column.setSpacing(Space.S)
        column.addWidget(self.search)
        column.addWidget(self._nothing)
        column.addWidget(self.contents, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(left)
        split.addWidget(self._reading)
        split.setStretchFactor(1, 1)
        split.setSizes([theme.scaled(330), theme.scaled(760)])
        split.setChildrenCollapsible(False)
        return split

    def _on_policies(self, rows: Mapping[str, PolicyRow]) -> None:
        self._policies = rows
        self.contents.read_with(self._policy())
        if not self.contents.current():
            self.contents.choose(next(iter(RULES)))
        self._show_rule()

    def _on_counts(self, counts: Mapping[str, int]) -> None:
        self._found = counts
        self._show_rule()

    def _policy(self) -> Policy:
        values = {key: row.value for key, row in self._policies.items()}
        return Policy(**{**asdict(DEFAULTS), **values})

    def _show_rule(self) -> None:
        rule = RULES.get(self.contents.current())
        if rule is None or not self._policies:
            return
        found = None if self._found is None else self._found.get(rule.id, 0)
        sheet = RuleSheet(rule, self._policy(), self._policies, found)
        sheet.rule_asked.connect(self.open_target)
        sheet.findings_asked.connect(lambda rule_id: self.desk.go("findings", rule_id))
        self._reading.setWidget(sheet)

    def _on_search(self, text: str) -> None:
        self._nothing.setVisible(not self.contents.narrow(text))

    def _focus_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _tell(self) -> None:
        enforced = sum(rule.enforced for rule in RULES.values())
        self.header.set_note(
            _("{n} rules; the program enforces {enforced} of them, people the others").format(
                n=len(RULES), enforced=enforced
            )
        )


def _counts(ctx: Context, check: LastCheck) -> Mapping[str, int]:
    return Counter(row.finding.rule for row in check.found(ctx).rows)
