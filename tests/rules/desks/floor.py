"""A centre that keeps its desks: who sits where, and who leaves the floor."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from app.rules.books import Books, LeftFloor, Seat
from app.rules.facts import CentreFacts
from tests.rules.centre import Centre


class Floor(Centre):
    """Days and times as the centre writes them; times of a seat may name their own day."""

    def __init__(self, zone: str = "Asia/Shanghai") -> None:
        super().__init__(zone)
        self.seats: list[Seat] = []
        self.left_floor: list[LeftFloor] = []

    def seat(
        self,
        no: str,
        shift: str,
        day: str = "2026-10-12",
        desk: str = "A1",
        *,
        came: str = "",
        released: str = "",
        by: str = "",
        reason: str = "",
    ) -> None:
        """A row of the desks' register. `came`, `released`: "15:20", or with another date."""
        self.seats.append(
            Seat(
                day=date.fromisoformat(day),
                shift=shift,
                desk=desk,
                person=no,
                checked_in_at=self._at(day, came),
                released_at=self._at(day, released),
                override_by=by,
                override_reason=reason,
            )
        )

    def off(
        self,
        no: str,
        left: str,
        *,
        by: str = "100",
        limit: int | None = 10,
        back: str = "",
        day: str = "2026-10-12",
    ) -> None:
        """Somebody who leaves the floor."""
        left_at = self._at(day, left)
        assert left_at is not None
        self.left_floor.append(
            LeftFloor(
                person=no,
                left_at=left_at,
                allowed_by=by,
                limit_minutes=limit,
                back_at=self._at(day, back),
            )
        )

    def facts(self) -> CentreFacts:
        books = Books(seats=tuple(self.seats), left_floor=tuple(self.left_floor))
        return replace(super().facts(), books=books)

    def _at(self, day: str, wall: str) -> datetime | None:
        return self.at(wall if " " in wall else f"{day} {wall}") if wall else None
