"""Failed tries to sign in: what is kept of them, and how they are limited over all logins."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import insert, select

from app.errors import NotAllowed
from app.models import SignInFailure
from app.queries.accounts.rows import Failures
from app.services.accounts import sign_in, tries
from tests.services.people.centre import NOON, Centre

GOOD = "correct horse battery"
WRONG, WAIT = "Sign-in refused", "Too many attempts"


pytestmark = pytest.mark.usefixtures("quick_hashes")


@pytest.fixture
def staffed(centre: Centre) -> Centre:
    """The centre with the administrator's account, "root"."""
    sign_in.set_up_administrator(centre.keeper, "root", GOOD)
    return centre


def fail(centre: Centre, login: str) -> str:
    """Give a wrong password; the title of the refusal."""
    with pytest.raises(NotAllowed) as refused:
        sign_in.sign_in(centre.keeper, login, "wrong")
    return refused.value.title.msgid


def crowd(centre: Centre) -> None:
    """As many failures as cost nothing, each under another login."""
    for n in range(tries.ALL_FREE_FAILURES):
        assert fail(centre, f"somebody {n}") == WRONG


def kept(centre: Centre) -> list[str]:
    with centre.keeper.read() as session:
        return list(session.scalars(select(SignInFailure.login)))


def test_nothing_that_was_typed_as_a_login_is_kept(staffed: Centre) -> None:
    for typed in ("my password by mistake", "root"):
        fail(staffed, typed)
    assert len(kept(staffed)) == 3
    assert not any("mistake" in key or "root" in key for key in kept(staffed))


def test_another_store_counts_the_same_login_under_another_digest(staffed: Centre) -> None:
    import hashlib

    fail(staffed, "root")
    plain = hashlib.sha256(b"sign-in root").hexdigest()
    assert not any(plain in key for key in kept(staffed))


def test_what_an_older_version_kept_as_it_was_typed_goes_at_the_next_try(staffed: Centre) -> None:
    with staffed.keeper.write() as session:
        old = {"login": "hunter2hunter2", "failures": 1, "failed_at": staffed.keeper.now()}
        session.execute(insert(SignInFailure), [old])
    sign_in.sign_in(staffed.keeper, "root", GOOD)
    assert "hunter2hunter2" not in kept(staffed)


def test_failures_of_other_days_are_swept_away(staffed: Centre) -> None:
    fail(staffed, "someone")
    (other,) = [key for key in kept(staffed) if key != "hmac:all"]
    staffed.clock.forward(days=1, seconds=1)
    fail(staffed, "root")
    assert other not in kept(staffed)
    assert len(kept(staffed)) == 2


def test_thirty_failures_over_all_logins_cost_nothing_then_who_failed_once_waits(
    staffed: Centre,
) -> None:
    for n in range(tries.ALL_FREE_FAILURES - 1):
        fail(staffed, f"somebody {n}")
    assert fail(staffed, "somebody 0") == WRONG
    assert fail(staffed, "somebody 0") == WAIT
    staffed.clock.forward(seconds=19)
    assert fail(staffed, "somebody 1") == WAIT
    staffed.clock.forward(seconds=1)
    assert fail(staffed, "somebody 1") == WRONG
    assert fail(staffed, "somebody 2") == WAIT


def test_who_mistyped_nothing_signs_in_however_many_others_fail(staffed: Centre) -> None:
    crowd(staffed)
    for n in range(20):
        fail(staffed, f"somebody else {n}")
    assert sign_in.sign_in(staffed.keeper, "root", GOOD)


def test_who_mistyped_once_waits_a_quarter_of_an_hour_at_most(staffed: Centre) -> None:
    fail(staffed, "root")
    crowd(staffed)
    for n in range(44):
        with pytest.raises(NotAllowed):
            sign_in.sign_in(staffed.keeper, "root", GOOD)
        staffed.clock.forward(seconds=20)
        fail(staffed, f"joker {n}")
    staffed.clock.forward(seconds=20)
    assert sign_in.sign_in(staffed.keeper, "root", GOOD)


def test_guessing_over_many_logins_is_slowed_to_three_a_minute(staffed: Centre) -> None:
    logins = [f"somebody {n}" for n in range(50)]
    looked_at = 0
    for _minute in range(5):
        looked_at += sum(fail(staffed, login) == WRONG for login in logins)
        staffed.clock.forward(minutes=1)
    assert looked_at == 50 + 4 * 3


def test_right_sign_ins_do_not_count_towards_the_limit(staffed: Centre) -> None:
    for _ in range(2 * tries.ALL_FREE_FAILURES):
        sign_in.sign_in(staffed.keeper, "root", GOOD)
    assert [fail(staffed, "somebody") for _ in range(2)] == [WRONG, WRONG]


def test_after_ten_quiet_minutes_nothing_is_left_of_it(staffed: Centre) -> None:
    crowd(staffed)
    staffed.clock.forward(minutes=10)
    for n in range(tries.ALL_FREE_FAILURES):
        assert fail(staffed, f"somebody {n}") == WRONG


def test_a_clock_set_back_ends_the_wait_for_all(staffed: Centre) -> None:
    fail(staffed, "root")
    crowd(staffed)
    assert fail(staffed, "root") == WAIT
    staffed.clock.forward(hours=-1)
    assert sign_in.sign_in(staffed.keeper, "root", GOOD)


@pytest.mark.parametrize(
    ("own", "later", "wait"),
    [
        (None, timedelta(0), timedelta(0)),
        (Failures(4, NOON), timedelta(0), timedelta(0)),
        (Failures(5, NOON), timedelta(seconds=5), timedelta(seconds=10)),
        (Failures(500, NOON), timedelta(0), timedelta(minutes=15)),
    ],
)
def test_a_logins_own_wait_is_counted_from_its_last_failure(
    own: Failures | None, later: timedelta, wait: timedelta
) -> None:
    assert tries.wait_left(own, NOON + later) == wait
