"""What it takes to get from contacts to people.

    python -m benchmarks.need [--rounds 9]

Agents for a month of half hours (31 × 48, 12 to 200 agents), by Erlang C and A; the covering of a
week (7 × 48 intervals, 10 shifts, two of them into the next morning); a forecast of four weeks from
two years of half hours, with its backtest. Required: 50 ms, 1 s and 1 s of processor time. The
search for agents is held against what it must be: enough, and one less is not.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from itertools import product
from math import exp, pi, sin
from typing import Any

import numpy as np

from app.planning.covering import Required, ShiftSpan, cover
from app.planning.erlang import Goal, agents_needed, answer
from app.planning.forecast import Counted, DaysApart, forecast
from app.planning.load import Interval
from benchmarks.scoring import middle

MONDAY = date(2026, 11, 2)
GOALS = {
    "Erlang C": Goal(0.8, 20, shrinkage=0.3),
    "Erlang C, occupancy": Goal(0.8, 20, occupancy=0.85),
    "Erlang A": Goal(0.8, 20, patience=300),
    "Erlang A, occupancy": Goal(0.8, 20, patience=300, occupancy=0.85),
}
HOURS = ((7, 15), (8, 16), (9, 18), (10, 19), (12, 20), (14, 22), (15, 23), (16, 24), (22, 30),
         (23, 31))  # fmt: skip
SHIFTS = [ShiftSpan(f"S{at}", start * 60, end * 60) for at, (start, end) in enumerate(HOURS)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    month, week, years = _month(), _week(), _two_years()
    days = [MONDAY + timedelta(at) for at in range(7)]
    work: dict[str, tuple[float, Callable[[], Any]]] = {
        name: (0.050, lambda goal=goal: agents_needed(month, goal))  # type: ignore[misc]
        for name, goal in GOALS.items()
    }
    work["a week covered"] = (1.0, lambda: cover(week, SHIFTS, days))
    last = MONDAY + timedelta(27)
    work["two years, forecast"] = (1.0, lambda: forecast(years, MONDAY, last, DaysApart()))
    within = True
    for name, (limit, each) in work.items():
        seconds = middle(rounds, each, time.process_time)
        within &= seconds <= limit
        print(f"{name:22s}{seconds * 1000:8.1f} ms  limit {limit * 1000:.0f}", flush=True)
    wrong = sum(not _least(interval, goal) for goal in GOALS.values() for interval in month[::40])
    print(f"not the least number   {wrong:8d}")
    return 0 if within and not wrong else 1


def _least(interval: Interval, goal: Goal) -> bool:
    (agents,) = agents_needed([interval], goal)
    enough, fewer = (answer(*interval, goal, n) for n in (agents, agents - 1))
    most = goal.occupancy or 1.0
    return (
        enough.service_level >= goal.target
        and enough.occupancy <= most
        and (fewer.service_level < goal.target or fewer.occupancy > most)
    )


def _month() -> list[Interval]:
    chance = np.random.default_rng(12)
    return [
        (float(chance.uniform(90, 1700)), 30.0, float(chance.uniform(160, 200)))
        for _ in range(31 * 48)
    ]


def _week() -> list[Required]:
    chance = np.random.default_rng(12)
    return [
        Required(day, minute, 30, int(12 + 60 * max(0.0, _busy(minute)) + chance.integers(0, 9)))
        for day, minute in product((MONDAY + timedelta(at) for at in range(7)), range(0, 1440, 30))
    ]


def _busy(minute: int) -> float:
    return sin((minute - 360) / 1080 * pi)


def _two_years() -> list[Counted]:
    chance = np.random.default_rng(12)
    return [
        Counted(
            MONDAY - timedelta(ago),
            minute,
            30,
            float(chance.poisson(exp(4 - ago / 2000) * (1.2 + _busy(minute)))),
            float(chance.normal(180, 12)),
        )
        for ago, minute in product(range(730, 0, -1), range(0, 1440, 30))
    ]


if __name__ == "__main__":
    sys.exit(main())
