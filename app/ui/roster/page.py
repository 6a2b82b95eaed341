"""The roster page: the grid with its bars, the days it shows, and the ways in and out."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QStackedLayout, QWidget

from app.reading.roster.month import GridReading, read_grid, visible_to
from app.rules.permissions import Action, Scope
from app.rules.work import Cell
from app.text import _, ngettext
from app.ui.kit import icons
from app.ui.kit.context_menu import give_menu
from app.ui.kit.controls import button
from app.ui.kit.desk import Desk
from app.ui.kit.page import Page
from app.ui.kit.tokens import Space
from app.ui.roster.actions import page_actions
from app.ui.roster.bar import FilterBar, IconBar, LayerBar, SpanBar, TopBar
from app.ui.roster.bringing.way_in import WayIn
from app.ui.roster.editor import RosterEditor
from app.ui.roster.empty import BareStrip, nobody, nothing_found
from app.ui.roster.explainer import Explainer
from app.ui.roster.handing import Handing
from app.ui.roster.inks import inks_for
from app.ui.roster.jump import JumpDialog
from app.ui.roster.legend import Legend
from app.ui.roster.lines import Narrowing
from app.ui.roster.looking import Looking
from app.ui.roster.menu import cell_menu, give_name_menu, name_menu
from app.ui.roster.model import RosterModel
from app.ui.roster.offering import Offering
from app.ui.roster.own_team import begin_at_own_team
from app.ui.roster.print_dialog import PrintDialog
from app.ui.roster.reason import ReasonStrip
from app.ui.roster.rotating import ask_for_rotation
from app.ui.roster.session import Edited, RosterSession
from app.ui.roster.spans import Span, SpanKind, span_around
from app.ui.roster.view import RosterView
from app.ui.work.tasks import Change

_GRID, _NOBODY, _NOTHING_FOUND = range(3)


class RosterPage(Page):
    """People by team down, days across."""

    key = "roster"
    panel_folds = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.session = RosterSession.of(desk)
        self._visible = visible_to(desk.me.standing)
        if self.session.draft is None:
            self.session.draft = self.may_draft()
        self._shown_already, self._reads = False, False
        self._kept: tuple[Span, bool] | None = None
        self.model = RosterModel(self)
        self.view = RosterView(self.model)
        self.grid = self.view.grid
        self.filter = FilterBar()
        self.spans = SpanBar()
        self.layers, self._icons = LayerBar(), IconBar()
        self.reason = ReasonStrip()
        self.bare = BareStrip()
        self.handing = Handing(self)
        self._latest: date | None = None
        self.legend = Legend(inks_for(()))
        self.editor = RosterEditor(desk, self.model, self.grid, self.reason)
        self.session.edited.connect(self._on_edited)  # after the editor, which shows it
        self.model.dataChanged.connect(self._show_count)
        self.explainer = Explainer(desk, self.model, self.grid)
        self._lay_out()
        self.layers.explain(may_publish=self.may_publish())
        self.setFocusProxy(self.grid)
        self._connect()
        self.add_actions(page_actions(self))
        self._add_tools()
        self._show_state()

    def _lay_out(self) -> None:
        self.body.setContentsMargins(Space.L, Space.S, Space.L, Space.S)
        self.body.setSpacing(Space.S)
        self.body.addWidget(TopBar(self.spans, self.filter))
        self.body.addWidget(self.bare)
        self.body.addWidget(self.handing.strip)
        self.body.addWidget(self.reason)
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(self.view)
        self._stack.addWidget(nobody(self.desk))
        self._stack.addWidget(nothing_found(self.filter.clear))
        self.body.addWidget(holder, 1)
        self.body.addWidget(self.legend)

    def _connect(self) -> None:
        self.spans.moved.connect(self.move_on)
        self.spans.today_asked.connect(self.go_today)
        self.spans.kind_chosen.connect(self.show_kind)
        self.bare.month_asked.connect(self._go_to_month)
        self.filter.narrowed.connect(self._narrow)
        self.layers.chosen.connect(self._show_layer)
        self.editor.reading_asked.connect(self.populate)
        self.grid.opened.connect(lambda no: self.desk.go("person", no))
        give_menu(self.grid, self._show_menu)
        give_name_menu(self.desk, self.grid, self.model)
        self.grid.selectionModel().currentChanged.connect(self._on_current)
        self.session.stack.indexChanged.connect(lambda _index: self.desk.actions.refresh())

    def _add_tools(self) -> None:
        self.header.add_tool(self.layers)
        self.header.add_tool(self._icons)
        for key in ("roster.undo", "roster.redo", "roster.import", "roster.template", "roster.fill",
                    "roster.make", "roster.print", "roster.certify", "roster.publish",
                    "roster.hand"):  # fmt: skip
            self._add_tool(key)

    def _add_tool(self, key: str) -> None:
        """A header button that follows its action; only the chief one has its words on it."""
        action = self.desk.actions.qaction(key)
        chief = key in ("roster.publish", "roster.hand")
        words = action.text() if chief else ""
        made = button(words, action.trigger, kind="primary" if chief else "quiet")
        made.setIcon(icons.icon(key.partition(".")[2], "surface" if chief else "text_soft"))
        made.setAccessibleName(action.text())
        made.setToolTip(action.toolTip())

        def follow() -> None:
            made.setVisible(action.isVisible())
            made.setEnabled(action.isEnabled())

        action.changed.connect(follow)
        if chief:
            self.header.add_tool(made)
        else:
            self._icons.add(made)
        follow()

    # -- reading -----------------------------------------------------------------------------

    @property
    def draft(self) -> bool:
        """Whether the grid shows the draft, or what is published."""
        return bool(self.session.draft)

    @property
    def span(self) -> Span:
        return self.session.span

    def hears(self, change: Change) -> bool:
        """Not an edit of one's own, which has come with its cells, unless while it was read."""
        shown, self._shown_already = self._shown_already, False
        return super().hears(change) and not (change.own and shown and not self._reads)

    def holds_input(self) -> bool:
        return self.grid.typing or self.editor.waits

    def _on_edited(self, edited: Edited) -> None:
        """The edit is announced next: see `hears`."""
        self._shown_already = edited.draft == self.draft and bool(edited.outcome.changes)
        self._show_count()
        self.handing.look_again()

    def populate(self) -> None:
        if self._visible is None:
            self._stack.setCurrentIndex(_NOBODY)
            return
        first, last, draft, self._reads = self.span.first, self.span.last, self.draft, True
        self.desk.tasks.query(lambda ctx: read_grid(ctx, first, last, draft=draft), self._take)

    def _take(self, reading: GridReading) -> None:
        self._reads = False
        place, looking = self.session.place, Looking.of(self.grid, self.model)
        same, self._kept = self._kept == (self.span, self.draft), (self.span, self.draft)
        self._latest = reading.latest
        self.model.show(reading.rows, reading.findings)
        sheet = self.model.sheet
        if sheet is not None:
            self.filter.offer(sheet)
            begin_at_own_team(self.desk, self.filter, sheet)
            codes = self.model.codes()
            self.legend.take(inks_for(reading.rows.shifts), codes[0] if codes else "E")
        self._show_state()
        self.handing.look()
        handed, offering = self.handing.wanted_person(), Offering.of(self)
        wanted = (handed, self.span.first) if handed else offering.wanted_place()
        self._go_back(wanted or place)
        if wanted:
            same = False
            self.grid.scrollTo(self.grid.currentIndex(), self.grid.ScrollHint.PositionAtCenter)
            offering.ask_wanted()
        if same:
            looking.bring_back(self.grid, self.model)

    def _go_back(self, place: Cell | None) -> None:
        """Keep the cursor on the same person and day; at first, on oneself or one's team today."""
        index = self.model.find(place) if place else QModelIndex()
        if not index.isValid() and self.model.rowCount():
            today = self.model.column_of(self.desk.ctx.today()) or 0
            index = self.model.index(self._first_row(), today)
        if index.isValid():
            self.grid.put_cursor(index)
            self.grid.scrollTo(index)

    def _first_row(self) -> int:
        """One's own line; else the first person of one's own team; else the first of all."""
        rows = range(self.model.rowCount())
        lines = [(row, line) for row in rows if (line := self.model.line(row)) is not None]
        me = self.desk.me
        own = (
            row
            for row, line in lines
            if line.person.person_id == me.person_id and line.block.team_id is not None
        )
        team = (row for row, line in lines if line.block.team_id == me.place.team is not None)
        return next(own, next(team, lines[0][0] if lines else 0))

    def _show_state(self) -> None:
        """Bring bars, notes and empty states in line with what is shown."""
        self.spans.show_span(self.span)
        self.layers.show_layer(draft=self.draft)
        self.layers.setVisible(self.may_draft())
        self.reason.setVisible(not self.draft and self.may_publish())
        if self.model.sheet is not None:
            empty = _NOTHING_FOUND if self.model.narrowing else _NOBODY
            self._stack.setCurrentIndex(_GRID if self.model.rowCount() else empty)
        self._show_count()

    def _show_count(self) -> None:
        """Say how many people and changes are shown, and what the layer is."""
        people = len(self.model.everybody())
        words = ngettext("{n} person", "{n} people", people).format(n=people)
        changes = self.model.all_changes() if self.draft else 0
        if changes:
            counted = ngettext("{n} change in draft", "{n} changes in draft", changes)
            words = f"{words} · {counted.format(n=changes)}"
        self._show_bare()
        if not self.draft and not self.may_draft() and not self.bare.text():
            words = " · ".join([words, _("As published")])
        self.header.set_note(words)
        self.desk.actions.refresh()

    def _show_bare(self) -> None:
        """Where nobody has a shift in these days, say so and offer the latest month with one."""
        sheet = self.model.sheet
        if sheet is not None and self._kept and sheet.lines and sheet.is_bare():
            self.bare.tell(self._kept, self._latest, may_draft=self.may_draft())
        else:
            self.bare.go_on(self._kept)

    def _go_to_month(self, month: date) -> None:
        self._place_on(month)
        self.show_span(span_around(SpanKind.MONTH, month))

    # -- moving about ------------------------------------------------------------------------

    def show_span(self, span: Span) -> None:
        """Show other days; the cursor stays with its person."""
        if span != self.span:
            self.session.span = span
            self._show_state()
            self.populate()

    def move_on(self, by: int) -> None:
        """Show the span before (-1) or after (+1), the cursor on its first day."""
        span = self.span.after() if by > 0 else self.span.before()
        self._place_on(span.first)
        self.show_span(span)

    def go_today(self) -> None:
        """Show today's span, with the cursor on today."""
        today = self.desk.ctx.today()
        self._place_on(today)
        if self.span.holds(today):
            self._go_back(self.session.place)
        else:
            self.show_span(span_around(self.span.kind, today))

    def show_kind(self, kind: SpanKind) -> None:
        """Show the month, two weeks or week around the cursor's day."""
        place = self.session.place
        self.show_span(span_around(kind, place[1] if place else self.span.first))

    def _place_on(self, day: date) -> None:
        if self.session.place is not None:
            self.session.place = (self.session.place[0], day)

    def _show_layer(self, draft: bool) -> None:
        if draft != self.draft:
            self.session.draft = draft
            self.editor.drop_waiting()
            self._show_state()
            self.populate()

    def _narrow(self, narrowing: Narrowing) -> None:
        place = self.session.place
        self.model.narrow(narrowing)
        self._show_state()
        self._go_back(place)

    def open_target(self, target: object) -> None:
        """`target`: an employee number, a date, or both as a tuple (number, date)."""
        if WayIn.of(self).takes(target):
            return
        self.session.begun = True
        self.filter.clear()
        if self.handing.takes(target) or Offering.of(self).takes(target):
            self._show_all()
            return
        no, day = target if isinstance(target, tuple) else (target, None)
        if isinstance(no, date):
            no, day = None, no
        day = day or self.desk.ctx.today()
        if no:
            self.session.place = (str(no), day)
        if not self.span.holds(day):
            self.session.span = span_around(self.span.kind, day)
        self._show_all()

    def _show_all(self) -> None:
        self._show_state()
        self.populate()

    def jump(self) -> None:
        """Ask for a person and put the cursor on them."""
        if self.model.sheet is not None:
            dialog = JumpDialog(self.model.sheet.lines, self)
            dialog.chosen.connect(self._jump_to)
            dialog.open()

    def _jump_to(self, no: str) -> None:
        place = (no, self.session.place[1] if self.session.place else self.span.first)
        if not self.model.find(place).isValid():
            self.filter.clear()
        self.grid.go_to(self.model.find(place))
        self.grid.setFocus()

    def focus_filter(self) -> None:
        """Type a name: the grid narrows with each letter."""
        self.filter.name.setFocus()
        self.filter.name.selectAll()

    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            place = self.model.place(current.row(), current.column())
            self.session.place = place or self.session.place

    def _show_menu(self, index: QModelIndex, at: QPoint) -> None:
        if index.isValid():
            if not self.grid.selectionModel().isSelected(index):
                self.grid.put_cursor(index)
            row, column = index.row(), index.column()
            if self.model.line(row) is None:
                menu = name_menu(self.desk, self.grid, self.model, row)
            else:
                menu = cell_menu(self.desk, self.model, self.editor, row, column, self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(at)

    def may_draft(self) -> bool:
        return self.desk.me.scope(Action.DRAFT_ROSTER) is not Scope.NONE

    def may_publish(self) -> bool:
        return self.desk.me.scope(Action.PUBLISH_ROSTER) is not Scope.NONE

    def may_edit_something(self) -> bool:
        return self.may_draft() or self.may_publish()

    def has_changes(self) -> bool:
        """Whether there is a draft to publish, among what is shown."""
        return self.draft and self.model.all_changes() > 0

    def fill(self) -> None:
        """Fill a rotation into the draft, for the team of the cursor."""
        ask_for_rotation(self)

    def print_out(self) -> None:
        """Choose a team and a size of paper, and write the month to a PDF."""
        if self._visible is not None and self.model.sheet is not None:
            here = self.grid.currentIndex()
            scope = self.model.row(here.row()).block.scope if here.isValid() else ""
            blocks = self.model.sheet.rows.teams
            month = self.session.place[1] if self.session.place else self.span.first
            PrintDialog(
                self.desk, self._visible, month, blocks, scope, self, draft=self.may_draft()
            ).open()
