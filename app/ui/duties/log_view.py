"""The duty log of a day: what happened, the counts, and its week as a chart (DUTY-1)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.context import Context
from app.reading.duties.logs import LogReading, read_log
from app.rules.books import DutyLog
from app.rules.vocabulary import Message, msg
from app.services.duties.logs import MOST, LogText, keep_log
from app.services.seen import Seen
from app.text import _, dates
from app.text.words import named
from app.ui.duties.counts import count_names, show_days
from app.ui.duties.lines import line_of
from app.ui.duties.series import ChartPlace
from app.ui.kit.banner import Banner
from app.ui.kit.controls import Card, button, label
from app.ui.kit.desk import Desk
from app.ui.kit.fields import date_field, date_of, note_field, text_field
from app.ui.kit.files import ask_which, name_filter
from app.ui.kit.forms import Form
from app.ui.kit.scrolled import yielding
from app.ui.kit.tokens import Space, Tone

_DAY = timedelta(days=1)
_KEYS = ("enquiries", "lookups", "outbound", "backlog")


class DutyLogView(QWidget):
    """`print_asked` brings what is shown."""

    print_asked = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.department_id: int | None = None
        self.reading: LogReading | None = None
        self.day = date_field(desk.ctx.today())
        self.day.setAccessibleName(_("Day of the log"))
        self.form = Form(self._problems, columns=2)
        self.counts: dict[str, QLineEdit] = {}
        for key, name in zip(_KEYS, count_names(), strict=True):
            self.counts[key] = self.form.add(key, name, text_field(most=10))
        self.system = self.form.add("system", _("System problems"), note_field(lines=3), wide=True)
        self.cases = self.form.add("cases", _("Difficult cases"), note_field(lines=3), wide=True)
        self.state = Banner("")
        self.save = button(_("&Keep the log"), self._on_save, kind="primary", icon="save")
        self.read_in = button(_("From the telephone system…"), self._on_read_in, icon="import")
        self.print = button(_("Print the log…"), self._on_print, icon="print")
        self.chart = ChartPlace(_("The week"))
        self._lay_out()
        self.day.dateChanged.connect(lambda _date: self.populate())

    def _lay_out(self) -> None:
        earlier = button("", self._on_earlier, kind="quiet", icon="left", name=_("Day before"))
        later = button("", self._on_later, kind="quiet", icon="right", name=_("Day after"))
        head = line_of(earlier, self.day, later, None, self.print)
        foot = line_of(self.save, self.read_in, None)
        card, week = Card(_("Duty log")), Card()
        for widget in (self.state, self.form):
            card.body.addWidget(widget)
        card.body.addLayout(foot)
        card.body.addStretch(1)
        self._leader = label("", "soft", wrap=True)
        week.body.addWidget(self.chart, 1)
        week.body.addWidget(self._leader)
        both = line_of(yielding(card), week)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addLayout(head)
        column.addLayout(both, 1)

    def holds_input(self) -> bool:
        return bool(self.form.unsaved())

    def populate(self) -> None:
        """Read the chosen day."""
        department, day = self.department_id, date_of(self.day)
        self.desk.tasks.query(lambda ctx: read_log(ctx, department, day), self._on_loaded)

    def _on_loaded(self, reading: LogReading) -> None:
        self.reading = reading
        self._fill(reading.log)
        show_days(self.chart, reading.day - timedelta(days=reading.day.weekday()), reading.week)
        self._leader.setText(_written_by(reading))
        self.state.set_text(_why_not(reading, self.desk.ctx.today()))
        for widget in (self.save, self.read_in, self.form):
            widget.setEnabled(reading.may_keep)
        self.print.setEnabled(reading.log is not None)

    def _fill(self, log: DutyLog | None) -> None:
        text = text_of(log) or LogText()
        for key, count in zip(_KEYS, text.counts, strict=True):
            self.counts[key].setText("" if count is None else str(count))
        self.system.setPlainText(text.system_problems)
        self.cases.setPlainText(text.difficult_cases)
        self.form.forget()

    def _problems(self) -> Mapping[str, Message]:
        wrong = msg("Give a whole number, or nothing.")
        return {key: wrong for key, field in self.counts.items() if _is_wrong(field.text())}

    def typed(self) -> LogText:
        """What the fields say."""
        counts = (_count(self.counts[key].text()) for key in _KEYS)
        return LogText(self.system.toPlainText(), self.cases.toPlainText(), *counts)

    def _on_save(self) -> None:
        if self.reading is None or self.department_id is None or not self.form.complete():
            return
        department, day, text = self.department_id, self.reading.day, self.typed()
        seen = Seen(text_of(self.reading.log))

        def keep(ctx: Context) -> None:
            keep_log(ctx, department, day, text, seen)

        def done(_none: object) -> None:
            self.form.forget()
            self.desk.say(_("The log is kept."))

        self.desk.tasks.command(keep, done)

    def _on_read_in(self) -> None:
        ask_which(
            self,
            _("The telephone system's list"),
            name_filter(_("Lists"), "csv", "txt"),
            self.read_from,
        )

    def read_from(self, path: Path) -> None:
        """Fill the counts in from the list at `path`."""
        from app.exchange.telephone import Counts, read_counts

        day = date_of(self.day)

        def show(found: Mapping[date, Counts]) -> None:
            counts = found.get(day)
            if counts is None:
                sentence = _("The list has nothing of {day}.")
                self.desk.say(sentence.format(day=dates.day(day)), Tone.WARN)
                return
            for key in _KEYS:
                value = getattr(counts, key)
                if value is not None:
                    self.counts[key].setText(str(value))

        self.desk.tasks.query(lambda _ctx: read_counts(path), show)

    def _on_print(self) -> None:
        self.print_asked.emit(self.reading)

    def _on_earlier(self) -> None:
        self.day.setDate(self.day.date().addDays(-1))

    def _on_later(self) -> None:
        self.day.setDate(self.day.date().addDays(1))


def text_of(log: DutyLog | None) -> LogText | None:
    """What a log says, as a service takes it."""
    if log is None:
        return None
    counts = (log.enquiries, log.lookups, log.outbound, log.backlog)
    return LogText(log.system_problems, log.difficult_cases, *counts)


def _is_wrong(text: str) -> bool:
    plain = text.strip()
    return bool(plain) and not (plain.isascii() and plain.isdecimal() and int(plain) <= MOST)


def _count(text: str) -> int | None:
    plain = text.strip()
    return int(plain) if plain else None


def _written_by(reading: LogReading) -> str:
    written = sum(log is not None for log in reading.week)
    told = _("Logs of this week: {n}.").format(n=written)
    if reading.log is None:
        return told
    by = named(reading.leader, reading.log.leader)
    return _("Begun by {name}.").format(name=by) + " " + told


def _why_not(reading: LogReading, today: date) -> str:
    if reading.may_keep or reading.department is None:
        return ""
    if reading.day > today:
        return _("A log is written of a day that has begun.")
    return _("A team leader of the department, or its head, writes the log (DUTY-1).")
