"""What a roster comes to, person by person, and whether its burdens lie far apart."""

from __future__ import annotations

from dataclasses import replace

from app.planning.made import MadeMonth, is_uneven, made_months, was_uneven
from app.rules.rostering.scene import Burden
from app.rules.rostering.wishes import Wish
from tests.planning.scenes import a_scene, a_worker, day

MONTH = MadeMonth(
    no="1001", name="A", changed=0, nights=4, weekends=2, minutes=9600, wishes=0, kept=0,
    whole=True, past=Burden(8, 4, 0),
)  # fmt: skip


def test_a_month_is_counted_as_it_is_worked() -> None:
    scene = a_scene(
        roster={"1001": {day(7): "N", day(8): "N", day(9): "E", day(10): "L"}},
        leaves={"1001": frozenset({day(10)})},
        wishes=(Wish("1001", day(9), "E", on=True), Wish("1001", day(7), "", on=True)),
    )
    (made,) = made_months(scene, [("1001", day(7)), ("1002", day(7))])
    assert (made.changed, made.nights, made.weekends, made.minutes) == (1, 2, 1, 24 * 60)
    assert (made.wishes, made.kept, made.whole) == (2, 1, True)


def test_who_leaves_within_the_month_shares_no_burden() -> None:
    (made,) = made_months(a_scene([a_worker(left_on=day(20))]), [])
    assert not made.whole


def test_one_night_apart_is_even_and_two_are_not() -> None:
    assert not is_uneven([MONTH, replace(MONTH, nights=5)])
    assert is_uneven([MONTH, replace(MONTH, nights=6)])
    assert is_uneven([MONTH, replace(MONTH, weekends=4)])
    assert not is_uneven([MONTH, replace(MONTH, nights=6, whole=False)])


def test_so_were_the_months_before() -> None:
    assert not was_uneven([MONTH, replace(MONTH, past=Burden(9, 4, 0))])
    assert was_uneven([MONTH, replace(MONTH, past=Burden(8, 2, 0))])
