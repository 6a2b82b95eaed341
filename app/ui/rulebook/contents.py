"""The table of contents: chapters with their rules, narrowed by what is searched for."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QTreeView

from app.rules.catalogue import CHAPTERS, RULES
from app.rules.chapters.rule import Chapter, Rule
from app.rules.policy import Policy
from app.text import _
from app.text.rulebook import chapter_title, policy_name, rule_paragraphs, rule_reading, rule_title
from app.ui.kit import icons, theme

_RULE_ID = Qt.ItemDataRole.UserRole


class Contents(QTreeView):
    """`chosen` brings the id of the rule under the cursor."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._items: dict[str, QStandardItem] = {}
        self._haystacks: dict[str, str] = {}
        self._model = QStandardItemModel()
        self.setModel(self._model)
        self.setHeaderHidden(True)
        self.setAccessibleName(_("Rules by chapter"))
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(12)
        for chapter in CHAPTERS:
            self._add(chapter)
        self.expandAll()
        self.selectionModel().currentChanged.connect(self._on_current)

    def read_with(self, policy: Policy) -> None:
        """Search in what the rules say by the values of `policy`."""
        for rule in RULES.values():
            texts = (
                *(rule.id, rule_title(rule), rule_reading(rule)),
                *rule_paragraphs(rule, policy),
                *(policy_name(key) for key in rule.policy),
            )
            self._haystacks[rule.id] = "\n".join(texts).casefold()

    def narrow(self, text: str) -> int:
        """Show only the rules in which every word of `text` occurs; gives how many."""
        words = text.casefold().split()
        found = {
            rule_id
            for rule_id, haystack in self._haystacks.items()
            if all(word in haystack for word in words)
        }
        for place, chapter in enumerate(CHAPTERS):
            parent = self._model.index(place, 0)
            ids = [rule.id for rule in chapter.rules]
            for row, rule_id in enumerate(ids):
                self.setRowHidden(row, parent, rule_id not in found)
            self.setRowHidden(place, self.rootIndex(), not found.intersection(ids))
        if found and self.current() not in found:
            self.choose(next(rule_id for rule_id in RULES if rule_id in found))
        return len(found)

    def choose(self, rule_id: str) -> None:
        """Put the cursor on a rule; one that the rulebook does not have changes nothing."""
        item = self._items.get(rule_id)
        if item is not None:
            self.setCurrentIndex(item.index())
            self.scrollTo(item.index())

    def current(self) -> str:
        """The rule under the cursor, or ""."""
        return self.currentIndex().data(_RULE_ID) or ""

    def _add(self, chapter: Chapter) -> None:
        heading = QStandardItem(chapter_title(chapter))
        heading.setFont(theme.font("strong"))
        heading.setForeground(theme.colour("text_soft"))
        heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
        for rule in chapter.rules:
            heading.appendRow(self._line(rule))
        self._model.appendRow(heading)

    def _line(self, rule: Rule) -> QStandardItem:
        line = QStandardItem(f"{rule.id}  {rule_title(rule)}")
        line.setData(rule.id, _RULE_ID)
        line.setToolTip(_("Enforced") if rule.enforced else _("Not enforced yet"))
        if rule.enforced:
            line.setIcon(icons.icon("shield", "accent"))
        else:
            line.setIcon(icons.icon("clock", "text_faint"))
        self._items[rule.id] = line
        return line

    def _on_current(self) -> None:
        if self.current():
            self.chosen.emit(self.current())
