"""LEAVE-11: who returns from leave reports back by the start of their first shift after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.rules.facts import Leave, Person
from app.rules.figures.leave import NotReportedBack, ReportedBackLate
from app.rules.findings import Finding
from app.rules.ground import Ground
from app.rules.vocabulary import Level
from app.rules.work import RosterLedger, working


@dataclass(frozen=True, slots=True)
class Return:
    """A leave, and the first shift that its person works after it."""

    leave: Leave
    day: date
    code: str


def check_returns(ground: Ground) -> Iterator[Finding]:
    """LEAVE-11, from the day on which anybody first reported back."""
    kept_since = _kept_since(ground)
    if kept_since is None:
        return
    for no, leaves in ground.approved.items():
        person = ground.facts.people.get(no)
        judged = [leave for leave in leaves if leave.last >= kept_since]
        for one in returns(ground.ledger, person, leaves, judged) if person else ():
            start = ground.begin(one.code, one.day)
            finding = check_return(one, start) if start <= ground.as_of else None
            if finding is not None:
                yield finding


def check_return(one: Return, start: datetime) -> Finding | None:
    """LEAVE-11 of one return whose shift has started, at `start`."""
    leave, back = one.leave, one.leave.back_at
    if back is not None and back <= start:
        return None
    figures = (
        NotReportedBack(shift=one.code, start=start)
        if back is None
        else ReportedBackLate(shift=one.code, start=start, back=back)
    )
    return Finding(leave.no, leave.person, one.day, figures, Level.WARNING)


def returns(
    ledger: RosterLedger, person: Person, approved: Sequence[Leave], judged: Sequence[Leave]
) -> Iterator[Return]:
    """The returns from `judged`, each with the shift after it; of several leaves before one shift
    only the last.

    `approved`: everything that the person is away for.
    """
    before: dict[date, Return] = {}
    for leave in sorted(judged, key=lambda leave: (leave.last, leave.no)):
        shift = _first_after(ledger, person, approved, leave.last)
        if shift is not None:
            before[shift[0]] = Return(leave, *shift)
    yield from before.values()


def _first_after(
    ledger: RosterLedger, person: Person, approved: Sequence[Leave], last: date
) -> tuple[date, str] | None:
    day = ledger.day_after(person.no, last)
    while day is not None:
        code = working(ledger, person, day, approved)
        if code is not None:
            return day, code
        day = ledger.day_after(person.no, day)
    return None


def _kept_since(ground: Ground) -> date | None:
    """The earliest date of any report; None where nobody ever reported."""
    backs = [leave.back_at for leave in ground.facts.leaves if leave.back_at is not None]
    return ground.time.local_date(min(backs)) if backs else None
