"""Work: who holds which shift, once effective swaps are laid over the published roster.

There is one order of swaps and one ledger, and the ledger tells besides what it did to each cell.
The grid, a person's own month, requests, roll call and `check` all ask it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from app.rules.facts import Leave, Person, Roster, Swap
from app.rules.vocabulary import LeaveStatus, Role, SwapStatus

Cell = tuple[str, date]
"""Employee number and business date."""

_NO_SHIFTS: Mapping[date, str] = {}
_SHIFT_ROLES = frozenset({Role.AGENT, Role.TEAM_LEADER})


def works_shifts(role: Role) -> bool:
    """Whether people of this role stand on the roster: who swaps, and covers what is open."""
    return role in _SHIFT_ROLES


def effective_swaps(swaps: Iterable[Swap], as_of: datetime | None = None) -> list[Swap]:
    """The swaps that hold, in the order in which they took effect; of one instant, by number.

    `as_of`: what was taken back after that instant held still; all else that is recorded counts,
    whatever its date.
    """
    return _in_order(
        swap
        for swap in swaps
        if swap.status is SwapStatus.EFFECTIVE
        or (as_of is not None and swap.taken_back_at is not None and as_of < swap.taken_back_at)
    )


def in_effect_at(swaps: Iterable[Swap], instant: datetime) -> list[Swap]:
    """The swaps that were in effect at `instant`, in the same order: one is from the moment at
    which it took effect until that at which it was taken back."""
    return _in_order(
        swap for swap in effective_swaps(swaps, instant) if swap.took_effect <= instant
    )


def _in_order(swaps: Iterable[Swap]) -> list[Swap]:
    return sorted(swaps, key=lambda swap: (swap.took_effect, swap.no))


class Moved(NamedTuple):
    """What the last swap that touched it made of one cell; people are employee numbers, "" where
    there is none.

    `code` is worked there now ("" : given away, nothing came back). `own` is the shift that a
    received one replaced, other than the one given away in the same swap.
    """

    swap_no: str
    code: str
    own: str = ""
    received_from: str = ""
    given_to: str = ""
    given_code: str = ""


class _Leg(NamedTuple):
    """One shift on its way from the giver to the receiver."""

    giver: str
    receiver: str
    day: date
    code: str


class RosterLedger:
    """Who holds which shift on which date, and from which swap they have it.

    Starts from a published roster, which is never changed; a person's row is copied when a swap
    first touches it.
    """

    def __init__(self, roster: Roster) -> None:
        self._published = roster
        self._touched: dict[str, dict[date, str]] = {}
        self._moved: dict[Cell, Moved] = {}
        self._days: dict[str, list[date]] = {}

    @classmethod
    def of(cls, roster: Roster, swaps: Iterable[Swap]) -> RosterLedger:
        """`roster` with the effective ones of `swaps` applied, in their order."""
        return cls._with(roster, effective_swaps(swaps))

    @classmethod
    def at(cls, roster: Roster, swaps: Iterable[Swap], instant: datetime) -> RosterLedger:
        """`roster` with those of `swaps` applied that were in effect at `instant`."""
        return cls._with(roster, in_effect_at(swaps, instant))

    @classmethod
    def _with(cls, roster: Roster, swaps: Iterable[Swap]) -> RosterLedger:
        ledger = cls(roster)
        for swap in swaps:
            ledger.apply(swap)
        return ledger

    @property
    def moved(self) -> Mapping[Cell, Moved]:
        """The cells that swaps have changed so far."""
        return self._moved

    def shifts(self, person: str) -> Mapping[date, str]:
        """Business date -> shift code of everything that `person` works; not to be changed."""
        return self._row(person)

    def people(self) -> frozenset[str]:
        """Everybody who has, or through a swap received, a row."""
        return frozenset(self._published) | frozenset(self._touched)

    def shift_on(self, person: str, day: date) -> str | None:
        """The code of the shift that `person` holds on `day`."""
        return self._row(person).get(day)

    def origin(self, person: str, day: date) -> str | None:
        """The number of the swap through which `person` holds their shift on `day`."""
        moved = self._moved.get((person, day))
        return moved.swap_no if moved is not None and moved.code else None

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
        """Move each leg that has a shift to give, both at once; nobody swaps with themselves.

        A shift that the receiver already holds on that date is replaced by the one received.
        """
        if swap.requester == swap.counterpart:
            return
        legs = (
            self._take(swap.requester, swap.counterpart, swap.requester_date),
            self._take(swap.counterpart, swap.requester, swap.counterpart_date),
        )
        given = {(leg.giver, leg.day): leg for leg in legs if leg is not None}
        for (giver, day), leg in given.items():
            self._moved[giver, day] = Moved(swap.no, "", given_to=leg.receiver, given_code=leg.code)
        for leg in given.values():
            self._put(leg, swap.no, given.get((leg.receiver, leg.day)))

    def _take(self, giver: str, receiver: str, day: date) -> _Leg | None:
        if self.shift_on(giver, day) is None:
            return None
        days = self._sorted_days(giver)
        del days[bisect_left(days, day)]
        return _Leg(giver, receiver, day, self._own_row(giver).pop(day))

    def _put(self, leg: _Leg, swap_no: str, back: _Leg | None) -> None:
        """`back`: what the receiver gave on the same date, early for late."""
        person, day = leg.receiver, leg.day
        days, row = self._sorted_days(person), self._own_row(person)
        if day not in row:
            insort(days, day)
        self._moved[person, day] = Moved(
            swap_no,
            leg.code,
            own=row.get(day, ""),
            received_from=leg.giver,
            given_to=back.receiver if back else "",
            given_code=back.code if back else "",
        )
        row[day] = leg.code

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


def worked(
    ledger: RosterLedger, person: Person, approved: Sequence[Leave]
) -> Iterator[tuple[date, str]]:
    """Each date on which `person` is working, with the shift, in no order. `approved`: the leaves
    that they are away for."""
    away = {day for leave in approved for day in leave.days()}
    for day, code in ledger.shifts(person.no).items():
        if day not in away and person.employed_on(day):
            yield day, code


def working(ledger: RosterLedger, person: Person, day: date, leaves: Iterable[Leave]) -> str | None:
    """The code of the shift that `person` is working on `day`, None where they are not.

    Working is who is rostered (swaps applied), employed, and not covered by an approved leave
    (whatever rule that leave broke). `leaves`: the person's own; those not approved do not count.
    """
    code = ledger.shift_on(person.no, day)
    if code is None or not person.employed_on(day):
        return None
    for leave in leaves:
        if leave.status is LeaveStatus.APPROVED and leave.covers(day):
            return None
    return code
