"""A computer's clock that is set back breaks no rule: what is decided now comes after all else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.context import Context
from app.errors import RuleViolated
from app.models import AuditEntry, Leave, Swap
from app.services.leave import requests as leaves
from tests.factories import NOW, SmallCentre, TestClock
from tests.services.requests.test_leave import acting, approve, file, found, refused, the
from tests.services.requests.test_swaps import effective

pytestmark = pytest.mark.rule("LEAVE-8", "LEAVE-9")


def recorded(context: Context) -> list[object]:
    with context.read() as session:
        return list(session.scalars(select(AuditEntry.at).order_by(AuditEntry.id)))


@pytest.mark.parametrize("minutes", [5, 60, 3 * 1440])
def test_no_second_leave_on_one_day_after_the_clock_was_set_back(
    centre: SmallCentre, clock: TestClock, minutes: int
) -> None:
    file(centre, "1002", 19)
    clock.pass_by(minutes=-minutes)
    with pytest.raises(RuleViolated) as error:
        file(centre, "1002", 19)
    assert refused(error) == {"LEAVE-9"}


def test_of_two_live_leaves_on_one_day_none_is_approved_whichever_was_filed_first(
    centre: SmallCentre,
) -> None:
    """As another store's register may bring them along."""
    first, second = file(centre, "1002", 19), file(centre, "1002", 22)
    with centre.context.write() as session:
        day = the(centre, first).first
        session.execute(
            update(Leave).where(Leave.leave_no == second).values(first_date=day, last_date=day)
        )
    for no in (first, second):
        approve(centre, no, "1000")
        with pytest.raises(RuleViolated) as error:
            approve(centre, no, "0002")
        assert "LEAVE-9" in refused(error)
    leaves.decline_leave(acting(centre, "0002"), second, the(centre, second).version, "twice")
    approve(centre, first, "0002")
    assert found(centre) == []


def test_no_leave_on_a_swapped_shift_after_the_clock_was_set_back(
    centre: SmallCentre, clock: TestClock
) -> None:
    effective(centre, "1001", "2002", 20, 20)
    clock.pass_by(minutes=-5)
    with pytest.raises(RuleViolated) as error:
        file(centre, "1001", 20)
    assert refused(error) == {"LEAVE-8"}


def test_no_leave_on_a_swapped_shift_whose_register_names_a_time_to_come(
    centre: SmallCentre,
) -> None:
    effective(centre, "1001", "2002", 20, 20)
    with centre.context.write() as session:
        session.execute(update(Swap).values(effective_at=NOW + timedelta(hours=3)))
    with pytest.raises(RuleViolated) as error:
        file(centre, "1001", 20)
    assert refused(error) == {"LEAVE-8"}


def test_what_is_decided_after_the_clock_was_set_back_is_dated_after_what_was_before(
    centre: SmallCentre, clock: TestClock
) -> None:
    no = file(centre, "1002", 19)
    approve(centre, no, "1000")
    clock.pass_by(days=-1)
    approve(centre, no, "0002")
    assert [step.at for step in the(centre, no).steps] == [NOW, NOW]
    assert the(centre, no).approved_at == NOW
    assert recorded(centre.context) == sorted(recorded(centre.context))  # type: ignore[type-var]
    assert found(centre) == []
    clock.pass_by(days=1, minutes=1)
    assert the(centre, file(centre, "1003", 21)).filed_at == clock.now
