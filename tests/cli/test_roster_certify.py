"""`dutydesk roster certify` as it is typed."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from sqlalchemy import insert, select

from app import models as m
from app.address import StoreAddress
from app.bootstrap import open_store
from app.rules.deeds import Deed
from tests.cli.test_command_line import printed, refused

OCTOBER = ("roster", "certify", "--month", "2026-10")
KEYS = ["month", "hard", "short", "people", "head"]


def certified(
    capsys: pytest.CaptureFixture[str], store: StoreAddress, *more: str
) -> dict[str, Any]:
    out = printed(capsys, *OCTOBER, *more, "--format", "json", "--store", store)
    found: dict[str, Any] = json.loads(out)
    return found


def test_json_has_the_keys_of_planning_and_the_head(
    capsys: pytest.CaptureFixture[str], filled: StoreAddress
) -> None:
    found = certified(capsys, filled)
    assert list(found) == KEYS
    assert found["month"] == "2026-10"
    assert list(found["people"][0]) == [
        "employee", "hours", "nights", "weekends", "holidays", "wishes_kept", "wishes_broken",
    ]  # fmt: skip
    assert found["people"] == sorted(found["people"], key=lambda one: str(one["employee"]))


def test_each_certificate_is_an_entry_of_its_own(
    capsys: pytest.CaptureFixture[str], filled: StoreAddress
) -> None:
    heads = [str(certified(capsys, filled)["head"]) for _time in range(2)]
    assert heads[0] != heads[1]
    context = open_store(filled)
    with context.read() as session:
        query = select(m.AuditEntry).where(m.AuditEntry.action == Deed.ROSTER_CERTIFY)
        entries = [f"{one.id}-{one.mac[:16]}" for one in session.scalars(query)]
    context.store.close()
    assert entries == heads
    assert "is whole" in printed(capsys, "verify", "--store", filled)


def test_what_is_broken_and_short_is_told_with_status_0(
    capsys: pytest.CaptureFixture[str], filled: StoreAddress
) -> None:
    context = open_store(filled)
    with context.write() as session:
        shift, person = (
            session.scalars(select(key).order_by(key)).first()
            for key in (m.ShiftType.id, m.Person.id)
        )
        days = [date(2026, 10, day) for day in range(20, 28)]
        old = m.table_of(m.Assignment)
        session.execute(old.delete().where(old.c.person_id == person, old.c.day.in_(days)))
        rows = [{"person_id": person, "day": day, "shift_id": shift} for day in days]
        session.execute(insert(old), rows)
        session.add(m.StaffingNeed(shift_id=shift, day=days[0], least=99))
        context.audit(session, Deed.WORKBOOK_IMPORT, "rosters")
    context.store.close()
    found = certified(capsys, filled)
    rules = {str(one["rule"]) for one in found["hard"]}
    assert "days_in_row" in rules
    assert list(found["hard"][0]) == ["rule", "employee", "date"]
    (short,) = found["short"]
    assert list(short) == ["date", "shift", "department", "team", "job_type", "least", "have"]
    assert (short["department"], short["least"]) == ("", 99)
    out = printed(capsys, *OCTOBER, "--store", filled)
    assert "Days of work in a row, at most" in out
    assert "of 99" in out
    assert out.splitlines()[-1].startswith("audit trail ")


def test_people_get_a_table_beside_the_groups_figures(
    capsys: pytest.CaptureFixture[str], filled: StoreAddress
) -> None:
    lines = printed(capsys, *OCTOBER, "--store", filled).splitlines()
    assert lines[0] == "Certificate of October 2026"
    assert [line.split()[-1] for line in lines[-4:-1]] == ["Mean", "Least", "Most"]


def test_a_draft_is_asked_for(capsys: pytest.CaptureFixture[str], filled: StoreAddress) -> None:
    assert list(certified(capsys, filled, "--draft")) == KEYS
    out = printed(capsys, *OCTOBER, "--draft", "--store", filled)
    assert out.startswith("Certificate of October 2026, as drafted\n")


def test_a_month_that_is_not_published_says_how_its_draft_is_proved(
    capsys: pytest.CaptureFixture[str], filled: StoreAddress
) -> None:
    month = ("roster", "certify", "--month", "2031-02")
    err = refused(capsys, *month, "--store", filled)
    assert "Nothing of 2031-02 is published there yet; --draft proves what is drafted." in err
    out = printed(capsys, *month, "--draft", "--store", filled)
    assert out.startswith("Certificate of February 2031, as drafted\n")


def test_where_nobody_works_in_a_month_there_is_nothing_to_prove(
    capsys: pytest.CaptureFixture[str], filled: StoreAddress
) -> None:
    month = ("roster", "certify", "--month", "1931-02", "--draft")
    assert "nothing to prove" in refused(capsys, *month, "--store", filled)


def test_a_team_and_a_department_are_asked_for_by_name(
    capsys: pytest.CaptureFixture[str], filled: StoreAddress
) -> None:
    context = open_store(filled)
    with context.read() as session:
        query = select(m.Department.name, m.Team.name).join(m.Team).order_by(m.Team.id)
        department, team = session.execute(query).first() or ("", "")
    context.store.close()
    everybody = len(certified(capsys, filled)["people"])
    theirs = len(certified(capsys, filled, "--department", department)["people"])
    own = certified(capsys, filled, "--department", department, "--team", team)["people"]
    assert 0 < len(own) <= theirs <= everybody
    err = refused(capsys, *OCTOBER, "--team", "nobody's", "--store", filled)
    assert "is no team" in err
    err = refused(capsys, *OCTOBER, "--department", "nobody's", "--store", filled)
    assert "nobody's is no department" in err


@pytest.mark.parametrize("arguments", [
    ("roster",), ("roster", "certify"), ("roster", "certify", "--month", "October"),
])  # fmt: skip
def test_what_is_missing_is_told(
    capsys: pytest.CaptureFixture[str], store: StoreAddress, arguments: tuple[str, ...]
) -> None:
    assert "dutydesk roster" in refused(capsys, *arguments, "--store", store)
