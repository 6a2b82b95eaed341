"""Of rules that cannot all hold: the fewest that contradict, and the fewest to leave out.

Whatever is impossible has one of each set without which the rest is possible, and whatever makes it
possible leaves out one of each set that contradicts: the fewest that meet all such sets found so
far are tried, and give the next set where they are not enough.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import count

from app.planning.one_month import Bearing, Bearings

Group = Bearings
"""What is left out together: a fixed cell, or a rule wherever it bears."""
_ROUNDS = 60
"""After so many a set of which each part is needed is good enough."""


def grouped(parts: Bearings) -> list[Group]:
    """The groups of `parts`, in one order."""
    found: dict[object, set[Bearing]] = {}
    for part in parts:
        found.setdefault(part if part.rule is None else part.rule, set()).add(part)
    return sorted(map(frozenset, found.values()), key=in_order)


def in_order(group: Group) -> tuple[str, tuple[int, ...]]:
    """By rule and days."""
    one = min(group, key=lambda part: (part.rule or "", part.days))
    return (one.rule or "", one.days)


def smallest(groups: Sequence[Group], possible: Callable[[Bearings], bool]) -> tuple[Group, ...]:
    """The fewest of `groups` that are impossible together; all of them must be."""
    sets: list[list[Group]] = []
    for _round in range(_ROUNDS):
        core = _meeting(sets)
        if not possible(joined(core)):
            return tuple(core)
        sets.append(_left_by(core, groups, possible))
    return _needed(groups, possible)


def fewest_out(groups: Sequence[Group], possible: Callable[[Bearings], bool]) -> tuple[Group, ...]:
    """The fewest of `groups` without which the others are possible; none at all must be."""
    sets: list[Sequence[Group]] = []
    for _round in range(_ROUNDS):
        out = _meeting(sets)
        left = [group for group in groups if group not in out]
        if possible(joined(left)):
            return tuple(out)
        sets.append(_needed(left, possible))
    return tuple(_left_by((), groups, possible))


def joined(groups: Iterable[Group]) -> Bearings:
    """All their parts."""
    return frozenset[Bearing]().union(*groups)


def _meeting(sets: Sequence[Sequence[Group]]) -> list[Group]:
    """The fewest groups of which each set has one."""
    for size in count():
        found = _within(sets, [], size)
        if found is not None:
            return found
    raise AssertionError


def _within(sets: Sequence[Sequence[Group]], chosen: list[Group], size: int) -> list[Group] | None:
    missed = next((one for one in sets if not any(group in chosen for group in one)), None)
    if missed is None:
        return chosen
    if size:
        for group in missed:
            found = _within(sets, [*chosen, group], size - 1)
            if found is not None:
                return found
    return None


def _left_by(
    core: Collection[Group], groups: Sequence[Group], possible: Callable[[Bearings], bool]
) -> list[Group]:
    """What cannot be added any more to `core`, which is filled as far as it stays possible."""
    kept, left = joined(core), []
    for group in groups:
        if group in core:
            continue
        if possible(kept | group):
            kept |= group
        else:
            left.append(group)
    return left


def _needed(groups: Sequence[Group], possible: Callable[[Bearings], bool]) -> tuple[Group, ...]:
    """Groups of which each is needed to be impossible."""
    kept = list(groups)
    for group in groups:
        others = [one for one in kept if one is not group]
        if not possible(joined(others)):
            kept = others
    return tuple(kept)


def shrunk(parts: Bearings, possible: Callable[[Bearings], bool]) -> Bearings:
    """Of parts that are impossible together some of which each is needed."""
    kept = parts
    for part in sorted(parts, key=lambda part: (part.rule or "", part.days)):
        if part.rule is not None and not possible(kept - {part}):
            kept -= {part}
    return kept
