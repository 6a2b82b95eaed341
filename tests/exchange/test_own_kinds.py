"""Leaves of the centre's own kinds go out and come in again, with what the kinds say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.bootstrap import open_store
from app.context import Context
from app.exchange.moving import export_workbook, import_workbook
from app.queries import facts
from app.queries.leave.kinds import KindDetails, own_kind_details
from app.queries.moving import records
from app.rules.check import check
from app.rules.vocabulary import Upwards
from app.services.leave.kinds import add_kind, edit_kind
from app.services.leave.requests import Wish, approve_step, file_leave
from tests.conftest import KEEPER
from tests.exchange.books import Sheets, problems
from tests.factories import SmallCentre
from tests.services.requests.test_swaps import acting

ANNUAL = KindDetails("annual", "年假", 3, Upwards.NEVER, has_balance=False)
OUT = "out.xlsx"


@pytest.fixture
def annual(centre: SmallCentre) -> SmallCentre:
    """Three days of annual leave, which never goes to the director, approved by the head."""
    add_kind(acting(centre, "0002"), ANNUAL)
    wish = Wish(
        centre.people["1002"], "annual", date(2026, 10, 25), date(2026, 10, 27), reason="家中有事"
    )
    no = file_leave(acting(centre, "1002"), wish)
    approve_step(acting(centre, "1000"), no, 1)
    approve_step(acting(centre, "0002"), no, 2)
    return centre


def found(ctx: Context) -> list[str]:
    with ctx.read() as session:
        centre, policies = facts.centre(session), facts.policies(session)
    return [row.rule for row in check(centre, policies, ctx.time, ctx.now())]


@pytest.mark.parametrize("chinese", [False, True])
def test_another_store_knows_the_kind_and_judges_its_leaves_alike(
    annual: SmallCentre, tmp_path: Path, store_template: Path, chinese: bool
) -> None:
    export_workbook(annual.context, tmp_path / OUT, chinese)
    store = tmp_path / "other.dutydesk"
    store.write_bytes(store_template.read_bytes())
    there = open_store(store, KEEPER, annual.context.clock)
    import_workbook(there, tmp_path / OUT)
    with there.read() as session:
        assert own_kind_details(session) == [ANNUAL]
        assert [leave.kind for leave in records.load(session, there.time).leaves] == ["annual"]
    assert found(there) == found(annual.context) == []
    there.store.close()


def test_a_kind_that_the_store_has_stays_as_it_is(annual: SmallCentre, tmp_path: Path) -> None:
    ctx = annual.context
    export_workbook(ctx, tmp_path / OUT)
    renamed = KindDetails("annual", "带薪年假", 3, Upwards.NEVER)
    edit_kind(acting(annual, "0002"), renamed)
    assert not import_workbook(ctx, tmp_path / OUT).changed
    with ctx.read() as session:
        assert own_kind_details(session) == [renamed]


def test_a_kind_that_neither_the_file_nor_the_store_knows_is_an_error(tmp_path: Path) -> None:
    def annual_leave(sheets: Sheets) -> None:
        sheets["Leaves"][1][sheets["Leaves"][0].index("kind")] = "annual"

    (problem,) = problems(tmp_path, annual_leave)
    assert problem.startswith('Leaves!E2: "annual" is not known here')


def test_a_kind_is_stated_once_with_its_notice_and_chain(tmp_path: Path) -> None:
    def kinds(sheets: Sheets) -> None:
        sheets["LeaveKinds"] = [
            ["code", "name", "notice_days", "director"],
            ["annual", "Annual", 3, "never"],
            ["annual", "Annual", 366, "perhaps"],
        ]

    cells = [problem.split(": ")[0] for problem in problems(tmp_path, kinds)]
    assert cells == ["LeaveKinds!C3", "LeaveKinds!D3", "LeaveKinds!A3"]


def test_a_centre_without_kinds_of_its_own_writes_no_sheet_of_them(
    centre: SmallCentre, tmp_path: Path
) -> None:
    import openpyxl

    export_workbook(centre.context, tmp_path / OUT)
    assert "LeaveKinds" not in openpyxl.load_workbook(tmp_path / OUT, read_only=True).sheetnames
