"""Curtois and Qu's shift-scheduling instances: read, made into a problem, and judged by themselves.

`judged` reads the file's own rules and knows nothing of the product's problem or its solver.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from app.planning.solver.problem import OFF, Bar, Cover, Problem, Rows, ShiftKind, Worker

FREE = "-"
Roster = dict[str, list[str]]
"""Person -> for each day the code of a shift, or FREE."""


@dataclass(frozen=True, slots=True)
class Hand:
    """A line of SECTION_STAFF; minutes, days in a row."""

    name: str
    shift_most: dict[str, int]
    minutes_most: int
    minutes_least: int
    row_most: int
    row_least: int
    off_least: int
    weekends_most: int


@dataclass(slots=True)
class Instance:
    """A file, as it stands."""

    days: int = 0
    minutes: dict[str, int] = field(default_factory=dict)
    barred: dict[str, list[str]] = field(default_factory=dict)
    hands: list[Hand] = field(default_factory=list)
    days_off: dict[str, set[int]] = field(default_factory=dict)
    wanted: list[tuple[str, int, str, int]] = field(default_factory=list)
    unwanted: list[tuple[str, int, str, int]] = field(default_factory=list)
    covers: list[tuple[int, str, int, int, int]] = field(default_factory=list)


def read(path: Path) -> Instance:
    """The instance in a file."""
    found = Instance()
    for section, line in _lines(path):
        cells = [cell.strip() for cell in line.split(",")]
        if section == "HORIZON":
            found.days = int(cells[0])
        elif section == "SHIFTS":
            found.minutes[cells[0]] = int(cells[1])
            found.barred[cells[0]] = [code for code in cells[2].split("|") if code]
        elif section == "STAFF":
            found.hands.append(_hand(cells))
        elif section == "DAYS_OFF":
            found.days_off[cells[0]] = {int(day) for day in cells[1:] if day}
        elif section == "SHIFT_ON_REQUESTS":
            found.wanted.append((cells[0], int(cells[1]), cells[2], int(cells[3])))
        elif section == "SHIFT_OFF_REQUESTS":
            found.unwanted.append((cells[0], int(cells[1]), cells[2], int(cells[3])))
        elif section == "COVER":
            day, code, *numbers = cells
            found.covers.append((int(day), code, int(numbers[0]), int(numbers[1]), int(numbers[2])))
    return found


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    section = ""
    for raw in path.read_text(encoding="utf-8-sig").splitlines():
        line = raw.split("#", 1)[0].strip()
        if line.startswith("SECTION_"):
            section = line.removeprefix("SECTION_")
        elif line:
            yield section, line


def _hand(cells: list[str]) -> Hand:
    pairs = (pair.split("=") for pair in cells[1].split("|") if pair)
    numbers = [int(cell) for cell in cells[2:8]]
    return Hand(cells[0], {code.strip(): int(most) for code, most in pairs}, *numbers)


def weekends_of(days: int) -> tuple[tuple[int, ...], ...]:
    """The Saturdays and Sundays of a horizon that begins on a Monday."""
    pairs = ((day, day + 1) for day in range(5, days, 7))
    return tuple(tuple(day for day in pair if day < days) for pair in pairs)


# ------------------------------------------------------------------------------------- the problem
def problem_of(instance: Instance) -> Problem:
    """The instance as the product's solver sees it."""
    place = {code: number for number, code in enumerate(instance.minutes)}
    bars = frozenset(
        Bar(place[first], place[later])
        for first, laters in instance.barred.items()
        for later in laters
    )
    costs: dict[str, dict[tuple[int, int], int]] = {hand.name: {} for hand in instance.hands}
    for name, day, code, weight in instance.wanted:
        for choice in (OFF, *place.values()):
            if choice != place[code]:
                _add(costs[name], (day, choice), weight)
    for name, day, code, weight in instance.unwanted:
        _add(costs[name], (day, place[code]), weight)
    return Problem(
        instance.days,
        tuple(ShiftKind(code, minutes) for code, minutes in instance.minutes.items()),
        tuple(_worker(instance, hand, place, bars, costs[hand.name]) for hand in instance.hands),
        tuple(
            Cover(day, place[code], ((wanted, under),), ((wanted, over),))
            for day, code, wanted, under, over in instance.covers
        ),
        weekends_of(instance.days),
    )


def _add(costs: dict[tuple[int, int], int], cell: tuple[int, int], weight: int) -> None:
    costs[cell] = costs.get(cell, 0) + weight


def _worker(
    instance: Instance,
    hand: Hand,
    place: dict[str, int],
    bars: frozenset[Bar],
    costs: dict[tuple[int, int], int],
) -> Worker:
    allowed = frozenset(place[code] for code in place if hand.shift_most.get(code, 1) > 0)
    off = instance.days_off.get(hand.name, set())
    return Worker(
        hand.name,
        tuple(frozenset() if day in off else allowed for day in range(instance.days)),
        minutes_least=hand.minutes_least,
        minutes_most=hand.minutes_most,
        shift_most={place[code]: most for code, most in hand.shift_most.items()},
        days_in_row_most=hand.row_most,
        days_in_row_least=hand.row_least,
        days_off_least=hand.off_least,
        weekends_most=hand.weekends_most,
        bars=bars,
        costs=costs,
    )


def roster_of(instance: Instance, rows: Rows) -> Roster:
    """The solver's rows in the file's words."""
    codes = [*instance.minutes, FREE]
    return {
        hand.name: [codes[choice] for choice in row]
        for hand, row in zip(instance.hands, rows, strict=True)
    }


# ------------------------------------------------------------------------------- judged by the file
def judged(instance: Instance, roster: Roster) -> tuple[int, list[str]]:
    """The objective, and each hard rule that is broken, by the instance alone."""
    faults = [fault for hand in instance.hands for fault in _faults(instance, hand, roster)]
    value = sum(w for name, day, code, w in instance.wanted if roster[name][day] != code)
    value += sum(w for name, day, code, w in instance.unwanted if roster[name][day] == code)
    for day, code, wanted, under, over in instance.covers:
        have = sum(line[day] == code for line in roster.values())
        value += under * max(0, wanted - have) + over * max(0, have - wanted)
    return value, faults


def _faults(instance: Instance, hand: Hand, roster: Roster) -> Iterator[str]:
    line = roster[hand.name]
    if len(line) != instance.days:
        yield f"{hand.name}: {len(line)} days"
    for day in sorted(instance.days_off.get(hand.name, ())):
        if line[day] != FREE:
            yield f"{hand.name}: works on day off {day}"
    for day in range(instance.days - 1):
        if line[day + 1] in instance.barred.get(line[day], ()):
            yield f"{hand.name}: {line[day + 1]} after {line[day]} on {day}"
    for code, most in hand.shift_most.items():
        if line.count(code) > most:
            yield f"{hand.name}: {line.count(code)} of {code}"
    minutes = sum(instance.minutes[code] for code in line if code != FREE)
    if not hand.minutes_least <= minutes <= hand.minutes_most:
        yield f"{hand.name}: {minutes} minutes"
    worked = sum(any(line[d] != FREE for d in pair) for pair in weekends_of(instance.days))
    if worked > hand.weekends_most:
        yield f"{hand.name}: {worked} weekends"
    yield from _row_faults(hand, line)


def _row_faults(hand: Hand, line: list[str]) -> Iterator[str]:
    """Runs; those at either end of the horizon may be as short as they like."""
    day = 0
    for works, run in groupby(code != FREE for code in line):
        length = len(list(run))
        inner = day > 0 and day + length < len(line)
        if works and length > hand.row_most:
            yield f"{hand.name}: {length} days in a row from {day}"
        if inner and length < (hand.row_least if works else hand.off_least):
            yield f"{hand.name}: {length} {'days' if works else 'days off'} in a row from {day}"
        day += length
