"""At the foot of the log: what is missing, what is to be read back, and the signature."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.queries.handover.rows import ItemRow, LogPage
from app.rules.vocabulary import Section
from app.text import _, dates, ngettext
from app.ui.handover.at_once import at_once
from app.ui.handover.words import section_name, unconfirmed, who
from app.ui.kit.controls import button, label, symbol
from app.ui.kit.fields import text_field
from app.ui.kit.tokens import Space, Tone
from app.ui.work.removal import clear


class SignStrip(QFrame):
    """One thing at a time: what is still missing, the next item to be read back, the signature.

    Enter on an empty line reads nothing back: it takes words, or the key that says that they were
    spoken. The fields outlive what is read anew.
    """

    jump_asked = Signal(object)
    nothing_asked = Signal(object)
    confirm_asked = Signal()
    signed_out = Signal()
    too_soon = Signal()
    """Everything is there, and the shift still goes on."""
    read_back = Signal(object, str)
    signed_in = Signal(str)
    new_asked = Signal()
    acting_asked = Signal()
    close_asked = Signal()
    typed = Signal(str)
    """The remark, as it is typed."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.setAccessibleName(_("Signature"))
        self._page: LogPage | None = None
        self._unfolded = False
        self._item: int | None = None
        self._remark = ""
        """What is typed as a remark, while something is still to be read back."""
        self._title = label("", "strong", wrap=True)
        self._under = label("", "soft", wrap=True)
        self._missing = QVBoxLayout()
        self._missing.setSpacing(Space.XS)
        self.sign = at_once(button("", self._on_pressed, kind="primary", icon="edit"))
        self.words = text_field(most=500)
        self.words.returnPressed.connect(self.press)
        self.words.textEdited.connect(self._on_typed)
        self.new = button(_("What is new since my last shift"), self.new_asked.emit, kind="link")
        self.acting = button(_("Name an acting duty leader…"), self.acting_asked.emit, kind="link")
        self.close_log = button(_("Close without a successor…"), self.close_asked.emit, kind="link")
        self._lay_out()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._under)
        head = QHBoxLayout()
        head.setSpacing(Space.M)
        head.addLayout(words, 1)
        head.addWidget(self.words, 1)
        head.addWidget(self.sign)
        ways = QHBoxLayout()
        ways.setSpacing(Space.M)
        for way in (self.new, self.acting, self.close_log):
            ways.addWidget(way)
        ways.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.S, Space.L, Space.S)
        column.setSpacing(Space.XS)
        column.addLayout(head)
        column.addLayout(self._missing)
        column.addLayout(ways)

    # -- showing -----------------------------------------------------------------------------

    def show_page(self, page: LogPage, *, same: bool) -> None:
        """Show what comes next on this log; `same`: it was shown already."""
        was = self._page if same else None
        self._page = page
        if not same:
            self._unfolded, self._item, self._remark = False, None, ""
            self.words.clear()
        may = page.may
        takes_over = may.sign_in or may.read_back
        hands_over = may.sign_out or may.sign_out_later
        self.setVisible(hands_over or takes_over or may.close or may.name_acting)
        self.new.setVisible(takes_over and page.new_since is not None)
        self.acting.setVisible(may.name_acting)
        self.close_log.setVisible(may.close)
        self.sign.setVisible(hands_over or takes_over)
        if was is not None and was.missing and not page.missing and self._unfolded:
            self._unfolded = False
            self.sign.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_missing()
        if hands_over:
            self._show_outgoing(page)
        elif takes_over:
            self._show_incoming(page)
        else:
            self._say(_("Nothing is to be signed here by you now."), "")
            self.words.hide()

    def _show_outgoing(self, page: LogPage) -> None:
        self.words.hide()
        later = page.may.sign_out_later
        ends = dates.wall(page.end)
        said = _("&Sign from {time} on").format(time=ends) if later else _("&Sign and hand over…")
        self.sign.setText(said)
        if page.missing:
            count = len(page.missing)
            words = ngettext(
                "{n} section is still missing before you sign.",
                "{n} sections are still missing before you sign.", count,
            )  # fmt: skip
            self._say(
                words.format(n=count),
                _("Each has text, an item, or “nothing”; changes of staff are confirmed."),
            )
        elif later:
            self._say(
                _("Everything is there so far. The shift ends at {time}.").format(time=ends),
                _("Signed at the end of the shift. Who leaves before names an acting duty leader."),
            )
        else:
            self._say(
                _("Everything is there to sign."),
                _("After your signature only additions can be made."),
            )

    def _show_incoming(self, page: LogPage) -> None:
        self.words.show()
        item = page.unread[0] if page.unread else None
        if (item.id if item else None) != self._item:
            self._item = item.id if item else None
            self.words.setText("" if item else self._remark)
        if item is None:
            self._show_taking_over()
        else:
            self._show_read_back(page, item)

    def _show_read_back(self, page: LogPage, item: ItemRow) -> None:
        urgent = [*page.carried, *(one for row in page.sections for one in row.items)]
        whole = sum(1 for one in urgent if one.urgent and (one.is_open or one.read_back))
        count = _("Read back urgent item {n} of {of}").format(
            n=max(whole - len(page.unread), 0) + 1, of=max(whole, len(page.unread))
        )
        name = section_name(item.section)
        worse = _("If it gets worse: {words}").format(words=item.worse) if item.worse else ""
        key = _("Say it aloud, then Alt+R; or type it in your own words, then Enter.")
        about = " · ".join(filter(None, (worse, who(item.owner), key)))
        what = _("{section}: {text}").format(section=name, text=item.text)
        self._say(f"{count} · {what}", about)
        self.sign.setText(_("&Read back"))
        self._ask(_("In your own words, or a question"))

    def _show_taking_over(self) -> None:
        self._say(
            _("Everything urgent is read back. Sign to take the shift over."),
            _("A remark stays in the log beside your signature."),
        )
        self.sign.setText(_("&Sign and take over…"))
        self._ask(_("Remark (may stay empty)"))

    def _ask(self, words: str) -> None:
        self.words.setPlaceholderText(words)
        self.words.setAccessibleName(words)

    def _say(self, title: str, under: str) -> None:
        self._title.setText(title)
        self._under.setText(under)
        self._under.setVisible(bool(under))
        self.setAccessibleDescription(" ".join((title, under)))

    def _show_missing(self) -> None:
        had_cursor = any(way.hasFocus() for way in self.missing_ways())
        clear(self._missing)
        page = self._page
        if page is None or not self._unfolded or not _hands_over(page):
            return
        for section in page.missing:
            self._missing.addLayout(self._missing_line(section, page))
        if had_cursor:  # what it stood on is done: it goes to what is still missing
            self._focus_missing()

    def _missing_line(self, section: Section, page: LogPage) -> QHBoxLayout:
        name = section_name(section)
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addWidget(symbol(Tone.WARN))
        changes = unconfirmed(page) if section is Section.STAFF_CHANGES else 0
        row.addWidget(label(_changes_words(name, changes) if changes else name), 1)
        for way in self._ways(section, name, page, changes):
            row.addWidget(way)
        return row

    def _ways(
        self, section: Section, name: str, page: LogPage, changes: int
    ) -> Iterator[QPushButton]:
        """What fills a section in; changes that are listed are confirmed, whatever is written."""
        if not changes:
            yield self._way(_("Write"), name, lambda: self.jump_asked.emit(section))
        if section is Section.STAFF_CHANGES and page.may.confirm_staff:
            yield self._way(_("Confirm"), name, self.confirm_asked.emit)
        else:
            nothing = _("Nothing to report")
            yield self._way(nothing, name, lambda: self.nothing_asked.emit(section))

    def _way(self, text: str, section: str, on_click: Callable[[], object]) -> QPushButton:
        made = button(text, on_click)
        made.setAccessibleName(f"{section}: {text}")
        return made

    # -- doing -------------------------------------------------------------------------------

    def press(self) -> None:
        """Do what comes next: show what is missing, read back what is typed, or sign."""
        page = self._page
        if page is None or not self._can_press():
            return
        if _hands_over(page):
            self._press_outgoing(page)
        elif not page.unread:
            self.signed_in.emit(self.words.text().strip())
        elif self.words.text().strip():
            self._read_back(page)
        else:
            self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_pressed(self) -> None:
        """The button itself: of an urgent item, that it was said aloud."""
        page = self._page
        if page is not None and page.unread and self._can_press() and not _hands_over(page):
            self._read_back(page)
        else:
            self.press()

    def _can_press(self) -> bool:
        return not self.isHidden() and not self.sign.isHidden() and self.sign.isEnabled()

    def _read_back(self, page: LogPage) -> None:
        self.read_back.emit(page.unread[0], self.words.text().strip())

    def _press_outgoing(self, page: LogPage) -> None:
        if page.missing:
            self._unfolded = True
            self._show_missing()
            self._focus_missing()
        elif page.may.sign_out_later:
            self.too_soon.emit()
        else:
            self.signed_out.emit()

    def set_busy(self, busy: bool) -> None:
        self.sign.setEnabled(not busy)

    def fill(self, remark: str) -> None:
        """Go on with a remark that a draft kept, once everything is read back."""
        self._remark = remark
        if self._item is None:
            self.words.setText(remark)

    def _on_typed(self, text: str) -> None:
        if self._page is not None and not self._page.unread:
            self._remark = text
            self.typed.emit(text)

    def _focus_missing(self) -> None:
        first = next(iter(self.missing_ways()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def missing_ways(self) -> list[QPushButton]:
        """The buttons of the list of what is missing."""
        rows = (self._missing.itemAt(at) for at in range(self._missing.count()))
        layouts = (row.layout() for row in rows if row is not None)
        widgets: list[QWidget | None] = [
            item.widget()
            for layout in layouts
            if layout is not None
            for item in (layout.itemAt(at) for at in range(layout.count()))
            if item is not None
        ]
        return [widget for widget in widgets if isinstance(widget, QPushButton)]


def _hands_over(page: LogPage) -> bool:
    return page.may.sign_out or page.may.sign_out_later


def _changes_words(name: str, count: int) -> str:
    words = ngettext(
        "{section}: {n} change is to be confirmed", "{section}: {n} changes are to be confirmed",
        count,
    )  # fmt: skip
    return words.format(section=name, n=count)
