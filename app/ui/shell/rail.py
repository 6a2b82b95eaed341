"""The rail at the left: the pages with their badges, the palette, and who is signed in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.text import _, ngettext, say
from app.ui.kit import icons
from app.ui.kit.controls import label
from app.ui.kit.pages import PageEntry
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

    def sizeHint(self) -> QSize:
        return QSize(NARROW, max(super().sizeHint().height(), _HEIGHT))


class GroupHead(QWidget):
    """What a group of pages is called; a line, where the rail is narrow."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._words = label(title, "caption")
        self._line = QFrame()
        self._line.setFrameShape(QFrame.Shape.HLine)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.XS, Space.L, 0)
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
        self._aside: dict[str, RailButton] = {}
        """What stands under "More pages", with that button."""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, Space.M, 0, Space.XS)
        self._column.setSpacing(2)
        self._words = self._add_brand(centre)
        self._heads: list[GroupHead] = []
        self._buttons = QButtonGroup(self)
        numbered = enumerate(entries, start=1)
        for group, pages in groupby(numbered, key=lambda each: each[1].group):
            if self._pages and group:
                self._add_head(say(group.value))
            for number, entry in pages:
                self._add_page(number, entry)
        self._column.addStretch()

    def _add_head(self, title: str) -> None:
        made = GroupHead(title)
        self._heads.append(made)
        self._column.addWidget(made)

    def _add_page(self, number: int, entry: PageEntry) -> None:
        title = say(entry.title)
        made = RailButton(entry.icon, title, f"{title} (Ctrl+{number})" if number < 10 else title)
        made.setCheckable(True)
        made.clicked.connect(lambda _=False, key=entry.key: self.page_chosen.emit(key))
        self._buttons.addButton(made)
        self._pages[entry.key] = made
        self._put(made)

    def add_more(self, entries: Iterable[PageEntry]) -> None:
        """Offer the pages that are not on the rail; nothing, where there are none."""
        made = RailButton("more", _("More pages"))
        menu = QMenu(made)
        menu.setAccessibleName(_("More pages"))
        for entry in entries:
            self._aside[entry.key] = made
            action = menu.addAction(icons.icon(entry.icon), say(entry.title))
            action.triggered.connect(lambda _=False, key=entry.key: self.page_chosen.emit(key))
        if not menu.isEmpty():
            made.setMenu(menu)
            made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            made.setCheckable(True)
            self._buttons.addButton(made)
            self.add_foot(made)

    def add_foot(self, made: RailButton) -> None:
        """Put a button that is no page at the foot."""
        self._extra.append(made)
        self._put(made)

    def show_page(self, key: str) -> None:
        """Mark the page that is shown, or "More pages" for one that stands there; one that is
        reached from other pages only marks none anew."""
        marked = self._pages.get(key) or self._aside.get(key)
        if marked is not None:
            marked.setChecked(True)

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

    def _put(self, made: RailButton) -> None:
        policy = made.sizePolicy()
        policy.setHorizontalPolicy(policy.Policy.Expanding)
        made.setSizePolicy(policy)
        self._column.addWidget(made)

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
        row.setContentsMargins(Space.L - 1, 0, Space.S, Space.L)
        row.setSpacing(Space.M)
        row.addWidget(mark)
        row.addWidget(words, 1)
        self._column.addLayout(row)
        return words
