"""What is typed is kept in the store meanwhile, and goes when it has become what it was for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from app.context import Context
from app.errors import AppError
from app.services.handover.drafts import keep_draft
from app.ui.kit.desk import Desk

SAVED_WITHIN_MS = 1500
"""From the first key that is not kept yet: with the time of writing, less than two seconds."""
Write = Callable[[Context, Mapping[str, str]], datetime]
AGAIN_MS = 3000
"""How long to wait where the store could not be reached."""


class DraftKeeper(QObject):
    """Keeps contents by place ("handover:12/equipment"); one write for all that was typed.

    A store that cannot be reached for a moment stops nobody from typing: it is said, and tried
    again until it is kept.
    """

    kept = Signal(object, object)
    """The places, and when."""
    put_off = Signal(object)
    """The places whose contents are here alone for the moment."""

    @classmethod
    def of(cls, desk: Desk) -> DraftKeeper:
        """The desk's own: it outlives a page that is built anew for another look."""
        return desk.findChild(cls) or cls(desk)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.write: Write = write_drafts
        self.again_ms = AGAIN_MS
        self._waiting: dict[str, str] = {}
        self._under_way: dict[str, str] = {}
        self._timer = QTimer(self, singleShot=True, interval=SAVED_WITHIN_MS)
        self._timer.timeout.connect(self.flush)

    def keep(self, place: str, content: str) -> None:
        """Have `content` kept soon; "" takes the draft away."""
        self._waiting[place] = content
        if not self._timer.isActive():
            self._timer.start(SAVED_WITHIN_MS)

    def forget(self, place: str) -> str | None:
        """What was typed becomes what it was for, and the service takes the draft away. What was
        not kept yet: whoever is refused has it kept after all."""
        return self._waiting.pop(place, None)

    def on_its_way(self) -> dict[str, str]:
        """What the store has not got yet, by place; "" for what is to go."""
        return self._under_way | self._waiting

    def is_kept(self, place: str) -> bool:
        """Whether the store has what was typed there last."""
        return place not in self._waiting and place not in self._under_way

    def flush(self) -> None:
        """Write now what waits."""
        self._timer.stop()
        if not self._waiting or self._under_way:
            return
        self._under_way, self._waiting = self._waiting, {}
        sent, write = dict(self._under_way), self.write
        self._desk.tasks.command(
            lambda ctx: write(ctx, sent), self._on_written, failed=self._on_failed
        )

    def _on_written(self, at: datetime) -> None:
        places, self._under_way = tuple(self._under_way), {}
        self.kept.emit(places, at)
        if self._waiting and not self._timer.isActive():
            self._timer.start(SAVED_WITHIN_MS)

    def _on_failed(self, _error: AppError) -> None:
        """Newer words for a place go before the older ones that did not get through."""
        self._waiting = self._under_way | self._waiting
        places, self._under_way = tuple(self._waiting), {}
        self.put_off.emit(places)
        self._timer.start(self.again_ms)


def write_drafts(ctx: Context, contents: Mapping[str, str]) -> datetime:
    """Keep all of them; when that was."""
    for place, content in contents.items():
        keep_draft(ctx, place, content)
    return ctx.now()
