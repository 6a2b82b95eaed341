"""What holds of every sheet and every month, whatever they hold."""

from dataclasses import replace
from datetime import UTC, date, datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.books import CardItem, ItemScore
from app.rules.scorecards.calibration import Calibrated, calibration_figures
from app.rules.scorecards.quality import Counted, month_quality
from app.rules.scorecards.worth import Worth, scored, worth_by_card
from app.rules.vocabulary import Aspect

pytestmark = pytest.mark.rule("QA-2")

SINCE = date(2026, 1, 1)
AT = datetime(2026, 10, 12, 2, tzinfo=UTC)
SCORES = st.integers(0, 1000).map(lambda tenths: tenths / 10)
ITEMS = st.builds(
    CardItem,
    card=st.just("K"),
    version=st.just(1),
    since=st.just(SINCE),
    item=st.just(""),
    title=st.just("项目"),
    aspect=st.sampled_from([*Aspect, None]),
    weight=st.integers(1, 400).map(lambda tenths: tenths / 10),
    critical=st.booleans(),
    na=st.just(True),
    pass_mark=st.none() | SCORES,
)
Sheet = list[tuple[CardItem, float]]
SHEETS = st.lists(st.tuples(ITEMS, SCORES), min_size=1, max_size=8).map(
    lambda rows: [(replace(item, item=str(at)), score) for at, (item, score) in enumerate(rows)]
)


def worth(sheet: Sheet, *, critical: bool = False) -> Worth:
    scores = [ItemScore("Q-1", item.item, 1, score) for item, score in sheet]
    return worth_by_card(scored([item for item, _score in sheet], scores, 60), critical=critical)


@given(SHEETS, st.sampled_from([0.01, 0.5, 3.0, 1000.0]))
def test_weights_scaled_change_nothing(sheet: Sheet, by: float) -> None:
    scaled = [(replace(item, weight=item.weight * by), score) for item, score in sheet]
    found, other = worth(scaled), worth(sheet)
    assert found.failed == other.failed
    assert found.total == pytest.approx(other.total)
    assert found.aspects == pytest.approx(other.aspects)


@given(SHEETS, ITEMS)
def test_a_not_applicable_item_is_as_if_it_were_not_on_the_card(
    sheet: Sheet, extra: CardItem
) -> None:
    items = [item for item, _score in sheet]
    scores = [ItemScore("Q-1", item.item, 1, score) for item, score in sheet]
    more = [replace(extra, item="x"), *items]
    with_it = scored(more, [ItemScore("Q-1", "x", 1, None), *scores], 60)
    assert worth_by_card(with_it, critical=False) == worth(sheet)


@given(SHEETS, SCORES)
def test_failing_a_critical_item_gives_0_whatever_the_rest(sheet: Sheet, mark: float) -> None:
    critical = replace(sheet[0][0], item="x", critical=True, pass_mark=mark)
    under = worth([*sheet, (critical, mark - 0.1)])
    assert (under.total, under.failed) == (0, True)
    assert worth([*sheet, (critical, mark)]).failed == worth(sheet).failed


@given(SHEETS)
def test_failing_changes_no_aspect(sheet: Sheet) -> None:
    failed = worth(sheet, critical=True)
    assert (failed.total, failed.failed) == (0, True)
    assert failed.aspects == worth(sheet).aspects


@given(SHEETS)
def test_a_total_lies_between_the_least_and_the_greatest_score(sheet: Sheet) -> None:
    found = worth([(replace(item, critical=False), score) for item, score in sheet])
    numbers = [score for _item, score in sheet]
    assert min(numbers) - 1e-9 <= found.total <= max(numbers) + 1e-9


WORTHS = st.builds(
    Worth,
    total=SCORES,
    failed=st.booleans(),
    aspects=st.dictionaries(st.sampled_from(Aspect), SCORES),
)
MONTHS = st.lists(
    st.builds(
        Counted,
        department=st.sampled_from(["客服部", ""]),
        employee=st.sampled_from(["1001", "1002", "1003", "1010"]),
        worth=WORTHS,
    ),
    max_size=14,
)
CALIBRATIONS = st.lists(
    st.builds(
        Calibrated,
        no=st.just(""),
        contact=st.sampled_from(["R1", "R2", "R3"]),
        inspector=st.sampled_from(["901", "902", "903"]),
        inspected_at=st.just(AT),
        worth=WORTHS,
    ),
    max_size=12,
).map(lambda rows: [replace(row, no=f"Q-{at}") for at, row in enumerate(rows)])


@given(MONTHS, st.randoms(use_true_random=False))
def test_the_order_of_a_months_inspections_makes_no_difference(
    month: list[Counted], draw: Random
) -> None:
    mixed = [*month]
    draw.shuffle(mixed)
    assert month_quality(mixed) == month_quality(month)


@given(CALIBRATIONS, st.randoms(use_true_random=False))
def test_the_order_of_a_calibrations_inspections_makes_no_difference(
    rows: list[Calibrated], draw: Random
) -> None:
    mixed = [*rows]
    draw.shuffle(mixed)
    found, other = calibration_figures("C", mixed), calibration_figures("C", rows)
    assert found.severity == other.severity
    assert found.alpha == pytest.approx(other.alpha, abs=1e-9)


@given(MONTHS)
def test_a_month_keeps_within_0_and_100_and_holds_each_mean_in_its_interval(
    month: list[Counted],
) -> None:
    for department in month_quality(month):
        assert 0 <= department.mean <= 100
        for person in department.people:
            if person.low is not None and person.high is not None:
                assert 0 <= person.low <= person.mean <= person.high <= 100
            if person.shrunk is not None:
                between = sorted((department.mean, person.mean))
                assert between[0] - 1e-9 <= person.shrunk <= between[1] + 1e-9


@given(CALIBRATIONS)
def test_agreement_is_never_above_1(rows: list[Calibrated]) -> None:
    alphas = calibration_figures("C", rows).alpha.values()
    assert all(alpha is None or alpha <= 1 + 1e-12 for alpha in alphas)
