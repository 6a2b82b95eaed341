"""One interval: its contacts, corrected by hand or not, and what callers meet with one agent more
or less."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSlider

from app.planning.erlang import Answer, answer
from app.planning.needed import AGENTS_MOST
from app.reading.planning.need import NeedLine, NeedReading
from app.services.planning.forecast import CONTACTS_MOST
from app.text import _
from app.ui.kit import theme
from app.ui.kit.controls import Card, button, label
from app.ui.kit.fields import number_field
from app.ui.kit.tokens import Space, Tone
from app.ui.need.words import (
    correction_words,
    heads_words,
    interval_words,
    met_words,
    number_words,
    share_words,
    wait_words,
)

_NARROWEST = 64
_AROUND = 10
"""So many agents more or less can be tried."""


class IntervalCard(Card):
    """`corrected` brings the contacts that somebody expects, None for the forecast's own."""

    corrected = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("The chosen interval"))
        self.body.setSpacing(Space.XS // 2)
        self.line: NeedLine | None = None
        self._reading: NeedReading | None = None
        self._title = label("", "heading", wrap=True)
        self._source = label("", "soft", wrap=True)
        self.contacts = number_field(0, 0, CONTACTS_MOST)
        self.contacts.setAccessibleName(_("Expected contacts"))
        # As wide as a billion it would push its button out of the card.
        self.contacts.setMinimumWidth(theme.scaled(_NARROWEST))
        self._name = label(_("Volume"), "soft")
        self._name.setBuddy(self.contacts)
        self.keep = button(_("&Correct"), self._on_keep)
        self.restore = button(_("&Back to the forecast"), self._on_restore, kind="link")
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(_("Agents to try"))
        self.slider.setPageStep(1)
        self.fewer = button("", lambda: self._step(-1), kind="quiet", icon="minus",
                            name=_("One agent less"))  # fmt: skip
        self.more = button("", lambda: self._step(1), kind="quiet", icon="plus",
                           name=_("One agent more"))  # fmt: skip
        self.tried = label("", "strong")
        self.figures: dict[str, tuple[QLabel, QLabel]] = {}
        self._lay_out()
        self.contacts.lineEdit().returnPressed.connect(self._on_keep)
        self.slider.valueChanged.connect(lambda _value: self._try())

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addWidget(self._name)
        row.addWidget(self.contacts, 1)
        row.addWidget(self.keep)
        sliding = QHBoxLayout()
        sliding.setSpacing(Space.XS)
        sliding.addWidget(self.fewer)
        sliding.addWidget(self.slider, 1)
        sliding.addWidget(self.more)
        self.body.addWidget(self._title)
        self.body.addWidget(self._source)
        self.body.addLayout(row)
        self.body.addWidget(self.restore, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.tried)
        self.body.addLayout(sliding)
        self.body.addLayout(self._grid())
        self.body.addStretch(1)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.XS // 2)
        grid.setColumnStretch(0, 1)
        grid.addWidget(label(_("tried"), "caption"), 0, 1, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(label(_("needed"), "caption"), 0, 2, Qt.AlignmentFlag.AlignRight)
        for at, (key, words) in enumerate(_figures().items(), start=1):
            tried, needed = label("", "strong"), label("")
            grid.addWidget(label(words, "soft"), at, 0)
            grid.addWidget(tried, at, 1, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(needed, at, 2, Qt.AlignmentFlag.AlignRight)
            self.figures[key] = tried, needed
        return grid

    def show_line(self, line: NeedLine, reading: NeedReading) -> None:
        """Show an interval of the week that was read."""
        same = self.line is not None and self.line.interval.at == line.interval.at
        tried = self.slider.value() - self.line.answer.agents if same and self.line else 0
        self.line, self._reading = line, reading
        one = line.interval
        self._title.setText(interval_words(one))
        self._source.setText(self._source_words())
        editable = reading.may_edit and not one.counted
        for widget in (self._name, self.contacts, self.keep):
            widget.setVisible(editable)
        self.restore.setVisible(editable and one.correction is not None)
        self.contacts.setValue(round(one.contacts))
        needed = line.answer.agents
        for key, text in _told(line.answer).items():
            self.figures[key][1].setText("" if line.beyond else text)
        self.slider.blockSignals(True)
        self.slider.setRange(max(0, needed - _AROUND), min(needed + _AROUND, AGENTS_MOST))
        self.slider.setValue(needed + tried)
        self.slider.blockSignals(False)
        self._try()

    def _source_words(self) -> str:
        assert self.line is not None
        one = self.line.interval
        if one.correction is not None:
            return correction_words(one.correction, one.computed)
        told = _("{n} contacts counted") if one.counted else _("{n} contacts expected")
        return told.format(n=number_words(one.contacts))

    def take_keys(self) -> None:
        """The keys go where the contacts are corrected, or else to the slider."""
        shown = self.contacts.isVisibleTo(self)
        place = self.contacts if shown else self.slider
        place.setFocus(Qt.FocusReason.OtherFocusReason)
        if shown:
            self.contacts.selectAll()

    def holds_input(self) -> bool:
        """Whether another number is typed than stands there."""
        shown = self.line is not None and self.contacts.isVisibleTo(self)
        return shown and self.contacts.value() != round(self.line.interval.contacts)  # type: ignore[union-attr]

    def _on_keep(self) -> None:
        self.corrected.emit(float(self.contacts.value()))

    def _on_restore(self) -> None:
        self.corrected.emit(None)

    def _step(self, by: int) -> None:
        self.slider.setValue(self.slider.value() + by)

    def _try(self) -> None:
        """Show what callers meet with as many agents as the slider says."""
        line, reading, agents = self.line, self._reading, self.slider.value()
        if line is None or reading is None:
            return
        one = line.interval
        found = answer(one.contacts, one.minutes, one.aht, reading.reckoned, agents=agents)
        self.tried.setText(
            _("More people are needed than any centre has.")
            if line.beyond
            else _tried_words(agents, line.answer.agents)
        )
        short = found.service_level < reading.goal.target and one.contacts > 0
        for key, text in _told(found).items():
            self.figures[key][0].setText(text)
        _tone(self.figures["in_time"][0], Tone.BAD if short else Tone.GOOD)
        self.slider.setToolTip(met_words(found))
        self.slider.setAccessibleDescription(met_words(found))
        self.fewer.setEnabled(agents > self.slider.minimum())
        self.more.setEnabled(agents < self.slider.maximum())


def _figures() -> dict[str, str]:
    return {
        "in_time": _("On time"),
        "wait": _("Wait"),
        "waiting": _("Share that waits"),
        "occupancy": _("Busy"),
        "abandoned": _("Lost"),
        "rostered": _("To roster"),
    }


def _told(found: Answer) -> dict[str, str]:
    return {
        "in_time": share_words(found.service_level),
        "wait": wait_words(found.mean_wait),
        "waiting": share_words(found.wait_probability),
        "occupancy": share_words(found.occupancy),
        "abandoned": share_words(found.abandoned),
        "rostered": str(found.rostered),
    }


def _tried_words(agents: int, needed: int) -> str:
    """ "15 people: one more than needed"."""
    if agents == needed:
        return _("{people}: as needed").format(people=heads_words(agents))
    words = _("{people}: {n} more than needed") if agents > needed else _("{people}: {n} too few")
    return words.format(people=heads_words(agents), n=abs(agents - needed))


def _tone(widget: QLabel, tone: Tone) -> None:
    if widget.property("tone") != tone.value:
        widget.setProperty("tone", tone.value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
