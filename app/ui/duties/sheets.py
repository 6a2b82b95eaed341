"""The form of a due day: opened with what its kind begins with, handed in with one button."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from app.context import Context
from app.queries.duties.rows import PointRow
from app.reading.duties.board import DutyEntry
from app.reading.duties.sheet import DutySheetReading
from app.rules import catalogue
from app.rules.duties.forms import wants_words, words_wanted
from app.rules.findings import Finding
from app.rules.vocabulary import Duty, DutyForm, Message, msg
from app.services.duties.doing import DueDay, Sheet, do_duty
from app.text import _, dates, say
from app.text.rulebook import rule_title
from app.ui.duties.checklist import ChecklistField
from app.ui.duties.counts import show_weeks
from app.ui.duties.meeting import PeopleField, PointsField
from app.ui.duties.series import ChartPlace
from app.ui.duties.words import due_words, entry_name, entry_place
from app.ui.kit import theme
from app.ui.kit.banner import Banner
from app.ui.kit.controls import button, label
from app.ui.kit.desk import Desk
from app.ui.kit.fields import note_field
from app.ui.kit.forms import Form, FormDialog
from app.ui.kit.tokens import Tone

_WIDTH, _HEIGHT, _CHART = 780, 620, 190
_WEEK = timedelta(days=7)
_NOTED = frozenset({DutyForm.FIGURES, DutyForm.QUALITY})


class SheetDialog(FormDialog):
    """One due day to be done, or done again. `filled` is what its text began with."""

    def __init__(
        self, parent: QWidget, desk: Desk, one: DutyEntry, sheet: DutySheetReading
    ) -> None:
        form = Form(self._problems)
        title = f"{entry_name(one)} · {entry_place(one)}"
        super().__init__(parent, title, form, _("Hand it in"), _lead(one, sheet, desk.ctx.today()))
        self._desk, self._one, self._sheet = desk, one, sheet
        self.week = button(_("The week's findings"), self._on_week, icon="findings")
        self.checks: ChecklistField | None = None
        self.points: PointsField | None = None
        self.there: PeopleField | None = None
        self._warn(one)
        self._add_form()
        self.filled = one.done.text if one.done else _begin(sheet)
        lines = 8 if one.form in _NOTED else 3
        self.note = form.add("text", _text_title(one), note_field(lines=lines))
        self.note.setPlainText(self.filled)
        self.note.moveCursor(QTextCursor.MoveOperation.End)
        form.forget()
        if self.points is not None:
            self.add_extra(self.week)
        self.missing = label("", "soft", wrap=True)
        self.missing.setAccessibleName(_("What is still missing"))
        self.put_under(self.missing)
        form.changed.connect(self._follow)
        if self.checks is not None:
            self.checks.changed.connect(self._follow)
        if self.there is not None:
            self.there.itemChanged.connect(lambda _item: self._follow())
        self._follow()
        self.resize(_WIDTH, _HEIGHT)
        self.sends(desk, self._command, lambda _id: desk.say(_("It is handed in.")))

    def _warn(self, one: DutyEntry) -> None:
        """What `check` would say of it, and what it was returned for."""
        column = self.layout()
        assert column is not None
        if one.done is not None and one.done.returned:
            told = _("Returned: {remark}").format(remark=one.done.returned)
            _put(self, Banner(told, Tone.WARN))
        elif one.late:
            rule = one.kind.rule
            told = _("Its due day is over: it counts as done late.")
            _put(self, Banner(f"{told} ({rule})" if rule else told, Tone.WARN))

    def _add_form(self) -> None:
        sheet = self._sheet
        match self._one.form:
            case DutyForm.FIGURES if sheet.figures:
                self.form.add("figures", _("The period's figures"), _chart(sheet))
            case DutyForm.CHECKLIST:
                lines = [line if isinstance(line, str) else say(line) for line in sheet.lines]
                self.checks = self.form.add(
                    "checks", _("What was looked at"),
                    ChecklistField(lines, sheet.people, sheet.results),
                )  # fmt: skip
            case DutyForm.MEETING:
                self.points = self.form.add(
                    "points", _("Agenda, with what was agreed"), PointsField(sheet.points)
                )
                self.there = self.form.add(
                    "there", _("Who was there"), PeopleField(sheet.people, sheet.present)
                )
            case _:
                pass

    def _on_week(self) -> None:
        """What `check` found in the week before, as points of the agenda."""
        check, until = self._desk.check, self._sheet.today

        def of_week(ctx: Context) -> list[Finding]:
            found = (row.finding for row in check.found(ctx).rows)
            return [one for one in found if until - _WEEK < one.day <= until]

        self._desk.tasks.query(of_week, self._add_week)

    def _add_week(self, found: Sequence[Finding]) -> None:
        counts = Counter(one.rule for one in found)
        if self.points is not None:
            self.points.add_points([
                PointRow(_("{rule} {title}: {n}").format(
                    rule=rule, title=rule_title(catalogue.rule(rule)), n=counts[rule]))
                for rule in sorted(counts, key=catalogue.rulebook_order)
            ])  # fmt: skip

    def _follow(self) -> None:
        """Say what is still missing, as it is filled in."""
        problems = self._problems()
        told = _("Still missing: {what}").format(what=" ".join(map(say, problems.values())))
        self.missing.setText(told if problems else "")
        self.missing.setVisible(bool(problems))

    def _problems(self) -> Mapping[str, Message]:
        problems: dict[str, Message] = {}
        kind, form = self._one.kind.code, self._one.form
        if wants_words(kind, form) and self.note.toPlainText().strip() in ("", self._unsaid()):
            problems["text"] = words_wanted(form)
        if self.checks is not None and (left := self.checks.unanswered()):
            problems["checks"] = _to_answer(left, len(self.checks.lines))
        elif self.checks is not None and (line := self.checks.nameless()):
            problems["checks"] = msg(
                "“{line}” failed: name a person or a place (SITE-1).", line=line
            )
        if self.there is not None and not self.there.present():
            problems["there"] = msg("Say who was there.")
        return problems

    def _unsaid(self) -> str:
        """Figures that the program filled in are to be commented; trainings speak for themselves,
        and somebody's own words stand as they are."""
        commented = self._one.form in _NOTED and not self._one.done
        return self.filled.strip() if commented else ""

    def _command(self) -> Callable[[Context], int]:
        one = self._one
        due = DueDay(one.kind.code, one.department_id, one.team_id, one.due_on)
        sheet = Sheet(
            text=self.note.toPlainText(),
            results=self.checks.results() if self.checks else (),
            points=self.points.points() if self.points else (),
            present=self.there.present() if self.there else (),
        )
        seen = one.done.version if one.done else None
        return lambda ctx: do_duty(ctx, due, sheet, seen)


def _put(dialog: FormDialog, banner: Banner) -> None:
    column = dialog.layout()
    assert column is not None
    column.insertWidget(2, banner)  # type: ignore[attr-defined]


def _lead(one: DutyEntry, sheet: DutySheetReading, today: date) -> str:
    due = _("Due: {day}.").format(day=due_words(one.due_on, today))
    if one.form in (DutyForm.FIGURES, DutyForm.QUALITY, DutyForm.TRAINING):
        about = _("It is about {days}.").format(days=dates.days(*sheet.period, today))
        return f"{due} {about}"
    return due


def _to_answer(left: Sequence[str], of: int) -> Message:
    if len(left) < of:
        return msg("“{line}” is not answered yet, {n} left.", line=left[0], n=len(left))
    return msg("Answer each of the {n} lines: 1 in order, 2 failed.", n=of)


def _text_title(one: DutyEntry) -> str:
    if one.form in _NOTED:
        return _("Figures and what they mean")
    wanted = wants_words(one.kind.code, one.form)
    return _("Remark") if wanted else _("Remark, if there is one")


def _begin(sheet: DutySheetReading) -> str:
    """The figures in words, to be commented under them."""
    lines = [*_figures(sheet), *_quality(sheet), *_trainings(sheet)]
    if sheet.duty.kind.code == Duty.QA_WEEK:
        lines += ["", _("Common problems:"), _("Analysis:"), _("Training plan:")]
    elif sheet.duty.kind.code == Duty.HALF_YEAR:
        lines += ["", _("Summary:"), _("Plan for the next half:")]
    return "\n".join([*lines, ""]) if lines else ""


def _figures(sheet: DutySheetReading) -> list[str]:
    if sheet.duty.form is not DutyForm.FIGURES:
        return []
    weeks = sheet.figures
    backlog = [week.backlog for week in weeks if week.backlog is not None]
    return [
        _(
            "Days with a log: {days}; enquiries {enquiries}, look-ups {lookups}, outbound "
            "{outbound}, backlog at the end {backlog}."
        ).format(
            days=sum(week.days for week in weeks),
            enquiries=sum(week.enquiries for week in weeks),
            lookups=sum(week.lookups for week in weeks),
            outbound=sum(week.outbound for week in weeks),
            backlog=backlog[-1] if backlog else "–",
        )
    ]


def _quality(sheet: DutySheetReading) -> list[str]:
    found = sheet.quality
    if found is None:
        return []
    sentence = _("Inspections: {n}, of people: {people}, with a fatal error: {critical}.")
    return [sentence.format(n=found.inspections, people=found.people, critical=found.critical)]


def _trainings(sheet: DutySheetReading) -> list[str]:
    lines = []
    for no in dict.fromkeys(row.no for row in sheet.trainings):
        rows = [row for row in sheet.trainings if row.no == no]
        sentence = _("{day}, {title}: {there} there, {passed} passed.")
        lines.append(
            sentence.format(
                day=dates.day(rows[0].held_on),
                title=rows[0].title,
                there=sum(row.attended for row in rows),
                passed=sum(row.passed for row in rows),
            )
        )
    return lines


def _chart(sheet: DutySheetReading) -> QWidget:
    chart = ChartPlace(_("By week"))
    chart.setFixedHeight(theme.scaled(_CHART))
    show_weeks(chart, sheet.figures)
    return chart
