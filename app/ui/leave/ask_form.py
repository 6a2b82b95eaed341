"""What is asked for, as typed: kind, days, for whom, reason, circumstances, the emergency call."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.queries.leave.kinds import KindDetails
from app.queries.leave.rows import LeaveRow
from app.queries.people.rows import PersonRow
from app.rules.calendar import CentreTime
from app.rules.kinds import is_sick
from app.rules.vocabulary import LeaveKind, Message, msg
from app.services.leave.requests import Wish
from app.text import _
from app.ui.kit.fields import (
    ChoiceField,
    date_field,
    date_of,
    note_field,
    text_field,
    time_field,
    time_of,
)
from app.ui.kit.finding_field import FindingField
from app.ui.kit.forms import Form
from app.ui.kit.leave_kinds import kind_choices
from app.ui.kit.sick_call import SickCall


class AskForm(QWidget):
    """`changed` when anything is typed. `wish()` is what would be filed."""

    changed = Signal()

    def __init__(self, me: int, my_name: str, time_: CentreTime, now: datetime) -> None:
        super().__init__()
        self._me, self._my_name, self._time = me, my_name, time_
        today = time_.local_date(now)
        self.kind: ChoiceField[str] = ChoiceField(kind_choices(()))
        self.who: FindingField[int] = FindingField([(my_name, me)])
        self.who.typed.setPlaceholderText(_("Name, its initials in pinyin, or number"))
        self.first, self.last = date_field(today, own=True), date_field(today, own=True)
        self.reason = note_field(_("Why; those who decide will read it"), 2)
        self.special = note_field(_("Why it has to be a night shift or a holiday"), 2)
        wall = time_.to_wall(now)
        self.phoned_on = date_field(today)
        self.phoned = time_field(time(wall.hour, wall.minute))
        self.phoned_by = text_field(placeholder=_("Who called the team leader"), most=80)
        self.form = Form(self._problems, columns=2)
        self._lay_out()
        self._replaces = ""
        self._circumstances = False
        self._people: dict[int, PersonRow] = {}
        self._called_in: int | None = None
        """Who has called in sick, until the people to choose from are there."""
        self._day_told = True
        self._calling = False
        """Somebody is on the telephone: who it is says by whom it was called, too."""
        self._caller = ""
        self._fit()
        self.first.dateChanged.connect(self._on_first)
        self.form.changed.connect(self._on_changed)

    def _lay_out(self) -> None:
        form = self.form
        form.add("kind", _("&Kind of leave"), self.kind)
        form.add("who", _("&For"), self.who)
        form.add("first", _("F&irst day"), self.first)
        form.add("last", _("&Last day"), self.last)
        form.add("phoned_on", _("Telephoned &on"), self.phoned_on)
        form.add("phoned", _("&At"), self.phoned)
        form.add("phoned_by", _("&Called by"), self.phoned_by, wide=True)
        form.add("reason", _("&Reason"), self.reason, wide=True)
        form.add("special", _("S&pecial circumstances"), self.special, wide=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(form)

    def offer(self, kinds: Sequence[KindDetails], colleagues: Sequence[PersonRow]) -> None:
        """The kinds and people to choose from; what is chosen stays."""
        self.kind.offer(kind_choices(kinds), self.kind.value())
        self._people = {row.id: row for row in colleagues}
        people = [(self._my_name, self._me)]
        people += [(f"{row.name} ({row.employee_no})", row.id) for row in colleagues]
        self.who.offer(people, self._called_in or self.who.value())
        self._called_in = None

    def holds_input(self) -> bool:
        """Whether something is typed; the service judges it once it is sent."""
        return bool(self.reason.toPlainText().strip() or self.special.toPlainText().strip())

    def change(self, row: LeaveRow) -> None:
        """Begin with an approved leave that is to be changed."""
        self._replaces = row.no
        self.kind.choose(row.kind)
        self.who.choose(row.person_id)
        for field, day in ((self.first, row.first), (self.last, row.last)):
            field.setDate(day)  # type: ignore[arg-type]
        self.reason.setPlainText(row.reason)
        self.special.setPlainText(row.special)
        self.form.forget()

    def begin(self, day: date, last: date | None = None) -> None:
        """A new one, from `day` to `last` (the same)."""
        self._replaces, self._calling = "", False
        self.who.choose(self._me)
        self.first.setDate(day)  # type: ignore[arg-type]
        self.last.setDate(last or day)  # type: ignore[arg-type]
        for note in (self.reason, self.special):
            note.clear()
        self._circumstances = False
        self._fit()
        self.phoned_by.clear()
        self.form.forget()

    def choose_days(self, first: date, last: date) -> None:
        """Other days; everything else stays as it is."""
        self.first.setDate(first)  # type: ignore[arg-type]
        self.last.setDate(last)  # type: ignore[arg-type]

    def sick_call(self, call: SickCall, now: datetime) -> None:
        """Somebody has called in sick just now: who, when and by whom is filled in."""
        wall = self._time.to_wall(now)
        self.begin(call.day or wall.date())
        self.kind.choose(LeaveKind.EMERGENCY_SICK)
        self._calling, self._called_in, self._caller = True, call.person_id, call.name
        self._day_told = call.day is not None
        if call.person_id is None:
            self.who.ask()
        elif call.person_id in self._people:
            self.who.choose(call.person_id)
        else:  # before the people to choose from are there, it is they and nobody else
            self.who.offer([(call.name, call.person_id)], call.person_id)
        self.phoned_on.setDate(wall.date())  # type: ignore[arg-type]
        self.phoned.setTime(wall.time())  # type: ignore[arg-type]
        self.phoned_by.setText(call.name)
        self._fit()
        asked = self.who if call.person_id is None else self.phoned_by
        asked.setFocus(Qt.FocusReason.OtherFocusReason)

    def calls_for_next(self) -> int | None:
        """Who has called in sick without a day being told for it."""
        asked = self._calling and not self._day_told and not self.who.lost
        return self.who.value() if asked else None

    def called_in(self) -> tuple[str, date] | None:
        """Number and first day of who has called in sick, where somebody has."""
        person = self._people.get(self.who.value())
        if not self._calling or person is None or not is_sick(self.kind.value()):
            return None
        return person.employee_no, date_of(self.first)

    @property
    def replaces(self) -> str:
        """The number of the leave that is being changed."""
        return self._replaces

    def wish(self) -> Wish:
        """What would be filed."""
        emergency = self.kind.value() == LeaveKind.EMERGENCY_SICK
        phoned = emergency and self.phoned_by.text().strip()
        called = datetime.combine(date_of(self.phoned_on), time_of(self.phoned))
        return Wish(
            person_id=self.who.value(),
            kind=self.kind.value(),
            first=date_of(self.first),
            last=date_of(self.last),
            reason=self.reason.toPlainText(),
            special=self.special.toPlainText() if self._circumstances else "",
            phoned_at=self._time.from_wall(called) if phoned else None,
            phoned_by=self.phoned_by.text() if emergency else "",
            replaces_no=self._replaces,
        )

    def ask_circumstances(self, asked: bool) -> bool:
        """Ask for special circumstances where the days need them alone; whether what would be
        filed is another thing now."""
        if asked == self._circumstances:
            return False
        before = self.wish()
        self._circumstances = asked
        self._fit()
        return self.wish() != before

    def explained(self) -> bool:
        """Whether the reason is there, or, of the sick, is not asked for."""
        return is_sick(self.kind.value()) or bool(self.reason.toPlainText().strip())

    def complete(self) -> bool:
        return self.form.complete()

    def problems(self) -> dict[str, Message]:
        """What the form itself finds wrong, before any rule is asked."""
        return self._problems()

    def _problems(self) -> dict[str, Message]:
        if date_of(self.last) < date_of(self.first):
            return {"last": msg("The last day is before the first.")}
        if self.who.lost:
            return {"who": msg("Say who it is: a name, its initials or the number.")}
        emergency = self.kind.value() == LeaveKind.EMERGENCY_SICK
        if emergency and not self.phoned_by.text().strip():
            return {"phoned_by": msg("Without a name no call is recorded.")}
        return {}

    def _on_first(self, first: QDate) -> None:
        """The last day goes along with a first day that would come after it."""
        if self.last.date() < first:
            self.last.setDate(first)

    def _on_changed(self) -> None:
        self._fit()
        if self._calling:
            self._name_caller()
        self.changed.emit()

    def _name_caller(self) -> None:
        """Whom the call is about made it, until somebody writes another name."""
        person = self._people.get(self.who.value())
        if person is not None and not self.who.lost and self.phoned_by.text() == self._caller:
            self._caller = person.name
            self.phoned_by.setText(person.name)

    def _fit(self) -> None:
        """Show what the kind asks for: another person for the sick, the call of an emergency."""
        kind = self.kind.value()
        emergency = kind == LeaveKind.EMERGENCY_SICK
        for key in ("phoned_on", "phoned", "phoned_by"):
            self.form.show_field(key, emergency)
        self.form.show_field("special", self._circumstances and not is_sick(kind))
        self.who.setEnabled(is_sick(kind))
        if not is_sick(kind):
            self.who.choose(self._me)
        for field in (self.first, self.last):
            field.show_own(self.who.value() == self._me)
