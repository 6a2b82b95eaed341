"""The rotation that a team worked, found from its days, and where each person stands in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

Past = Sequence[str | None]
"""A person's codes day by day up to the last one ("" for a day off, None for a day elsewhere)."""

_LONGEST = 21
_ALIKE = 0.8
"""So much of a team's days must repeat; what swaps and single changes made of others does not."""
_OWN = 0.75
"""So much of a person's last days must be the cycle's for them to have a place in it."""
_FEWEST = 6
"""Fewer days say nothing of a person's place."""


def worked_rotation(pasts: Sequence[Past]) -> list[str]:
    """The cycle in which most of these people's days repeat; empty where there is none.

    The shortest that fits; it begins after its longest rest.
    """
    working = [past for past in pasts if any(past)]
    for length in range(1, _LONGEST + 1):
        if _repeating(working, length) >= _ALIKE:
            return _from_its_beginning(_voted(working, length))
    return []


def places(cycle: Sequence[str], pasts: Mapping[str, Past]) -> dict[str, int]:
    """Each person's place in `cycle` on the day after their past; who has none is left out."""
    found = ((no, _place(cycle, past)) for no, past in pasts.items())
    return {no: place for no, place in found if place is not None}


def _repeating(pasts: Sequence[Past], length: int) -> float:
    """How much of the days is what it was `length` days before; two whole turns must be seen."""
    pairs = [
        (then, now)
        for past in pasts
        for then, now in zip(past, past[length:], strict=False)
        if then is not None and now is not None
    ]
    seen = sum(len(past) >= 2 * length for past in pasts)
    if not pairs or not seen:
        return 0.0
    return sum(then == now for then, now in pairs) / len(pairs)


def _voted(pasts: Sequence[Past], length: int) -> list[str]:
    """The cycle, from everybody's days: each is turned to where the first one stands."""
    first = _turn(pasts[0], length)
    votes = [Counter[str]() for _ in range(length)]
    for past in pasts:
        by = max(range(length), key=lambda by, past=past: _fits(first, past, by))  # type: ignore[misc]
        for back, code in enumerate(reversed(past), start=1):
            if code is not None:
                votes[(by - back) % length][code] += 1
    return [vote.most_common(1)[0][0] if vote else "" for vote in votes]


def _turn(past: Past, length: int) -> list[str]:
    """One person's cycle, ending on the last day of the past."""
    votes = [Counter[str]() for _ in range(length)]
    for back, code in enumerate(reversed(past), start=1):
        if code is not None:
            votes[-back % length][code] += 1
    return [vote.most_common(1)[0][0] if vote else "" for vote in votes]


def _fits(cycle: Sequence[str], past: Past, place: int) -> int:
    """On how many days of the past the cycle agrees, where `place` comes next."""
    days = enumerate(reversed(past), start=1)
    return sum(
        code == cycle[(place - back) % len(cycle)] for back, code in days if code is not None
    )


def _place(cycle: Sequence[str], past: Past) -> int | None:
    known = sum(code is not None for code in past)
    if not cycle or not any(past) or known < _FEWEST:
        return None
    late = past[-2 * len(cycle) :] if len(past) > 2 * len(cycle) >= _FEWEST else past
    best = max(range(len(cycle)), key=lambda place: _fits(cycle, late, place))
    told = sum(code is not None for code in late)
    return best if told and _fits(cycle, late, best) >= _OWN * told else None


def _from_its_beginning(cycle: list[str]) -> list[str]:
    """Turned so that the longest rest stands at its end."""
    length = len(cycle)

    def rest_before(at: int) -> int:
        rest = 0
        while rest < length and not cycle[(at - 1 - rest) % length]:
            rest += 1
        return rest

    begins = [at for at in range(length) if cycle[at]]
    at = max(begins, key=rest_before, default=0)
    return [*cycle[at:], *cycle[:at]]
