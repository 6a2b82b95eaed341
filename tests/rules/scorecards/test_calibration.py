"""A calibration: how far inspectors agree, how surely, and how severe each of them is."""

from datetime import UTC, datetime, timedelta

import pytest

from app.rules.scorecards.calibration import (
    TOTAL,
    Calibrated,
    agreement,
    agreement_interval,
    calibration_figures,
    readings,
    values_of,
)
from app.rules.scorecards.statistics import _alphas, alpha
from app.rules.scorecards.worth import Worth
from app.rules.vocabulary import Aspect

pytestmark = pytest.mark.rule("QA-2")

AT = datetime(2026, 10, 12, 2, tzinfo=UTC)
# Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), part C: four observers, twelve
# units, some values missing; with the interval metric alpha is 0.849.
BOOK = (
    (1, 1, 1), (2, 2, 3, 2), (3, 3, 3, 3), (3, 3, 3, 3), (2, 2, 2, 2), (1, 2, 3, 4), (4, 4, 4, 4),
    (1, 1, 2, 1), (2, 2, 2, 2), (5, 5, 5), (1, 1), (3,),
)  # fmt: skip


def row(
    contact: str, inspector: str, total: float, no: str = "Q-1", minutes: int = 0, **aspects: float
) -> Calibrated:
    worth = Worth(total, False, {Aspect(name): value for name, value in aspects.items()})
    return Calibrated(no, contact, inspector, AT + timedelta(minutes=minutes), worth)


def test_agreement_is_krippendorffs_alpha_with_the_interval_metric() -> None:
    assert agreement(BOOK) == pytest.approx(0.849, abs=5e-4)


def test_full_agreement_is_1_and_what_chance_gives_0_or_less() -> None:
    assert agreement([(80, 80), (60, 60)]) == 1
    found = agreement([(80, 60), (60, 80)])
    assert found is not None
    assert found < 0


@pytest.mark.parametrize(
    "values",
    [
        [],
        [(80,), (60,)],
        [(80, 80), (80, 80, 80)],
        [(80, 80), (60,)],
        [(80, 80 + 1e-12), (80, 80)],
    ],
    ids=["nothing", "no pair", "all equal", "all that can be paired equal", "but for rounding"],
)
def test_there_is_no_agreement(values: list[tuple[float, ...]]) -> None:
    assert agreement(values) is None
    assert agreement_interval(values, seed=1) is None


def test_the_sums_of_the_bootstrap_come_to_what_the_package_gives() -> None:
    units = [unit for unit in BOOK if len(unit) > 1]
    (found,) = _alphas(units, [range(len(units))])
    assert float(found) == pytest.approx(alpha(units), abs=1e-12)


def test_a_table_too_large_for_the_package_is_summed() -> None:
    units = [(at / 7, at / 7 + 1 / 3) for at in range(400)]
    found = alpha(units)
    spread = sum((one - other) ** 2 for a in units for one in a for b in units for other in b)
    expected = 1 - (sum(2 * (a - b) ** 2 for a, b in units)) / (spread / (2 * len(units) - 1))
    assert found == pytest.approx(expected, abs=1e-9)


def test_an_interval_can_be_drawn_again_from_its_seed() -> None:
    first, again = (agreement_interval(BOOK, seed=20261012) for _ in range(2))
    other = agreement_interval(BOOK, seed=20261013)
    assert first is not None
    assert first == again
    assert first != other
    point = agreement(BOOK)
    assert point is not None
    assert first.low < point < first.high <= 1
    # The same whatever version of NumPy draws.
    assert (first.low, first.high) == pytest.approx((0.4043252252574158, 1), abs=1e-9)


def test_a_single_contact_has_an_alpha_and_no_interval() -> None:
    assert agreement([(80, 60, 70)]) is not None
    assert agreement_interval([(80, 60, 70)], seed=1) is None


def test_of_two_readings_by_one_inspector_the_later_counts_then_the_greater_number() -> None:
    found = readings(
        [
            row("R1", "901", 70, "Q-3", minutes=1),
            row("R1", "901", 60, "Q-9"),
            row("R2", "901", 80, "Q-10"),
            row("R2", "901", 90, "Q-9"),
        ]
    )
    assert found["R1"]["901"].worth.total == 70
    assert found["R2"]["901"].worth.total == 90


def test_severity_is_the_mean_distance_from_what_the_others_gave() -> None:
    figures = calibration_figures(
        "C-1",
        [
            row("R1", "903", 90), row("R1", "901", 80), row("R1", "902", 70),
            row("R2", "903", 60), row("R2", "901", 50),
            row("R3", "901", 0),
        ],
    )  # fmt: skip
    assert (figures.contacts, figures.inspectors) == (3, 3)
    told = [(one.inspector, one.scored, one.severity) for one in figures.severity]
    assert told == [("901", 3, (0 - 10) / 2), ("902", 1, -15), ("903", 2, (15 + 10) / 2)]


def test_who_scored_alone_has_no_severity() -> None:
    (one,) = calibration_figures("C-1", [row("R1", "901", 80)]).severity
    assert (one.scored, one.severity) == (1, None)


def test_an_aspect_is_compared_among_those_who_scored_it() -> None:
    rows = [
        row("R1", "901", 80, language=70, tone=50),
        row("R1", "902", 80, language=70),
        row("R2", "901", 80, language=60),
        row("R2", "902", 80, language=60, tone=50),
    ]
    assert values_of(readings(rows), "tone") == [[50], [50]]
    figures = calibration_figures("C-1", rows)
    assert figures.alpha == {
        TOTAL: None, "language": 1, "attitude": None, "tone": None, "summarising": None,
        "adaptability": None,
    }  # fmt: skip


def test_an_unknown_calibration_gives_zeros_and_nothing() -> None:
    figures = calibration_figures("C-9", [])
    assert (figures.contacts, figures.inspectors, figures.severity) == (0, 0, ())
    assert set(figures.alpha.values()) == {None}
