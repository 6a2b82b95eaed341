"""A made-up centre as a problem: early, day, late and night shifts, everybody with wishes."""

from __future__ import annotations

from random import Random

from app.planning.solver.problem import (
    OFF,
    Bar,
    Burden,
    Cover,
    Problem,
    ShiftKind,
    Worker,
)
from benchmarks.rostering_files import weekends_of

SHIFTS = (
    ShiftKind("E", 480),
    ShiftKind("D", 480),
    ShiftKind("L", 480),
    ShiftKind("N", 600, night=True),
)
E, D, L, N = range(4)
BARS = frozenset({Bar(L, E), Bar(N, E), Bar(N, D), Bar(N, L)})
SHARES = (0.22, 0.2, 0.16, 0.1)
"""Of all people, who is wanted at each shift on an ordinary day."""


def centre(people: int, days: int, seed: int = 0) -> Problem:
    """`people` in teams of 20, each team of which wants somebody at every shift by day."""
    chance = Random(seed)
    nights = frozenset((day, N) for day in range(days))
    return Problem(
        days,
        SHIFTS,
        tuple(_worker(chance, place, days, nights) for place in range(people)),
        tuple(_covers(chance, people, days)),
        weekends_of(days),
    )


def _worker(chance: Random, place: int, days: int, nights: frozenset[tuple[int, int]]) -> Worker:
    away = set(chance.sample(range(days), k=chance.choice((0, 0, 1, 3))))
    shifts = frozenset({E, D, L} if place % 5 == 0 else {E, D, L, N})
    costs = {
        (day, chance.choice((OFF, E, D, L))): chance.choice((-30, -10, 10, 30))
        for day in chance.sample(range(days), k=min(days, 4))
    }
    weeks = days / 7
    return Worker(
        str(10001 + place),
        tuple(frozenset() if day in away else shifts for day in range(days)),
        minutes_least=int((weeks * 5 - len(away)) * 480 * 0.85),
        minutes_most=int(weeks * 5 * 480 * 1.05),
        days_in_row_most=6,
        days_in_row_least=2,
        days_off_least=2 if place % 3 == 0 else 1,
        nights_in_row_most=3,
        weekends_most=max(1, round(weeks * 0.75)),
        bars=BARS,
        costs=costs,
        burdens=(Burden(tuple(range(0, 200, 10)), nights), Burden((0, 0, 20, 60))),
    )


def _covers(chance: Random, people: int, days: int) -> list[Cover]:
    covers = []
    for day in range(days):
        quiet = 0.8 if day % 7 in (5, 6) else 1
        for shift, share in enumerate(SHARES):
            least = round(people * share * quiet * chance.uniform(0.9, 1.1))
            covers.append(
                Cover(day, shift, ((least, 1000), (least + people // 50, 100)), ((least * 2, 50),))
            )
        for team in range(people // 20):
            members = frozenset(range(team * 20, team * 20 + 20))
            covers.extend(Cover(day, s, ((1, 1000),), (), members) for s in (E, D, L))
    return covers
