"""The roster as it is worked: published shifts with effective swaps applied, one after another."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Mapping
from datetime import date

from app.rules.facts import Roster, Swap

_NO_SHIFTS: Mapping[date, str] = {}


class RosterLedger:
    """Who holds which shift on which date, and from which swap they have it.

    Starts from a published roster, which is never changed; a person's row is copied when a swap
    first touches it. A shift is bound to its swap by `origin`.
    """

    def __init__(self, roster: Roster) -> None:
        self._published = roster
        self._touched: dict[str, dict[date, str]] = {}
        self._origins: dict[tuple[str, date], str] = {}
        self._days: dict[str, list[date]] = {}

    def shifts(self, person: str) -> Mapping[date, str]:
        """Business date -> shift code of everything that `person` works; not to be changed."""
        return self._row(person)

    def people(self) -> frozenset[str]:
        """Everybody who has, or through a swap received, a row."""
        return frozenset(self._published) | frozenset(self._touched)

    def shift_on(self, person: str, day: date) -> str | None:
        """The code of the shift that `person` works on `day`."""
        return self._row(person).get(day)

    def origin(self, person: str, day: date) -> str | None:
        """The number of the swap through which `person` holds their shift on `day`."""
        return self._origins.get((person, day))

    def day_before(self, person: str, day: date, skip: date | None = None) -> date | None:
        """The date of the person's last shift before `day`; one on `skip` does not count."""
        days = self._sorted_days(person)
        at = bisect_left(days, day) - 1
        if at >= 0 and days[at] == skip:
            at -= 1
        return days[at] if at >= 0 else None

    def day_after(self, person: str, day: date, skip: date | None = None) -> date | None:
        """The date of the person's first shift after `day`; one on `skip` does not count."""
        days = self._sorted_days(person)
        at = bisect_right(days, day)
        if at < len(days) and days[at] == skip:
            at += 1
        return days[at] if at < len(days) else None

    def apply(self, swap: Swap) -> None:
        """Move each leg that has a shift to give, both at once.

        A shift that the receiver already holds on that date is replaced by the one received.
        """
        legs = (
            (swap.requester, swap.counterpart, swap.requester_date),
            (swap.counterpart, swap.requester, swap.counterpart_date),
        )
        moved = [(leg, self._take(leg[0], leg[2])) for leg in legs]
        for (_giver, receiver, day), code in moved:
            if code is not None:
                self._put(receiver, day, code, swap.no)

    def _take(self, person: str, day: date) -> str | None:
        if self.shift_on(person, day) is None:
            return None
        self._origins.pop((person, day), None)
        days = self._sorted_days(person)
        del days[bisect_left(days, day)]
        return self._own_row(person).pop(day)

    def _put(self, person: str, day: date, code: str, swap_no: str) -> None:
        days = self._sorted_days(person)
        row = self._own_row(person)
        if day not in row:
            insort(days, day)
        row[day] = code
        self._origins[person, day] = swap_no

    def _own_row(self, person: str) -> dict[date, str]:
        row = self._touched.get(person)
        if row is None:
            row = self._touched[person] = dict(self._published.get(person, _NO_SHIFTS))
        return row

    def _sorted_days(self, person: str) -> list[date]:
        days = self._days.get(person)
        if days is None:
            days = self._days[person] = sorted(self._row(person))
        return days

    def _row(self, person: str) -> Mapping[date, str]:
        row = self._touched.get(person)
        return self._published.get(person, _NO_SHIFTS) if row is None else row
