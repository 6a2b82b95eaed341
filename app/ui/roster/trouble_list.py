"""What is wrong with a draft, team by team: each line leads to its day in the grid."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from app.queries.roster.shortages import Shortage
from app.reading.roster.trouble import Breach, TeamTrouble
from app.text import _, dates
from app.text.findings import finding_sentence
from app.text.words import shift_words
from app.ui.kit.controls import label
from app.ui.kit.handed_roster import trouble_counts
from app.ui.kit.tokens import Space

_PLACE = Qt.ItemDataRole.UserRole
_LEAST, _MOST = 90, 220


class TroubleList(QWidget):
    """`picked` brings what the roster is opened at: a day, or a person's day."""

    picked = Signal(object)

    def __init__(self, before: str) -> None:
        """`before`: the heading, with {what} is wrong in it."""
        super().__init__()
        self._before = before
        self.title = label("", "soft", wrap=True)
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setAccessibleName(_("What is wrong with the draft"))
        self.tree.setUniformRowHeights(True)
        self.tree.setMinimumHeight(_LEAST)
        self.tree.setMaximumHeight(_MOST)
        self.tree.itemClicked.connect(self._on_chosen)
        self.tree.itemActivated.connect(self._on_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addWidget(self.title)
        column.addWidget(self.tree)
        self.hide()

    def show_trouble(self, found: Sequence[TeamTrouble]) -> None:
        """What is wrong first; a team without any is only named where its needs are unknown."""
        self.tree.clear()
        wrong = [team for team in found if team.short or team.breaches or not team.needs]
        for team in wrong:
            item = QTreeWidgetItem([_words(team)])
            self.tree.addTopLevelItem(item)
            for words, place in _lines(team):
                child = QTreeWidgetItem([words])
                child.setData(0, _PLACE, place)
                child.setToolTip(0, words)
                item.addChild(child)
        if len(wrong) == 1:
            self.tree.expandAll()
        short = sum(len(team.short) for team in found)
        broken = sum(len(team.breaches) for team in found)
        if short or broken:
            self.title.setText(_(self._before).format(what=_counts(short, broken)))
        elif wrong:
            self.title.setText(
                _("Nothing is against the rules; whether shifts are short cannot be told here:")
            )
        else:
            self.title.setText(_("No shift is short, and nothing is against the rules."))
        self.tree.setVisible(bool(wrong))
        self.show()

    def _on_chosen(self, item: QTreeWidgetItem) -> None:
        place = item.data(0, _PLACE)
        if place is not None:
            self.picked.emit(place)


def _words(team: TeamTrouble) -> str:
    return _("{name}: {what}").format(name=team.name or _("Centre"), what=_sum(team))


def _sum(team: TeamTrouble) -> str:
    parts = [] if team.needs else [_("no needs set")]
    if team.short or team.breaches:
        parts.insert(0, _counts(len(team.short), len(team.breaches)))
    return " · ".join(parts)


def _counts(short: int, broken: int) -> str:
    return " · ".join(trouble_counts(short, broken))


def _lines(team: TeamTrouble) -> list[tuple[str, object]]:
    return [(_short(one), one.day) for one in team.short] + [
        (_broken(one), (one.no, one.day)) for one in team.breaches
    ]


def _short(one: Shortage) -> str:
    if one.job_type:
        return _("{day}: {shift} has {n} of {needed} people of {job}").format(
            day=dates.short_day(one.day, one.day), shift=shift_words(one.code), n=one.rostered,
            needed=one.needed, job=one.job_type,
        )  # fmt: skip
    return _("{day}: {shift} has {n} of {needed} people").format(
        day=dates.short_day(one.day, one.day), shift=shift_words(one.code), n=one.rostered,
        needed=one.needed,
    )  # fmt: skip


def _broken(one: Breach) -> str:
    return _("{day}: {name}: {what}").format(
        day=dates.short_day(one.day, one.day), name=one.name, what=finding_sentence(one.finding)
    )
