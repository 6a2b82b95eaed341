"""How long work, nights and free days may last: limits on runs of flags, as tight as is known.

A flag is a Term, or None on a day of which nothing is known. A variable says where a run starts; by
these a least and a most bound every day at once, which is what relaxations are strong on.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.planning.solver.terms import Term, at_most, not_above, opposite

Flags = Sequence[Term | None]


def windows_most(model: Any, flags: Flags, most: int) -> None:
    """No more than `most` in a row."""
    for start in range(len(flags) - most):
        window = flags[start : start + most + 1]
        if all(flag is not None for flag in window):
            at_most(model, window, most)


def starts_of(model: Any, flags: Flags, name: str) -> list[Term]:
    """Whether a run starts on each day; after a day of which nothing is known it does."""
    starts: list[Term] = []
    before: Term = 0
    for day, flag in enumerate(flags):
        starts.append(0 if flag is None else _start(model, before, flag, f"{name}{day}"))
        before = 0 if flag is None else flag
    return starts


def _start(model: Any, before: Term, flag: Term, name: str) -> Term:
    """Whether `flag` holds and `before` does not."""
    if isinstance(before, int):
        return 0 if before else flag
    if isinstance(flag, int):
        return opposite(before) if flag else 0
    start = model.new_bool_var(name)
    model.add(start >= flag - before)
    model.add_implication(start, flag)
    model.add_implication(start, before.negated())
    return start


def starts_most(model: Any, flags: Flags, starts: Sequence[Term], most: int) -> None:
    """No more than `most` in a row, said by the starts: on a day that holds, one of the last `most`
    days has a start."""
    for day in range(most, len(flags)):
        window = flags[day - most : day + 1]
        if any(flag is None for flag in window) or all(isinstance(f, int) for f in window):
            continue
        not_above(model, [flags[day]], starts[day - most + 1 : day + 1])


def starts_least(
    model: Any, flags: Flags, starts: Sequence[Term], least: int, held: range | None = None
) -> None:
    """No run that starts after a known day ends sooner than after `least`; with `held` only one
    that has a day in it."""
    if held is not None:
        starts = _held(flags, starts, held)
    reach = [_reach(flags, start, least) for start in range(len(flags))]
    for day in range(1, len(flags)):
        if flags[day] is None:
            continue
        at = [starts[s] for s in range(max(0, day - least + 1), day) if day < reach[s]]
        if at:
            not_above(model, at, [flags[day]])


def _held(flags: Flags, starts: Sequence[Term], held: range) -> list[Term]:
    """The starts of runs with a day in `held`: of one that is under way there, if it goes on."""
    told = [0 if day not in held else start for day, start in enumerate(starts)]
    first = flags[held.start] if held else None
    for day in range(held.start - 1, -1, -1):
        if flags[day] != 1:
            break
        if starts[day]:
            told[day] = 0 if first is None else first
    return told


def _reach(flags: Flags, start: int, least: int) -> int:
    """Before which day a run that starts at `start` is held to last: to none where it may have
    started earlier, and to the first unknown day, or the one on which it is known to be cut."""
    if start == 0 or flags[start - 1] is None:
        return start
    known = isinstance(flags[start - 1], int)
    for day in range(start, min(start + least, len(flags))):
        flag = flags[day]
        if flag is None:
            return day
        known = known and isinstance(flag, int)
        if known and flag == 0:
            return day
    return start + least
