"""Every hard rule with how many keep it; below it each day on which somebody does not."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

from app.rules.rostering.certificate.records import BrokenRule
from app.rules.rostering.hard import HardRule
from app.services.roster.certifying import CertifiedRoster
from app.text import _, dates, ngettext
from app.text.certificate import RULE_NAMES, broken_words, rule_name
from app.ui.kit import icons, theme
from app.ui.kit.tokens import Tone

_PLACE = Qt.ItemDataRole.UserRole


class RulesTree(QTreeWidget):
    """What is broken stands first. `picked` brings the person and the day to go to."""

    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setHeaderHidden(True)
        self.setAccessibleName(_("Hard rules"))
        self.setUniformRowHeights(True)
        self.itemActivated.connect(self._on_chosen)
        self.itemClicked.connect(self._on_chosen)

    def show_rules(self, made: CertifiedRoster) -> None:
        self.clear()
        by_rule = {rule: [one for one in made.certificate.hard if one.rule is rule]
                   for rule in RULE_NAMES}  # fmt: skip
        for rule, broken in sorted(by_rule.items(), key=lambda pair: not pair[1]):
            item = self._rule(rule, broken, len(made.certificate.people))
            self.addTopLevelItem(item)
            for one in broken:
                item.addChild(_line(one, made.names[one.person]))
            item.setExpanded(bool(broken))

    def _rule(self, rule: HardRule, broken: list[BrokenRule], people: int) -> QTreeWidgetItem:
        who = len({one.person for one in broken})
        words = ngettext("kept by {n} person", "kept by {n} people", people - who)
        words = words.format(n=people - who)
        if who:
            against = ngettext("broken by {n} person", "broken by {n} people", who)
            words = f"{against.format(n=who)} · {words}"
        item = QTreeWidgetItem([_("{name}: {what}").format(name=rule_name(rule), what=words)])
        tone = Tone.BAD if broken else Tone.GOOD
        item.setIcon(0, icons.icon("breach" if broken else "check", tone.value))
        if broken:
            item.setForeground(0, QBrush(theme.colour(tone.value)))
        return item

    def _on_chosen(self, item: QTreeWidgetItem) -> None:
        place = item.data(0, _PLACE)
        if place is not None:
            self.picked.emit(place)


def _line(one: BrokenRule, name: str) -> QTreeWidgetItem:
    who = _("{name} ({number})").format(name=name, number=one.person)
    words = _("{day}: {name}: {what}").format(
        day=dates.short_day(one.day, one.day), name=who, what=broken_words(one)
    )
    item = QTreeWidgetItem([words])
    item.setData(0, _PLACE, (one.person, one.day))
    item.setToolTip(0, words)
    return item
