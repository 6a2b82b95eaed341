"""What goes out can come in again: in either language, for any centre."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.bootstrap import open_store
from app.context import Context
from app.errors import BadInput, Cancelled
from app.exchange.moving import export_workbook, import_workbook
from app.exchange.workbook import read_workbook
from app.exchange.writing import quoted, write_workbook
from app.queries import facts
from app.rules.records import CentreRecords
from app.text import say
from tests.conftest import KEEPER
from tests.exchange.books import centre, saved, set_cell
from tests.exchange.centres import TEXT, centres
from tests.factories import SmallCentre, TestClock
from tests.store.writers import TIMES

UNHURRIED = settings(
    deadline=None,
    max_examples=14 * TIMES,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def canonical(records: CentreRecords) -> CentreRecords:
    """Without people listed in a roster who have no shift in it."""
    months = {
        month: {no: dict(days) for no, days in roster.items() if days}
        for month, roster in records.rosters.items()
    }
    return replace(records, rosters=months)


@contextmanager
def empty(template: Path, folder: Path, name: str) -> Iterator[Context]:
    context = open_store(Path(shutil.copy(template, folder / name)), KEEPER, TestClock())
    yield context
    context.store.close()


@UNHURRIED
@given(records=centres(), chinese=st.booleans())
def test_what_is_written_reads_as_it_was(records: CentreRecords, chinese: bool) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "centre.xlsx"
        write_workbook(records, path, chinese)
        assert read_workbook(path).records == records


@settings(UNHURRIED, max_examples=5 * TIMES)
@given(records=centres(), chinese=st.booleans())
def test_export_import_into_an_empty_store_and_export_again_are_equal(
    store_template: Path, records: CentreRecords, chinese: bool
) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_workbook(records, folder / "given.xlsx", chinese)
        with empty(store_template, folder, "a.dutydesk") as first:
            import_workbook(first, folder / "given.xlsx")
            export_workbook(first, folder / "a.xlsx", chinese)
            assert not import_workbook(first, folder / "a.xlsx").changed
        with empty(store_template, folder, "b.dutydesk") as second:
            import_workbook(second, folder / "a.xlsx")
            export_workbook(second, folder / "b.xlsx", not chinese)
        once, twice = (read_workbook(folder / f"{n}.xlsx").records for n in "ab")
        assert once == twice
        assert canonical(once) == canonical(records)


@settings(UNHURRIED, max_examples=100 * TIMES)
@given(text=TEXT)
def test_quoting_is_undone_by_reading(text: str) -> None:
    from app.exchange import cells

    assert cells.text(quoted(text).replace("_x005F_", "_")) == text


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "'=1", "=HYPERLINK(1)"])
def test_no_cell_goes_out_that_a_spreadsheet_would_run(
    context: Context, tmp_path: Path, text: str
) -> None:
    import_workbook(context, saved(tmp_path, centre(set_cell("Inspections", 2, "comment", "x"))))
    from sqlalchemy import update

    from app.models import Inspection

    with context.write() as session:
        session.execute(update(Inspection).values(comment=text))
    export_workbook(context, tmp_path / "out.xlsx")
    for page in openpyxl.load_workbook(tmp_path / "out.xlsx"):
        for row in page.iter_rows():
            for cell in row:
                assert cell.data_type not in ("f", "e")
                assert not str(cell.value or "").startswith(("=", "+", "-", "@", "\t"))


def test_the_demo_of_everything_is_frozen_headed_and_named_in_chinese(
    centre_of_ten: SmallCentre, tmp_path: Path
) -> None:
    export_workbook(centre_of_ten.context, tmp_path / "out.xlsx", chinese=True)
    workbook = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert workbook.sheetnames == [
        *("员工", "班次", "节假日", "排班 2026-10", "换班登记表", "请假登记表", "考勤", "质检"),
    ]
    roster = workbook["排班 2026-10"]
    assert roster.freeze_panes == "C2"
    assert roster["A1"].font.bold
    assert [cell.value for cell in roster[1]][:3] == ["工号", "姓名", "2026-10-01"]


@pytest.fixture(name="centre_of_ten")
def _centre_of_ten(centre: SmallCentre) -> SmallCentre:
    return centre


def test_text_that_no_workbook_can_hold_goes_out_without_what_it_cannot(
    context: Context, tmp_path: Path
) -> None:
    from sqlalchemy import update

    from app.models import Inspection

    import_workbook(context, saved(tmp_path, centre()))
    with context.write() as session:
        session.execute(update(Inspection).values(comment="bell\x07 and \ufffe"))
    export_workbook(context, tmp_path / "out.xlsx")
    assert read_workbook(tmp_path / "out.xlsx").records.inspections[0].comment == "bell and"


def test_a_shift_code_that_looks_like_an_error_is_text_on_each_of_its_days(
    centre_of_ten: SmallCentre, tmp_path: Path
) -> None:
    from sqlalchemy import update

    from app.models import ShiftType

    context, path = centre_of_ten.context, tmp_path / "out.xlsx"
    with context.write() as session:
        session.execute(update(ShiftType).where(ShiftType.code == "E").values(code="#N/A"))
    with context.read() as session:
        roster = facts.roster(session)
    export_workbook(context, path)
    assert Counter(code for days in roster.values() for code in days.values())["#N/A"] > 1
    assert read_workbook(path).records.rosters[2026, 10] == roster


def test_a_stopped_export_leaves_what_was_there(context: Context, tmp_path: Path) -> None:
    target = tmp_path / "out.xlsx"
    target.write_bytes(b"precious")
    with pytest.raises(Cancelled):
        export_workbook(context, target, cancel=lambda: True)
    assert target.read_bytes() == b"precious"
    assert sorted(tmp_path.glob("*.xlsx")) == [target]


def test_an_export_to_nowhere_says_where(context: Context, tmp_path: Path) -> None:
    with pytest.raises(BadInput) as refusal:
        export_workbook(context, tmp_path / "none" / "out.xlsx")
    assert "out.xlsx cannot be written: No such file or directory" in say(refusal.value.message)


def test_the_export_is_in_the_audit_trail(context: Context, tmp_path: Path) -> None:
    from sqlalchemy import select

    from app.models import AuditEntry

    export_workbook(context, tmp_path / "out.xlsx")
    with context.read() as session:
        actions = session.scalars(select(AuditEntry.action)).all()
    assert actions[-1] == "workbook.export"
