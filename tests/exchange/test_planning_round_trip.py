"""What a centre plans by goes out and comes in again, in either language."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from app.exchange.moving import export_workbook, import_workbook
from app.exchange.workbook import read_workbook
from app.exchange.writing import write_workbook
from app.rules.records import CentreRecords
from tests.exchange.made_planning import centres_that_plan, in_order
from tests.exchange.test_round_trip import UNHURRIED, empty
from tests.store.writers import TIMES


@UNHURRIED
@given(records=centres_that_plan(), chinese=st.booleans())
def test_what_is_written_reads_as_it_was(records: CentreRecords, chinese: bool) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "centre.xlsx"
        write_workbook(records, path, chinese)
        assert read_workbook(path).records == records


@settings(UNHURRIED, max_examples=5 * TIMES)
@given(records=centres_that_plan(), chinese=st.booleans())
def test_export_import_into_an_empty_store_and_export_again_are_equal(
    store_template: Path, records: CentreRecords, chinese: bool
) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_workbook(records, folder / "given.xlsx", chinese)
        with empty(store_template, folder, "a.dutydesk") as first:
            import_workbook(first, folder / "given.xlsx")
            export_workbook(first, folder / "a.xlsx", not chinese)
            assert not import_workbook(first, folder / "a.xlsx").changed
            assert not import_workbook(first, folder / "given.xlsx").changed
        with empty(store_template, folder, "b.dutydesk") as second:
            import_workbook(second, folder / "a.xlsx")
            export_workbook(second, folder / "b.xlsx", chinese)
        once, twice = (read_workbook(folder / f"{n}.xlsx").records for n in "ab")
        assert once == twice
        assert once.planning == in_order(records.planning)
