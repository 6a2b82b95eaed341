"""The centre's calendar: a year with its festivals, and what a day is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from app.context import Context
from app.queries.keeping.calendar import CalendarDayRow
from app.reading.keeping.calendar import YearRows, load_year
from app.rules.festivals import FESTIVALS, named
from app.rules.staff import Problems, name_problem
from app.rules.vocabulary import DayKind, msg
from app.services.keeping import calendar
from app.text import _, is_chinese, ngettext, say
from app.text.words import title_word
from app.ui.kit import theme
from app.ui.kit.banner import Banner
from app.ui.kit.controls import Card, button, label, rule_line
from app.ui.kit.desk import Desk
from app.ui.kit.fields import ChoiceField, date_field, date_of, suggesting_field
from app.ui.kit.forms import Form, FormDialog
from app.ui.kit.tokens import Space, Tone
from app.ui.settings.commands import COMMANDS
from app.ui.settings.section import Section
from app.ui.settings.swatch import Swatch
from app.ui.settings.year_view import YearView, festival_colour
from app.ui.work.removal import clear

_IN_A_ROW = 4


class CalendarSection(Section):
    key = "calendar"
    title = COMMANDS["settings.calendar"].title
    lead = msg(
        "The festival breaks and make-up workdays that the rules go by (SWAP-6, LEAVE-7). A"
        " make-up workday is an ordinary day."
    )
    icon = COMMANDS["settings.calendar"].icon

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.shown: YearRows | None = None
        self.year = label("", "title")
        self.view = YearView(desk.ctx.today())
        self.fill = button(_("Fill in what is &known"), self._on_fill, icon="fill")
        self.edit = button(_("&Change this day…"), self._on_edit, kind="primary", icon="edit")
        self.told = label("", "strong", wrap=True)
        self.provisional = Banner("", Tone.WARN)
        top = QHBoxLayout()
        top.setSpacing(Space.S)
        top.addWidget(button("", lambda: self._turn(-1), icon="left", name=_("The year before")))
        top.addWidget(self.year)
        top.addWidget(button("", lambda: self._turn(1), icon="right", name=_("The year after")))
        top.addStretch(1)
        top.addWidget(self.fill)
        top.addWidget(self.edit)
        self.legend = QGridLayout()
        self.legend.setHorizontalSpacing(Space.L)
        self.legend.setVerticalSpacing(Space.XS)
        sheet = Card()
        sheet.body.addWidget(self.view, 1)
        sheet.body.addWidget(rule_line())
        sheet.body.addWidget(self.told)
        sheet.body.addLayout(self.legend)
        self.body.addLayout(top)
        self.body.addWidget(self.provisional)
        self.body.addWidget(sheet, 1)
        self.view.picked.connect(self._on_picked)
        self.view.opened.connect(lambda _day: self._on_edit())

    def populate(self) -> None:
        year = self.view.year
        self.desk.tasks.query(lambda ctx: load_year(ctx, year), self._on_loaded)

    def _turn(self, by: int) -> None:
        day = self.view.day
        last = 28 if (day.month, day.day) == (2, 29) else day.day
        self.view.select(day.replace(year=day.year + by, day=last))

    def _on_loaded(self, shown: YearRows) -> None:
        self.shown = shown
        self.view.today = shown.today
        self.view.show_days(shown.days)
        self.let_change(shown.may_edit, shown.who)
        self.year.setText(str(self.view.year))
        self.edit.setVisible(shown.may_edit)
        self.fill.setVisible(shown.may_edit and not shown.days and shown.known > 0)
        provisional = any(row.provisional for row in shown.days)
        self.provisional.set_text(
            _(
                "The breaks of this year are not published in the program's calendar: only the"
                " statutory days are marked, provisionally. Set the days when they are announced."
            )
            if provisional
            else ""
        )
        self._show_legend(shown.days)
        self.told.setText(self.view.told(self.view.day))

    def _show_legend(self, days: Sequence[CalendarDayRow]) -> None:
        clear(self.legend)
        off = Counter(row.name for row in days if row.kind is DayKind.HOLIDAY)
        for name, count in off.items():
            text = ngettext("{name}, {n} day", "{name}, {n} days", count)
            words = text.format(name=say(named(name)), n=count)
            self._explain(Swatch(festival_colour(name), filled=True), words)
        if any(row.kind is DayKind.WORKDAY for row in days):
            outline = Swatch(theme.colour("text_soft"), filled=False)
            self._explain(outline, title_word(DayKind.WORKDAY))

    def _explain(self, swatch: Swatch, words: str) -> None:
        """Add a line to the legend, four in a row."""
        row, column = divmod(self.legend.count(), _IN_A_ROW)
        line = QWidget()
        parts = QHBoxLayout(line)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(Space.S)
        parts.addWidget(swatch)
        parts.addWidget(label(words, "caption"), 1)
        self.legend.addWidget(line, row, column)

    def _on_picked(self, day: date) -> None:
        self.told.setText(self.view.told(day))
        if self.shown is None or str(day.year) != self.year.text():
            self.year.setText(str(day.year))
            self.view.show_days([])
            self.populate()

    def _on_fill(self) -> None:
        year = self.view.year
        self.desk.tasks.command(lambda ctx: calendar.seed(ctx, [year]))

    def _on_edit(self) -> None:
        if self.shown is not None and self.shown.may_edit:
            day_dialog(self, self.desk, self.view.day, self.view).open()


def day_dialog(parent: QWidget, desk: Desk, day: date, view: YearView) -> FormDialog:
    """Say what a day is: ordinary, a holiday or a make-up workday, and after which festival."""
    row = view.marked(day)
    kind = ChoiceField(
        [
            (_("Ordinary day"), None),
            (title_word(DayKind.HOLIDAY), DayKind.HOLIDAY),
            (title_word(DayKind.WORKDAY), DayKind.WORKDAY),
        ],
        row.kind if row else None,
    )
    last = date_field(day)
    names = [one.chinese if is_chinese() else say(one.english) for one in FESTIVALS]
    name = suggesting_field(say(named(row.name)) if row else "", names)

    def check() -> Problems:
        problem = name_problem(name.currentText()) if kind.value() else None
        problems = {"name": problem} if problem else {}
        if not day <= date_of(last) <= date(day.year, 12, 31):
            problems["last"] = msg("From this day to the end of its year.")
        return problems

    form = Form(check)
    form.add("kind", _("&Kind"), kind)
    form.add("name", _("&Festival"), name)
    form.add("last", _("&Until and including"), last)
    kind.currentIndexChanged.connect(
        lambda _index: form.show_field("name", kind.value() is not None)
    )
    form.show_field("name", kind.value() is not None)
    title, _colon, about = view.told(day).partition(": ")
    lead = _("It is now: {what}.").format(what=about or _("an ordinary day"))
    dialog = FormDialog(parent, title, form, _("Save"), lead)

    def make() -> Callable[[Context], None]:
        chosen, text, seen = kind.value(), name.currentText(), dialog.seen(row)
        days = [day + timedelta(n) for n in range((date_of(last) - day).days + 1)]
        if len(days) > 1:
            shown = {one: view.marked(one) for one in days}
            return lambda ctx: calendar.set_days(ctx, shown, text, chosen)
        if chosen is None:
            return lambda ctx: calendar.clear_day(ctx, day, seen)
        return lambda ctx: calendar.set_day(ctx, day, text, chosen, seen)

    dialog.sends(desk, make)
    return dialog
