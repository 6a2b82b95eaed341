"""The attendance page: a team's roll-call sheet of a day, kept with single keys, and its month."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtWidgets import QStackedWidget

from app.errors import AppError, Conflict
from app.queries.attendance.roll_call import RollCallRow
from app.reading.attendance.page import SheetReading, day_at_hand, read_sheet
from app.rules.deeds import ROLL_CALL
from app.rules.permissions import Action as May
from app.rules.permissions import Scope
from app.services.attendance.holding import hold_roll_call
from app.services.attendance.reporting_back import report_back
from app.services.attendance.roll_call import Correction
from app.services.seen import Seen
from app.text import _, dates, ngettext, say
from app.ui.attendance.actions import page_actions
from app.ui.attendance.bar import SheetBar
from app.ui.attendance.day_view import DayView
from app.ui.attendance.hint import KeysHint
from app.ui.attendance.line import SheetLine
from app.ui.attendance.month_view import MonthView
from app.ui.attendance.panel import DayPanel
from app.ui.attendance.words import recorded_words, refusal_words
from app.ui.attendance.work import SheetWork, Step
from app.ui.kit.clock import CentreClock
from app.ui.kit.controls import EmptyState, button
from app.ui.kit.desk import Desk
from app.ui.kit.files import Ending, ask_where, write_out
from app.ui.kit.page import Page
from app.ui.kit.roster_file import PunchFile
from app.ui.kit.sick_call import SickCall
from app.ui.kit.tokens import Space, Tone
from app.ui.work.tasks import Change

_DAY = timedelta(days=1)


class AttendancePage(Page):
    """`open_target` takes a date, or a team's id and a date."""

    key = "attendance"
    panel_folds = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.work = SheetWork.of(desk)
        self.work.recorded.connect(self._on_recorded)
        self.work.refused.connect(self._on_refused)
        self._reading: SheetReading | None = None
        self._focus_wanted = True
        self._follows = True
        """Whether the sheet at hand is shown, whatever day that is by now."""
        self.clock = CentreClock(desk.ctx.now, desk.ctx.time, desk.minutes)
        self.bar = SheetBar()
        self.day_view = DayView(desk.ctx.now)
        self.month_view = MonthView()
        self.hint = KeysHint()
        self._stack = QStackedWidget()
        for widget in (self.day_view, self.month_view, self._nobody(), self._no_team()):
            self._stack.addWidget(widget)
        self.body.setContentsMargins(Space.L, Space.S, Space.L, Space.S)
        self.body.setSpacing(Space.S)
        self.body.addWidget(self.bar)
        self.body.addWidget(self._stack, 1)
        self.body.addWidget(self.hint)
        self.add_actions(page_actions(self))
        self._connect()

    def _connect(self) -> None:
        self.header.add_tool(self.clock)
        for name, icon in (("punches", "import"), ("undo", "undo"), ("redo", "redo"),
                           ("export", "export")):  # fmt: skip
            self._add_tool(f"attendance.{name}", icon)
        self.clock.minute_passed.connect(self.day_view.refresh)
        self.clock.read_again.connect(self._on_time)
        self.bar.moved.connect(self.move_on)
        self.bar.today_asked.connect(self.go_today)
        self.bar.month_chosen.connect(self.show_month)
        self.bar.team_chosen.connect(self._choose_team)
        self.day_view.changed.connect(self._do)
        self.day_view.rule_asked.connect(lambda rule: self.desk.go("rules", rule))
        self.day_view.opened.connect(lambda no: self.desk.go("person", no))
        self.day_view.back_asked.connect(self._on_back)
        self.day_view.leave_asked.connect(lambda no: self.desk.go("leave", no))
        self.day_view.sick_asked.connect(self._on_sick)
        self.day_view.bulletin_asked.connect(lambda no: self.desk.go("bulletins", no))
        self.day_view.held.connect(self._on_held)
        self.month_view.day_opened.connect(self.show_day)
        self.month_view.picked.connect(lambda found: self.desk.explain(DayPanel(self.desk, *found)))

    def _add_tool(self, key: str, icon: str) -> None:
        """A quiet header button that follows its action."""
        action = self.desk.actions.qaction(key)
        made = button("", action.trigger, kind="quiet", icon=icon, name=action.text())
        made.setToolTip(action.toolTip())

        def follow() -> None:
            made.setEnabled(action.isEnabled())

        action.changed.connect(follow)
        self.header.add_tool(made)
        follow()

    def _nobody(self) -> EmptyState:
        return EmptyState(
            "attendance",
            _("Nobody is rostered here"),
            _("The sheet lists who is rostered in the team that day, as published."),
            button(_("Open the roster"), lambda: self.desk.go("roster", self.work.day)),
        )

    def _no_team(self) -> EmptyState:
        return EmptyState(
            "team",
            _("No team yet"),
            _("A roll-call sheet belongs to a team. Those that you may see are listed here."),
        )

    # -- reading -----------------------------------------------------------------------------

    def hears(self, change: Change) -> bool:
        """A roll call of one's own comes back with its rows: a reading would overtake the keys."""
        mine = change.own and bool(change.written) and change.deeds <= ROLL_CALL
        return super().hears(change) and not mine

    def holds_input(self) -> bool:
        typing = any(line.typing for line in self.day_view.lines)
        return typing or any(block.call and block.call.unsaved() for block in self.day_view.blocks)

    def populate(self) -> None:
        work = self.work
        team, by_month = work.team_id, work.by_month
        day = None if self._follows and not by_month else work.day
        self.desk.tasks.query(lambda ctx: read_sheet(ctx, team, day, by_month=by_month), self._take)

    def _take(self, reading: SheetReading) -> None:
        self._reading = reading
        self.work.day = reading.day
        self.work.team_id = reading.team.id if reading.team else None
        if reading.month is None:  # asked for or not: who holds a roll call sees no month
            self.work.by_month = False
        self.bar.offer(reading.teams, self.work.team_id)
        self._show_title()
        self.hint.setVisible(reading.keep and bool(reading.rows))
        if reading.team is None:
            self._stack.setCurrentIndex(3)
            self.header.set_note("")
        elif reading.month is not None:
            self._show_month(reading)
        else:
            self._show_day(reading)
        self.desk.actions.refresh()

    def _show_title(self) -> None:
        day = self.work.day
        words = dates.full_day(day)
        by_month = self.work.by_month
        self.bar.show_place(dates.month(day) if by_month else words, by_month=by_month)

    def _show_day(self, reading: SheetReading) -> None:
        assert reading.team is not None
        self._stack.setCurrentIndex(0 if reading.rows else 2)
        place = (reading.team.id, reading.day)
        self.day_view.show_rows(
            place, reading.rows, reading.shifts or {}, keep=reading.keep,
            briefings=reading.briefings,
        )  # fmt: skip
        self._show_note(reading.rows, keep=reading.keep)
        if self._focus_wanted and reading.rows:
            self._focus_wanted = False
            self.day_view.focus_first()

    def _show_month(self, reading: SheetReading) -> None:
        assert reading.month is not None
        lines = reading.month.lines
        self._stack.setCurrentIndex(1 if lines else 2)
        self.month_view.show_sheet(reading.month)
        people = ngettext("{n} person", "{n} people", len(lines)).format(n=len(lines))
        found = sum(1 for line in lines for day in line.days if day.findings)
        days = ngettext("{n} day with a finding", "{n} days with findings", found).format(n=found)
        self.header.set_note(f"{people} · {days}")

    def _show_note(self, rows: Sequence[RollCallRow], *, keep: bool) -> None:
        words = recorded_words(rows, self.desk.ctx.now())
        if not keep:
            words = " · ".join(part for part in (words, _("read only")) if part)
        self.header.set_note(words)

    # -- recording ---------------------------------------------------------------------------

    def _do(self, changes: tuple[Correction, ...]) -> None:
        if self.work.team_id is not None:
            self.work.do(Step(self.work.team_id, self.work.day, changes))

    def _on_recorded(self, step: Step, rows: list[RollCallRow]) -> None:
        if (step.team_id, step.day) != (self.work.team_id, self.work.day) or self.work.by_month:
            self.work.team_id, self.work.by_month = step.team_id, False
            self.show_day(step.day)
        elif self._reading is not None and self._reading.day == step.day:
            place, shifts = (step.team_id, step.day), self._reading.shifts or {}
            self.day_view.show_rows(place, rows, shifts, keep=True)
            self._show_note(rows, keep=True)
        self.desk.actions.refresh()

    def _on_refused(self, step: Step, error: AppError) -> None:
        people = [each.person_id for each in step.changes]
        if isinstance(error, Conflict):
            self.populate()
            self.desk.say(say(error.message), Tone.WARN)
        else:
            self.day_view.show_refusal(people, refusal_words(error))
        self.desk.actions.refresh()

    def _on_back(self, line: SheetLine, back: bool) -> None:
        """Somebody reported back from leave, or did not after all."""
        row = line.row
        no, seen = row.back_from, Seen(row.back_at)
        said = _("{name} is back from leave") if back else _("{name} is not back from leave")
        self.desk.tasks.command(
            lambda ctx: report_back(ctx, no, back, seen),
            lambda _at: self.desk.say(said.format(name=row.name)),
        )

    def _on_sick(self, row: RollCallRow) -> None:
        """Somebody is on the telephone: the form, and then who can cover."""
        if self.desk.me.person_id is not None:
            call = SickCall(row.person_id, row.name, self.work.day)
            self.desk.go("leave", call)

    def _on_held(self, shift: str, comments: str) -> None:
        reading = self._reading
        if reading is None or reading.team is None:
            return
        team, day = reading.team.id, reading.day
        told = (reading.briefings or {}).get(shift)
        seen = Seen(told.held.fact.comments if told and told.held else None)
        self.desk.tasks.command(
            lambda ctx: hold_roll_call(ctx, team, day, shift, comments, seen),
            lambda _at: self.desk.say(_("Roll call is held")),
            failed=self._on_not_held,
        )

    def _on_not_held(self, error: AppError) -> None:
        self.desk.say(say(error.message), Tone.WARN)
        self.populate()

    # -- moving about ------------------------------------------------------------------------

    def move_on(self, by: int) -> None:
        """A day, or a month, on or back."""
        day = self.work.day
        if self.work.by_month:
            edge = day.replace(day=1) + (32 * _DAY if by > 0 else -_DAY)
            self._show(edge.replace(day=1))
        else:
            self._show(day + by * _DAY)

    def go_today(self) -> None:
        self._show(self.desk.ctx.today())
        self._follows = True

    def _on_time(self) -> None:
        """At midnight, and when a night ends, the sheet at hand is another one."""
        team, shown = self.work.team_id, self.work.day
        if team is None or not self._follows or self.work.by_month or self.holds_input():
            return

        def turn(day: date) -> None:
            if self._follows and day != shown and self.work.day == shown:
                self.populate()

        self.desk.tasks.query(lambda ctx: day_at_hand(ctx, team), turn)

    def show_day(self, day: date) -> None:
        """The sheet of one day."""
        self.work.by_month = False
        self._show(day)

    def show_month(self, by_month: bool) -> None:
        """The month around the day that is shown, or that day."""
        self.work.by_month = by_month
        self._show(self.work.day)

    def _show(self, day: date) -> None:
        self._follows = False
        self.work.day = day
        self._focus_wanted = True
        self._show_title()
        self.populate()

    def _choose_team(self, team_id: int) -> None:
        self.work.team_id = team_id
        self._show(self.work.day)

    def open_target(self, target: object) -> None:
        if isinstance(target, PunchFile):
            self.bring_punches(target.path)
            return
        if isinstance(target, tuple):
            self.work.team_id, target = target
        if isinstance(target, date):
            self.show_day(target)

    # -- punches -----------------------------------------------------------------------------

    def may_bring_punches(self) -> bool:
        me = self.desk.me
        return me.scope(May.ROLL_CALL) is not Scope.NONE or me.may(May.IMPORT)

    def bring_punches(self, path: Path | None = None) -> None:
        """Bring a file of punches in; ask for one where none is named."""
        from app.ui.attendance.bringing.dialog import ask_for_punches, open_punches

        if path is None:
            ask_for_punches(self.desk, self)
        else:
            open_punches(self.desk, self, path)

    # -- exporting ---------------------------------------------------------------------------

    def can_export(self) -> bool:
        return self._reading is not None and self._reading.month is not None

    def export(self) -> None:
        """Ask where to, then write the month's sheet."""
        if self._reading is None or self._reading.month is None:
            return
        month = self._reading.month
        name = f"{_('Attendance')} {month.team} {month.month:%Y-%m}"
        ask_where(self, _("Export the month's sheet"), name, Ending.EXCEL, self.export_to)

    def export_to(self, path: Path) -> None:
        """Write the month that is shown to `path`."""
        from app.ui.attendance.export import export_month

        assert self._reading is not None
        month = self._reading.month
        assert month is not None

        write_out(
            self.desk, _("Exporting attendance"), path,
            lambda cancel: export_month(month, path, cancel), lambda _count: month.team,
        )  # fmt: skip
