"""A sick call, from the ring of the telephone to who takes the shift."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from app.context import Actor
from app.queries.roster.grid import month
from app.rules.cover import Barred
from app.services.people.people import edit_person
from app.ui.kit.sick_call import SickCall
from tests.factories import SmallCentre, TestClock
from tests.ui.leave.conftest import Shown

EARLY = datetime.fromisoformat("2026-10-19T06:55:00+08:00")


def with_phones(centre: SmallCentre) -> None:
    """Everybody can be called; the number ends in the person's own."""
    keeper = centre.context.acting_as(Actor("0004", centre.people["0004"]))
    for no in ("1001", "1003", "1004", "2001", "2002", "2003", "2004"):
        with keeper.read() as session:
            from app.queries.people.rows import person

            row = person(session, centre.people[no], keeper.today())
        assert row is not None
        edit_person(keeper, row.id, row.version, row.name, row.hired_on, f"139 {no}")


def test_who_calls_is_typed_and_who_can_cover_stands_there_with_telephone_numbers(
    shown_to: Callable[[str], Shown], centre: SmallCentre, clock: TestClock
) -> None:
    with_phones(centre)
    clock.now = EARLY
    leader = shown_to("1000")
    page, form = leader.page, leader.page.ask.form
    page.open_target(SickCall())
    leader.settle()
    assert not page.ask.send.isEnabled()
    assert "Say who it is" in page.ask.state.text()
    QTest.keyClicks(form.who.typed, "1002")
    leader.settle()
    assert form.wish().person_id == centre.people["1002"]
    assert form.phoned_by.text() == "Person 1002", "who is ill called, unless another name is given"
    assert page.ask.send.isEnabled(), page.ask.state.text()
    leader.send()
    assert page.cover.title.text().startswith("Who may work E on 19 October for Person 1002?")
    chosen = page.cover.people.current()
    assert chosen is not None
    phone = f"139 {chosen.person.no}"
    told = {line[1]: line[2] for line in page.cover.people.lines()}
    assert told[chosen.person.no] == phone
    barred = [one.person.no for one in page.cover.people.rows_model.rows if isinstance(one, Barred)]
    assert barred
    assert not any(told[no] for no in barred), "who may not take it is not called"
    page.cover.copy.click()
    assert QGuiApplication.clipboard().text() == phone
    assert leader.toasts[-1] == f"{phone} is copied"


def test_another_name_for_the_caller_stays_and_another_person_is_who_is_covered(
    shown_to: Callable[[str], Shown], centre: SmallCentre, clock: TestClock
) -> None:
    clock.now = EARLY
    leader = shown_to("1000")
    form = leader.page.ask.form
    leader.page.open_target(SickCall(centre.people["1001"], "Person 1001"))
    leader.settle()
    form.phoned_by.setText("母亲")
    form.who.typed.selectAll()
    QTest.keyClicks(form.who.typed, "1002")
    leader.settle()
    assert form.phoned_by.text() == "母亲"
    assert form.called_in() == ("1002", EARLY.date())
    leader.page.ask.begin()
    assert form.called_in() is None


def test_who_calls_in_the_evening_misses_the_next_shift_that_has_not_begun(
    shown_to: Callable[[str], Shown], centre: SmallCentre, clock: TestClock
) -> None:
    clock.now = EARLY.replace(hour=20)
    leader = shown_to("1000")
    form = leader.page.ask.form
    for no in ("1001", "1002", "1003", "1004"):
        leader.page.open_target(SickCall(centre.people[no], f"Person {no}"))
        leader.settle()
        called = form.called_in()
        assert called is not None
        with centre.context.read() as session:
            rows = month(session, EARLY.date(), EARLY.date() + timedelta(days=2), EARLY.date())
        line = next(one for team in rows.teams for one in team.lines if one.no == no)
        tonight = 0 if line.cells[0].code == "N" else 1
        later = [
            EARLY.date() + timedelta(days=at) for at in range(tonight, 3) if line.cells[at].code
        ]
        assert called[1] == (later[0] if later else EARLY.date()), no


def test_of_a_shift_of_another_team_nobody_elses_open_one_is_shown_instead(
    shown_to: Callable[[str], Shown], centre: SmallCentre, clock: TestClock
) -> None:
    clock.now = EARLY
    leader = shown_to("1000")
    for called in ("1002", "2002"):
        row = SickCall(centre.people[called], f"Person {called}")
        leader.page.open_target(row)
        leader.settle()
        leader.send()
    assert leader.page.cover.title.text().startswith("This shift is not open")
    assert not leader.page.cover.people.rows_model.rows
    assert not leader.page.cover.assign.isVisible()
    leader.page.cover.open.selectRow(0)
    leader.settle()
    assert leader.page.cover.title.text().startswith("Who may work E")
    assert leader.page.cover.assign.isVisible()
