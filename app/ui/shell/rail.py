"""The rail at the left: the pages with their badges, and at its foot more pages and the menu.

The foot is always in sight. The pages above it move together on a low screen, and scroll only
where even that is not enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.text import _, ngettext, say
from app.ui.kit import icons
from app.ui.kit.controls import label
from app.ui.kit.pages import PageEntry
from app.ui.kit.scrolled import yielding
from app.ui.kit.tokens import Space

WIDE, NARROW = 212, 60
_MARK = 32
_HEIGHT = 34


class RailButton(QToolButton):
    """One line of the rail: icon, word, and a badge that counts what waits there."""

    def __init__(self, icon: str, text: str, tip: str = "") -> None:
        super().__init__()
        self.setText(f"\u2002{text}")  # Qt sets icon and word too close
        self.setAccessibleName(text)
        self.setToolTip(tip or text)
        self.setIcon(icons.icon(icon, "rail_text", here="rail_text_here"))
        self.setIconSize(QSize(20, 20))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._badge = QLabel(self)
        self._badge.setProperty("badge", True)
        self._badge.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._badge.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, Space.M, 0)
        row.addStretch()
        row.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignVCenter)

    def set_badge(self, count: int) -> None:
        """Show `count`; 0 hides it."""
        self._badge.setText("99+" if count > 99 else str(count))
        self._badge.setVisible(count > 0)
        waiting = ngettext("{n} thing waits", "{n} things wait", count).format(n=count)
        self.setAccessibleDescription(waiting if count else "")

    def set_narrow(self, narrow: bool) -> None:
        """Show the icon alone; the word stays as its tip and its name."""
        style = Qt.ToolButtonStyle
        self.setToolButtonStyle(
            style.ToolButtonIconOnly if narrow else style.ToolButtonTextBesideIcon
        )

    def set_here(self, title: str) -> None:
        """Mark that a page is shown that this button leads to; "" takes the mark away."""
        self.setAccessibleDescription(title)
        self.setProperty("here", bool(title))
        self.style().unpolish(self)
        self.style().polish(self)

    def sizeHint(self) -> QSize:
        return QSize(NARROW, max(super().sizeHint().height(), _HEIGHT))

    def minimumSizeHint(self) -> QSize:
        least = max(self.fontMetrics().height(), self.iconSize().height())
        return QSize(NARROW, least + 2)


class GroupHead(QWidget):
    """What a group of pages is called; a line, where the rail is narrow."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._words = label(title, "caption")
        self._line = QFrame()
        self._line.setFrameShape(QFrame.Shape.HLine)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, 2, Space.L, 0)
        column.addWidget(self._words)
        column.addWidget(self._line)
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:
        self._words.setVisible(not narrow)
        self._line.setVisible(narrow)


class Rail(QWidget):
    """The pages that the signed-in person uses, top to bottom, by group."""

    page_chosen = Signal(str)

    def __init__(self, entries: Sequence[PageEntry], centre: str) -> None:
        super().__init__()
        self.setObjectName("Rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Pages"))
        self._pages: dict[str, RailButton] = {}
        self._extra: list[RailButton] = []
        self._aside: dict[str, str] = {}
        self._more: RailButton | None = None
        sheet = QWidget()
        self._column = _column(sheet)
        self._whole = _column(self)
        self._whole.setContentsMargins(0, Space.M, 0, Space.XS)
        self._words = self._add_brand(centre)
        self._whole.addWidget(self._scrolled(sheet), 1)
        self._heads: list[GroupHead] = []
        self._buttons = QButtonGroup(self)
        for group, pages in groupby(entries, key=lambda entry: entry.group):
            if self._pages and group:
                self._add_head(say(group.value))
            for entry in pages:
                self._add_page(entry)
        self._column.addStretch()

    def _add_head(self, title: str) -> None:
        made = GroupHead(title)
        self._heads.append(made)
        self._column.addWidget(made)

    def _add_page(self, entry: PageEntry) -> None:
        title, keys = say(entry.title), _keys(entry)
        made = RailButton(entry.icon, title, f"{title} ({keys})" if keys else title)
        made.setCheckable(True)
        made.clicked.connect(lambda _=False, key=entry.key: self.page_chosen.emit(key))
        self._buttons.addButton(made)
        self._pages[entry.key] = made
        self._put(made, self._column)

    def add_more(self, entries: Iterable[PageEntry]) -> None:
        """Offer the pages that are not on the rail; nothing, where there are none."""
        made = RailButton("more", _("More pages"))
        menu = QMenu(made)
        menu.setAccessibleName(_("More pages"))
        for entry in entries:
            self._aside[entry.key] = say(entry.title)
            action = menu.addAction(icons.icon(entry.icon), f"{say(entry.title)}\t{_keys(entry)}")
            action.triggered.connect(lambda _=False, key=entry.key: self.page_chosen.emit(key))
        if not menu.isEmpty():
            made.setMenu(menu)
            made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            self._more = made
            self.add_foot(made)

    def add_foot(self, made: RailButton) -> None:
        """Put a button that is no page at the foot."""
        self._extra.append(made)
        self._put(made, self._whole)

    def show_page(self, key: str) -> None:
        """Mark the page that is shown; one that is not on the rail marks "More pages"."""
        self._buttons.setExclusive(False)  # else one would always stay marked
        for each, made in self._pages.items():
            made.setChecked(each == key)
        self._buttons.setExclusive(True)
        if self._more is not None:
            self._more.set_here(self._aside.get(key, ""))

    def set_badge(self, key: str, count: int) -> None:
        if key in self._pages:
            self._pages[key].set_badge(count)

    def set_narrow(self, narrow: bool) -> None:
        self._words.setVisible(not narrow)
        for made in (*self._pages.values(), *self._extra):
            made.set_narrow(narrow)
        for head in self._heads:
            head.set_narrow(narrow)
        self.setFixedWidth(NARROW if narrow else self._wide())

    def _wide(self) -> int:
        """Wide enough for the longest word and the centre's name, within reason."""
        words = self._words.findChildren(QLabel)
        buttons = [*self._pages.values(), *self._extra]
        for widget in (*words, *buttons):
            widget.ensurePolished()  # only then it knows its font
        names = [word.sizeHint().width() + _MARK + 3 * Space.L for word in words]
        pages = [QToolButton.sizeHint(made).width() + 40 for made in buttons]
        return min(max(WIDE, *names, *pages), 320)

    def _put(self, made: RailButton, column: QVBoxLayout) -> None:
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        column.addWidget(made)

    @staticmethod
    def _scrolled(sheet: QWidget) -> QWidget:
        area = yielding(sheet)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area

    def _add_brand(self, centre: str) -> QWidget:
        mark = QLabel()
        mark.setPixmap(icons.pixmap("mark", "brand", _MARK))
        words = QWidget()
        lines = QVBoxLayout(words)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(label(_("Dutydesk"), "heading"))
        if centre:
            lines.addWidget(label(centre, "caption"))
        row = QHBoxLayout()
        row.setContentsMargins(Space.L - 1, 0, Space.S, Space.M)
        row.setSpacing(Space.M)
        row.addWidget(mark)
        row.addWidget(words, 1)
        self._whole.addLayout(row)
        return words


def _column(parent: QWidget) -> QVBoxLayout:
    made = QVBoxLayout(parent)
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(2)
    return made


def _keys(entry: PageEntry) -> str:
    return QKeySequence(entry.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
