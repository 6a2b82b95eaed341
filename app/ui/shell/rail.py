"""The rail at the left: the pages with their badges, the palette, and who is signed in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from app.text import _, ngettext, say
from app.ui.kit import icons
from app.ui.kit.controls import label
from app.ui.kit.tokens import Space
from app.ui.shell.pages import PageEntry

WIDE, NARROW = 212, 60
_MARK = 32


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
        return QSize(NARROW, max(super().sizeHint().height(), 40))


class Rail(QWidget):
    """The pages that the signed-in person may see, top to bottom."""

    page_chosen = Signal(str)

    def __init__(self, entries: Sequence[PageEntry], centre: str) -> None:
        super().__init__()
        self.setObjectName("Rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Pages"))
        self._pages: dict[str, RailButton] = {}
        self._extra: list[RailButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, Space.L, 0, Space.M)
        self._column.setSpacing(2)
        self._words = self._add_brand(centre)
        group = QButtonGroup(self)
        for number, entry in enumerate(entries, start=1):
            tip = f"{say(entry.title)} (Ctrl+{number})"
            made = RailButton(entry.icon, say(entry.title), tip)
            made.setCheckable(True)
            made.clicked.connect(lambda _=False, key=entry.key: self.page_chosen.emit(key))
            group.addButton(made)
            self._pages[entry.key] = made
            self._put(made)
        self._column.addStretch()

    def add_foot(self, made: RailButton) -> None:
        """Put a button that is no page at the foot."""
        self._extra.append(made)
        self._put(made)

    def show_page(self, key: str) -> None:
        """Mark the page that is shown; one that is not on the rail marks none anew."""
        if key in self._pages:
            self._pages[key].setChecked(True)

    def set_badge(self, key: str, count: int) -> None:
        if key in self._pages:
            self._pages[key].set_badge(count)

    def set_narrow(self, narrow: bool) -> None:
        self._words.setVisible(not narrow)
        for made in (*self._pages.values(), *self._extra):
            made.set_narrow(narrow)
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
