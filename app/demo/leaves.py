"""The demo's leave register: all kinds with their chains, some waiting, a few breaches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import count
from random import Random

from app.demo.accounts import AGENT
from app.demo.company import Company
from app.demo.stage import DAY
from app.rules.facts import Certificate, Leave, Signature
from app.rules.vocabulary import LeaveKind, LeaveStatus, Role

_KINDS = (
    LeaveKind.PERSONAL, LeaveKind.SICK, LeaveKind.PERSONAL, LeaveKind.URGENT_PERSONAL,
    LeaveKind.EMERGENCY_SICK, LeaveKind.SICK, LeaveKind.STUDY, LeaveKind.PERSONAL,
    LeaveKind.BUSINESS, LeaveKind.SICK,
)  # fmt: skip
_SICK = (LeaveKind.SICK, LeaveKind.EMERGENCY_SICK)
_TRAVELLING = (LeaveKind.BUSINESS, LeaveKind.STUDY)
_HISTORY = 44
_BREACH_EVERY = 6
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Wish:
    """Somebody wants to be away."""

    no: str
    kind: LeaveKind
    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


def leaves(company: Company) -> tuple[Leave, ...]:
    """The register in the order of filing; numbers follow it."""
    filed = [*_waiting(company), *_lately(company), *_history(company)]
    filed.sort(key=lambda leave: (leave.filed_at, leave.person))
    return tuple(replace(leave, no=f"L-{at:05}") for at, leave in zip(count(1), filed))


def approved(leaves: tuple[Leave, ...]) -> dict[str, list[Leave]]:
    """The approved leaves by person, in the order of the register."""
    found: dict[str, list[Leave]] = defaultdict(list)
    for leave in leaves:
        if leave.status is LeaveStatus.APPROVED:
            found[leave.person].append(leave)
    return found


def _history(company: Company) -> Iterator[Leave]:
    """Leaves all over the past weeks; every sixth one has something wrong with it."""
    stage = company.stage
    dice = stage.dice("leaves")
    span = (stage.today - stage.first).days - 4
    nos = [no for no, person in company.people.items() if person.posts[-1].team]
    for at in range(_HISTORY):
        first = stage.first + (3 + at * span // _HISTORY) * DAY
        wish = _wish(company, dice, nos, _KINDS[at % len(_KINDS)], first)
        if wish is None:
            continue
        leave = _approved(company, dice, wish)
        if at % _BREACH_EVERY == _BREACH_EVERY - 1:
            leave = _spoil(leave, at // _BREACH_EVERY, company)
        elif at % 11 == 7:
            leave = _refused(leave)
        yield leave


def _wish(
    company: Company, dice: Random, nos: list[str], kind: LeaveKind, first: date
) -> Wish | None:
    """Somebody who works by day on `first` and has asked for nothing near it; on a holiday,
    nobody."""
    length = dice.choice((1, 1, 1, 2, 3)) if kind in (LeaveKind.PERSONAL, *_SICK) else 1
    length = dice.choice((2, 3)) if kind in _TRAVELLING else length
    for no in dice.sample(nos, len(nos)):
        wish = Wish(no, kind, first, first + (length - 1) * DAY)
        if _allowed(company, wish):
            company.take(no, wish.first, wish.last)
            return wish
    return None


def _allowed(company: Company, wish: Wish) -> bool:
    """Whether neither nights nor holidays nor other requests stand against it."""
    days = [wish.first + at * DAY for at in range(wish.days)]
    codes = [company.code(wish.no, day) for day in days]
    holiday = any(day in company.stage.holidays for day in days)
    night = "N" in codes and wish.kind not in _SICK
    clear = company.free(wish.no, wish.first) and company.free(wish.no, wish.last)
    present = all(company.people[wish.no].employed_on(day) for day in days)
    return bool(codes[0]) and codes[0] != "N" and clear and present and not (night or holiday)


def _filed(company: Company, dice: Random, wish: Wish) -> datetime:
    """When it was asked for, in the time that its kind allows."""
    start = company.start(wish.no, wish.first)
    if wish.kind is LeaveKind.EMERGENCY_SICK:
        return start + dice.randint(90, 180) * MINUTE
    if wish.kind in (LeaveKind.SICK, LeaveKind.URGENT_PERSONAL):
        return start - dice.randint(75, 300) * MINUTE
    early = dice.randint(6, 11) if wish.kind in _TRAVELLING else dice.randint(2, 5)
    return company.stage.at(wish.first - early * DAY, dice.randint(9, 16), dice.randint(0, 59))


def _approved(company: Company, dice: Random, wish: Wish) -> Leave:
    """The leave with the chain that its length and kind need, each step after the one before."""
    filed = _filed(company, dice, wish)
    leave = Leave(
        no="", person=wish.no, filed_by=wish.no, filed_at=filed, kind=wish.kind,
        first=wish.first, last=wish.last, status=LeaveStatus.APPROVED,
    )  # fmt: skip
    if wish.kind in _SICK:
        leave = _with_certificate(company, leave)
    if wish.kind is LeaveKind.EMERGENCY_SICK:
        day = company.stage.time.local_date(filed)
        start = company.start(wish.no, wish.first)
        caller = company.leader_of(wish.no, day) or wish.no
        leave = replace(leave, filed_by=caller, phoned_at=start - dice.randint(15, 80) * MINUTE)
    return _decided(company, dice, leave)


def _with_certificate(company: Company, leave: Leave) -> Leave:
    """The doctor's word: handed in with the request, or, after an emergency, the day after."""
    after = company.stage.at(leave.last + DAY, 14, 30)
    emergency = leave.kind == LeaveKind.EMERGENCY_SICK
    handed_in = after if emergency else leave.filed_at + 25 * MINUTE
    if handed_in > company.stage.now:
        return leave
    return replace(leave, certificate=Certificate(leave.first, leave.last, handed_in))


def _decided(company: Company, dice: Random, leave: Leave, steps: int = 3) -> Leave:
    """Let the first `steps` of its chain decide; with all of them it is approved."""
    day = company.stage.time.local_date(leave.filed_at)
    director = (
        (leave.last - leave.first).days >= 1
        or leave.kind in _TRAVELLING
        or company.post(leave.person, day).role is Role.DEPARTMENT_HEAD
    )
    chain = (
        ("leader", company.leader_of(leave.person, day)),
        ("head", company.head_of(leave.person, day)),
        ("director", company.director(day) if director else ""),
    )
    needed = [(step, by) for step, by in chain if by]
    at = leave.filed_at
    signed: dict[str, Signature | None] = dict.fromkeys(("leader", "head", "director"))
    for step, by in needed[:steps]:
        at += dice.randint(30, 120) * MINUTE
        signed[step] = Signature(by, at)
    leave = replace(
        leave, leader=signed["leader"], head=signed["head"], director=signed["director"]
    )
    if steps >= len(needed):
        return replace(leave, approved_at=at)
    return replace(leave, status=LeaveStatus.PENDING)


def _refused(leave: Leave) -> Leave:
    status = LeaveStatus.WITHDRAWN if leave.kind in _SICK else LeaveStatus.DECLINED
    return replace(leave, status=status, head=None, director=None, approved_at=None)


def _spoil(leave: Leave, at: int, company: Company) -> Leave:
    """Break one rule, a different one each time."""
    start = company.start(leave.person, leave.first)
    filed_late = replace(leave, filed_at=start - 20 * MINUTE)
    if leave.kind in _SICK:
        return replace(leave, certificate=None) if at % 2 else replace(leave, phoned_at=None)
    if leave.kind in _TRAVELLING:
        return replace(leave, director=None)
    if at % 3 == 0:
        return replace(leave, filed_by=company.leader_of(leave.person, leave.first))
    return replace(
        filed_late, leader=_later(leave.leader, start), head=_later(leave.head, start),
        director=_later(leave.director, start), approved_at=start,
    )  # fmt: skip


def _later(signature: Signature | None, at: datetime) -> Signature | None:
    return signature and Signature(signature.by, at)


def _lately(company: Company) -> Iterator[Leave]:
    """Who is away now: shifts of yesterday, today and tomorrow that stand open."""
    stage = company.stage
    dice = stage.dice("lately")
    for team, kind, first, length in (
        ("呼入1班", LeaveKind.EMERGENCY_SICK, stage.today, 1),
        ("呼入3班", LeaveKind.SICK, stage.today - DAY, 3),
        ("投诉1班", LeaveKind.STUDY, stage.today, 2),
        ("外呼1班", LeaveKind.PERSONAL, stage.today + DAY, 1),
        ("呼入2班", LeaveKind.BUSINESS, stage.today + 2 * DAY, 2),
        ("呼入4班", LeaveKind.URGENT_PERSONAL, stage.today, 1),
        ("投诉2班", LeaveKind.PERSONAL, stage.today, 1),
    ):
        leave = _soon(company, dice, team, kind, first, length)
        if leave:
            yield leave


def _soon(
    company: Company, dice: Random, team: str, kind: LeaveKind, first: date, length: int
) -> Leave | None:
    """An approved leave of somebody of `team` that was asked for before this moment."""
    crew = company.team(team, first)[3:]
    crew.sort(key=lambda no: not _still_to_work(company, no, first))
    for no in crew:
        wish = Wish(no, kind, first, first + (length - 1) * DAY)
        if (
            not _allowed(company, wish)
            or company.start(no, first) - 90 * MINUTE > company.stage.now
        ):
            continue
        leave = _approved(company, dice, wish)
        if (leave.approved_at or leave.filed_at) <= company.stage.now:
            company.take(no, wish.first, wish.last)
            return leave
    return None


def _still_to_work(company: Company, no: str, day: date) -> bool:
    """Whether somebody's shift of `day` is not over: leave for it leaves a shift open now."""
    hours = company.hours(no, day)
    return hours is not None and hours[1] > company.stage.now


def _waiting(company: Company) -> Iterator[Leave]:
    """Requests that wait for a leader, a head and the director."""
    stage = company.stage
    dice = stage.dice("waiting")
    for team, days, ahead, hours, steps in (
        ("呼入1班", 1, 4, 3, 0),
        ("呼入1班", 2, 6, 20, 0),
        ("呼入2班", 1, 5, 26, 1),
        ("呼入3班", 3, 7, 30, 2),
        ("投诉1班", 2, 8, 44, 2),
        ("投诉2班", 1, 4, 5, 0),
        ("外呼2班", 1, 6, 9, 1),
    ):
        first = stage.today + ahead * DAY
        wish = _wish_of(company, team, first, days)
        if wish:
            leave = _asked(wish, stage.now - hours * 60 * MINUTE)
            yield _decided(company, dice, leave, steps)
    yield from _of_the_agent(company)
    leader = company.team("呼入1班", stage.today, Role.TEAM_LEADER)[0]
    first = stage.today + 9 * DAY
    company.take(leader, first)
    yield replace(_asked(Wish(leader, LeaveKind.PERSONAL, first, first), stage.now - DAY))


def _of_the_agent(company: Company) -> Iterator[Leave]:
    """The agent of the sign-in page has a day off before them."""
    stage = company.stage
    for ahead in range(6, 14):
        day = stage.today + ahead * DAY
        wish = Wish(AGENT, LeaveKind.PERSONAL, day, day)
        if _allowed(company, wish):
            company.take(AGENT, day)
            asked = _asked(wish, stage.now - 50 * 60 * MINUTE)
            granted = replace(asked, status=LeaveStatus.APPROVED)
            yield _decided(company, stage.dice("agent"), granted)
            return


def _wish_of(company: Company, team: str, first: date, days: int) -> Wish | None:
    for no in company.team(team, first)[4:]:
        for offset in range(4):
            day = first + offset * DAY
            wish = Wish(no, LeaveKind.PERSONAL, day, day + (days - 1) * DAY)
            if _allowed(company, wish):
                company.take(no, wish.first, wish.last)
                return wish
    return None


def _asked(wish: Wish, filed: datetime) -> Leave:
    return Leave(
        no="", person=wish.no, filed_by=wish.no, filed_at=filed, kind=wish.kind,
        first=wish.first, last=wish.last, status=LeaveStatus.PENDING,
    )  # fmt: skip
