"""Sums of which a part is known already: what a model is built of.

A cell without a choice is the number 0 or 1, any other is a literal of the model. A limit in which
no literal takes part is not put into the model: nothing can be changed about it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

Term = Any
"""0, 1, or a literal of the model (OR-Tools is loaded only where a model is built)."""


def opposite(term: Term) -> Term:
    """1 where `term` is 0."""
    return 1 - term if isinstance(term, int) else term.negated()


def parted(terms: Iterable[Term]) -> tuple[int, list[Term]]:
    """The sum of what is known, and the literals."""
    known = 0
    literals = []
    for term in terms:
        if isinstance(term, int):
            known += term
        else:
            literals.append(term)
    return known, literals


def at_most(model: Any, terms: Iterable[Term], most: int) -> None:
    """Hold the sum of `terms` to `most`; what known ones alone exceed is exceeded no further."""
    known, literals = parted(terms)
    left = max(0, most - known)
    if left < len(literals):
        model.add(sum(literals) <= left)


def not_above(model: Any, lower: Sequence[Term], upper: Sequence[Term]) -> None:
    """Hold the sum of `lower` to that of `upper`, unless both are known."""
    low, lows = parted(lower)
    up, ups = parted(upper)
    if lows or ups:
        model.add(sum(lows) + low <= sum(ups) + up)
