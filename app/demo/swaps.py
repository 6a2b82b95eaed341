"""The demo's swap register: found by the rulebook itself, so that what is legal is legal.

A swap is drawn by chance and kept when `check_swap` says what is wanted of it: nothing at all,
or, for a register that was kept by people, the breach of one certain rule.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import chain
from random import Random

from app.demo.accounts import AGENT
from app.demo.company import Company
from app.demo.leaves import MINUTE, approved
from app.demo.stage import DAY
from app.rules.facts import Leave, Signature, Swap
from app.rules.policy import DEFAULTS
from app.rules.swaps import SwapScene, approved_before, check_swap, swap_facts
from app.rules.vocabulary import SwapStatus
from app.rules.work import RosterLedger

_HISTORY = 64
_BROKEN = ("SWAP-6", "SWAP-4", "SWAP-5", "SWAP-2", "SWAP-3", "SWAP-4", "SWAP-5")
"""The breaches in the register, one in each seventh of the time."""
_TRIES = 4000
_ENDED = (SwapStatus.DECLINED, SwapStatus.WITHDRAWN, SwapStatus.EXPIRED)
_TWO_WEEKS = 14

LEGAL: frozenset[str] = frozenset()


@dataclass(slots=True)
class Register:
    """The register as it grows, and the roster that its swaps have changed so far."""

    company: Company
    scene: SwapScene
    given: dict[tuple[str, int, int], list[tuple[str, date]]]
    teams: dict[str, list[str]]
    swaps: list[Swap] = field(default_factory=list)

    @classmethod
    def open(cls, company: Company, leaves: tuple[Leave, ...]) -> Register:
        given: dict[tuple[str, int, int], list[tuple[str, date]]] = defaultdict(list)
        stage = company.stage
        scene = SwapScene(
            people=company.people,
            shifts=company.shifts,
            holidays=stage.holidays,
            ledger=RosterLedger(company.rota),
            time=stage.time,
            given_in_month=given,
            leaves=approved(leaves),
            leave_counts=approved_before,
        )
        departments: dict[str, list[str]] = defaultdict(list)
        for no, person in company.people.items():
            if person.posts[-1].team:
                departments[person.posts[-1].department].append(no)
        return cls(company, scene, given, departments)

    def draw(
        self,
        dice: Random,
        moment: datetime,
        wanted: frozenset[str],
        of: list[str] | None = None,
        other: list[str] | None = None,
    ) -> Swap | None:
        """A swap that would take effect at `moment` and breaks the rules `wanted` and no other.

        `of` and `other` narrow who asks and who is asked; those who have another request within
        days are left alone, save where a breach needs it.
        """
        for _ in range(_TRIES):
            swap = self._draft(dice, moment, of, other)
            if swap and (wanted & {"SWAP-2", "SWAP-3"} or self._at_ease(swap)):
                findings = check_swap(swap_facts(self.scene, swap, moment), DEFAULTS)
                if {finding.rule for finding in findings} == wanted:
                    return swap
        return None

    def _draft(
        self, dice: Random, moment: datetime, of: list[str] | None, other: list[str] | None
    ) -> Swap | None:
        """Two people of one department, each with a shift to give in the two weeks ahead."""
        one = dice.choice(of or dice.choice(list(self.teams.values())))
        two = dice.choice(other or self.teams[self.company.people[one].posts[-1].department])
        begin = self.company.stage.time.local_date(moment) + DAY
        days = [begin + dice.randrange(_TWO_WEEKS) * DAY]
        days.append(days[0] + dice.choice((0, 0, 1, 2, 3)) * DAY)
        shifts = [
            self.scene.ledger.shift_on(no, day) for no, day in zip((one, two), days, strict=True)
        ]
        if one == two or None in shifts or (days[0] == days[1] and shifts[0] == shifts[1]):
            return None
        if max(days) > self.company.stage.last or self._drafted(days, (one, two)):
            return None
        swap = Swap("", moment, one, days[0], two, days[1], SwapStatus.EFFECTIVE)
        return self._signed(swap, moment, dice)

    def _drafted(self, days: list[date], parties: tuple[str, str]) -> bool:
        """Whether one of the shifts is in a month that is not published for its team."""
        return any(self.company.is_draft(no, day) for no in parties for day in days)

    def _at_ease(self, swap: Swap) -> bool:
        return all(
            self.company.free(no, day)
            for no in (swap.requester, swap.counterpart)
            for day in (swap.requester_date, swap.counterpart_date)
        )

    def _signed(self, swap: Swap, moment: datetime, dice: Random) -> Swap:
        """Filed the day before, agreed and consented to on both sides by `moment`."""
        company, day = self.company, self.company.stage.time.local_date(moment)
        filed = moment - dice.randint(240, 900) * MINUTE
        one = Signature(company.consenter(swap.requester, day), moment - 150 * MINUTE)
        two = Signature(company.consenter(swap.counterpart, day), moment)
        if one.by == two.by:
            one = two
        return replace(
            swap, filed_at=filed, requester_consent=one, counterpart_consent=two,
            effective_at=moment,
        )  # fmt: skip

    def enter(self, swap: Swap) -> None:
        """Write it down; an effective one changes the roster from now on."""
        swap = replace(swap, no=f"S-{len(self.swaps) + 1:05}")
        self.swaps.append(swap)
        for no, day in (
            (swap.requester, swap.requester_date),
            (swap.counterpart, swap.counterpart_date),
        ):
            if swap.status is SwapStatus.EFFECTIVE:
                self.given[no, day.year, day.month].append((swap.no, day))
            self.company.take(no, swap.requester_date)
            self.company.take(no, swap.counterpart_date)
        if swap.status is SwapStatus.EFFECTIVE:
            self.scene.ledger.apply(swap)


def swaps(company: Company, leaves: tuple[Leave, ...]) -> tuple[Register, tuple[Swap, ...]]:
    """The register, whose ledger is the roster as worked, and its swaps in the order of filing."""
    register = Register.open(company, leaves)
    for swap in _history(register):
        register.enter(swap)
    for swap in chain(_of_the_agent(register), _waiting(register)):
        register.enter(swap)
    return register, tuple(register.swaps)


def _history(register: Register) -> Iterator[Swap]:
    stage = register.company.stage
    dice = stage.dice("swaps")
    begin = stage.at(stage.first, 9)
    step = (stage.now - begin) / (_HISTORY + 1)
    for at in range(_HISTORY):
        moment = _whole_minute(begin + at * step)
        swap = register.draw(dice, moment, _wanted(at))
        if swap and at % 9 == 5:
            yield _ended(swap, _ENDED[at // 9 % 3], stage.today)
        elif swap and at % 30 == 17:
            yield replace(swap, counterpart_consent=None)
        elif swap:
            yield swap


def _wanted(at: int) -> frozenset[str]:
    """What the swap at this place of the register is to break."""
    part, place = divmod(at, _HISTORY // len(_BROKEN))
    return frozenset({_BROKEN[part]}) if place == 6 and part < len(_BROKEN) else LEGAL


def _whole_minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def _ended(swap: Swap, status: SwapStatus, today: date) -> Swap:
    """Come to nothing; what is still ahead has not expired yet."""
    if status is SwapStatus.EXPIRED and min(swap.requester_date, swap.counterpart_date) >= today:
        status = SwapStatus.DECLINED
    return replace(
        swap, status=status, requester_consent=None, counterpart_consent=None, effective_at=None
    )


def _of_the_agent(register: Register) -> Iterator[Swap]:
    """The agent of the sign-in page has swapped too."""
    stage = register.company.stage
    moment = stage.now - 30 * 60 * MINUTE
    swap = register.draw(stage.dice("agent"), moment, LEGAL, [AGENT])
    if swap:
        yield swap


def _waiting(register: Register) -> Iterator[Swap]:
    """Requests that wait for the colleague, for one leader or for both."""
    company = register.company
    stage = company.stage
    dice = stage.dice("asked")
    one, two, three = (company.team(f"呼入{n}班", stage.today) for n in (1, 2, 3))
    others = company.team("投诉1班", stage.today)
    for of, other, status, hours in (
        (one[1:], one[:1], SwapStatus.OFFERED, 5),
        (one[3:], two, SwapStatus.AGREED, 20),
        (two, one[3:], SwapStatus.PART_APPROVED, 27),
        (three, one[3:], SwapStatus.PART_APPROVED, 9),
        (others, others, SwapStatus.AGREED, 7),
        (two, three, SwapStatus.OFFERED, 2),
        (one[:1], one[3:], SwapStatus.DRAFT, 1),
    ):
        swap = register.draw(dice, stage.now, LEGAL, of, other)
        if swap:
            yield _undecided(swap, status, stage.now - hours * 60 * MINUTE)


def _undecided(swap: Swap, status: SwapStatus, filed: datetime) -> Swap:
    """Half approved: the requester's leader, who is not the counterpart's, has consented."""
    consent = swap.requester_consent if status is SwapStatus.PART_APPROVED else None
    if consent:
        consent = replace(consent, at=filed + 45 * MINUTE)
    return replace(
        swap, filed_at=filed, status=status, requester_consent=consent,
        counterpart_consent=None, effective_at=None,
    )  # fmt: skip
