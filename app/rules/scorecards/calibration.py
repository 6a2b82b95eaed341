"""A calibration: several inspectors score the same contacts, and how far they agree.

DAYBOOKS.md, "Reports". Agreement is Krippendorff's alpha with the interval metric: 1 is full
agreement, 0 what chance would give. An inspector's severity is the mean, over the contacts that
somebody else scored as well, of their own total minus the mean of the others' totals.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import fsum

from app.rules.scorecards.statistics import NOUGHT, alpha, bootstrap_interval
from app.rules.scorecards.worth import Worth
from app.rules.vocabulary import Aspect

TOTAL = "total"
BOOTSTRAP = 1000
"""Samples of a bootstrap interval."""


@dataclass(frozen=True, slots=True)
class Calibrated:
    """One inspection of a calibration: what an inspector found one contact worth."""

    no: str
    contact: str
    inspector: str
    inspected_at: datetime
    worth: Worth


@dataclass(frozen=True, slots=True)
class Severity:
    """How much one inspector's totals lie above (or, negative, under) the others'; `severity`
    None where nobody else scored any of the `scored` contacts."""

    inspector: str
    scored: int
    severity: float | None


@dataclass(frozen=True, slots=True)
class CalibrationFigures:
    """`alpha`: of the totals ("total") and of each aspect; None where there is none."""

    calibration: str
    contacts: int
    inspectors: int
    alpha: Mapping[str, float | None]
    severity: tuple[Severity, ...]
    """By inspector number."""


@dataclass(frozen=True, slots=True)
class AlphaInterval:
    """A bootstrap interval of alpha, 95 %, drawn again by the same seed."""

    low: float
    high: float
    seed: int
    times: int


Readings = Mapping[str, Mapping[str, Calibrated]]
"""Contact -> inspector -> the reading that counts."""


def readings(rows: Iterable[Calibrated]) -> Readings:
    """Of two by one inspector of one contact the later counts, then the greater number."""
    found: dict[str, dict[str, Calibrated]] = defaultdict(dict)
    for row in sorted(rows, key=lambda row: (row.inspected_at, row.no)):
        found[row.contact][row.inspector] = row
    return found


def calibration_figures(calibration: str, rows: Iterable[Calibrated]) -> CalibrationFigures:
    """What a calibration tells; of no rows zeros and None."""
    read = readings(rows)
    inspectors = sorted({inspector for by in read.values() for inspector in by})
    return CalibrationFigures(
        calibration=calibration,
        contacts=len(read),
        inspectors=len(inspectors),
        alpha={name: agreement(values_of(read, name)) for name in (TOTAL, *map(str, Aspect))},
        severity=tuple(_severity(inspector, read) for inspector in inspectors),
    )


def values_of(read: Readings, name: str) -> list[list[float]]:
    """For each contact the values of "total" or of an aspect, of those who have one."""
    value = _total if name == TOTAL else _aspect(Aspect(name))
    return [
        [number for row in by.values() if (number := value(row.worth)) is not None]
        for by in read.values()
    ]


def _total(worth: Worth) -> float | None:
    return worth.total


def _aspect(aspect: Aspect) -> Callable[[Worth], float | None]:
    return lambda worth: worth.aspects.get(aspect)


def agreement(values: Iterable[Sequence[float]]) -> float | None:
    """Alpha of the values that each contact was given; None where no contact has two, or where
    all that can be paired are equal (but for rounding)."""
    units = _paired(values)
    return alpha(units) if _differ(units) else None


def agreement_interval(
    values: Iterable[Sequence[float]], seed: int, times: int = BOOTSTRAP
) -> AlphaInterval | None:
    """How far alpha may lie from what these contacts gave, had others been drawn: contacts are
    drawn again with their values. None without an alpha or of a single contact."""
    units = _paired(values)
    if len(units) < 2 or not _differ(units):
        return None
    low, high = bootstrap_interval(units, seed, times)
    return AlphaInterval(low, high, seed, times)


def _paired(values: Iterable[Sequence[float]]) -> list[Sequence[float]]:
    return [unit for unit in values if len(unit) >= 2]


def _differ(units: Sequence[Sequence[float]]) -> bool:
    every = [value for unit in units for value in unit]
    return bool(every) and max(every) - min(every) >= NOUGHT


def _severity(inspector: str, read: Readings) -> Severity:
    mine = [by for by in read.values() if inspector in by]
    apart = [_apart(inspector, by) for by in mine if len(by) > 1]
    return Severity(inspector, len(mine), fsum(apart) / len(apart) if apart else None)


def _apart(inspector: str, by: Mapping[str, Calibrated]) -> float:
    others = [row.worth.total for name, row in by.items() if name != inspector]
    return by[inspector].worth.total - fsum(others) / len(others)
