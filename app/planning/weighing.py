"""What a roster costs: the soft wishes of a month, by the weights that the centre has set.

In the order of what they weigh: people under `least`, under `want`, over `most`; wishes; nights,
weekends and holidays spread; the rotation; what is there already.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from app.planning.solver.problem import OFF, Cover, Level, Worker
from app.planning.solver.problem import Burden as Spread
from app.rules.facts import Person, Post
from app.rules.rostering.needs import Need, Needing, needs_on
from app.rules.rostering.scene import Burden, RosterScene
from app.rules.rostering.wishes import Wish

_STEPS = 9
"""So many times over one's share cost ever more; who is further over it costs no more than that,
so that no fairness weighs as much as somebody who is missing."""
_SATURDAY = 5
_PAST_DAYS = 91


@dataclass(frozen=True, slots=True)
class CountedPeople:
    """Whom a need counts: asked once for those who keep their post all month, and by the day for
    the others."""

    steady: Mapping[str, Post] = field(default_factory=dict)
    moving: Mapping[str, Person] = field(default_factory=dict)
    lent: Mapping[tuple[date, str], Mapping[str, Post]] = field(default_factory=dict)
    """Of a shift on a day: who works it for another team, and by which post there."""
    _known: dict[Needing, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, scene: RosterScene) -> CountedPeople:
        people = {**scene.beside, **scene.people}
        moving = {
            no: person
            for no, person in people.items()
            if any(scene.first < post.since <= scene.last for post in person.posts)
        }
        posts = {no: one.post_on(scene.first) for no, one in people.items() if no not in moving}
        lent: dict[tuple[date, str], dict[str, Post]] = defaultdict(dict)
        for (no, day, code), post in scene.lent.items():
            lent[day, code][no] = post
        return cls(posts, moving, lent)

    def on(self, who: Needing, day: date) -> frozenset[str]:
        """The numbers of those whose post of that day it is about."""
        if who not in self._known:
            steady = self.steady.items()
            self._known[who] = frozenset(no for no, post in steady if who.counts(post))
        found = self._known[who]
        if not self.moving:
            return found
        return found | {no for no, one in self.moving.items() if who.counts(one.post_on(day))}

    def at(self, who: Needing, day: date, code: str) -> frozenset[str]:
        """Those who count for it if they work that shift: who works it for another team does
        there."""
        found, lent = self.on(who, day), self.lent.get((day, code))
        if not lent:
            return found
        return (found - lent.keys()) | {no for no, post in lent.items() if who.counts(post)}


@dataclass(frozen=True, slots=True)
class Costs:
    """What all costs are made of. `expected`: of each person, how much of nights, weekends and
    holidays falls to them if the month's needs are spread over all who are counted."""

    scene: RosterScene
    days: tuple[date, ...]
    codes: tuple[str, ...]
    wishes: Mapping[tuple[str, date], Sequence[Wish]]
    needs: Mapping[date, Sequence[Need]]
    expected: Mapping[str, Sequence[float]] = field(default_factory=dict)
    carried: Sequence[float] = (0.0, 0.0, 0.0)
    """What each carried in the three months before, on the average."""
    counted: CountedPeople = field(default_factory=lambda: CountedPeople())

    @classmethod
    def of(cls, scene: RosterScene, days: tuple[date, ...], codes: tuple[str, ...]) -> Costs:
        wishes: dict[tuple[str, date], list[Wish]] = defaultdict(list)
        for wish in scene.wishes:
            wishes[wish.person, wish.day].append(wish)
        known = [need for need in scene.needs if need.shift in codes]
        needs = {day: tuple(needs_on(known, day, weekday_of(scene, day))) for day in days}
        costs = cls(scene, days, codes, wishes, needs, counted=CountedPeople.of(scene))
        return replace(costs, expected=_expected(costs), carried=_carried(scene))


def weekday_of(scene: RosterScene, day: date) -> int:
    """The weekday (1 to 7) by whose needs a day is staffed."""
    of_holidays = scene.policy.need_holiday_weekday
    return of_holidays if of_holidays and day in scene.holidays else day.isoweekday()


# ------------------------------------------------------------------------------------------- cover
def covers_of(costs: Costs, people: Sequence[str]) -> tuple[Cover, ...]:
    """The needs of each day, each counted over those whose post of the day it is about."""
    return tuple(
        _cover(costs, people, day, need) for day in costs.days for need in costs.needs[day]
    )


def _cover(costs: Costs, people: Sequence[str], day: date, need: Need) -> Cover:
    policy = costs.scene.policy
    under: list[Level] = [(need.least, policy.plan_least)] if need.least else []
    if need.wanted > need.least:
        under.append((need.wanted, policy.plan_want))
    numbers = costs.counted.at(need.who, day, need.shift)
    counted = frozenset(place for place, no in enumerate(people) if no in numbers)
    return Cover(
        day=costs.days.index(day),
        shift=costs.codes.index(need.shift),
        under=tuple(under),
        over=() if need.most is None else ((need.most, policy.plan_most),),
        workers=None if len(counted) == len(people) else counted,
    )


# -------------------------------------------------------------------------------------- one person
def worker_costs(costs: Costs, worker: Worker) -> Worker:
    """The worker with what their choices cost."""
    return replace(
        worker, costs=dict(_choices(costs, worker)), burdens=tuple(_burdens(costs, worker))
    )


def _choices(costs: Costs, worker: Worker) -> Iterator[tuple[tuple[int, int], int]]:
    there = any(day in costs.scene.roster.get(worker.id, {}) for day in costs.days)
    for place, day in enumerate(costs.days):
        if place in worker.fixed or not worker.may[place]:
            continue
        for choice in (OFF, *sorted(worker.may[place])):
            code = "" if choice == OFF else costs.codes[choice]
            if cost := _choice(costs, worker.id, day, code, there):
                yield (place, choice), cost


def _choice(costs: Costs, no: str, day: date, code: str, there: bool) -> int:
    """`there`: something stands in the month, so that a free day is one as well."""
    scene, policy = costs.scene, costs.scene.policy
    broken = sum(w.weight for w in costs.wishes.get((no, day), ()) if not w.kept(code))
    told = scene.rotation.get(no, {}).get(day, code)
    now = scene.roster.get(no, {}).get(day, "") if there else code
    return (
        broken * policy.plan_wish
        + (told != code) * policy.plan_rotation
        + (now != code) * policy.plan_change
    )


# ---------------------------------------------------------------------------------------- fairness
def _burdens(costs: Costs, worker: Worker) -> Iterator[Spread]:
    """Nights, weekends and holidays beyond one's share, the further the dearer."""
    scene, counted = costs.scene, _counted_cells(costs, worker)
    past = _filled(scene, worker.id, costs.carried)
    shares = costs.expected.get(worker.id, (0.0, 0.0, 0.0))
    for own, mean, share, cells in zip(past, costs.carried, shares, counted, strict=True):
        if cells is None or cells:
            yield Spread(_steps(own - mean - share, scene.policy.plan_fair), cells)


def _steps(ahead: float, weight: int) -> tuple[int, ...]:
    """What each further time costs somebody who is `ahead` of their share (or behind, below 0)."""
    over = [round(ahead + number) for number in range(1, 32)]
    return tuple(weight * min(max(times, 0), _STEPS) for times in over)


def _counted_cells(costs: Costs, worker: Worker) -> list[frozenset[tuple[int, int]] | None]:
    """The cells of nights, of weekends (None: the solver knows them), and of holidays."""
    scene = costs.scene
    cells = [(place, shift) for place, may in enumerate(worker.may) for shift in may] + [
        (place, shift) for place, shift in worker.fixed.items() if shift != OFF
    ]
    nights = frozenset(cell for cell in cells if scene.shifts[costs.codes[cell[1]]].night)
    holidays = frozenset(cell for cell in cells if costs.days[cell[0]] in scene.holidays)
    return [nights, None, holidays]


def _carried(scene: RosterScene) -> Sequence[float]:
    """The average of those who were there all along."""
    known = [_parts(burden) for no, burden in scene.past.items() if _there(scene, no) == 1.0]
    return tuple(sum(part) / len(known) for part in zip(*known, strict=True)) or (0.0, 0.0, 0.0)


def _filled(scene: RosterScene, no: str, carried: Sequence[float]) -> Sequence[float]:
    """What somebody carried, and for the time before they came what others did."""
    missing = 1.0 - _there(scene, no)
    own = _parts(scene.past.get(no, Burden()))
    return [part + missing * mean for part, mean in zip(own, carried, strict=True)]


def _there(scene: RosterScene, no: str) -> float:
    """For how much of the last three months somebody has been employed."""
    days = (scene.first - scene.people[no].hired_on).days
    return min(max(days, 0), _PAST_DAYS) / _PAST_DAYS


def _parts(burden: Burden) -> tuple[float, float, float]:
    return (burden.nights, burden.weekends, burden.holidays)


def _expected(costs: Costs) -> dict[str, list[float]]:
    """Each need, spread evenly over those whom it counts and who may work its shift."""
    scene = costs.scene
    people = {**scene.people, **scene.beside}
    found: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for day in costs.days:
        for need in costs.needs[day]:
            able = [
                no
                for no in costs.counted.on(need.who, day)
                if people[no].employed_on(day) and scene.work_rules.of(no).may_work(need.shift)
            ]
            for no in able:
                _add(found[no], scene, day, need.shift, need.wanted / len(able))
    return dict(found)


def _add(parts: list[float], scene: RosterScene, day: date, shift: str, share: float) -> None:
    """Two days of a weekend are one weekend."""
    parts[0] += share * scene.shifts[shift].night
    parts[1] += share / 2 * (day.weekday() >= _SATURDAY)
    parts[2] += share * (day in scene.holidays)
