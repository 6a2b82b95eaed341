"""A folder that is kept in the settings: where it is, choosing another, having none."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.rules.vocabulary import Message
from app.text import say
from app.ui.kit.controls import label
from app.ui.kit.desk import Desk
from app.ui.kit.files import ask_folder
from app.ui.kit.tokens import Space, Tone


class FolderPlace(QWidget):
    """Where a folder is, with the buttons to choose one and to have none."""

    def __init__(self, desk: Desk, choose: QPushButton, none: QPushButton) -> None:
        super().__init__()
        self.desk, self.choose, self.none = desk, choose, none
        self.where = label("", wrap=True)
        choose.clicked.connect(lambda: ask_folder(self, self.title(), self.keep))
        none.clicked.connect(lambda: self.keep(None))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(self.where, 1)
        for made in (choose, none):
            row.addWidget(made)
        self.show_place("")

    def show_place(self, folder: str) -> None:
        """The folder; "" where there is none."""
        self.shown = folder
        self.where.setText(folder or self.absent())
        self.none.setVisible(bool(folder))

    def say_all(self, told: Sequence[Message]) -> None:
        """What is to be known of the folder that was chosen."""
        for one in told:
            self.desk.say(say(one), Tone.WARN)

    @abstractmethod
    def keep(self, folder: Path | None) -> None:
        """Set the folder."""

    @abstractmethod
    def title(self) -> str:
        """Of the window in which one is chosen."""

    @abstractmethod
    def absent(self) -> str:
        """What is said where there is none."""
