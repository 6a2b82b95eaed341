"""The demo's inspections: every agent some in a month, a few too many, too few or by the wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from random import Random

from app.demo.company import Company
from app.demo.script import Script
from app.demo.stage import DAY
from app.rules.ledger import RosterLedger
from app.rules.vocabulary import Role

SCORES = ("language", "attitude", "tone", "summarising", "adaptability")
_FORGOTTEN, _TOO_OFTEN = 3, 2
"""Agents whom last month's plan left out, and whom it took too often."""
_CRITICAL = 0.015


@dataclass(frozen=True, slots=True)
class Scored:
    """One inspected contact with its scores, 0-100 each in the order of `SCORES`."""

    agent: str
    inspector: str
    inspected_at: datetime
    contact_ref: str
    scores: tuple[int, ...]
    critical: bool
    comment: str


def inspections(company: Company, script: Script, worked: RosterLedger) -> tuple[Scored, ...]:
    """Last month whole, this month as far as it has come, in the order of time."""
    stage = company.stage
    share = stage.today.day / 31
    found = [
        *_month(company, script, worked, stage.first, 1.0),
        *_month(company, script, worked, stage.this_month, share),
    ]
    return tuple(sorted(found, key=lambda row: (row.inspected_at, row.agent)))


def _month(
    company: Company, script: Script, worked: RosterLedger, first: date, share: float
) -> Iterator[Scored]:
    dice = company.stage.dice("inspections", first.year, first.month)
    agents = [no for no in company.people if _days(company, worked, no, first)]
    special = dice.sample(agents, min(len(agents), _FORGOTTEN + _TOO_OFTEN))
    for no in agents:
        times = dice.choice((1, 2, 2, 3))
        if no in special:
            times = 0 if no in special[:_FORGOTTEN] else 7
        elif share < 1:
            times = sum(dice.random() < share * 0.8 for _ in range(times))
        days = _days(company, worked, no, first)
        for day in sorted(dice.choices(days, k=times)):
            yield _inspect(company, script, dice, no, day)


def _days(company: Company, worked: RosterLedger, no: str, first: date) -> list[date]:
    """The days of the month before today on which somebody took calls as an agent."""
    following = (first + 32 * DAY).replace(day=1)
    return [
        day
        for day in worked.shifts(no)
        if first <= day < min(following, company.stage.today)
        and company.post(no, day).role is Role.AGENT
    ]


def _inspect(company: Company, script: Script, dice: Random, no: str, day: date) -> Scored:
    at = company.stage.time.instant(day, time(dice.randint(9, 16), dice.randint(0, 59)))
    post = company.post(no, day)
    inspector = dice.choice(_inspectors(company, post.department, day))
    critical = dice.random() < _CRITICAL
    mean = 80 + 2.5 * (post.skill_level or 3) + _gift(company, no)
    scores = tuple(_score(dice, mean) for _ in SCORES)
    comment = dice.choice(script.comments[_tenor(scores, critical)])
    called = f"{day:%Y%m%d}-{dice.randint(100000, 999999)}"
    return Scored(no, inspector, at, called, scores, critical, comment)


def _inspectors(company: Company, department: str, day: date) -> list[str]:
    return [
        no
        for no, person in company.people.items()
        if (post := person.post_on(day)).role is Role.QA_INSPECTOR and post.department == department
    ]


def _gift(company: Company, no: str) -> float:
    """What is somebody's own: some are simply good at it."""
    return company.stage.dice("gift", no).uniform(-4, 4)


def _score(dice: Random, mean: float) -> int:
    return max(52, min(100, round(dice.gauss(mean, 4.5))))


def _tenor(scores: tuple[int, ...], critical: bool) -> str:
    mean = sum(scores) / len(scores)
    if critical:
        return "critical"
    return "praise" if mean >= 90 else "neutral" if mean >= 82 else "poor"
