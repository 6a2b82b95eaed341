"""What a reading and a writing transaction promise, and how their failures are told."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError

from app.bootstrap import open_store
from app.context import Context
from app.errors import BadInput, Conflict, StoreProblem
from app.models import Department, Inspection, Person, PolicyValue, Setting
from app.rules.deeds import Deed
from tests.conftest import KEEPER
from tests.factories import SmallCentre, TestClock, a_person


def departments(context: Context) -> int:
    with context.read() as session:
        return session.scalars(select(func.count()).select_from(Department)).one()


def test_what_is_written_is_there_for_the_next_reader(context: Context) -> None:
    with context.write() as session:
        session.add(Department(name="Service"))
    assert departments(context) == 1


def test_a_failing_write_leaves_nothing_behind(context: Context) -> None:
    with pytest.raises(RuntimeError), context.write() as session:
        session.add(Department(name="Service"))
        session.flush()
        raise RuntimeError("halfway")
    assert departments(context) == 0


def test_a_reading_transaction_cannot_write(context: Context) -> None:
    with pytest.raises(StoreProblem), context.read() as session:
        session.execute(insert(Department).values(name="Service"))


def test_a_reader_sees_one_state_while_another_writes(context: Context) -> None:
    with context.read() as session:
        count = select(func.count()).select_from(Department)
        before = session.scalars(count).one()
        with context.write() as other:
            other.add(Department(name="Service"))
        assert session.scalars(count).one() == before
    assert departments(context) == before + 1


def impatient(context: Context) -> None:
    """Have the context's writer not wait for locks."""
    with context.store.writer.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=1")


def test_a_store_that_another_program_writes_to_says_try_again(
    context: Context, store_path: Path
) -> None:
    other = open_store(store_path, KEEPER)
    impatient(context)
    with other.write(), pytest.raises(StoreProblem, match="busy"), context.write():
        pytest.fail("two writers at once")
    other.store.close()


def test_a_full_disk_says_so_and_changes_nothing(context: Context) -> None:
    with context.store.writer.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1")
    with pytest.raises(StoreProblem, match="full"), context.write() as session:
        rows = [{"key": str(number), "value": "x" * 5000} for number in range(100)]
        session.execute(insert(Setting), rows)
    with context.store.writer.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1000000")
    with context.write() as session:
        session.add(Department(name="Service"))
        context.audit(session, Deed.DEPARTMENT_ADD, "department:Service")
    assert departments(context) == 1
    assert context.store.verify().whole


def test_the_second_of_two_editors_is_told_of_the_first(centre: SmallCentre) -> None:
    context = centre.context
    with context.read() as session:
        mine = session.get_one(Person, centre.people["1001"])
        session.expunge(mine)
    with context.write() as session:
        session.get_one(Person, centre.people["1001"]).name = "Theirs"
    with pytest.raises(Conflict), context.write() as session:
        mine.name = "Mine"
        session.add(mine)
    with context.read() as session:
        assert session.get_one(Person, centre.people["1001"]).name == "Theirs"


@pytest.mark.parametrize("name", ["a\0b", "half \ud83d"])
def test_text_that_no_store_can_hold_is_refused(context: Context, name: str) -> None:
    with pytest.raises(BadInput, match="cannot be kept"), context.write() as session:
        session.add(Department(name=name))
    assert departments(context) == 0


@pytest.mark.parametrize("name", ["", "值班台", "😀", "\u200b", "a\nb"])
def test_any_other_text_comes_back_as_it_went_in(context: Context, name: str) -> None:
    with context.write() as session:
        session.add(Department(name=name))
    with context.read() as session:
        assert session.scalars(select(Department.name)).one() == name


@pytest.mark.parametrize("score", [float("nan"), float("inf"), float("-inf")])
def test_a_number_that_is_none_is_refused(centre: SmallCentre, score: float) -> None:
    scores = dict.fromkeys(("attitude", "tone", "summarising", "adaptability"), 90.0)
    with pytest.raises(BadInput), centre.context.write() as session:
        session.add(
            Inspection(
                inspection_no="Q-1", agent_id=centre.people["1001"],
                inspector_id=centre.people["0003"], inspected_at=datetime.now(UTC),
                contact_ref="c", language=score, **scores,
            )
        )  # fmt: skip


@pytest.mark.parametrize(("value", "kept"), [(2**63 - 1, True), (2**63, False), (-(2**63), True)])
def test_whole_numbers_end_at_two_to_the_63rd(context: Context, value: int, kept: bool) -> None:
    now = context.now()
    row = PolicyValue(key="x", value=value, since=now, set_at=now, set_by="t")
    if not kept:
        with pytest.raises(BadInput), context.write() as session:
            session.add(row)
        return
    with context.write() as session:
        session.add(row)
    with context.read() as session:
        assert session.scalars(select(PolicyValue.value)).one() == value


def test_instants_come_back_in_utc_whatever_zone_they_went_in(context: Context) -> None:
    local = datetime(2026, 10, 15, 9, 30, tzinfo=context.time.zone)
    with context.write() as session:
        session.add(PolicyValue(key="x", value=1, since=local, set_at=local, set_by="t"))
    with context.read() as session:
        since = session.scalars(select(PolicyValue.since)).one()
    assert since == local
    assert since.tzinfo is UTC


def test_nobody_is_two_people(context: Context) -> None:
    """A broken constraint is a bug of the caller's, and is not dressed up for people."""
    with pytest.raises(IntegrityError), context.write() as session:
        a_person(session, "1001")
        a_person(session, "1001")


def test_today_is_the_centres_date_and_not_utcs(context: Context, clock: TestClock) -> None:
    clock.now = datetime(2026, 10, 15, 17, 0, tzinfo=UTC)
    assert context.today() == date(2026, 10, 16)
