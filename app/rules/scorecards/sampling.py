"""The month's draw (QA-1): which contact of each agent is inspected, in which week, by whom.

A draw is a function of its task and a seed, and of nothing else: not of the order in which the
task was read, nor of a library's generator. Wherever something is left to chance, the SHA-256 of
"seed|what|about whom|which" decides, and the smallest one is drawn. So anybody can draw it again,
with this program or without it.

Turn by turn, each agent who still needs one gets
- a contact: of the week from which the agent has the fewest so far (of equal ones, the week from
  which all agents have the fewest), then of the shift in the same way, then by chance: each contact
  of that week and shift is as likely as any other;
- the week in which it is to be inspected: not before the contact, the one with the fewest of the
  agent's, then with the fewest for each day that an inspector is there. A week that has its share
  of all, by these days, counts as if the agent had one more in it: little is asked of a week of
  one day;
- an inspector who is there that week and is not the agent: the one who has the fewest so far.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from hashlib import sha256

_DAY = timedelta(days=1)
_WEEK = 7 * _DAY


def monday(day: date) -> date:
    """The Monday of the week of `day`."""
    return day - day.weekday() * _DAY


def weeks(first: date, last: date) -> tuple[date, ...]:
    """The Mondays of the weeks that have a day from `first` to `last`."""
    begin = monday(first)
    return tuple(begin + at * _WEEK for at in range((last - begin).days // 7 + 1))


def due_days(week: date, first: date, last: date) -> tuple[date, date]:
    """In which days of the month from `first` to `last` an inspection of that week is to be done:
    one that is done after the month counts for another (QA-1)."""
    return max(week, first), min(week + 6 * _DAY, last)


@dataclass(frozen=True, slots=True)
class ToDraw:
    """An agent who needs `needed` more of the month.

    `taken`: the weeks of those that they have, done or planned, and `shifts` the shifts of those,
    as far as they are known. `works`: the weeks of the month in which they work.
    """

    no: str
    needed: int
    taken: tuple[date, ...] = ()
    shifts: tuple[str, ...] = ()
    works: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Inspector:
    """Who may inspect: the weeks in which they are there, each once for each day, and how many
    they have this month."""

    no: str
    weeks: tuple[date, ...]
    load: int = 0


@dataclass(frozen=True, slots=True)
class ListedContact:
    """A contact that may be drawn. `shift`: the one that its agent worked then, '' for none."""

    ref: str
    agent: str
    week: date
    shift: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """What is drawn from. `weeks`: those that are left to inspect in. Without a list (`listed`)
    inspections are planned by agent and week, and whoever inspects chooses the contact."""

    weeks: tuple[date, ...]
    agents: tuple[ToDraw, ...]
    inspectors: tuple[Inspector, ...]
    contacts: tuple[ListedContact, ...] = ()
    listed: bool = True

    def lines(self) -> Iterator[str]:
        """The task as text, a line for each fact, in one order whatever order it was read in."""
        yield f"weeks {_days(self.weeks)}"
        yield f"listed {int(self.listed)}"
        for agent in sorted(self.agents, key=lambda one: one.no):
            yield _line("agent", agent.no, agent.needed, _days(agent.taken),
                        ",".join(sorted(agent.shifts)), _days(agent.works))  # fmt: skip
        for inspector in sorted(self.inspectors, key=lambda one: one.no):
            yield _line("inspector", inspector.no, inspector.load, _days(inspector.weeks))
        for one in sorted(self.contacts, key=lambda one: one.ref):
            yield _line("contact", one.ref, one.agent, one.week, one.shift)

    def digest(self) -> str:
        """SHA-256 of the lines, hexadecimal."""
        return sha256("\n".join(self.lines()).encode()).hexdigest()


class Why(StrEnum):
    """Why an agent gets fewer than they need."""

    NO_CONTACT = "no_contact"
    """None of theirs is in the list that is not planned or inspected already."""
    NO_INSPECTOR = "no_inspector"
    """Nobody who may inspect them is there in a week that is left."""


@dataclass(frozen=True, slots=True)
class Pick:
    """One planned inspection; `contact` '': the inspector chooses it."""

    agent: str
    inspector: str
    week: date
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Short:
    """An agent who still needs `missing`, and why."""

    agent: str
    missing: int
    why: Why


@dataclass(frozen=True, slots=True)
class Drawn:
    """What came out, by agent and week; and who could not get what they need."""

    picks: tuple[Pick, ...]
    short: tuple[Short, ...]

    def load(self) -> Mapping[str, int]:
        """Inspector -> how many they got."""
        return Counter(pick.inspector for pick in self.picks)


def draw(task: Task, seed: int) -> Drawn:
    """The draw of `task` that `seed` gives."""
    state = _State.of(task, seed)
    picks: list[Pick] = []
    short: dict[str, Short] = {}
    order = sorted(task.agents, key=lambda one: state.chance("agent", one.no))
    for turn in range(max((one.needed for one in order), default=0)):
        for agent in order:
            if agent.needed <= turn or agent.no in short:
                continue
            found = state.pick(agent, turn)
            if isinstance(found, Pick):
                picks.append(found)
            else:
                short[agent.no] = Short(agent.no, agent.needed - turn, found)
    return Drawn(
        tuple(sorted(picks, key=lambda one: (one.agent, one.week, one.contact))),
        tuple(short[no] for no in sorted(short)),
    )


_Strata = dict[date, dict[str, list[str]]]
"""An agent's contacts that are left: week -> shift -> references, the next one to draw last."""


@dataclass(slots=True)
class _State:
    """How far a draw has come."""

    task: Task
    seed: int
    strata: dict[str, _Strata]
    contact_weeks: dict[str, Counter[date]]
    shifts: dict[str, Counter[str]]
    due: dict[str, Counter[date]]
    loads: Counter[str]
    days: Counter[date]
    """How many days inspectors are there, by week."""
    shares: Mapping[date, int]
    """How many of all are a week's, one to spare."""
    week_loads: Counter[tuple[str, date]] = field(default_factory=Counter)
    all_weeks: Counter[date] = field(default_factory=Counter)
    all_shifts: Counter[str] = field(default_factory=Counter)
    all_due: Counter[date] = field(default_factory=Counter)

    @classmethod
    def of(cls, task: Task, seed: int) -> _State:
        days = Counter(week for one in task.inspectors for week in one.weeks)
        wanted = sum(one.needed for one in task.agents)
        return cls(
            task=task,
            seed=seed,
            strata=_strata(task.contacts, seed),
            contact_weeks={one.no: Counter(one.taken) for one in task.agents},
            shifts={one.no: Counter(one.shifts) for one in task.agents},
            due={one.no: Counter(one.taken) for one in task.agents},
            loads=Counter({one.no: one.load for one in task.inspectors}),
            days=days,
            shares={week: -(-wanted * there // days.total()) + 1 for week, there in days.items()},
        )

    def chance(self, *what: object) -> bytes:
        return _chance(self.seed, *what)

    def pick(self, agent: ToDraw, turn: int) -> Pick | Why:
        """One for the agent, noted; or why there is none."""
        stratum = self._stratum(agent.no, turn) if self.task.listed else None
        if self.task.listed and stratum is None:
            return Why.NO_CONTACT
        due = self._due_week(agent, turn, stratum[0] if stratum else None)
        if due is None:
            return Why.NO_INSPECTOR
        inspector = min(
            self._there(agent.no, due),
            key=lambda no: (
                self.loads[no], self.week_loads[no, due],
                self.chance("inspector", agent.no, turn, no),
            ),
        )  # fmt: skip
        ref = self._take(agent.no, *stratum) if stratum else ""
        self._note(agent.no, inspector, due)
        return Pick(agent.no, inspector, due, ref)

    def _stratum(self, agent: str, turn: int) -> tuple[date, str] | None:
        """The week and shift from which the agent's next contact is drawn."""
        left = self.strata.get(agent)
        if not left:
            return None
        own, shifts = self.contact_weeks[agent], self.shifts[agent]
        week = min(
            left,
            key=lambda one: (
                own[one], self.all_weeks[one], self.chance("week", agent, turn, one)
            ),
        )  # fmt: skip
        shift = min(
            left[week],
            key=lambda one: (
                shifts[one], self.all_shifts[one], self.chance("shift", agent, turn, one)
            ),
        )  # fmt: skip
        return week, shift

    def _due_week(self, agent: ToDraw, turn: int, contact: date | None) -> date | None:
        """The week in which it is to be inspected; None where nobody is there for it."""
        begin = contact or min(agent.works, default=date.min)
        there = {
            week for week in self.task.weeks if week >= begin and self._there(agent.no, week)
        }  # fmt: skip
        if contact is None:
            there = there.intersection(agent.works) or there
        own = self.due[agent.no]
        return min(
            there,
            key=lambda week: (
                own[week] + (self.all_due[week] >= self.shares[week]),
                Fraction(self.all_due[week], self.days[week]),
                self.chance("due", agent.no, turn, week),
            ),
            default=None,
        )  # fmt: skip

    def _there(self, agent: str, week: date) -> list[str]:
        return [
            one.no for one in self.task.inspectors if week in one.weeks and one.no != agent
        ]  # fmt: skip

    def _take(self, agent: str, week: date, shift: str) -> str:
        """The contact that chance draws from a stratum; it is there no more."""
        left = self.strata[agent]
        ref = left[week][shift].pop()
        if not left[week][shift]:
            del left[week][shift]
        if not left[week]:
            del left[week]
        self.contact_weeks[agent][week] += 1
        self.shifts[agent][shift] += 1
        self.all_weeks[week] += 1
        self.all_shifts[shift] += 1
        return ref

    def _note(self, agent: str, inspector: str, due: date) -> None:
        self.due[agent][due] += 1
        self.all_due[due] += 1
        self.loads[inspector] += 1
        self.week_loads[inspector, due] += 1


def _strata(contacts: Iterable[ListedContact], seed: int) -> dict[str, _Strata]:
    found: dict[str, _Strata] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for one in contacts:
        found[one.agent][one.week][one.shift].append(one.ref)
    for strata in found.values():
        for by_shift in strata.values():
            for refs in by_shift.values():
                refs.sort(key=lambda ref: _chance(seed, "contact", ref), reverse=True)
    return found


def _chance(seed: int, *what: object) -> bytes:
    return sha256("|".join(map(str, (seed, *what))).encode()).digest()


def _line(*parts: object) -> str:
    return " | ".join(map(str, parts))


def _days(days: Sequence[date]) -> str:
    return ",".join(day.isoformat() for day in sorted(days))
