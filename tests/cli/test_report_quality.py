"""`dutydesk report quality` and `report calibration` as they are typed."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import insert, select

from app import models as m
from app.address import StoreAddress
from app.bootstrap import open_store
from app.rules.deeds import Deed
from app.rules.vocabulary import Role
from tests.cli.test_command_line import printed, refused
from tests.factories import NOW, a_department, a_person

JSON = ("--format", "json")
ASPECTS = ["language", "attitude", "tone", "summarising", "adaptability"]


@pytest.fixture
def inspected(filled: StoreAddress) -> StoreAddress:
    """September 2026 of the department "质检试点": 7001 twice, 7002 once; and a calibration."""
    context = open_store(filled)
    with context.write() as session:
        department = a_department(session, "质检试点")
        agents = [a_person(session, no, department=department) for no in ("7001", "7002")]
        inspectors = [
            a_person(session, no, role=Role.QA_INSPECTOR, department=department)
            for no in ("7901", "7902")
        ]
        session.execute(
            insert(m.CardItem),
            [
                {"card": "K", "version": 1, "item": no, "since": date(2026, 1, 1), "title": no,
                 "aspect": aspect, "weight": weight, "na": True}
                for no, aspect, weight in (("1", "language", 3), ("2", None, 1))
            ],
        )  # fmt: skip
        plain = dict.fromkeys(ASPECTS, 80) | {"card": "", "calibration_no": ""}
        carded = dict.fromkeys(ASPECTS) | {"card": "K", "card_version": 1, "calibration_no": ""}
        rows: list[tuple[dict[str, Any], m.Person, m.Person]] = [
            (plain, agents[0], inspectors[0]),
            (carded, agents[0], inspectors[0]),
            (plain | {"critical": True}, agents[1], inspectors[1]),
            (plain | {"calibration_no": "C-7"}, agents[0], inspectors[0]),
            (plain | {"calibration_no": "C-7", "tone": 60}, agents[0], inspectors[1]),
        ]
        for at, (columns, agent, inspector) in enumerate(rows):
            session.execute(
                insert(m.Inspection).values(
                    inspection_no=f"Z-{at}",
                    agent_id=agent.id,
                    inspector_id=inspector.id,
                    inspected_at=datetime(2026, 9, 10, at, tzinfo=UTC),
                    contact_ref="R-1",
                    **columns,
                )
            )
        key = session.scalars(select(m.Inspection.id).where(m.Inspection.card == "K")).one()
        session.execute(
            insert(m.ItemScore),
            [
                {"inspection_id": key, "revision": 1, "item": "1", "score": 90},
                {"inspection_id": key, "revision": 1, "item": "2", "score": None},
                {"inspection_id": key, "revision": 2, "item": "1", "score": 100},
                {"inspection_id": key, "revision": 2, "item": "2", "score": 100},
            ],
        )
        context.audit(session, Deed.WORKBOOK_IMPORT, "inspections")
    context.store.close()
    return filled


def asked(*words: object) -> tuple[object, ...]:
    return ("report", *words)


def test_quality_is_printed_as_the_format_says(
    capsys: pytest.CaptureFixture[str], inspected: StoreAddress
) -> None:
    words = asked("quality", "--month", "2026-09", "--department", "质检试点", "--store", inspected)
    found = json.loads(printed(capsys, *words, *JSON))
    assert list(found) == ["month", "departments"]
    assert found["month"] == "2026-09"
    (department,) = found["departments"]
    assert list(department) == [
        "department", "inspections", "failed", "mean", "within_sd", "between_sd", "people",
    ]  # fmt: skip
    told = [department[key] for key in ("department", "inspections", "failed")]
    assert told == ["质检试点", 3, 1]
    assert department["mean"] == pytest.approx(170 / 3, abs=1e-12)
    one, other = department["people"]
    assert list(one) == [
        "employee", "inspections", "failed", "mean", "low", "high", "shrunk", "standing", "aspects",
    ]  # fmt: skip
    assert (one["employee"], one["mean"], one["standing"]) == ("7001", 85, "level")
    assert one["aspects"] == dict.fromkeys(ASPECTS, 80) | {"language": 85}
    assert (other["employee"], other["failed"], other["mean"]) == ("7002", 1, 0)


def test_people_get_a_table_with_names(
    capsys: pytest.CaptureFixture[str], inspected: StoreAddress
) -> None:
    words = asked("quality", "--month", "2026-09", "--department", "质检试点", "--store", inspected)
    first, head, one, _other = printed(capsys, *words).splitlines()
    assert first.startswith("质检试点: inspections 3, failed 1, mean 56.7; deviation 7.1 within")
    assert head.split()[:2] == ["Times", "inspected"]
    assert one.split()[:3] == ["2", "0", "85.0"]
    assert one.endswith("Not told apart    7001    Person 7001")


@pytest.mark.parametrize("department", ["没有这个部门", ""])
def test_a_department_without_inspections_has_none(
    capsys: pytest.CaptureFixture[str], inspected: StoreAddress, department: str
) -> None:
    words = asked("quality", "--month", "2026-09", "--department", department)
    out = printed(capsys, *words, "--store", inspected, *JSON)
    assert json.loads(out) == {"month": "2026-09", "departments": []}
    out = printed(capsys, *words, "--store", inspected)
    assert out == "There are no inspections of this month that count.\n"


def test_calibration_is_printed_as_the_format_says(
    capsys: pytest.CaptureFixture[str], inspected: StoreAddress
) -> None:
    words = asked("calibration", "--no", "C-7", "--store", inspected)
    found = json.loads(printed(capsys, *words, *JSON))
    assert list(found) == ["calibration", "contacts", "inspectors", "alpha", "severity"]
    assert (found["calibration"], found["contacts"], found["inspectors"]) == ("C-7", 1, 2)
    assert list(found["alpha"]) == ["total", *ASPECTS]
    assert found["alpha"]["language"] is None
    assert found["alpha"]["tone"] == 0
    assert found["severity"] == [
        {"inspector": "7901", "scored": 1, "severity": 4},
        {"inspector": "7902", "scored": 1, "severity": -4},
    ]
    out = printed(capsys, *words)
    assert out.startswith("C-7: contacts 1, inspectors 2\n")
    assert "-4.0  7902    Person 7902" in out


def test_a_calibration_that_is_still_scored_is_told_to_nobody(
    capsys: pytest.CaptureFixture[str], inspected: StoreAddress
) -> None:
    context = open_store(inspected)
    with context.write() as session:
        somebody = session.scalars(select(m.Person.id).where(m.Person.employee_no == "7901")).one()
        key = session.execute(
            insert(m.Calibration).values(
                calibration_no="C-7", title="十月", card="K", card_version=1, opened_at=NOW,
                department_id=a_department(session, "质检试点").id, opened_by_id=somebody,
                version=1,
            ).returning(m.Calibration.id)
        ).scalar_one()  # fmt: skip
        session.execute(
            insert(m.PlannedInspection).values(
                calibration_id=key, agent_id=somebody, inspector_id=somebody, version=1,
                week=date(2026, 9, 7), contact_ref="R-2", contact_at=NOW,
            )
        )  # fmt: skip
    context.store.close()
    words = asked("calibration", "--no", "C-7", "--store", inspected)
    assert "before all have scored" in refused(capsys, *words)


def test_an_unknown_calibration_gives_zeros_and_nothing(
    capsys: pytest.CaptureFixture[str], inspected: StoreAddress
) -> None:
    for no in ("C-8", ""):
        words = asked("calibration", "--no", no, "--store", inspected)
        assert json.loads(printed(capsys, *words, *JSON)) == {
            "calibration": no, "contacts": 0, "inspectors": 0,
            "alpha": dict.fromkeys(["total", *ASPECTS]), "severity": [],
        }  # fmt: skip
        assert printed(capsys, *words) == "There is no calibration of this number.\n"


@pytest.mark.parametrize(
    "month", ["2026-13", "2026-9", "2026-10-01", "10", "１２３４-０１", "0001-01"]
)
def test_a_month_is_written_2026_10(
    capsys: pytest.CaptureFixture[str], inspected: StoreAddress, month: str
) -> None:
    err = refused(capsys, *asked("quality", "--month", month, "--store", inspected))
    assert "2026-10" in err or "too far away" in err


@pytest.mark.parametrize("words", [("quality",), ("calibration",)])
def test_a_report_names_its_month_or_number(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    assert refused(capsys, *asked(*words))


def test_a_month_without_inspections_loads_nothing_that_only_statistics_need(
    inspected: StoreAddress,
) -> None:
    script = f"""
import sys
from app.__main__ import main
words = ["report", "quality", "--month", "2026-08", "--store", {str(inspected)!r}]
assert main(words) == 0
assert not [name for name in sys.modules if name.startswith(("scipy", "numpy", "krippendorff"))]
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
