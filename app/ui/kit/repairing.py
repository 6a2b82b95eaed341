"""Ways to cover: up to five of them in one window, each made by one key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.errors import AppError
from app.reading.roster.repairing import RepairAsked, RepairView, repair_ways
from app.rules.rostering.repairs import Vacancy
from app.services.roster.editing import EditOutcome
from app.services.roster.repairing import make_repair
from app.text import _, ngettext, say
from app.text.repairing import headline, no_way_words, usual_reason, vacancy_words
from app.ui.kit.banner import Banner
from app.ui.kit.controls import Card, button, label
from app.ui.kit.dialog import Dialog, FittedArea
from app.ui.kit.fields import DropDown
from app.ui.kit.reading_order import tab_as_read
from app.ui.kit.repair_card import RepairCard
from app.ui.kit.tokens import Space, Tone
from app.ui.kit.unsaved import Unsaved, place_of
from app.ui.work.removal import remove

if TYPE_CHECKING:
    from app.ui.kit.desk import Desk
    from app.ui.kit.forms import FormDialog


_ROOM = QSize(880, 720)
"""From the start, though the ways are still looked for: two of them are in sight at once, and a
window that grows while it comes up is made small again by many window managers."""
_LEAST = QSize(620, 480)


class RepairDialog(Dialog):
    """What is open at the top, the ways below it, the reason at the foot. 1 to 5 lead to a way,
    Enter makes the one that was led to: none before that."""

    made = Signal(object)
    """The EditOutcome of a draft; None of a published roster."""

    def __init__(self, parent: QWidget, desk: Desk, asked: RepairAsked) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Ways to cover"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(_LEAST)
        self.resize(_ROOM)
        self._desk, self._asked = desk, asked
        self._view: RepairView | None = None
        self._usual = ""
        self.cards: list[RepairCard] = []
        self.lead = label(_("Looking for ways…"), "soft", wrap=True)
        self.which = DropDown()
        self.which.setAccessibleName(_("Which shifts"))
        self.which.hide()
        self.refusal = Banner("", Tone.BAD)
        self.reason = QLineEdit()
        self.reason.setMaxLength(120)
        self.reason.setAccessibleName(_("Reason"))
        self._reason_row = QWidget()
        self._lay_out()
        self._choices: list[tuple[Vacancy, ...]] = []
        self.which.activated.connect(self._on_which)
        for number in range(5):
            key = QShortcut(QKeySequence(str(number + 1)), self.area, partial(self._to, number))
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.look()

    def unsaved(self) -> list[Unsaved]:
        """The reason, once it is another than the one that stood there."""
        said = self.reason.text().strip()
        if said in ("", self._usual):
            return []
        return [Unsaved(place_of(self), self.reason.accessibleName(), said)]

    def look(self, chosen: Sequence[Vacancy] | None = None) -> None:
        """Look for ways: of `chosen`, or of as many shifts together as can be."""
        asked = self._asked
        self._desk.tasks.query(
            lambda ctx: repair_ways(ctx, asked, chosen), self._show, failed=self._on_failed
        )

    def _lay_out(self) -> None:
        self._column = QVBoxLayout()
        self._column.setContentsMargins(2, 0, 2, 0)  # for the frame of what has the keyboard
        self._column.setSpacing(Space.M)
        self._column.addStretch(1)
        self.area = FittedArea(self._column)
        row = QHBoxLayout(self._reason_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        name = label(_("&Reason"), "strong")
        name.setBuddy(self.reason)
        row.addWidget(name)
        row.addWidget(self.reason, 1)
        self._reason_row.hide()
        self.close_button = button(_("Close"), self.reject)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.L)
        whole.setSpacing(Space.M)
        for widget in (label(_("Ways to cover"), "title"), self.lead, self.which, self.refusal):
            whole.addWidget(widget)
        whole.addWidget(self.area, 1)
        whole.addWidget(self._reason_row)
        whole.addLayout(foot)

    # -- showing -----------------------------------------------------------------------------

    def _show(self, view: RepairView) -> None:
        self._view = view
        self.lead.setText(_lead(view))
        self._offer_others(view)
        self._reason_row.setVisible(bool(view.ways))
        if self.reason.text() in ("", self._usual):
            self._usual = usual_reason(view.chosen, view.people)
            self.reason.setText(self._usual)
        for card in self.area.findChildren(Card):
            remove(card)
        self.cards = [
            RepairCard(view, number, partial(self._make, number))
            for number in range(len(view.ways))
        ]
        for at, card in enumerate(self.cards or [_no_way(view)]):
            self._column.insertWidget(at, card)
            card.show()
        self.area.updateGeometry()  # the window has the room that they ask for
        self.area.verticalScrollBar().setValue(0)
        tab_as_read(self)
        first = self.area if self.cards else self.close_button  # Enter makes nothing unchosen
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer_others(self, view: RepairView) -> None:
        """Which of several shifts the ways are for: all of them, or one."""
        self.which.setVisible(len(view.vacancies) > 1)
        if not self._choices:
            together = [view.chosen] if len(view.chosen) > 1 else []
            self._choices = [*together, *((one,) for one in dict.fromkeys(view.vacancies))]
            for choice in self._choices:
                self.which.addItem(_choice_words(choice))
        if view.chosen in self._choices:
            self.which.setCurrentIndex(self._choices.index(view.chosen))

    def _to(self, number: int) -> None:
        """The keyboard goes to that way."""
        if number < len(self.cards):
            self.area.ensureWidgetVisible(self.cards[number])
            self.cards[number].make.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- doing -------------------------------------------------------------------------------

    def _on_which(self, index: int) -> None:
        self.refusal.set_text("")
        self.look(self._choices[index])

    def _make(self, number: int) -> None:
        assert self._view is not None
        way, asked, reason = self._view.ways[number], self._asked, self.reason.text()
        self._enable(False)
        said = headline(way, self._view.people)

        def done(outcome: EditOutcome | None) -> None:
            self.accept()
            self._desk.say(said)
            self.made.emit(outcome)

        self._desk.tasks.command(
            lambda ctx: make_repair(ctx, asked, way, reason), done, failed=self._on_refused
        )

    def _enable(self, may: bool) -> None:
        for number, card in enumerate(self.cards):
            only = self._view.head_only if self._view is not None else ()
            card.make.setEnabled(may and number not in only)

    def _on_refused(self, error: Exception) -> None:
        self._enable(True)
        self._on_failed(error)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, AppError):
            self.refusal.set_text(f"{say(error.title)}. {say(error.message)}")
        if self._view is None:
            self.lead.hide()


def open_ways(desk: Desk, asked: RepairAsked) -> RepairDialog | None:
    """The ways over whatever window is in front."""
    above = QApplication.activeWindow()
    if above is None:
        return None
    dialog = RepairDialog(above, desk, asked)
    dialog.open()
    return dialog


def add_ways(
    dialog: FormDialog, desk: Desk, asked: RepairAsked, made: Callable[[Any], object]
) -> None:
    """A further way out of a form by which people are asked: who could be told at once. `made` is
    called as the signal of the ways' window brings it."""
    above = dialog.parentWidget()

    def show() -> None:
        assert above is not None
        dialog.reject()
        ways = RepairDialog(above, desk, asked)
        ways.made.connect(made)
        ways.open()

    dialog.add_extra(button(_("&Ways to cover…"), show, icon="people"))


def _choice_words(choice: Sequence[Vacancy]) -> str:
    if len(choice) == 1:
        return vacancy_words(choice[0])
    n = len(choice)
    return _("All {n} shifts together").format(n=n)


def _lead(view: RepairView) -> str:
    n = len(view.ways)
    what = _("; ").join(dict.fromkeys(map(vacancy_words, view.chosen)))
    who = next((one.person for one in view.chosen if one.person), "")
    if who in view.people:
        what = _("{what} of {name}").format(what=what, name=view.people[who].name)
    if not n:
        return _("No way was found for {what}.").format(what=what)
    said = ngettext("{n} way for {what}.", "{n} ways for {what}.", n).format(n=n, what=what)
    order = _("Fewest changes first; nobody breaks a rule that they keep.")
    keys = _("Choose one by 1–5, then press Enter to make it.")
    return f"{said} {order} {keys}"


def _no_way(view: RepairView) -> Card:
    card = Card()
    for one in view.no_ways:
        for line in no_way_words(one, view.people):
            card.body.addWidget(label(line, wrap=True))
    return card
