"""Inspections that were scored here go out and come in again; no workbook makes them others."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import select

from app.exchange.moving import export_workbook, import_workbook
from app.models import CardItem
from app.rules.deeds import Deed
from app.rules.scorecards.scoring import Given
from app.services.moving.importing import ImportSummary
from app.services.quality.appeals import acknowledge, answer, decide
from app.text import say
from tests.factories import SmallCentre, TestClock
from tests.services.moving.test_live_books import stands
from tests.services.quality.appeal_desk import (
    HEAD,
    INSPECTOR,
    acting,
    appealed,
    scored,
    upholding,
)
from tests.services.quality.calibration_desk import Hall
from tests.services.quality.scoring_desk import CARD

pytestmark = pytest.mark.rule("QA-5")
ODD = "=1+1\n 'x\t_x000D_ －\n\n无"


@pytest.fixture
def no(centre: SmallCentre, clock: TestClock) -> str:
    """An inspection whose appeal was upheld, beside one that was acknowledged and a calibration."""
    clock.pass_by(seconds=17)
    hall = Hall(centre)
    first = scored(centre)
    appealed(centre, first)
    clock.pass_by(minutes=7, seconds=33)
    answer(acting(centre, INSPECTOR), first, ODD)
    decide(acting(centre, HEAD), first, upholding(Given("1", 95 + 1 / 3), seen=2))
    given = (Given("1", 10 / 3, comment=ODD), Given("2", 241 / 3), Given("3", na=True))
    acknowledge(acting(centre, "1002"), scored(centre, given, agent="1002"))
    hall.all_score(hall.opens())
    return first


@pytest.mark.parametrize("chinese", [False, True])
def test_what_was_scored_here_comes_in_again_as_it_was(
    centre: SmallCentre, no: str, tmp_path: Path, chinese: bool
) -> None:
    before = stands(centre.context)
    export_workbook(centre.context, tmp_path / "out.xlsx", chinese)
    assert not import_workbook(centre.context, tmp_path / "out.xlsx").changed
    assert stands(centre.context) == before


OTHERWISE = (
    ("agent_no", "1004"), ("inspector_no", "0005"), ("critical", "Y"), ("comment", "另一句"),
    ("inspected_at", datetime(2026, 9, 1)), ("contact_ref", "c-9"), ("calibration_no", "C-9"),
    ("submitted_at", datetime(2026, 9, 1)), ("acknowledged_at", datetime(2026, 10, 15, 10)),
    ("appealed_at", None), ("decided_at", None), ("upheld", "N"),
)  # fmt: skip


def test_an_inspection_that_was_scored_here_stays_whole(
    centre: SmallCentre, no: str, tmp_path: Path
) -> None:
    before = stands(centre.context)
    for column, value in OTHERWISE:
        summary = changed(centre, tmp_path, "Inspections", no, column, value)
        assert not summary.changed, column
        assert said(summary) == [f"{no} was changed here on 15 October 2026: left as it is."]
    assert stands(centre.context) == before


def test_an_older_workbook_takes_no_appeal_back(
    centre: SmallCentre, clock: TestClock, tmp_path: Path
) -> None:
    Hall(centre)
    no = scored(centre)
    export_workbook(centre.context, tmp_path / "before.xlsx")
    appealed(centre, no)
    decide(acting(centre, HEAD), no, upholding())
    before = stands(centre.context)
    import_workbook(centre.context, tmp_path / "before.xlsx")
    assert stands(centre.context) == before


def test_no_workbook_adds_a_revision_to_what_was_decided_here(
    centre: SmallCentre, no: str, tmp_path: Path
) -> None:
    before = stands(centre.context)
    path = tmp_path / "out.xlsx"
    export_workbook(centre.context, path)
    book = openpyxl.load_workbook(path)
    for item in ("1", "2", "3"):
        book["Scores"].append([no, item, 3, 100, None])
    book.save(path)
    assert said(import_workbook(centre.context, path)) == [
        f"{no} was changed here on 15 October 2026: left as it is."
    ]
    assert stands(centre.context) == before


@pytest.mark.parametrize("scored_by", [True, False])
def test_a_version_of_a_card_that_was_made_or_scored_by_here_stays(
    centre: SmallCentre, tmp_path: Path, scored_by: bool
) -> None:
    Hall(centre)
    if scored_by:
        scored(centre)
    else:
        with centre.context.write() as session:
            centre.context.audit(session, Deed.CARD_KEEP, f"card:{CARD}/1")
    summary = changed(centre, tmp_path, "Scorecards", CARD, "weight", 99)
    assert said(summary) == [f"{CARD}/1 was changed here on 15 October 2026: left as it is."]
    with centre.context.read() as session:
        assert 99 not in session.scalars(select(CardItem.weight)).all()


def changed(
    centre: SmallCentre, folder: Path, sheet: str, key: str, column: str, value: Any
) -> ImportSummary:
    """What importing the centre's own workbook tells, with one cell of it changed."""
    path = folder / "out.xlsx"
    export_workbook(centre.context, path)
    book = openpyxl.load_workbook(path)
    rows = list(book[sheet].iter_rows())
    at = [cell.value for cell in rows[0]].index(column)
    next(row for row in rows if row[0].value == key)[at].value = value
    book.save(path)
    return import_workbook(centre.context, path)


def said(summary: ImportSummary) -> list[str]:
    return [say(sentence) for sentence in summary.told]
