"""Random weeks of a small centre: people ask, decide, plan and change their minds, right or wrong.

Everything goes through the services, by whoever happens to try; what they refuse is no matter.
`Weeks.act()` does one thing; `clean()` says what the registers hold against it.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import select

from app.context import Actor, Context
from app.errors import AppError
from app.models import Decision, Delegation, Leave, LeaveStep, Person, Swap
from app.queries import facts
from app.queries.leave import giving_up
from app.queries.leave import rows as leave_rows
from app.queries.swaps import rows as swap_rows
from app.queries.swaps import taking_back as taking_backs
from app.rules.check import check
from app.rules.edits import CellChange, rotate
from app.rules.figures.leave import CertificateFault
from app.rules.findings import Finding
from app.rules.staff import PostDetails
from app.rules.turn import Word
from app.rules.vocabulary import LeaveStatus, Level, Role, SwapStatus
from app.rules.work import RosterLedger
from app.services.keeping import policy
from app.services.leave import cancelling, delegation
from app.services.leave import requests as leave
from app.services.leave.certificates import Paper, hand_in
from app.services.leave.requests import Wish
from app.services.people import people
from app.services.requests.deciding import Reply
from app.services.roster import editing as roster
from app.services.roster.publish import publish
from app.services.swaps import requests as swaps
from app.services.swaps import taking_back
from app.services.swaps import upkeep as swap_upkeep
from tests.factories import SmallCentre, TestClock
from tests.papers import a_pdf

AGENTS = tuple(f"{team}00{no}" for team in (1, 2) for no in range(1, 5))
DECIDERS = ("1000", "2000", "0002", "0001")
EVERYBODY = (*AGENTS, *DECIDERS, "0003", "0004")
FIRST, LAST = date(2026, 10, 16), date(2026, 11, 30)
KINDS = ("personal",) * 5 + ("urgent_personal", "sick", "sick", "emergency_sick", "study")
POLICIES = {
    "swap_monthly_limit": (1, 4), "swap_rest_hours": (6, 12), "leave_director_days": (0, 3),
    "leave_urgent_minutes": (0, 180), "leave_holiday_days": (0, 4),
}  # fmt: skip
Row = TypeVar("Row")
Decided = list[tuple[str, str, str, datetime]]


class NothingToDo(Exception):
    """There is no request of the kind that somebody would act on."""


class Weeks:
    """One centre, one clock, one source of chance."""

    def __init__(self, centre: SmallCentre, clock: TestClock, seed: int) -> None:
        self.centre, self.clock, self.chance = centre, clock, random.Random(seed)
        self.done: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self._acts: list[tuple[int, Callable[[], None]]] = [
            (10, self.ask_swap), (14, self.agree), (14, self.consent), (2, self.end_swap),
            (3, self.take_back), (5, self.decide_taking_back),
            (1, self.expire), (10, self.file_leave), (16, self.decide_leave),
            (2, self.end_leave), (2, self.change_leave), (2, self.give_up),
            (3, self.decide_giving_up), (3, self.certify), (1, self.stand_in),
            (1, self.end_standing_in), (3, self.draft),
            (3, self.edit), (2, self.publish), (1, self.move), (1, self.set_policy),
        ]  # fmt: skip

    def act(self) -> str:
        """Let a little time go by, and somebody do something; what it was."""
        hours = self.chance.choice((0, 0, 0, 0.2, 1, 5))
        self.clock.pass_by(hours=hours, seconds=self.chance.randrange(1, 50))
        weights = [weight for weight, _act in self._acts]
        ((_weight, act),) = self.chance.choices(self._acts, weights)
        try:
            act()
        except (AppError, NothingToDo) as refusal:
            self.refused[f"{act.__name__} {type(refusal).__name__}"] += 1
            return ""
        self.done[act.__name__] += 1
        return act.__name__

    def faults(self) -> list[str]:
        """What `check` finds that no person decided knowingly and no absence brought."""
        ctx = self.centre.context
        with ctx.read() as session:
            centre, policies = facts.centre(session), facts.policies(session)
        found = check(centre, policies, ctx.time, ctx.now())
        return [
            f"{row.code} {row.subject} {row.person} {row.day} {row.figures}"
            for row in found
            if row.level is Level.BREACH and not _is_omission(row)
        ]

    def moved_shifts(self) -> Counter[tuple[date, str]]:
        """How often each shift is worked more (or, negative, less) often than it is rostered."""
        with self.centre.context.read() as session:
            centre = facts.centre(session)
        ledger = RosterLedger.of(centre.roster, centre.swaps)
        difference: Counter[tuple[date, str]] = Counter()
        for no in ledger.people():
            difference.update(ledger.shifts(no).items())
            difference.subtract(centre.roster.get(no, {}).items())
        return Counter({shift: count for shift, count in difference.items() if count})

    def decisions(self) -> Decided:
        """The whole ledger, in its order."""
        with self.centre.context.read() as session:
            query = select(Decision.request, Decision.step, Decision.by_no, Decision.at)
            return [
                (no, step, by, at)
                for no, step, by, at in session.execute(query.order_by(Decision.id))
            ]

    def expected_decisions(self) -> set[tuple[str, str]]:
        """Request and step of everything that the registers say was decided."""
        expected: set[tuple[str, str]] = set()
        with self.centre.context.read() as session:
            for row in swap_rows.register(session):
                steps = {"offer", *(["agree"] if row.status is SwapStatus.EFFECTIVE else [])}
                for side in swaps.SIDES:
                    steps |= {f"consent.{side}"} if row.side(side).consent_at else set()
                ends = {"declined": "decline", "withdrawn": "withdraw", "expired": "expire"}
                ends["cancelled"] = "cancel"
                if row.effective_at and row.status is SwapStatus.CANCELLED:
                    del ends["cancelled"]  # taken back: the steps of that request say so
                    steps.add("agree")
                steps |= {ends[row.status]} if row.status in ends else set()
                expected |= {(f"swap:{row.no}", step) for step in steps}
            for no in session.scalars(select(Leave.leave_no)):
                expected.add((f"leave:{no}", "file"))
            given = select(Leave.leave_no, LeaveStep.step).join(
                Leave, Leave.id == LeaveStep.leave_id
            )
            expected |= {(f"leave:{no}", f"step.{step}") for no, step in session.execute(given)}
        return expected

    # What people do.

    def ask_swap(self) -> None:
        by = self.someone(AGENTS)
        other = self.someone([no for no in AGENTS if no != by] + ["1000"])
        gives = self.rostered_day(by)
        takes = gives if self.chance.random() < 0.4 else self.rostered_day(other)
        swaps.file_swap(self.acting(by), self.id(other), gives, takes)

    def agree(self) -> None:
        row = self.some_swap(SwapStatus.OFFERED)
        swaps.agree(self.acting(row.counterpart.no), row.no, row.version)

    def consent(self) -> None:
        row = self.some_swap(SwapStatus.AGREED, SwapStatus.PART_APPROVED)
        swaps.approve(self.acting(self.someone(DECIDERS)), row.no, row.version)

    def end_swap(self) -> None:
        row = self.some_swap(SwapStatus.OFFERED, SwapStatus.AGREED, SwapStatus.PART_APPROVED)
        if self.chance.random() < 0.5:
            swaps.withdraw(self.acting(row.requester.no), row.no, row.version)
        else:
            by = self.someone((row.counterpart.no, *DECIDERS))
            swaps.decline(self.acting(by), row.no, row.version, "no")

    def expire(self) -> None:
        swap_upkeep.expire_due(self.centre.context)

    def file_leave(self) -> None:
        self._file(self.someone(EVERYBODY))

    def decide_leave(self) -> None:
        row = self.some_leave(LeaveStatus.PENDING)
        by = self.acting(self.someone(DECIDERS))
        leave.approve_step(by, row.no, row.version, accept_late=True, reason="understood")

    def end_leave(self) -> None:
        row = self.some_leave(LeaveStatus.PENDING)
        if self.chance.random() < 0.6:
            leave.withdraw_leave(self.acting(row.person_no), row.no, row.version)
        else:
            leave.decline_leave(self.acting(self.someone(DECIDERS)), row.no, row.version, "no")

    def change_leave(self) -> None:
        row = self.some_leave(LeaveStatus.APPROVED)
        by = row.person_no if self.chance.random() < 0.8 else self.someone(EVERYBODY)
        self._file(by, around=row.first, kind=row.kind, replaces_no=row.no)

    def take_back(self) -> None:
        with self.centre.context.read() as session:
            row = self.one_of(
                [one for one in swap_rows.register(session) if one.status is SwapStatus.EFFECTIVE]
            )
        by = self.acting(row.side(self.chance.choice(swaps.SIDES)).no)
        taking_back.ask_back(by, row.no, row.version, "sorted out")

    def decide_taking_back(self) -> None:
        with self.centre.context.read() as session:
            asked = self.one_of(taking_backs.waiting(session))
            row = swap_rows.swap(session, asked.no)
        assert row is not None
        answers = asked.status is SwapStatus.OFFERED
        other = next(row.side(side).no for side in swaps.SIDES if side is not asked.side)
        by = self.acting(other if answers else self.someone(DECIDERS))
        word, yes = Word.ANSWER if answers else Word.CONSENT, self.chance.random() < 0.8
        taking_back.decide(by, asked.no, Reply(word, asked.version, yes, "so"))

    def give_up(self) -> None:
        row = self.some_leave(LeaveStatus.APPROVED)
        cancelling.ask_to_cancel(self.acting(row.person_no), row.no, row.version, "better")

    def decide_giving_up(self) -> None:
        with self.centre.context.read() as session:
            asked = self.one_of(giving_up.waiting(session))
        by, yes = self.acting(self.someone(DECIDERS)), self.chance.random() < 0.7
        cancelling.decide(by, asked.no, Reply(Word.DECISION, asked.version, yes, "so"))

    def certify(self) -> None:
        with self.centre.context.read() as session:
            sick = [
                row
                for row in leave_rows.between(session, FIRST, LAST)
                if row.kind in ("sick", "emergency_sick")
            ]
        row = self.one_of(sick)
        first = row.first + self.chance.choice((0, 0, 0, 1)) * timedelta(days=1)
        paper = Paper("note.pdf", a_pdf(), first, max(first, row.last))
        hand_in(self.acting(row.person_no), row.no, paper)

    def stand_in(self) -> None:
        by, to = self.someone(DECIDERS), self.someone(DECIDERS)
        first = self.today() + timedelta(days=self.chance.randrange(3))
        last = first + timedelta(days=self.chance.randrange(5))
        delegation.delegate(self.acting(by), self.id(to), first, last)

    def end_standing_in(self) -> None:
        with self.centre.context.read() as session:
            query = select(Delegation.id, Person.employee_no).join(
                Person, Person.id == Delegation.by_id
            )
            made, by = self.one_of(session.execute(query).all())
        delegation.end_delegation(self.acting(by), made)

    def draft(self) -> None:
        roster.edit_cells(self.acting("0002"), self.some_cells(self.chance.randrange(1, 6)))

    def edit(self) -> None:
        cells = self.some_cells(1, near=True)
        roster.edit_published(self.acting("0002"), cells, "needed")

    def publish(self) -> None:
        month = self.someone((date(2026, 10, 1), date(2026, 11, 1)))
        scopes = [f"team:{team}" for team in self.centre.teams.values()]
        if month.month == 11:
            agents = self.chance.sample(AGENTS, 4)
            cycle = ["E", "E", "L", "L", "N", "N", "", ""]
            cells = rotate(cycle, agents, month, LAST, self.chance.randrange(1, 4))
            roster.edit_cells(self.acting("0002"), cells)
        publish(self.acting("0002"), scopes, month, "as planned")

    def move(self) -> None:
        no = self.someone(AGENTS)
        with self.centre.context.read() as session:
            version = session.scalar(select(Person.version).where(Person.id == self.id(no))) or 0
        since = self.today() + timedelta(days=self.chance.randrange(1, 5))
        team = self.someone(tuple(self.centre.teams.values()))
        job, skill = self.someone(("inbound", "inbound", "complaints")), self.chance.randrange(2, 5)
        post = PostDetails(since, Role.AGENT, self.centre.department, team, job, skill)
        people.give_post(self.acting("0004"), self.id(no), version, post)

    def set_policy(self) -> None:
        key = self.someone(tuple(POLICIES))
        value = self.chance.randint(*POLICIES[key])
        policy.set_value(self.acting("0002"), key, value, "tried")

    # By whom, what and when.

    def acting(self, no: str) -> Context:
        return self.centre.context.acting_as(Actor(no, self.id(no)))

    def id(self, no: str) -> int:
        return self.centre.people[no]

    def today(self) -> date:
        return self.centre.context.today()

    def someone(self, among: Any) -> Any:
        return self.chance.choice(among)

    def one_of(self, rows: Iterable[Row]) -> Row:
        if not (found := list(rows)):
            raise NothingToDo
        return self.chance.choice(found)

    def day(self) -> date:
        """A day of the coming two weeks, now and then one just gone."""
        return self.today() + timedelta(days=self.chance.randrange(-1, 14))

    def rostered_day(self, no: str) -> date:
        """A day of the coming two weeks on which somebody works as published."""
        with self.centre.context.read() as session:
            last = self.today() + timedelta(days=14)
            published = facts.roster(session, [self.id(no)], self.today(), last)
        return self.one_of(sorted(published.get(no, {})))

    def some_swap(self, *states: SwapStatus) -> Any:
        with self.centre.context.read() as session:
            rows = swap_rows.undecided(session)
        return self.one_of([row for row in rows if row.status in states])

    def some_leave(self, state: LeaveStatus) -> Any:
        with self.centre.context.read() as session:
            rows = leave_rows.between(session, FIRST, LAST)
        return self.one_of([row for row in rows if row.status is state])

    def some_cells(self, count: int, near: bool = False) -> list[CellChange]:
        """Random cells; `near`: beside a shift that a swap moved, or in a leave."""
        cells = []
        for _ in range(count):
            no, day = self.someone((*AGENTS, "1000", "2000")), self.day()
            if near and self.chance.random() < 0.7:
                no, day = self._beside(no, day)
            cells.append(CellChange(no, day, self.someone(("E", "L", "N", "", ""))))
        return cells

    def _beside(self, no: str, day: date) -> tuple[str, date]:
        with self.centre.context.read() as session:
            swap = session.execute(
                select(Person.employee_no, Swap.counterpart_date)
                .join(Person, Person.id == Swap.requester_id)
                .where(Swap.status == SwapStatus.EFFECTIVE)
            ).all()
            leaves = session.execute(
                select(Person.employee_no, Leave.first_date)
                .join(Person, Person.id == Leave.person_id)
                .where(Leave.status == LeaveStatus.APPROVED)
            ).all()
        found = [*swap, *leaves]
        if not found:
            return no, day
        no, day = self.chance.choice(found)
        return no, day + self.chance.choice((-1, 0, 1)) * timedelta(days=1)

    def _file(self, no: str, around: date | None = None, **words: Any) -> None:
        first = self.day() if around is None else around
        last = first + timedelta(days=self.chance.choice((0, 0, 0, 1, 2)))
        kind = words.pop("kind", None) or self.someone(KINDS)
        sick = kind in ("sick", "emergency_sick")
        by = self.someone(EVERYBODY) if sick and self.chance.random() < 0.3 else no
        if kind == "emergency_sick":
            words["phoned_at"] = self.clock.now - timedelta(minutes=5)
        special = self.someone(("", "a wedding"))
        wish = Wish(self.id(no), kind, first, last, special=special, **words, reason="家中有事")
        leave.file_leave(self.acting(by), wish)


def _is_omission(row: Finding) -> bool:
    """Attendance, and the paper of an emergency that nobody brought."""
    of_emergency = (
        isinstance(row.figures, CertificateFault) and row.figures.kind == "emergency_sick"
    )
    return row.rule.startswith(("ATT-", "QA-")) or of_emergency
