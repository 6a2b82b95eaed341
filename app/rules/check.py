"""`check`: which rules were broken, by whom, in everything that is recorded (FORMATS.md).

Each register is judged by the very functions that guard live requests; this module only walks the
registers in their order and gathers the facts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from app.rules.approvers import leaders_among
from app.rules.attendance import DutyFacts, check_attendance, kept_sheets
from app.rules.calendar import CentreTime
from app.rules.facts import Attendance, CentreFacts, Leave, Person, Swap
from app.rules.findings import Finding
from app.rules.ground import Ground
from app.rules.judges import BOOKS
from app.rules.leave import LeaveFacts, check_leave
from app.rules.leave_scene import LeaveScene, leave_facts
from app.rules.manned import Manning
from app.rules.policy import PolicyBook
from app.rules.quality import agent_shifts, check_inspector, check_month, outside_limits
from app.rules.reporting_back import check_returns
from app.rules.swap_requests import REQUEST_RULES
from app.rules.swaps import (
    SWAP_RULES,
    SwapScene,
    approved_before,
    check_swap,
    same_person,
    swap_facts,
)
from app.rules.vocabulary import LeaveStatus, Level
from app.rules.work import Moved, RosterLedger, effective_swaps, working

_DAY = timedelta(days=1)


def check(
    facts: CentreFacts,
    policies: PolicyBook,
    time: CentreTime,
    as_of: datetime,
    asked: Collection[str] = (),
) -> list[Finding]:
    """Every finding in `facts`, sorted by subject, rule, person and date, each reported once.

    `asked`: the numbers of swaps that are only asked for; SWAP-11 judges them as well.
    `as_of` (UTC) decides only what is due: an emergency's certificate, the attendance of a shift
    that has started, the inspections of a month that has ended, a swap that was taken back later.
    """
    walk = Walk.over(facts, policies, time, as_of, asked)
    books = walk.books()
    leaves = (*walk.leaves(), *check_returns(walk.ground()))
    return in_order([*walk.swaps, *leaves, *walk.attendance(), *walk.inspections(), *books])


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """The findings as they are reported: sorted, of each key a breach before a warning, or else
    the first."""
    found: dict[tuple[str, str, str, date], Finding] = {}
    for finding in findings:
        there = found.setdefault(finding.key, finding)
        if there.level is not Level.BREACH and finding.level is Level.BREACH:
            found[finding.key] = finding
    return [found[key] for key in sorted(found)]


@dataclass(frozen=True, slots=True)
class JudgedSwap:
    """An effective swap, what was found of it, and what it made of the four cells it touches."""

    swap: Swap
    found: tuple[Finding, ...]
    legs: tuple[Moved | None, ...]


@dataclass(frozen=True, slots=True)
class Walk:
    """One walk over the registers: the swaps first, for what they leave the later ones read."""

    facts: CentreFacts
    policies: PolicyBook
    time: CentreTime
    as_of: datetime
    ledger: RosterLedger
    """With every effective swap applied."""
    swaps: Sequence[Finding]
    leaves_of: Mapping[str, Sequence[Leave]]
    """Employee number -> leaves in the order of their filing."""
    approved: Mapping[str, Sequence[Leave]]
    judged: dict[str, JudgedSwap]
    """Number of an effective swap -> what was found of it."""

    @classmethod
    def over(
        cls,
        facts: CentreFacts,
        policies: PolicyBook,
        time: CentreTime,
        as_of: datetime,
        asked: Collection[str] = (),
        last: Walk | None = None,
    ) -> Walk:
        """Begin a walk, as for `check`. `last`: one over facts that differ in rosters, swaps and
        leaves alone; a swap of two whom nothing of that touches is not judged again."""
        leaves = _by_person(facts.leaves)
        found: list[Finding] = []
        walk = cls(
            facts=facts,
            policies=policies,
            time=time,
            as_of=as_of,
            ledger=RosterLedger(facts.roster),
            swaps=found,
            leaves_of=leaves,
            approved=_approved(leaves),
            judged={},
        )
        found.extend(walk._apply_swaps(frozenset(asked), last))
        return walk

    def with_leaves(self, facts: CentreFacts, as_of: datetime) -> Walk:
        """The same walk over `facts`, in which the same people are away and have swapped."""
        leaves = self.leaves_of
        if facts.leaves is not self.facts.leaves:
            leaves = _by_person(facts.leaves)
        return replace(self, facts=facts, as_of=as_of, leaves_of=leaves, approved=_approved(leaves))

    def _apply_swaps(self, asked: Collection[str], last: Walk | None) -> Iterator[Finding]:
        facts, ledger = self.facts, self.ledger
        before = {} if last is None else last.judged
        touched = set() if last is None else _touched(last, self)
        given: dict[tuple[str, int, int], list[tuple[str, date]]] = defaultdict(list)
        scene = SwapScene(
            people=facts.people,
            shifts=facts.shifts,
            holidays=facts.holidays,
            ledger=ledger,
            time=self.time,
            given_in_month=given,
            leaves=self.approved,
            leave_counts=approved_before,
        )
        for swap in effective_swaps(facts.swaps, self.as_of):
            if swap.requester == swap.counterpart:
                yield same_person(swap)
                continue
            kept = before.get(swap.no)
            parties = {swap.requester, swap.counterpart}
            if kept is None or parties & touched:
                rules = REQUEST_RULES if swap.no in asked else SWAP_RULES
                moment = swap.took_effect
                policy = self.policies.at(moment)
                found = tuple(check_swap(swap_facts(scene, swap, moment), policy, rules))
            else:
                found = kept.found
            ledger.apply(swap)
            now = self.judged[swap.no] = JudgedSwap(swap, found, _legs(ledger, swap))
            if kept is None or kept.legs != now.legs:
                touched |= parties
            yield from found
            for person, day in _given(swap):
                given[person, day.year, day.month].append((swap.no, day))

    def leaves(self) -> Iterator[Finding]:
        """Of the approved leaves, by the facts at their filing."""
        leaders = leaders_among(self.facts.people)
        scene = LeaveScene(
            self.facts, self.ledger, self._by_number(), self.time, self.as_of, leaders
        )
        for rows in self.leaves_of.values():
            for index, leave in enumerate(rows):
                if leave.status is LeaveStatus.APPROVED:
                    facts = _leave_facts(scene, leave, rows[:index])
                    yield from check_leave(facts, self.policies.at(leave.filed_at))

    def attendance(self, days: Collection[date] | None = None) -> Iterator[Finding]:
        """Of the sheets that were kept, of `days` or of every day."""
        people, ledger = self.facts.people, self.ledger
        rows = {
            (row.person, row.day): row
            for row in self.facts.attendance
            if days is None or row.day in days
        }
        swaps = self._by_number()
        members = _ever_in_team(people.values())
        kept = kept_sheets(rows, people, ledger.shift_on)
        for day, team in sorted({(day, team) for day, _code, team in kept}):
            for person in members[team]:
                code = ledger.shift_on(person.no, day)
                if code and (day, code, team) in kept and _team_on(person, day) == team:
                    duty = self._duty(person, day, code, rows.get((person.no, day)), swaps)
                    if duty is not None:
                        yield from check_attendance(duty, self.policies.at(duty.start))

    def books(self) -> Iterator[Finding]:
        """Of the daily books."""
        ground = self.ground()
        for judge in BOOKS:
            yield from judge.findings(ground)

    def ground(self) -> Ground:
        """What the later registers and the daily books are judged on."""
        return Ground(
            facts=self.facts,
            policies=self.policies,
            time=self.time,
            as_of=self.as_of.replace(second=0, microsecond=0),
            ledger=self.ledger,
            approved=self.approved,
            manning=Manning(self.facts.people, self.ledger, self.approved),
        )

    def _by_number(self) -> Mapping[str, Swap]:
        return {swap.no: swap for swap in self.facts.swaps}

    def _duty(
        self,
        person: Person,
        day: date,
        code: str,
        row: Attendance | None,
        swaps: Mapping[str, Swap],
    ) -> DutyFacts | None:
        """The shift that is owed an appearance; None: not yet, on leave, or left."""
        if working(self.ledger, person, day, self.approved.get(person.no, ())) is None:
            return None
        shift = self.facts.shifts[code]
        start, end = self.time.interval(shift, day)
        if start > self.as_of:
            return None
        origin = self.ledger.origin(person.no, day)
        return DutyFacts(
            person=person.no,
            day=day,
            shift=shift,
            start=start,
            end=end,
            row=row,
            swap=swaps[origin] if origin else None,
            as_of=self.as_of,
        )

    def inspections(self) -> Iterator[Finding]:
        """Of the inspectors, and of the months that have ended. Calibrations are no inspections of
        a month."""
        inspected_months: set[tuple[int, int]] = set()
        counted: dict[tuple[str, int, int], list[str]] = defaultdict(list)
        for row in self.facts.inspections:
            day = self.time.local_date(row.inspected_at)
            if not row.calibration:
                inspected_months.add((day.year, day.month))
            inspector = self.facts.people.get(row.inspector)
            fault = check_inspector(row, inspector.post_on(day) if inspector else None, day)
            if fault:
                yield fault
            elif not row.calibration:
                counted[row.agent, day.year, day.month].append(row.no)
        for year, month in sorted(inspected_months & self.facts.months):
            yield from self._month(date(year, month, 1), counted)

    def _month(
        self, first: date, counted: Mapping[tuple[str, int, int], Sequence[str]]
    ) -> Iterator[Finding]:
        following = (first + 31 * _DAY).replace(day=1)
        end = self.time.instant(following)
        if end > self.as_of:
            return
        policy = self.policies.at(end - timedelta(minutes=1))
        last = following - _DAY
        for no, person in self.facts.people.items():
            numbers = counted.get((no, first.year, first.month), ())
            if outside_limits(len(numbers), policy) and self._worked_as_agent(person, first, last):
                finding = check_month(no, first, numbers, policy)
                if finding:
                    yield finding

    def _worked_as_agent(self, person: Person, first: date, last: date) -> bool:
        """On one of the days from `first` to `last` at least: working, as an agent."""
        leaves = self.approved.get(person.no, ())
        return any(agent_shifts(self.ledger, person, first, last, leaves))


def _touched(last: Walk, now: Walk) -> set[str]:
    """Those whose published roster, approved leaves or swaps are others than in the last walk."""
    rows, was = now.facts.roster, last.facts.roster
    people = {no for no in rows.keys() | was.keys() if rows.get(no) != was.get(no)}
    away = now.approved.keys() | last.approved.keys()
    people |= {no for no in away if now.approved.get(no, []) != last.approved.get(no, [])}
    swaps = {swap.no: swap for swap in effective_swaps(now.facts.swaps, now.as_of)}
    for no, judged in last.judged.items():
        if swaps.get(no) != judged.swap:
            people |= {judged.swap.requester, judged.swap.counterpart}
    return people


def _given(swap: Swap) -> tuple[tuple[str, date], tuple[str, date]]:
    """Who gives a shift away, and of which date."""
    return (
        (swap.requester, swap.requester_date),
        (swap.counterpart, swap.counterpart_date),
    )


def _legs(ledger: RosterLedger, swap: Swap) -> tuple[Moved | None, ...]:
    return tuple(
        ledger.moved.get((person, day))
        for person in (swap.requester, swap.counterpart)
        for day in (swap.requester_date, swap.counterpart_date)
    )


def _leave_facts(scene: LeaveScene, leave: Leave, earlier: Sequence[Leave]) -> LeaveFacts:
    granted = [other for other in earlier if other.status is LeaveStatus.APPROVED]
    pending = [other for other in earlier if other.status is LeaveStatus.PENDING]
    return leave_facts(scene, leave, run=[*granted, *pending], standing=granted)


def _by_person(leaves: Iterable[Leave]) -> dict[str, list[Leave]]:
    rows: dict[str, list[Leave]] = defaultdict(list)
    for leave in sorted(leaves, key=lambda leave: (leave.filed_at, leave.no)):
        rows[leave.person].append(leave)
    return rows


def _approved(leaves: Mapping[str, Sequence[Leave]]) -> dict[str, list[Leave]]:
    return {
        person: [leave for leave in rows if leave.status is LeaveStatus.APPROVED]
        for person, rows in leaves.items()
    }


def _team_on(person: Person, day: date) -> tuple[str, str]:
    return person.post_on(day).team_key


def _ever_in_team(people: Iterable[Person]) -> dict[tuple[str, str], list[Person]]:
    """Team key -> everybody who has a post in it; the teamless of a department are one team."""
    members: dict[tuple[str, str], list[Person]] = defaultdict(list)
    for person in people:
        for key in {post.team_key for post in person.posts}:
            members[key].append(person)
    return members
