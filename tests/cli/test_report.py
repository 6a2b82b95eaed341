"""`dutydesk report` as it is typed."""

from __future__ import annotations

import json
from datetime import date

import pytest
from sqlalchemy import insert, select

from app import models as m
from app.address import StoreAddress
from app.bootstrap import open_store
from app.rules.deeds import Deed
from tests.cli.test_command_line import printed, refused

OCTOBER = ("--from", "2026-10-01", "--to", "2026-10-31")


@pytest.fixture
def logged(filled: StoreAddress) -> StoreAddress:
    """A centre with two duty logs of one week."""
    context = open_store(filled)
    with context.write() as session:
        department = session.scalars(select(m.Department.id).order_by(m.Department.id)).first()
        leader = session.scalars(select(m.Person.id).order_by(m.Person.id)).first()
        for day, counts in (
            (date(2026, 10, 5), (40, 12, 3, 6)),
            (date(2026, 10, 6), (50, 8, 1, None)),
        ):
            enquiries, lookups, outbound, backlog = counts
            session.execute(
                insert(m.DutyLog).values(
                    department_id=department,
                    day=day,
                    leader_id=leader,
                    enquiries=enquiries,
                    lookups=lookups,
                    outbound=outbound,
                    backlog=backlog,
                    version=1,
                )
            )
        context.audit(session, Deed.WORKBOOK_IMPORT, "duty logs")
    context.store.close()
    return filled


def test_figures_are_printed_by_week(
    capsys: pytest.CaptureFixture[str], logged: StoreAddress
) -> None:
    out = printed(capsys, "report", "figures", *OCTOBER, "--format", "json", "--store", logged)
    (week,) = json.loads(out)["weeks"]
    assert week.pop("department")
    assert week == {
        "week": "2026-W41", "days": 2, "enquiries": 90, "lookups": 20, "outbound": 4, "backlog": 6,
    }  # fmt: skip


def test_people_get_a_table(capsys: pytest.CaptureFixture[str], logged: StoreAddress) -> None:
    out = printed(capsys, "report", "figures", *OCTOBER, "--store", logged)
    head, line = out.splitlines()
    assert head.split()[:2] == ["Days", "kept"]
    assert line.split()[:6] == ["2", "90", "20", "4", "6", "2026-W41"]


def test_no_logs_are_no_weeks(capsys: pytest.CaptureFixture[str], filled: StoreAddress) -> None:
    arguments = ("report", "figures", *OCTOBER, "--store", filled)
    assert json.loads(printed(capsys, *arguments, "--format", "json")) == {"weeks": []}
    assert printed(capsys, *arguments) == "There are no duty logs of these days.\n"


def test_the_days_stand_in_order(capsys: pytest.CaptureFixture[str], filled: StoreAddress) -> None:
    days = ("--from", "2026-10-02", "--to", "2026-10-01")
    err = refused(capsys, "report", "figures", *days, "--store", filled)
    assert "The last day is before the first." in err


@pytest.mark.parametrize("arguments", [
    ("report",), ("report", "figures"), ("report", "figures", "--from", "2026-10-01"),
])  # fmt: skip
def test_a_report_names_its_kind_and_both_days(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    assert refused(capsys, *arguments)
