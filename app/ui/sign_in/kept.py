"""What was typed at a desk that was locked when its store was lost: for its person alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.ui.kit.unsaved import Unsaved

if TYPE_CHECKING:
    from app.ui.kit.me import Me


@dataclass(frozen=True, slots=True)
class Kept:
    """Who had it open, and what they had typed."""

    me: Me
    typed: Sequence[Unsaved]

    def give_back(self, window: QWidget, me: Me) -> bool:
        """Show it to `me` if it is theirs; whether it was."""
        if me.account.login != self.me.account.login:
            return False
        from app.ui.kit.leaving import KeptDialog

        KeptDialog(window, self.typed).open()
        return True
