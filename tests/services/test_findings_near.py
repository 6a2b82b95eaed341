"""Where many desks share a store, nobody has more checked than they may see, and finds the same."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from app.context import Actor, Context
from app.errors import AppError
from app.queries import facts
from app.queries.findings import FindingRow
from app.reading.findings import LastCheck, findings_for
from app.rules.facts import CentreFacts
from app.rules.vocabulary import DayKind
from app.services.keeping import calendar
from tests.factories import SmallCentre, TestClock
from tests.recorded import record_breaches
from tests.services.requests.weeks import NothingToDo
from tests.services.test_findings_carried import Floor, rows_of_a_day
from tests.ui.outages import FrailStore

EVERYBODY = ("0001", "0002", "0003", "0004", "1000", "1001", "1002", "2000")


def shared(centre: SmallCentre, no: str) -> Context:
    """Somebody's desk, at a store with others."""
    store = FrailStore(centre.context.store, shared=True)
    return replace(centre.context.acting_as(Actor(no, centre.people[no])), store=store)


def found_by(centre: SmallCentre, no: str) -> tuple[FindingRow, ...]:
    return LastCheck().found(shared(centre, no)).rows


def found_in_all(centre: SmallCentre, no: str) -> tuple[FindingRow, ...]:
    return findings_for(shared(centre, no)).rows


@pytest.mark.parametrize("seed", range(2))
def test_everybody_finds_what_a_check_of_the_whole_centre_finds(
    centre: SmallCentre, clock: TestClock, seed: int
) -> None:
    floor, found = Floor(centre, clock, seed), set[str]()
    for step in range(90):
        floor.act()
        with suppress(AppError, NothingToDo):
            floor.call_the_roll()
        if step % 15 == 14:
            for no in EVERYBODY:
                rows = found_by(centre, no)
                assert rows == found_in_all(centre, no), no
                found.update(row.finding.rule for row in rows)
    assert len(found) > 2


def test_so_it_is_with_the_daily_books(centre: SmallCentre, clock: TestClock) -> None:
    ctx = centre.context
    for deed, (subject, row) in rows_of_a_day(centre).items():
        with ctx.write() as session:
            session.add(row)
            session.flush()
            ctx.audit(session, deed, subject)
    assert found_by(centre, "1001")
    for no in EVERYBODY:
        assert found_by(centre, no) == found_in_all(centre, no), no


def test_for_five_minutes_it_stands_whatever_is_recorded(
    centre: SmallCentre, clock: TestClock
) -> None:
    ctx, check = shared(centre, "1001"), LastCheck()
    first = check.found(ctx)
    calendar.set_day(centre.context, centre.month, "Rest", DayKind.HOLIDAY)
    clock.pass_by(minutes=4)
    assert check.found(ctx) is first
    clock.pass_by(minutes=1)
    assert check.found(ctx).as_of == ctx.now()


class Read:
    """Of whom facts were read: None for everybody."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.people: list[facts.People] = []
        whole = facts.centre

        def centre(session: Session, people: facts.People = None) -> CentreFacts:
            self.people.append(people)
            return whole(session, people)

        monkeypatch.setattr(facts, "centre", centre)


def test_only_their_own_departments_are_read_until_somebody_asks(
    centre: SmallCentre, monkeypatch: pytest.MonkeyPatch
) -> None:
    record_breaches(centre)
    head, agent, director = (shared(centre, no) for no in ("0002", "1001", "0001"))
    read = Read(monkeypatch)
    for ctx in (head, agent, director):
        LastCheck().found(ctx)
    others = centre.people["0001"]
    by_head, by_agent, by_director = read.people
    assert by_head is not None
    assert by_agent is not None
    assert others not in by_head
    assert others not in by_agent
    assert by_director is None
    for ctx, whole in ((head, True), (agent, False)):
        read.people.clear()
        check = LastCheck()
        check.forget()
        check.found(ctx)
        assert (read.people == [None]) is whole


def test_a_month_that_others_inspected_in_is_asked_of_everybody(
    centre: SmallCentre, clock: TestClock
) -> None:
    """What somebody lacks is found though nobody of their own department was inspected."""
    record_breaches(centre)
    clock.pass_by(days=31)
    for no in EVERYBODY:
        assert found_by(centre, no) == found_in_all(centre, no), no
