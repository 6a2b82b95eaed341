"""Ways to fill shifts that have come open: by hand where they can be told, else by trying."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from app.planning.repairing import MOST_CELLS, CellMove, Gap, Moves, Repair, Way, ways
from app.planning.solver.problem import OFF, Bar, Cover, Line, Problem, Rows, ShiftKind, Worker
from app.planning.solver.valuing import Broken, Limit, broken_by
from tests.store.writers import TIMES

E, N = 0, 1
SHIFTS = (ShiftKind("E", 480), ShiftKind("N", 600, night=True))
LATER = Bar(N, E)
"""After a night no early shift."""


def a_repair(lines: str, gap: Gap | tuple[Gap, ...], **more: object) -> Repair:
    """One word for each person, a letter for each day: E, N, or - for a day off."""
    rows = tuple(tuple("EN-".index(one) if one != "-" else OFF for one in w) for w in lines.split())
    days = len(rows[0])
    limits = more.pop("limits", {})
    covers = more.pop("covers", ())
    workers = tuple(
        Worker(str(n), (frozenset({E, N}),) * days, bars=frozenset({LATER}), **limits)  # type: ignore[arg-type]
        for n in range(len(rows))
    )
    problem = Problem(days, SHIFTS, workers, covers)  # type: ignore[arg-type]
    gaps = gap if isinstance(gap, tuple) else (gap,)
    return Repair(problem, rows, gaps, range(days), **more)  # type: ignore[arg-type]


def cells(found: tuple[Way, ...]) -> list[set[tuple[int, int, int]]]:
    return [{(one.worker, one.day, one.after) for one in way.moves} for way in found]


def test_whoever_is_free_takes_the_shift() -> None:
    found = ways(a_repair("--- -E- ---", Gap(1, E), away=frozenset({0})))
    assert cells(found)[0] == {(2, 1, E)}


def test_whoever_is_away_is_not_asked() -> None:
    assert ways(a_repair("--- ---", Gap(1, E), away=frozenset({0, 1}))) == ()


def test_whoever_comes_from_a_night_gives_it_to_a_colleague() -> None:
    assert ways(a_repair("--- N--", Gap(1, E), away=frozenset({0}))) == ()
    found = ways(a_repair("--- N-- -N-", Gap(1, E, frozenset({1})), away=frozenset({0})))
    assert cells(found) == [{(1, 1, E), (1, 0, OFF), (2, 0, N)}]


def test_whoever_works_another_shift_moves_over_and_a_third_takes_theirs() -> None:
    repair = a_repair("--- N-- E-- -N-", Gap(1, E, frozenset({3})), away=frozenset({0}))
    assert cells(ways(repair))[0] == {(3, 1, E), (1, 1, N)}


def test_nobody_stands_in_where_enough_others_work_the_shift() -> None:
    """Two work the night and one is enough: one of them moves over, and that is all."""
    covers = (Cover(1, N, ((1, 1000),)),)
    found = ways(a_repair("--- -N- -N-", Gap(1, E), away=frozenset({0}), covers=covers))
    assert cells(found) == [{(1, 1, E)}, {(2, 1, E)}]


def test_who_would_work_too_much_gives_another_day_away() -> None:
    limits = {"days_in_row_most": 2}
    found = ways(a_repair("---- EE-- --EE", Gap(2, E), away=frozenset({0}), limits=limits))
    assert all(len(way.moves) > 1 for way in found)
    assert found


def test_who_exceeds_a_limit_already_exceeds_it_no_further() -> None:
    limits = {"minutes_most": 480}
    found = ways(a_repair("---- E-E- --E-", Gap(1, E), away=frozenset({0}), limits=limits))
    assert all(one.worker == 2 for way in found for one in way.moves if one.after == E)
    assert not any(len(way.moves) == 1 for way in found)


def test_the_cheapest_of_the_shortest_comes_first_and_before_it_whoever_is_alike() -> None:
    repair = a_repair("--- --- --- ---", Gap(1, E, instead=0), away=frozenset({0}))
    dear = replace(repair.problem.workers[1], costs={(1, E): 50})
    problem = replace(repair.problem, workers=(repair.problem.workers[0], dear,
                                               *repair.problem.workers[2:]))  # fmt: skip
    found = ways(replace(repair, problem=problem))
    assert [one.moves[0].worker for one in found] == [2, 3, 1]
    found = ways(replace(repair, problem=problem, unlike=lambda _a, taker, _d: taker == 2))
    assert [(one.moves[0].worker, one.unlike) for one in found] == [(3, 0), (1, 0), (2, 1)]


def test_no_more_than_five_ways_come_and_no_more_than_five_cells_change() -> None:
    everybody_free = " ".join(["------"] * 9)
    assert len(ways(a_repair(everybody_free, Gap(1, E)))) == 5
    many = tuple(Gap(day, E) for day in range(6))
    assert ways(a_repair(everybody_free, many)) == ()
    assert all(len(one.moves) == MOST_CELLS for one in ways(a_repair(everybody_free, many[:5])))


def test_of_fewer_cells_no_way_has_more() -> None:
    two = (Gap(0, E), Gap(1, E))
    assert ways(a_repair("-- --", two, cells=1)) == ()
    assert ways(a_repair("-- --", two, cells=2))


# ------------------------------------------------------------------------------- against trying all
@st.composite
def repairs(draw: st.DrawFn) -> Repair:
    days, people = draw(st.integers(2, 4)), draw(st.integers(2, 4))
    workers, rows = [], []
    for place in range(people):
        may = tuple(
            draw(st.sampled_from([frozenset({E, N}), frozenset({E, N}), frozenset({E}),
                                  frozenset()])) for _day in range(days)
        )  # fmt: skip
        workers.append(
            Worker(
                str(place), may, bars=frozenset({LATER}),
                days_in_row_most=draw(st.sampled_from([None, 2, 3])),
                days_in_row_least=draw(st.sampled_from([1, 1, 2])),
                nights_in_row_most=draw(st.sampled_from([None, 1])),
                minutes_most=draw(st.sampled_from([None, 1080])),
                minutes_least=draw(st.sampled_from([0, 480])),
            )
        )  # fmt: skip
        rows.append(
            tuple(draw(st.sampled_from([OFF, *sorted(may[day])])) for day in range(days))
        )  # fmt: skip
    covers = tuple(
        Cover(day, shift, ((draw(st.integers(1, 2)), 1000),))
        for day in range(days)
        for shift in (E, N)
        if draw(st.booleans())
    )
    everybody = frozenset(range(people))
    counted = st.one_of(st.none(), st.frozensets(st.sampled_from(sorted(everybody))))
    gaps = draw(
        st.lists(
            st.builds(Gap, st.integers(0, days - 1), st.sampled_from([E, N]), counted),
            min_size=1, max_size=2, unique=True,
        )
    )  # fmt: skip
    away = draw(st.frozensets(st.sampled_from(sorted(everybody)), max_size=1))
    problem = Problem(days, SHIFTS, tuple(workers), covers)
    return Repair(problem, tuple(rows), tuple(gaps), range(days), away, cells=3)


def after(repair: Repair, moves: Moves) -> Rows:
    changed = {(one.worker, one.day): one.after for one in moves}
    return tuple(
        tuple(changed.get((place, day), choice) for day, choice in enumerate(line))
        for place, line in enumerate(repair.rows)
    )


def holds(repair: Repair, moves: Moves) -> bool:
    """Whether they break nothing that was held, and leave nobody missing."""
    problem, rows = repair.problem, after(repair, moves)
    for place, worker in enumerate(problem.workers):
        was = set(broken_by(problem, place, worker, repair.rows[place]))
        now = set(broken_by(problem, place, worker, rows[place]))
        if not now <= was or _further(now, *(_minutes(one[place]) for one in (repair.rows, rows))):
            return False
    return _filled(repair, moves) and all(
        _have(cover, rows) >= min(_have(cover, repair.rows), cover.under[0][0])
        for cover in problem.covers
    )


def _minutes(line: Line) -> int:
    return sum(SHIFTS[shift].minutes for shift in line if shift != OFF)


def _further(now: set[Broken], before: int, after: int) -> bool:
    """Whether a limit of the minutes that is broken as it is would be broken by more."""
    limits = {one.limit for one in now}
    return (Limit.MINUTES_MOST in limits and after > before) or (
        Limit.MINUTES_LEAST in limits and after < before
    )


def _filled(repair: Repair, moves: Moves) -> bool:
    """A different taker for each gap."""
    takers = [
        [
            one.worker
            for one in moves
            if (one.day, one.after) == (gap.day, gap.shift)
            and (gap.workers is None or one.worker in gap.workers)
        ]
        for gap in repair.gaps
    ]
    return any(
        len({(who, gap.day) for who, gap in zip(chosen, repair.gaps, strict=True)}) == len(chosen)
        for chosen in product(*takers)
    )


def _have(cover: Cover, rows: Rows) -> int:
    return sum(line[cover.day] == cover.shift for line in rows)


def single_moves(repair: Repair) -> Iterator[CellMove]:
    for place, worker in enumerate(repair.problem.workers):
        if place in repair.away:
            continue
        for day, may in enumerate(worker.may):
            for choice in (OFF, *may) if may else ():
                if choice != repair.rows[place][day]:
                    yield CellMove(place, day, choice)


def by_trying(repair: Repair) -> set[Moves]:
    """Every change of up to three cells that holds."""
    singles = list(single_moves(repair))
    return {
        frozenset(chosen)
        for size in (1, 2, 3)
        for chosen in combinations(singles, size)
        if len({(one.worker, one.day) for one in chosen}) == size
        and holds(repair, frozenset(chosen))
    }


@settings(max_examples=15 * TIMES, deadline=None)
@given(repairs())
def test_every_way_is_one_of_all_that_hold(repair: Repair) -> None:
    every = by_trying(repair)
    found = [frozenset(way.moves) for way in ways(repair)]
    assert every.issuperset(found)
    assert [len(moves) for moves in found] == sorted(len(moves) for moves in found)
    assert not any(one < other for one in found for other in found)
    assert len(set(found)) == len(found) <= 5
    assert found == [frozenset(way.moves) for way in ways(repair)]


@settings(max_examples=15 * TIMES, deadline=None)
@given(repairs())
def test_whoever_can_take_a_shift_alone_is_found(repair: Repair) -> None:
    """Where a shift is left behind that nobody counts, somebody takes it: that is no way alone."""
    if len(repair.gaps) > 1:
        repair = replace(repair, gaps=repair.gaps[:1])
    counted = {(cover.day, cover.shift) for cover in repair.problem.covers}
    alone = {
        moves
        for one in single_moves(repair)
        if holds(repair, moves := frozenset({one}))
        and (
            (left := repair.rows[one.worker][one.day]) == OFF or (one.day, left) in counted
        )
    }  # fmt: skip
    found = {frozenset(way.moves) for way in ways(repair) if len(way.moves) == 1}
    assert found <= alone
    assert len(found) == min(len(alone), 5)
