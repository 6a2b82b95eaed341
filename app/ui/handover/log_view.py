"""One log as it stands on the page: how far it is, its sections, additions, and the signature."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.queries.handover.rows import ItemRow, LogPage, NoteRow
from app.rules.handover.course import LogState
from app.rules.vocabulary import Section
from app.text import _
from app.ui.handover.additions import AdditionsView
from app.ui.handover.bar import LogBar
from app.ui.handover.lines import LogLine
from app.ui.handover.places import ADDITION, REMARK, line_place, log_place, section_place
from app.ui.handover.section_view import SectionView
from app.ui.handover.show import ITEM, NOTE, section_lines, section_state, to_confirm
from app.ui.handover.signing import SignStrip
from app.ui.handover.steps import StepStrip
from app.ui.handover.typed import TypedEntry, read_typed
from app.ui.handover.words import log_title, new_words, steps, who
from app.ui.kit.banner import Banner
from app.ui.kit.scrolled import scrolled
from app.ui.kit.tokens import Space, Tone

Drafts = Mapping[str, tuple[str, datetime]]
"""Place -> content, and when it was typed."""


class LogView(QWidget):
    """Shows a `LogPage` again and again; what is typed in it outlives each time."""

    line_made = Signal(object)
    rescued = Signal(object, str)
    """A section under which somebody was writing as the log was signed, and the words."""

    def __init__(self, today: Callable[[], date], now: Callable[[], datetime]) -> None:
        super().__init__()
        self._today, self._now = today, now
        self.log: LogPage | None = None
        self.bar = LogBar()
        self.strip = StepStrip()
        self.waiting = Banner("", Tone.WARN)
        self.additions = AdditionsView()
        self.sections = {
            section: SectionView(section, number, today)
            for number, section in enumerate(Section, start=1)
        }
        self.sign = SignStrip()
        self._lay_out()
        for view in self.sections.values():
            view.when_made(self.line_made.emit)
            view.moved.connect(self._on_moved)
            view.entry.unfolded.connect(partial(self._bring_up_soon, view.entry))
        self.line_made.connect(lambda line: line.jumped.connect(self._on_jumped))

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, Space.S, 0)
        column.setSpacing(Space.M)
        column.addWidget(self.additions)
        for view in self.sections.values():
            column.addWidget(view)
        column.addStretch(1)
        self.area = scrolled(column)
        # The window's own area asks for the height that is liked, not for the one that is needed.
        self.area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        parts = QVBoxLayout(self)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(Space.S)
        for widget in (self.bar, self.strip, self.waiting, self.area, self.sign):
            parts.addWidget(widget, 1 if widget is self.area else 0)

    # -- showing -----------------------------------------------------------------------------

    def show_page(self, page: LogPage) -> bool:
        """Show the log; whether it was the one that was shown already."""
        same = self.log is not None and self.log.key == page.key
        self.log = page
        self.bar.show_log(log_title(page), back=page.previous is not None, on=page.next is not None)
        self.bar.offer(page.departments, page.key.department_id)
        self.bar.show_new(new_words(page))
        self.show_time()
        self._show_sections(page, same=same)
        self.additions.show_page(page)
        signing = self.sign.isAncestorOf(self.focusWidget() or self)
        self.sign.show_page(page, same=same)
        if same and signing and not self.sign.sign.isVisibleTo(self.sign):
            self.begin_work()
        if not same:
            self.waiting.set_text("")
            self.area.verticalScrollBar().setValue(0)
        return same

    def show_time(self) -> None:
        """What is due may be overdue by now."""
        if self.log is not None:
            self.strip.show_steps(steps(self.log, self._now()))

    def _show_sections(self, page: LogPage, *, same: bool) -> None:
        people = [(one.id, who(one)) for one in page.candidates]
        for row in page.sections:
            view = self.sections[row.section]
            if same and not page.may.write:
                self._rescue(view)
            view.show_section(
                section_lines(page, row, self._today()), section_state(page, row),
                _empty_words(page), writes=page.may.write,
            )  # fmt: skip
            view.entry.offer(people)
            staff = row.section is Section.STAFF_CHANGES and bool(page.staff)
            view.entry.may_say_nothing(not row.notes and not row.items and not staff)
        self.sections[Section.STAFF_CHANGES].offer_confirm(
            page.may.confirm_staff and to_confirm(page),
            _("&Confirm the changes") if page.staff else _("&Confirm: no changes"),
        )

    def _rescue(self, view: SectionView) -> None:
        """The log was signed while one was writing: the words are not lost with the entry."""
        typed = view.entry.value()
        if typed.text.strip() and self.log is not None and self.log.may.add:
            view.entry.fill(TypedEntry())
            self.rescued.emit(view.section, typed.text)

    def take_up(self, drafts: Drafts) -> None:
        """Go on with what was typed on this log before, here or at another desk."""
        assert self.log is not None
        key = self.log.key
        self.additions.fill(_content(drafts, log_place(key, ADDITION)))
        self.sign.fill(_content(drafts, log_place(key, REMARK)))
        for section, view in self.sections.items():
            draft = drafts.get(section_place(key, section))
            view.entry.fill(read_typed(draft[0]) if draft else TypedEntry())
            if draft is not None:
                view.entry.say_draft(draft[1])
            if not self.log.may.write:
                self._rescue(view)
        for line in self.lines():
            line.answered()
            for deed in line.shown.deeds:
                if words := _content(drafts, line_place(line.shown.key, deed.name)):
                    line.fill(deed.name, words)

    def holds_text(self) -> bool:
        """Whether something is typed under a section or in a line."""
        entries = any(view.entry.value().stored() for view in self.sections.values())
        return entries or any(line.asking for line in self.lines())

    # -- finding -----------------------------------------------------------------------------

    def lines(self) -> Iterator[LogLine]:
        """Every line of every section, from the top."""
        return (line for view in self.sections.values() for line in view.lines)

    def row_of(self, line: LogLine) -> NoteRow | ItemRow | None:
        """The row that a line shows; None for a change of staff."""
        if self.log is None:
            return None
        kind, number = line.shown.key
        notes = (note for row in self.log.sections for note in row.notes)
        rows: Iterator[NoteRow | ItemRow] = notes if kind == NOTE else self.items()
        return next((row for row in rows if row.id == number), None)

    def items(self) -> Iterator[ItemRow]:
        """The items on the page, those carried over first."""
        if self.log is not None:
            yield from self.log.carried
            for row in self.log.sections:
                yield from row.items

    # -- moving about ------------------------------------------------------------------------

    def begin_work(self) -> None:
        """Put the cursor where the work is."""
        place = self.working_place()
        if place is not None:
            place.setFocus(Qt.FocusReason.OtherFocusReason)

    def working_place(self) -> QWidget | None:
        """Where the work is: the signature that is mine to give, or else the first section."""
        if self.log is None:
            return None
        may = self.log.may
        if may.sign_in or (may.read_back and self.log.unread):
            return self.sign.words
        if may.write:
            return self.sections[Section.EQUIPMENT].stops()[-1]
        return next(self.lines(), None) or self.area

    def write_under(self, section: Section) -> None:
        """Put the cursor where one writes under that section."""
        view = self.sections[section]
        view.write_here()
        self._bring_up_soon(view.entry if self.log and self.log.may.write else view)

    def _on_jumped(self, number: int) -> None:
        self.write_under(list(Section)[number - 1])

    def show_item(self, item_id: int) -> None:
        """Put the cursor on an item's line."""
        line = next((line for line in self.lines() if line.shown.key == (ITEM, item_id)), None)
        if line is not None:
            line.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._bring_up_soon(line)

    def bring_up(self, widget: QWidget) -> None:
        self.area.ensureWidgetVisible(widget, 0, Space.XL)

    def _bring_up_soon(self, widget: QWidget) -> None:
        """Once it has the place that it asks for."""
        QTimer.singleShot(0, widget, lambda: self.bring_up(widget))

    def _on_moved(self, widget: QWidget, by: int) -> None:
        stops = [stop for view in self.sections.values() for stop in view.stops()]
        to = stops.index(widget) + by
        if 0 <= to < len(stops):
            stops[to].setFocus(Qt.FocusReason.TabFocusReason)
            self.bring_up(stops[to])


def _empty_words(page: LogPage) -> str:
    """What is said of a section in which nothing stands; where one writes, the line says it."""
    if page.may.write:
        return ""
    written = page.state is not LogState.OPEN
    return _("Nothing was written here.") if written else _("Nothing stands here yet.")


def _content(drafts: Drafts, place: str) -> str:
    return drafts[place][0] if place in drafts else ""
