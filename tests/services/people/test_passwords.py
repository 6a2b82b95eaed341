"""Which passwords may be chosen: no common ones, and nothing that is known of their holder."""

from __future__ import annotations

import pytest

from app.errors import BadInput
from app.services.accounts import managing, passwords, sign_in
from tests.services.people.centre import Centre

GOOD = "correct horse battery"
KNOWN = ("10234", "Lin Yue", "Harbour Call Centre")


pytestmark = pytest.mark.usefixtures("quick_hashes")


def why(password: str) -> str:
    with pytest.raises(BadInput) as refused:
        passwords.require_strong(password, KNOWN)
    assert refused.value.title.msgid == "Password too easy"
    assert "longer" in refused.value.message.msgid
    return str(refused.value.message.params["why"].msgid)


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("password", "tried first"),
        ("12345678", "tried first"),
        ("ｐａｓｓｗｏｒｄ", "tried first"),
        ("iloveyou", "tried first"),
        ("P@ssw0rd1", "tried first"),
        ("woaini1314", "tried first"),
        ("sunshine99", "tried first"),
        ("lin yue1", "built from"),
        ("10234harbour", "built from"),
        ("asdfghjkl;'", "keys"),
        ("abcabcabcabc", "repeats"),
        ("aaaaaaaab", "repeats"),
        ("20261015", "date"),
        ("cdefghijk", "sequence"),
        ("x7q2v9zu", ""),
    ],
)
def test_what_is_guessed_first_is_refused_with_its_reason(password: str, reason: str) -> None:
    if reason:
        assert reason in why(password)
    else:
        passwords.require_strong(password, KNOWN)


@pytest.mark.parametrize(
    "password",
    [GOOD, "g7#kq2pz", "漢字漢字密碼密碼一二", "lin yue likes autumn rain", "Tr" + "ee9kow-" * 20],
)
def test_what_is_long_enough_for_what_it_is_made_of_is_taken(password: str) -> None:
    passwords.require_strong(password, KNOWN)


def test_eight_signs_at_random_are_just_enough_and_seven_with_a_word_are_not() -> None:
    passwords.require_strong("kv8#wq2z", KNOWN)
    assert why("river-88")


def test_a_one_time_password_would_be_taken() -> None:
    passwords.require_strong(passwords.one_time(), KNOWN)


def test_it_holds_wherever_a_password_is_chosen(centre: Centre) -> None:
    with pytest.raises(BadInput):
        sign_in.set_up_administrator(centre.keeper, "root", "password")
    with pytest.raises(BadInput):
        sign_in.set_up_administrator(centre.keeper, "root", "test centre 1")
    me = centre.keeper.acting_as(sign_in.set_up_administrator(centre.keeper, "root", GOOD).actor)
    with pytest.raises(BadInput):
        sign_in.change_password(me, GOOD, "password1")
    (made,) = managing.create_accounts(centre.keeper, [centre.ids["agent"]])
    agent = centre.keeper.acting_as(sign_in.sign_in(centre.keeper, "agent", made.password).actor)
    with pytest.raises(BadInput) as refused:
        sign_in.change_password(agent, made.password, "person agent")
    assert "built from" in refused.value.message.params["why"].msgid
    sign_in.change_password(agent, made.password, "another good one")
