"""What may be wished beside what, and whether a day came as it was wished."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from app.rules.rostering.wishes import Wish

LEAST_WEIGHT, MOST_WEIGHT = 1, 100


def in_the_way(there: Iterable[Wish], new: Wish) -> Wish | None:
    """Of wishes that are `there`, the one about the same shift of the same day (or the day off):
    once more or the contrary, a second one says nothing. Nor are a day off and a shift of the same
    day both wanted.

    Several shifts wanted on one day are alternatives, and nothing is in the way of those.
    """
    of_day = [one for one in there if one.day == new.day]
    same = next((one for one in of_day if one.shift == new.shift), None)
    return same or next((one for one in of_day if _off_and_shift(one, new)), None)


def _off_and_shift(one: Wish, other: Wish) -> bool:
    return one.on and other.on and bool(one.shift) is not bool(other.shift)


def came_true(wishes: Collection[Wish], worked: str) -> bool:
    """Whether a day on which `worked` ("": nothing) is worked is as wished: nothing that was not
    wanted and, where anything was, one of that."""
    wanted = [one for one in wishes if one.on]
    spared = all(one.kept(worked) for one in wishes if not one.on)
    return spared and (not wanted or any(one.kept(worked) for one in wanted))
