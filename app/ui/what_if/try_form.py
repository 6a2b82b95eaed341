"""What is to be tried, as typed: a swap, a leave or a sick call."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabBar, QVBoxLayout, QWidget

from app.queries.people.rows import PersonRow
from app.reading.leave.judging import Wish
from app.reading.what_if.offers import Offers
from app.reading.what_if.tries import Try
from app.rules.kinds import is_sick
from app.rules.vocabulary import LeaveKind, Message, msg
from app.services.swaps.requests import Asked
from app.text import _
from app.ui.kit.controls import button
from app.ui.kit.fields import ChoiceField, date_field, date_of, text_field
from app.ui.kit.forms import FleetingForm
from app.ui.kit.leave_kinds import kind_choices
from app.ui.kit.tokens import Space


class TryForm(QWidget):
    """One small form for each kind of try. `added` brings what was typed."""

    added = Signal(object)

    def __init__(self, today: date) -> None:
        super().__init__()
        self.kinds = QTabBar()
        self.kinds.setAccessibleName(_("What to try"))
        self.kinds.setExpanding(False)
        self.kinds.setDrawBase(False)
        self.swap, self.leave, self.sick = _SwapForm(today), _LeaveForm(today), _SickForm(today)
        self._forms: tuple[_SwapForm | _LeaveForm | _SickForm, ...] = (
            self.swap,
            self.leave,
            self.sick,
        )
        self.add = button(_("&Add to the tries"), self._on_add, kind="primary", icon="plus")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self.kinds)
        for title, form in zip(
            (_("A swap"), _("A leave"), _("A sick call")), self._forms, strict=True
        ):
            self.kinds.addTab(title)
            column.addWidget(form)
        column.addWidget(self.add)
        self.kinds.currentChanged.connect(self._on_kind)
        self._on_kind(0)

    def offer(self, offers: Offers) -> None:
        """Whom and what there is to choose from; a form that can be of no use is disabled."""
        self.swap.offer(offers)
        self.leave.offer(offers)
        self.sick.offer(offers)
        self.kinds.setTabEnabled(0, bool(offers.workers and offers.partners))
        self.add.setEnabled(bool(offers.staff))

    def _on_kind(self, at: int) -> None:
        for place, form in enumerate(self._forms):
            form.setVisible(place == at)

    def _on_add(self) -> None:
        form = self._forms[self.kinds.currentIndex()]
        if form.complete():
            self.added.emit(form.made())


class _SwapForm(FleetingForm):
    def __init__(self, today: date) -> None:
        super().__init__(self._problems, columns=2)
        self.who: ChoiceField[int] = ChoiceField()
        self.partner: ChoiceField[int] = ChoiceField()
        soon = today + timedelta(days=1)
        self.gives, self.takes = date_field(soon), date_field(soon)
        self.add("who", _("&Who"), self.who)
        self.add("gives", _("&Gives away on"), self.gives)
        self.add("partner", _("Wit&h"), self.partner)
        self.add("takes", _("&Takes in return on"), self.takes)

    def offer(self, offers: Offers) -> None:
        _offer(self.who, offers.workers)
        _offer(self.partner, offers.partners, start=1)

    def made(self) -> Try:
        return Asked(
            self.who.value(), date_of(self.gives), self.partner.value(), date_of(self.takes)
        )

    def _problems(self) -> dict[str, Message]:
        if self.who.count() and self.who.value() == self.partner.value():
            return {"partner": msg("A swap is with somebody else.")}
        return {}


class _LeaveForm(FleetingForm):
    def __init__(self, today: date) -> None:
        super().__init__(self._problems, columns=2)
        self.who: ChoiceField[int] = ChoiceField()
        self.kind: ChoiceField[str] = ChoiceField()
        soon = today + timedelta(days=1)
        self.first, self.last = date_field(soon), date_field(soon)
        self.special = text_field(placeholder=_("For night shifts and holidays"))
        self.add("who", _("&Who"), self.who)
        self.add("kind", _("&Kind"), self.kind)
        self.add("first", _("F&irst day"), self.first)
        self.add("last", _("&Last day"), self.last)
        self.add("special", _("S&pecial circumstances"), self.special, wide=True)
        self.first.dateChanged.connect(lambda day: self.last.setDate(max(day, self.last.date())))

    def offer(self, offers: Offers) -> None:
        _offer(self.who, offers.staff)
        kinds = [(text, code) for text, code in kind_choices(offers.kinds) if not is_sick(code)]
        self.kind.offer(kinds, self.kind.value() if self.kind.count() else None)

    def made(self) -> Try:
        days = date_of(self.first), date_of(self.last)
        return Wish(self.who.value(), self.kind.value(), *days, special=self.special.text())

    def _problems(self) -> dict[str, Message]:
        return _days_problem(date_of(self.first), date_of(self.last))


class _SickForm(FleetingForm):
    def __init__(self, today: date) -> None:
        super().__init__(self._problems, columns=2)
        self.who: ChoiceField[int] = ChoiceField()
        self.first, self.last = date_field(today), date_field(today)
        self.add("who", _("&Who"), self.who, wide=True)
        self.add("first", _("F&irst day"), self.first)
        self.add("last", _("&Last day"), self.last)
        self.first.dateChanged.connect(lambda day: self.last.setDate(max(day, self.last.date())))

    def offer(self, offers: Offers) -> None:
        _offer(self.who, offers.staff)

    def made(self) -> Try:
        days = date_of(self.first), date_of(self.last)
        return Wish(self.who.value(), LeaveKind.EMERGENCY_SICK, *days)

    def _problems(self) -> dict[str, Message]:
        return _days_problem(date_of(self.first), date_of(self.last))


def _offer(field: ChoiceField[int], people: Sequence[PersonRow], start: int = 0) -> None:
    """What is chosen stays; at first it is the one at `start`, where there are as many."""
    chosen = field.value() if field.count() else None
    if chosen is None and len(people) > start:
        chosen = people[start].id
    field.offer([(f"{row.name} ({row.employee_no})", row.id) for row in people], chosen)


def _days_problem(first: date, last: date) -> dict[str, Message]:
    return {"last": msg("The last day is before the first.")} if last < first else {}
