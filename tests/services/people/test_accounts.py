"""Signing in, passwords, and who may sign in at all."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select, update

from app.context import Context
from app.errors import AppError, BadInput, Conflict, NotAllowed, NotFound
from app.models import Account, AuditEntry
from app.queries.accounts import rows
from app.reading import permission
from app.reading.accounts.listing import all_accounts
from app.reading.accounts.sign_in import has_accounts
from app.rules.permissions import Action
from app.rules.vocabulary import Message
from app.services.accounts import managing as accounts
from app.services.accounts import passwords, sign_in
from app.services.people import people
from tests.services.people.centre import Centre

GOOD = "correct horse battery"


@pytest.fixture(autouse=True)
def _quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes of another cost are as good to everything but an attacker."""
    from argon2 import PasswordHasher

    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", lambda: quick)


@pytest.fixture
def admin(centre: Centre) -> sign_in.SignedIn:
    return sign_in.set_up_administrator(centre.keeper, "Root", GOOD)


def fail(ctx: Context, login: str, times: int = 1) -> AppError:
    """Give a wrong password so many times; the last refusal."""
    for _ in range(times):
        with pytest.raises(NotAllowed) as refused:
            sign_in.sign_in(ctx, login, "wrong")
    return refused.value


def _issued(ctx: Context, person_id: int) -> accounts.OneTimePassword:
    (made,) = accounts.create_accounts(ctx, [person_id])
    return made


def test_the_first_start_sets_up_the_administrator_and_only_the_first(centre: Centre) -> None:
    assert not has_accounts(centre.keeper)
    signed_in = sign_in.set_up_administrator(centre.keeper, " Root ", GOOD)
    assert signed_in.actor.name == "root"
    assert has_accounts(centre.keeper)
    with pytest.raises(Conflict):
        sign_in.set_up_administrator(centre.keeper, "other", GOOD)


@pytest.mark.usefixtures("admin")
def test_case_and_width_of_a_login_do_not_matter(centre: Centre) -> None:
    assert sign_in.sign_in(centre.keeper, "ＲＯＯＴ", GOOD).login == "root"


@pytest.mark.usefixtures("admin")
def test_an_unknown_login_is_answered_as_a_wrong_password_is(centre: Centre) -> None:
    known, unknown = fail(centre.keeper, "root"), fail(centre.keeper, "nobody")
    assert (known.title, known.message) == (unknown.title, unknown.message)


@pytest.mark.usefixtures("admin")
@pytest.mark.parametrize("login", ["root", "nobody"])
def test_four_failures_cost_nothing_the_fifth_a_wait_known_or_not(
    centre: Centre, login: str
) -> None:
    fail(centre.keeper, login, 4)
    assert fail(centre.keeper, login).message.msgid == "Login or password is wrong."
    refused = fail(centre.keeper, login)
    assert refused.message.params == {"seconds": 15}


@pytest.mark.usefixtures("admin")
def test_the_wait_doubles_up_to_a_quarter_of_an_hour_and_never_locks_for_good(
    centre: Centre,
) -> None:
    waits = []
    fail(centre.keeper, "root", 5)
    for _ in range(9):
        waits.append(fail(centre.keeper, "root").message.params["seconds"])
        centre.clock.forward(seconds=waits[-1])
        fail(centre.keeper, "root")
    assert waits == [15, 30, 60, 120, 240, 480, 900, 900, 900]
    centre.clock.forward(seconds=899)
    with pytest.raises(NotAllowed):
        sign_in.sign_in(centre.keeper, "root", GOOD)
    centre.clock.forward(seconds=1)
    assert sign_in.sign_in(centre.keeper, "root", GOOD)


@pytest.mark.usefixtures("admin")
def test_a_sign_in_forgets_the_failures_before_it(centre: Centre) -> None:
    fail(centre.keeper, "root", 4)
    sign_in.sign_in(centre.keeper, "root", GOOD)
    fail(centre.keeper, "root", 4)
    assert sign_in.sign_in(centre.keeper, "root", GOOD)


@pytest.mark.usefixtures("admin")
def test_a_try_that_never_ends_counts_as_failed(
    centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    def power_cut(*_args: Any) -> bool:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(passwords, "matches", power_cut)
        for _ in range(5):
            with pytest.raises(KeyboardInterrupt):
                sign_in.sign_in(centre.keeper, "root", "guess")
    assert fail(centre.keeper, "root").title.msgid == "Too many attempts"


@pytest.mark.usefixtures("admin")
def test_a_clock_set_back_does_not_lock_anybody_out(centre: Centre) -> None:
    fail(centre.keeper, "root", 5)
    centre.clock.forward(days=-2)
    assert sign_in.sign_in(centre.keeper, "root", GOOD)


@pytest.mark.usefixtures("admin")
def test_sign_ins_and_failures_are_audited_without_what_nobody_is_called(centre: Centre) -> None:
    sign_in.sign_in(centre.keeper, "root", GOOD)
    fail(centre.keeper, "root")
    fail(centre.keeper, "my password by mistake")
    with centre.keeper.read() as session:
        entries = session.execute(
            select(AuditEntry.actor, AuditEntry.action, AuditEntry.subject).where(
                AuditEntry.action.startswith("account.sign_in")
            )
        ).all()
    assert [tuple(entry) for entry in entries] == [
        ("root", "account.sign_in", "account:root"),
        ("os:test", "account.sign_in_failed", "account:root"),
        ("os:test", "account.sign_in_failed", "account:?"),
    ]


def test_a_new_account_has_a_one_time_password_that_must_be_changed(centre: Centre) -> None:
    issued = _issued(centre.keeper, centre.ids["agent"])
    assert (issued.login, issued.employee_no) == ("agent", "agent")
    first = sign_in.sign_in(centre.keeper, "agent", issued.password)
    assert first.must_change
    assert first.actor.person_id == centre.ids["agent"]
    me = centre.keeper.acting_as(first.actor)
    for transaction in (me.read, me.write):
        with pytest.raises(NotAllowed) as refused, transaction():
            pass
        assert refused.value.title.msgid == "Choose a password first"
    now = centre.keeper.acting_as(sign_in.change_password(me, issued.password, GOOD))
    with now.read() as session:
        assert permission.standing(now, session).person_id == centre.ids["agent"]
    assert not sign_in.sign_in(centre.keeper, "agent", GOOD).must_change
    with pytest.raises(NotAllowed):
        sign_in.sign_in(centre.keeper, "agent", issued.password)


def test_a_person_has_one_account_and_a_login_one_holder(centre: Centre) -> None:
    agent = centre.ids["agent"]

    def somebody_else_does(_what: Message, _share: float) -> None:
        _issued(centre.keeper, agent)

    with pytest.raises(Conflict) as again:
        accounts.create_accounts(centre.keeper, [agent], somebody_else_does)
    assert again.value.title.msgid == "Already has an account"
    with centre.keeper.write() as session:
        session.execute(update(Account).values(login="leader"))
    with pytest.raises(Conflict) as taken:
        accounts.create_accounts(centre.keeper, [centre.ids["leader"]])
    assert taken.value.title.msgid == "Login taken"


def test_accounts_for_a_whole_team_leave_out_who_has_one(centre: Centre) -> None:
    _issued(centre.keeper, centre.ids["agent"])
    told: list[float] = []
    made = accounts.create_accounts(
        centre.keeper,
        [centre.ids["leader"], centre.ids["agent"], centre.ids["head"]],
        lambda _what, share: told.append(share),
    )
    assert [one.employee_no for one in made] == ["leader", "head"]
    assert told == [0.5, 1.0]
    assert all(sign_in.sign_in(centre.keeper, one.login, one.password) for one in made)


@pytest.mark.parametrize("no", ["agent", "leader", "head", "director", "inspector"])
def test_only_an_administrator_makes_accounts(centre: Centre, no: str) -> None:
    with pytest.raises(NotAllowed) as refused:
        _issued(centre.acting(no), centre.ids["agent"])
    assert refused.value.message.msgid == "Only {who} may {what}."
    assert _issued(centre.acting("admin"), centre.ids["agent"])


def test_a_reset_ends_the_wait_and_the_old_password(centre: Centre) -> None:
    _issued(centre.keeper, centre.ids["agent"])
    fail(centre.keeper, "agent", 6)
    with centre.keeper.read() as session:
        account = rows.account_of(session, centre.ids["agent"])
    assert account is not None
    (issued,) = accounts.reset_passwords(centre.acting("admin"), [account.id])
    assert sign_in.sign_in(centre.keeper, "agent", issued.password).must_change


def test_nobody_makes_up_a_new_password_for_themselves(centre: Centre) -> None:
    """It would stand in one dialog, and the old one be gone."""
    _issued(centre.keeper, centre.ids["admin"])
    with centre.keeper.read() as session:
        own = rows.account_of(session, centre.ids["admin"])
    assert own is not None
    with pytest.raises(NotAllowed):
        accounts.reset_passwords(centre.acting("admin"), [own.id])


def test_several_passwords_are_replaced_together_or_none(centre: Centre) -> None:
    old = accounts.create_accounts(centre.keeper, [centre.ids["agent"], centre.ids["leader"]])
    with centre.keeper.read() as session:
        keys = [row.id for row in rows.accounts(session)]
    with pytest.raises(NotFound):
        accounts.reset_passwords(centre.keeper, [*keys, 99])
    assert sign_in.sign_in(centre.keeper, "agent", old[0].password)
    new = accounts.reset_passwords(centre.acting("admin"), keys)
    assert [one.login for one in new] == ["agent", "leader"]
    assert all(sign_in.sign_in(centre.keeper, one.login, one.password) for one in new)
    with pytest.raises(NotAllowed):
        sign_in.sign_in(centre.keeper, "agent", old[0].password)


def test_the_account_of_the_first_start_is_listed_and_closed_like_any_other(
    centre: Centre, admin: sign_in.SignedIn
) -> None:
    _issued(centre.keeper, centre.ids["admin"])
    listed = all_accounts(centre.acting("admin"))
    assert [(row.login, row.person_id is None) for row in listed] == [
        ("root", True), ("admin", False),
    ]  # fmt: skip
    with pytest.raises(NotAllowed):
        accounts.disable(centre.keeper.acting_as(admin.actor), [listed[0].id])
    accounts.disable(centre.acting("admin"), [listed[0].id])
    with pytest.raises(NotAllowed):
        sign_in.sign_in(centre.keeper, "root", GOOD)
    accounts.enable(centre.acting("admin"), [listed[0].id])
    (issued,) = accounts.reset_passwords(centre.acting("admin"), [listed[0].id])
    assert sign_in.sign_in(centre.keeper, "root", issued.password).must_change


def test_only_administrators_see_the_accounts(centre: Centre) -> None:
    for no in ("agent", "leader", "head", "director", "inspector"):
        with pytest.raises(NotAllowed):
            all_accounts(centre.acting(no))


def test_a_disabled_account_signs_in_no_more_and_loses_its_say_at_once(centre: Centre) -> None:
    issued = _issued(centre.keeper, centre.ids["agent"])
    with centre.keeper.read() as session:
        account = rows.account_of(session, centre.ids["agent"])
        assert permission.standing(centre.acting("agent"), session).may(
            Action.FILE_LEAVE, person_id=centre.ids["agent"]
        )
    assert account is not None
    accounts.disable(centre.acting("admin"), [account.id])
    with pytest.raises(NotAllowed) as refused:
        sign_in.sign_in(centre.keeper, "agent", issued.password)
    assert "disabled" in refused.value.message.msgid
    with centre.keeper.read() as session:
        standing = permission.standing(centre.acting("agent"), session)
        assert not standing.may(Action.FILE_LEAVE, person_id=centre.ids["agent"])
    accounts.enable(centre.acting("admin"), [account.id])
    assert sign_in.sign_in(centre.keeper, "agent", issued.password)


def test_nobody_disables_the_own_account_or_the_last_administrators(centre: Centre) -> None:
    _issued(centre.keeper, centre.ids["admin"])
    with centre.keeper.read() as session:
        account = rows.account_of(session, centre.ids["admin"])
    assert account is not None
    with pytest.raises(NotAllowed) as own:
        accounts.disable(centre.acting("admin"), [account.id])
    assert own.value.title.msgid == "Your own account"
    with pytest.raises(NotAllowed) as last:
        accounts.disable(centre.keeper, [account.id])
    assert last.value.title.msgid == "The last administrator"


def test_who_left_cannot_sign_in_from_the_day_after_the_last(centre: Centre) -> None:
    issued = _issued(centre.keeper, centre.ids["agent"])
    people.leave_centre(
        centre.keeper, centre.ids["agent"], centre.row("agent").version, centre.keeper.today()
    )
    assert sign_in.sign_in(centre.keeper, "agent", issued.password)
    centre.clock.forward(days=1)
    with pytest.raises(NotAllowed) as refused:
        sign_in.sign_in(centre.keeper, "agent", issued.password)
    assert "not employed" in refused.value.message.msgid


def test_changing_a_password_asks_for_the_current_one_and_counts_the_tries(
    centre: Centre, admin: sign_in.SignedIn
) -> None:
    me = centre.keeper.acting_as(admin.actor)
    for _ in range(5):
        with pytest.raises(NotAllowed) as refused:
            sign_in.change_password(me, "guess", "another good one")
        assert refused.value.title.msgid == "Password not changed"
    with pytest.raises(NotAllowed) as waiting:
        sign_in.change_password(me, GOOD, "another good one")
    assert waiting.value.title.msgid == "Too many attempts"


@pytest.mark.parametrize(
    ("password", "problem"),
    [("seven77", "Password too short"), ("x" * 201, "Password too long")],
)
def test_a_password_has_8_to_200_signs(centre: Centre, password: str, problem: str) -> None:
    with pytest.raises(BadInput) as refused:
        sign_in.set_up_administrator(centre.keeper, "root", password)
    assert refused.value.title.msgid == problem
    assert not has_accounts(centre.keeper)


@pytest.mark.parametrize("login", ["", "  ", "two words", "x" * 65, "bell\a"])
def test_a_login_is_short_printable_and_without_spaces(centre: Centre, login: str) -> None:
    with pytest.raises(BadInput):
        sign_in.set_up_administrator(centre.keeper, login, GOOD)


def test_passwords_are_kept_as_argon2id_of_64_mib_and_3_passes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.undo()
    encoded = passwords.hashed(GOOD)
    assert encoded.startswith("$argon2id$v=19$m=65536,t=3,p=")
    assert encoded.split("$")[:4] == passwords.NOBODYS.split("$")[:4]
    assert passwords.matches(encoded, GOOD)
    assert not passwords.matches(encoded, "wrong")
    assert not passwords.outdated(encoded)


def test_a_hash_of_other_costs_is_made_anew_at_sign_in(
    centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    from argon2 import PasswordHasher

    sign_in.set_up_administrator(centre.keeper, "root", GOOD)
    dearer = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", lambda: dearer)
    sign_in.sign_in(centre.keeper, "root", GOOD)
    with centre.keeper.read() as session:
        encoded = session.scalars(select(Account.password_hash)).one()
    assert "m=16,t=2" in encoded
