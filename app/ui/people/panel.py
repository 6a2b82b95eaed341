"""The right-hand panel of a person: post, line of time, account, and what can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.reading.people.staff import Biography
from app.text import _
from app.text.dates import day as worded_day
from app.text.words import title_word
from app.ui.kit.controls import button, label, pill, rule_line
from app.ui.kit.phone import PhoneLine
from app.ui.kit.timeline import Timeline
from app.ui.kit.tokens import Space, Tone
from app.ui.people.offers import Offer


class PersonPanel(QWidget):
    """One person. `opens` shows their own page; `offers` are what else may be done."""

    def __init__(
        self, life: Biography, opens: Callable[[], object], offers: Sequence[Offer]
    ) -> None:
        super().__init__()
        person, today = life.person, life.today
        self.setAccessibleName(person.name)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.S, Space.L, Space.L)
        column.setSpacing(Space.M)
        column.addLayout(_pills(life))
        if life.phone:
            column.addWidget(PhoneLine(life.phone))
        column.addWidget(button(_("Month, swaps and leave"), opens, icon="person"))
        column.addWidget(rule_line())
        column.addWidget(label(_("Posts"), "heading"))
        column.addWidget(Timeline(life.posts, today, person.left_on))
        column.addWidget(label(_employment(life), "soft", wrap=True))
        if offers:
            column.addWidget(rule_line())
            for offer in offers:
                column.addWidget(button(offer.text, offer.run, icon=offer.icon))
        column.addStretch(1)


def _pills(life: Biography) -> QHBoxLayout:
    person = life.person
    row = QHBoxLayout()
    row.setSpacing(Space.S)
    row.addWidget(pill(person.employee_no))
    row.addWidget(pill(title_word(person.post.role), Tone.ACCENT))
    if not person.employed_on(life.today):
        row.addWidget(pill(_("not employed"), Tone.WARN))
    if person.disabled:
        row.addWidget(pill(_("account disabled"), Tone.BAD))
    row.addStretch(1)
    return row


def _employment(life: Biography) -> str:
    hired = worded_day(life.person.hired_on)
    if life.person.left_on is None:
        return _("Employed since {first}.").format(first=hired)
    last = worded_day(life.person.left_on)
    return _("Employed from {first} to {last}.").format(first=hired, last=last)
