"""A new calibration: what it is about, by which card, over which contacts, by whom."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.context import Context
from app.queries.quality.contacts import ContactRow
from app.queries.quality.scoring_cards import CardChoice
from app.reading.quality.calibrations import CalibrationGround
from app.rules.vocabulary import Message, msg
from app.services.quality.calibrating import (
    LEAST_RATERS,
    CalibrationContact,
    NewCalibration,
    open_calibration,
)
from app.text import _, dates
from app.ui.calibration.tick_list import TickList
from app.ui.calibration.typed_contact import TypedContactDialog
from app.ui.calibration.words import contacts_words
from app.ui.kit import theme
from app.ui.kit.banner import Banner
from app.ui.kit.controls import button, label
from app.ui.kit.desk import Desk
from app.ui.kit.fields import ChoiceField, text_field
from app.ui.kit.forms import Form, FormDialog
from app.ui.kit.tokens import Space, Tone

_SHOWN = 300
"""So many contacts of the list are shown at once; the others are found by typing."""
_ALL = 1


class OpenDialog(FormDialog):
    """`done` is handed the number of the calibration."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        ground: CalibrationGround,
        done: Callable[[str], object],
    ) -> None:
        self._desk, self._ground = desk, ground
        self._chosen: dict[str, CalibrationContact] = {}
        self._typed: dict[str, CalibrationContact] = {}
        self.title = text_field("", _("Refunds, October"), 100)
        self.card: ChoiceField[CardChoice | None] = ChoiceField(
            [(_("{card}, version {n}").format(card=one.card, n=one.version), one)
             for one in ground.cards] or [(_("no scorecard in force"), None)]
        )  # fmt: skip
        form = Form(self._problems, columns=2)
        form.add("title", _("&What it is about"), self.title)
        form.add("card", _("Score&card"), self.card)
        super().__init__(
            parent, _("New calibration"), form, _("&Open it"),
            _("Each inspector scores each contact on the scoring page, without seeing the others. "
              "It does not count as an inspection of the agent."),
        )  # fmt: skip
        self.resize(theme.scaled(860), theme.scaled(640))
        self._lay_out()
        self._offer()
        self.raters.offer(
            [(f"{one.name} {one.no}", one.id) for one in ground.raters],
            {one.id for one in ground.raters},
        )
        self._count()
        self.sends(desk, self._make, done)

    def _lay_out(self) -> None:
        ground = self._ground
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Find by reference or agent"))
        self.search.setAccessibleName(_("Find a contact"))
        self.search.textChanged.connect(lambda _text: self._offer())
        self.contacts: TickList[str] = TickList(_("What is scored"))
        self.contacts.ticked.connect(self._on_contact)
        self.type = button(_("Contact of &no list…"), self.type_one, icon="plus")
        self.type.setEnabled(bool(ground.agents))
        self.raters: TickList[int] = TickList(_("Inspectors"))
        self.raters.ticked.connect(lambda _key, _on: self._count())
        self.counts = label("", "strong", wrap=True)
        self.wrong = Banner("", Tone.WARN)
        left = QVBoxLayout()
        left.setSpacing(Space.XS)
        head = QHBoxLayout()
        head.addWidget(label(_("What is scored"), "strong"), 1)
        head.addWidget(self.type)
        left.addLayout(head)
        left.addWidget(self.search)
        left.addWidget(self.contacts, 1)
        right = QVBoxLayout()
        right.setSpacing(Space.XS)
        right.addWidget(label(_("Inspectors"), "strong"))
        right.addWidget(self.raters, 1)
        both = QHBoxLayout()
        both.setSpacing(Space.L)
        both.addLayout(left, 5)
        both.addLayout(right, 3)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        place = self.place_under()
        column.insertLayout(place, both, _ALL)
        column.insertWidget(place + 1, self.counts)
        column.insertWidget(place + 2, self.wrong)

    # -- contacts ----------------------------------------------------------------------------

    def _offer(self) -> None:
        """What is chosen first, then the list's, narrowed by what is typed."""
        wanted = self.search.text().strip().casefold()
        listed = [(self._called(one), one.ref) for one in self._ground.contacts]
        typed = [(self._called_typed(one), ref) for ref, one in self._typed.items()]
        lines = [one for one in (*typed, *listed) if wanted in one[0].casefold()]
        lines.sort(key=lambda one: one[1] not in self._chosen)
        self.contacts.offer(lines[:_SHOWN], self._chosen)

    def _called(self, one: ContactRow) -> str:
        name = self._ground.names.get(one.agent_id, one.agent)
        return f"{one.ref} · {name} · {dates.stamp(one.started_at)}"

    def _called_typed(self, one: CalibrationContact) -> str:
        name = self._ground.names.get(one.agent_id, "")
        at = dates.stamp(one.contact_at) if one.contact_at else ""
        return f"{one.ref} · {name} · {at}"

    def _on_contact(self, ref: str, on: bool) -> None:
        if not on:
            self._chosen.pop(ref, None)
        elif ref in self._typed:
            self._chosen[ref] = self._typed[ref]
        else:
            row = next(one for one in self._ground.contacts if one.ref == ref)
            self._chosen[ref] = CalibrationContact(ref, row.agent_id, row.started_at, row.link)
        self._count()

    def type_one(self) -> None:
        """A contact that the telephone system's list has not."""
        TypedContactDialog(self, self._desk, self._ground.agents, self.add_typed).open()

    def add_typed(self, one: CalibrationContact) -> None:
        """Put a typed contact among them, ticked."""
        self._typed[one.ref] = self._chosen[one.ref] = one
        self.search.clear()
        self._offer()
        self._count()

    # -- doing -------------------------------------------------------------------------------

    def _count(self) -> None:
        contacts, raters = len(self._chosen), len(self.raters.keys())
        self.counts.setText(
            _("{contacts} × {raters} inspectors: {n} sheets to score").format(
                contacts=contacts_words(contacts), raters=raters, n=contacts * raters
            )
        )
        self.wrong.set_text("")

    def _problems(self) -> Mapping[str, Message]:
        problems = {}
        if not self.title.text().strip():
            problems["title"] = msg("Say what it is about: “Refunds, October”.")
        if self.card.value() is None:
            problems["card"] = msg("Make a scorecard first, or wait for the day it is used from.")
        return problems

    def _on_submit(self) -> None:
        lacking = self._lacking()
        self.wrong.set_text(lacking)
        if not lacking:
            super()._on_submit()
        else:
            self.form.complete()

    def _lacking(self) -> str:
        if not self._chosen:
            return _("Choose a contact at least.")
        if len(self.raters.keys()) < LEAST_RATERS:
            return _("Choose {n} inspectors at least: agreement is told between them.").format(
                n=LEAST_RATERS
            )
        return ""

    def _make(self) -> Callable[[Context], str]:
        card = self.card.value()
        assert card is not None, "asked above"
        assert card.version is not None, "never the built-in card"
        new = NewCalibration(
            self.title.text(), self._ground.department, card.card, card.version,
            tuple(self._chosen.values()), tuple(self.raters.keys()),
        )  # fmt: skip
        return lambda ctx: open_calibration(ctx, new)
