"""Student's t and Krippendorff's alpha, out of SciPy, krippendorff and NumPy.

The only module of the rules that calls a library of numbers. Each function imports what it needs
when it is called: neither the start of the program nor `check` asks for any of it, and importing
them takes a third of a second. Numbers in, numbers out, like every rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

NOUGHT = 1e-9
"""A variance or a difference under this is that of rounding: it is taken as 0."""

Units = Sequence[Sequence[float]]
"""For each thing that was judged the values it was given, two or more of each, in any order."""

_LARGEST = 10_000_000
"""Cells of the table that the package makes: things x values x values."""


def t_quantile(probability: float, freedom: float) -> float:
    """The quantile of Student's t with `freedom` degrees (`scipy.special.stdtrit`, which is what
    `scipy.stats.t.ppf` calls and is imported three times as fast)."""
    from scipy.special import stdtrit

    return float(stdtrit(freedom, probability))


def alpha(units: Units) -> float:
    """Krippendorff's alpha, interval metric, of values that are not all equal.

    Krippendorff, Content Analysis, 4th ed., chapter 12. Computed by the package of that name; for
    so many different values that its table would not fit, by the sums that it comes to.
    """
    domain = sorted({value for unit in units for value in unit})
    if len(units) * len(domain) ** 2 > _LARGEST:
        return float(_alphas(units, [range(len(units))])[0])
    import krippendorff
    import numpy as np

    place = {value: at for at, value in enumerate(domain)}
    counts = np.zeros((len(units), len(domain)), dtype=np.int64)
    for at, unit in enumerate(units):
        for value in unit:
            counts[at, place[value]] += 1
    return float(krippendorff.alpha(value_counts=counts, value_domain=np.array(domain)))


def bootstrap_interval(
    units: Units, seed: int, times: int, share: float = 0.95
) -> tuple[float, float]:
    """Percentile bootstrap interval of alpha: `times` samples of as many units, drawn with
    replacement by NumPy's PCG64 from `seed`; the same seed draws the same ones.

    Samples whose values are all equal have no alpha and are left out. Efron and Tibshirani, An
    Introduction to the Bootstrap, chapter 13.
    """
    import numpy as np

    draw = np.random.Generator(np.random.PCG64(seed))
    alphas = _alphas(units, draw.integers(len(units), size=(times, len(units))))
    known = alphas[np.isfinite(alphas)]
    low, high = np.quantile(known, [(1 - share) / 2, (1 + share) / 2])
    return float(low), float(high)


def _alphas(units: Units, draws: Any) -> Any:
    """Alpha of each row of `draws` (places in `units`); nan where its values are all equal.

    With the interval metric both disagreements are sums of squares: of m values of a unit,
    D = (m * sum x^2 - (sum x)^2) / (m - 1), and of all n values together the same with n:
    alpha = 1 - (sum of the units' D) / (D of all).
    """
    import numpy as np

    values = [np.array(unit, dtype=np.float64) for unit in units]
    middle = np.concatenate(values).mean()
    values = [each - middle for each in values]  # sums of squares of small numbers lose no figures
    sizes = np.array([len(each) for each in values])
    sums = np.array([each.sum() for each in values])
    squares = np.array([(each**2).sum() for each in values])
    apart = (sizes * squares - sums**2) / (sizes - 1)
    rows = np.asarray(draws)
    n, total = sizes[rows].sum(axis=1), sums[rows].sum(axis=1)
    spread = (n * squares[rows].sum(axis=1) - total**2) / (n - 1)
    spread[spread < NOUGHT] = np.nan
    return 1 - apart[rows].sum(axis=1) / spread
