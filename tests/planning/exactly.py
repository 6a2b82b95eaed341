"""What callers meet, summed up state by state in decimals of 320 digits: slow, and sure."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Context, Decimal, localcontext

DIGITS = Context(prec=320, Emax=10**12, Emin=-(10**12))
NOTHING = Decimal(10) ** -330
Figures = Mapping[str, Decimal]


def decimals(*figures: float) -> list[Decimal]:
    return [Decimal(repr(figure)) for figure in figures]


def erlang_c(contacts: float, minutes: float, aht: float, within: float, agents: int) -> Figures:
    """By the sum of a^k/k!, as the textbooks have it."""
    with localcontext(DIGITS):
        calls, span, time, limit = decimals(contacts, minutes, aht, within)
        load = calls * time / (60 * span)
        term = below = Decimal(1)
        for k in range(1, agents):
            term = term * load / k
            below += term
        waiting = term * load / (agents - load)
        wait = waiting / (below + waiting)
        return {
            "wait_probability": wait,
            "service_level": 1 - wait * (-(agents - load) * limit / time).exp(),
            "mean_wait": wait * time / (agents - load),
            "occupancy": load / agents,
        }


def erlang_a(
    contacts: float, minutes: float, aht: float, within: float, patience: float, agents: int
) -> Figures:
    """Every state's probability against that of exactly all agents busy; those answered in time by
    the difference of two incomplete gamma functions."""
    with localcontext(DIGITS):
        calls, span, time, limit, mean = decimals(contacts, minutes, aht, within, patience)
        rate = calls / (60 * span)
        y, c = rate * mean, agents * mean / time
        term, free, busy = Decimal(1), Decimal(0), Decimal(0)
        for k in range(agents, 0, -1):
            term = term * k / (rate * time)
            free += term
            busy += term * (k - 1)
        term, waiting, queue, place = Decimal(1), Decimal(1), Decimal(0), 0
        while term * place >= queue * NOTHING or y >= c + place:
            place += 1
            term = term * y / (c + place)
            waiting += term
            queue += place * term
        left = (-limit / mean).exp()
        in_time = gamma(c + 1, y) - left ** (c + 1) * (y - y * left).exp() * gamma(c + 1, y * left)
        every = free + waiting
        return {
            "wait_probability": waiting / every,
            "service_level": (free + c * in_time) / every,
            "mean_wait": queue / rate / every,
            "occupancy": (busy + agents * waiting) / every / agents,
            "abandoned": queue / y / every,
        }


def gamma(a: Decimal, x: Decimal) -> Decimal:
    """The lower incomplete gamma function, divided by x^a·e^−x: a sum of positive terms."""
    found = term = 1 / a
    k = 0
    while term >= found * NOTHING or x >= a + k:
        k += 1
        term = term * x / (a + k)
        found += term
    return found
