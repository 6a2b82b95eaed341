"""Whose an item is: a name or a number, found as it is typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCompleter

from app.text import _
from app.ui.kit import theme
from app.ui.kit.fields import DropDown

Person = tuple[int, str]
"""The id, and the name with the number as it is shown."""


class OwnerField(DropDown):
    """Any part of a name or number narrows the list down. Empty: nobody's own."""

    chosen = Signal()
    taken = Signal()
    """Enter: the name is said, and the cursor may go on."""

    def __init__(self) -> None:
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(DropDown.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(DropDown.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumWidth(theme.scaled(170))
        self.setAccessibleName(_("Owner"))
        line = self.lineEdit()
        assert line is not None
        line.setPlaceholderText(_("Name or number"))
        line.returnPressed.connect(self._on_entered)
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
        self._people: Sequence[Person] = ()
        self._wanted: int | None = None
        self.editTextChanged.connect(lambda _text: self.chosen.emit())

    def offer(self, people: Sequence[Person]) -> None:
        """The people to choose from; who is chosen stays."""
        if list(people) == list(self._people):
            return
        owner, typed = self.owner(), self.currentText()
        with QSignalBlocker(self):
            self._people = list(people)
            self.clear()
            self.addItems([name for _id, name in people])
            self.setCurrentIndex(-1)
            self.setEditText(typed)
        self.choose(self._wanted if owner is None else owner, typed)

    def choose(self, owner: int | None, typed: str = "") -> None:
        """Show this person; one who is not offered yet is shown once they are."""
        names = dict(self._people)
        self._wanted = owner if owner is not None and owner not in names else None
        with QSignalBlocker(self):
            self.setEditText(typed if owner is None else names.get(owner, typed))

    def owner(self) -> int | None:
        """Who is named; None for nobody, and while the words are nobody's name."""
        typed = self.currentText().strip()
        exact = [person for person, name in self._people if name == typed]
        if exact:
            return exact[0]
        part = typed.casefold()
        found = [person for person, name in self._people if part and part in name.casefold()]
        if len(found) == 1:
            return found[0]
        return self._wanted if not typed else None

    def _on_entered(self) -> None:
        """The name in full, in place of the part of it that was typed."""
        owner = self.owner()
        if owner is not None:
            self.choose(owner)
        if not self.unknown():
            self.taken.emit()

    def unknown(self) -> bool:
        """Whether something is typed that names nobody."""
        return bool(self.currentText().strip()) and self.owner() is None

    def wipe(self) -> None:
        self._wanted = None
        with QSignalBlocker(self):
            self.setEditText("")
