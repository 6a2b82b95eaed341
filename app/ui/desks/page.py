"""The desks' page: a department's floor in one shift, arranged by who leads it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout

from app.errors import AppError, RuleViolated
from app.reading.desks.floor import FloorReading, read_floor
from app.reading.desks.moment import FloorAsked
from app.rules.findings import Finding
from app.rules.permissions import Action as May
from app.rules.permissions import Scope
from app.services.desks import seating
from app.text import _, say
from app.text.findings import finding_remedy, finding_sentence
from app.ui.desks.actions import page_actions
from app.ui.desks.bar import FloorBar
from app.ui.desks.doing import Doing
from app.ui.desks.drawing import Drawing
from app.ui.desks.own import OwnDesk
from app.ui.desks.plan_view import FloorPlan
from app.ui.desks.side import FloorSide
from app.ui.desks.words import names_in, note_of
from app.ui.kit.clock import CentreClock
from app.ui.kit.controls import EmptyState, button, label
from app.ui.kit.desk import Desk
from app.ui.kit.files import Ending, ask_where
from app.ui.kit.page import Page
from app.ui.kit.tokens import Space, Tone
from app.ui.kit.verdict import Outcome, VerdictPanel, VerdictRow

_SECOND = 1000
_DAY = timedelta(days=1)


class DesksPage(Page):
    """`open_target` takes an `FloorAsked`: which department, day and shift."""

    key = "desks"
    panel_folds = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.reading: FloorReading | None = None
        self.asked = FloorAsked()
        self.doing, self.drawing = Doing(self), Drawing(self)
        self.clock = CentreClock(desk.ctx.now, desk.ctx.time, desk.minutes)
        self.bar, self.own = FloorBar(), OwnDesk()
        self.plan, self.side = FloorPlan(), FloorSide()
        self.hint = label("", "caption", wrap=True)
        self._stack = QStackedWidget()
        for widget in (self.plan, self._no_plan(), self._no_department()):
            self._stack.addWidget(widget)
        self._lay_out()
        self._ticks = QTimer(self)
        self._ticks.setInterval(_SECOND)
        self._ticks.timeout.connect(self._tick)
        self.add_actions(page_actions(self))
        self._connect()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(Space.S)
        left.addWidget(self._stack, 1)
        left.addWidget(self.hint)
        both = QHBoxLayout()
        both.setSpacing(Space.M)
        both.addLayout(left, 1)
        both.addWidget(self.side)
        self.body.setContentsMargins(Space.L, Space.S, Space.L, Space.S)
        self.body.setSpacing(Space.S)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.own)
        self.body.addLayout(both, 1)

    def _connect(self) -> None:
        self.header.add_tool(self.clock)
        self._add_tool("desks.print", "print")
        self.copy = self._bar_button("desks.copy", _("Seat as last time"), "copy")
        self.row = self._bar_button("desks.add_row", _("Add a row of desks…"), "plus")
        self.draw = self._bar_button("desks.draw", _("Draw the plan"), "edit")
        self.clock.read_again.connect(self.populate)
        self.bar.moved.connect(self.move_on)
        self.bar.now_asked.connect(self.go_now)
        self.bar.shift_chosen.connect(self._choose_shift)
        self.bar.department_chosen.connect(self._choose_department)
        self.own.done.connect(self.doing.own)
        self.side.done.connect(self.doing.beside)
        self.plan.asked.connect(self.doing.do)
        self.plan.menu_asked.connect(self.doing.show_menu)
        self.plan.seat_asked.connect(self._seat)
        self.plan.seat_moved.connect(self._move)
        self.plan.unknown.connect(self._say_unknown)
        self.plan.desk_moved.connect(self.drawing.move)
        self.plan.gap_picked.connect(self.drawing.add_desk)
        self.plan.desk_picked.connect(self.drawing.rename)
        self.plan.desk_dropped_off.connect(self.drawing.retire)

    def _add_tool(self, key: str, icon: str) -> None:
        action = self.desk.actions.qaction(key)
        made = button("", action.trigger, kind="quiet", icon=icon, name=action.text())
        action.changed.connect(lambda: made.setVisible(action.isEnabled()))
        made.setVisible(action.isEnabled())
        self.header.add_tool(made)

    def _bar_button(self, key: str, text: str, icon: str) -> QPushButton:
        action = self.desk.actions.qaction(key)
        made = button(text, action.trigger, icon=icon)
        made.setToolTip(action.toolTip())
        made.setAccessibleName(action.text())

        def follow() -> None:
            made.setEnabled(action.isEnabled())
            made.setVisible(action.isVisible())

        action.changed.connect(follow)
        self.bar.tools.addWidget(made)
        follow()
        return made

    def _no_plan(self) -> EmptyState:
        steps = []
        if self.desk.me.scope(May.KEEP_DESKS) is not Scope.NONE:
            steps.append(button(_("Add a row of desks…"), self.drawing.add_row, kind="primary"))
        return EmptyState(
            "department",
            _("No desks yet"),
            _("The floor's plan belongs here: the desks as they stand, row by row."),
            *steps,
        )

    def _no_department(self) -> EmptyState:
        return EmptyState(
            "department",
            _("No department"),
            _("A floor belongs to a department. Those that you may see are listed here."),
        )

    # -- reading -----------------------------------------------------------------------------

    def holds_input(self) -> bool:
        return self.plan.typing

    def populate(self) -> None:
        asked = self.asked
        self.desk.tasks.query(lambda ctx: read_floor(ctx, asked), self._take)

    def _take(self, reading: FloorReading) -> None:
        self.reading = reading
        now = self.desk.ctx.now()
        self.bar.show_place(reading)
        self.drawing.on = self.drawing.on and reading.keep
        self._show_parts(reading)
        if reading.department is not None:
            self.plan.show_floor(reading, now, drawing=self.drawing.on)
            self.side.show_floor(reading, now)
            self.own.show_floor(reading, now)
            self.header.set_note(note_of(reading) if reading.sees_all else "")
        self.desk.actions.refresh()
        self._show_parts(reading)

    def show_again(self) -> None:
        """Show what was read last once more: something of the page itself is another."""
        if self.reading is not None:
            self._take(self.reading)

    def _show_parts(self, reading: FloorReading) -> None:
        drawn = bool(reading.spots) or self.drawing.on
        shown = 2 if reading.department is None else 0 if drawn else 1
        self._stack.setCurrentIndex(shown)
        self.side.setVisible(reading.sees_all and reading.department is not None)
        on_shift = reading.mine is not None or reading.my_off is not None
        self.own.setVisible(
            reading.department is not None
            and (not reading.sees_all or on_shift or reading.my_wait is not None)
        )
        self.row.setVisible(reading.keep and self.drawing.on)
        self.copy.setVisible(reading.keep and not self.drawing.on)
        self.draw.setText(_("Done drawing") if self.drawing.on else _("Draw the plan"))
        self.hint.setVisible(reading.keep and shown == 0)
        self.hint.setText(_drawing_keys() if self.drawing.on else _seating_keys())

    def _tick(self) -> None:
        now = self.desk.ctx.now()
        self.plan.refresh(now)
        self.side.refresh(now)
        self.own.refresh(now)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ticks.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._ticks.stop()

    def names(self) -> Mapping[str, str]:
        """Employee number -> name, of those who are shown."""
        return names_in(self.reading) if self.reading else {}

    # -- arranging ---------------------------------------------------------------------------

    def _seat(self, name: str, no: str) -> None:
        reading = self.reading
        if reading is not None and reading.department is not None:
            place = (reading.department.id, reading.day, reading.shift)
            self.doing.run(lambda ctx: seating.seat(ctx, *place, [(name, no)]))

    def _move(self, seat_id: int, name: str) -> None:
        version = next(
            (
                spot.now.seat.version
                for spot in (self.reading.spots if self.reading else ())
                if spot.now is not None and spot.now.seat.id == seat_id
            ),
            None,
        )
        self.doing.run(lambda ctx: seating.move(ctx, seat_id, name, version))
        self.plan.focus_desk(name)

    def copy_last(self) -> None:
        """Seat the shift as the last one that was alike."""
        reading = self.reading
        if reading is not None and reading.department is not None:
            place = (reading.department.id, reading.day, reading.shift)
            self.doing.run(lambda ctx: seating.copy_last(ctx, *place), self.doing.copied)

    def _say_unknown(self, text: str) -> None:
        words = _("“{text}” is nobody of this shift who is still without a desk.")
        self.desk.say(words.format(text=text), Tone.WARN)

    def show_refusal(self, error: AppError) -> None:
        """Beside the plan: the rule, what was counted, and what would make it right."""
        rows = [
            VerdictRow(
                one.rule,
                Outcome.REFUSED,
                finding_sentence(one, self.names()),
                finding_remedy(one, self.names()),
            )
            for one in (error.findings if isinstance(error, RuleViolated) else ())
            if isinstance(one, Finding)
        ]
        if not rows:
            self.desk.tasks.failed.emit(error)
            return
        verdict = VerdictPanel(say(error.title), rows, say(error.message))
        verdict.rule_asked.connect(lambda rule: self.desk.go("rules", rule))
        self.desk.explain(verdict)

    # -- what can be done --------------------------------------------------------------------

    def can_seat(self) -> bool:
        reading = self.reading
        return reading is not None and reading.keep and bool(reading.spots) and not reading.over

    def can_draw(self) -> bool:
        return self.reading is not None and self.reading.keep

    def can_print(self) -> bool:
        return self.reading is not None and bool(self.reading.spots) and self.reading.sees_all

    def print_out(self) -> None:
        """Ask where to, then write the seating as a PDF."""
        reading = self.reading
        if reading is None:
            return
        name = f"{_('Seating')} {reading.day:%Y-%m-%d} {reading.shift}"
        ask_where(self, _("Print the seating"), name, Ending.PDF, self.print_to)

    def print_to(self, path: Path) -> None:
        """Write the seating that is shown to `path`."""
        from app.ui.desks.paper import seating_pdf

        reading = self.reading
        assert reading is not None
        self.desk.tasks.query(
            lambda _ctx: seating_pdf(reading, path),
            lambda _done: self.desk.say(_("Written to {path}").format(path=path.name)),
        )

    # -- moving about ------------------------------------------------------------------------

    def move_on(self, by: int) -> None:
        """A shift on or back, in the order of their starts."""
        reading = self.reading
        if reading is None or not reading.shifts:
            return
        codes = [row.code for row in reading.shifts]
        at = (codes.index(reading.shift) if reading.shift in codes else 0) + by
        day = reading.day + (at // len(codes)) * _DAY
        department = reading.department.id if reading.department else None
        self._ask(FloorAsked(department, day, codes[at % len(codes)]))

    def go_now(self) -> None:
        self._ask(FloorAsked(self._department_id()))

    def _choose_shift(self, code: str) -> None:
        if self.reading is not None:
            self._ask(FloorAsked(self._department_id(), self.reading.day, code))

    def _choose_department(self, department_id: int) -> None:
        self._ask(FloorAsked(department_id))

    def _department_id(self) -> int | None:
        reading = self.reading
        return reading.department.id if reading is not None and reading.department else None

    def open_target(self, target: object) -> None:
        if isinstance(target, FloorAsked):
            self._ask(target)

    def _ask(self, asked: FloorAsked) -> None:
        self.asked = asked
        self.populate()


def _seating_keys() -> str:
    return _(
        "Arrows: from desk to desk · type at a free desk: seat somebody · Enter: all that can be "
        "done · C check in · L let the desk go · O leave the floor · B is back · "
        "R approve leaving · M move"
    )


def _drawing_keys() -> str:
    return _(
        "Arrows: from place to place · Enter: name, or a new desk · Ctrl+arrows or dragging: move "
        "the desk · Del: take it off"
    )
