"""Passwords of servers are known to this process alone."""

from __future__ import annotations

from app.address import ServerAddress
from app.bootstrap import tell_password
from app.store.postgresql import passwords

ADDRESS = ServerAddress("postgresql://duty@db.example.cn/dutydesk")


def test_a_password_is_kept_until_it_is_forgotten_and_shown_to_nobody() -> None:
    assert passwords.password_for(ADDRESS) is None
    tell_password(ADDRESS, "s3cret")
    assert passwords.password_for(ADDRESS) == "s3cret"
    assert "s3cret" not in repr(vars(passwords)) + repr(ADDRESS)
    assert passwords.password_for(ServerAddress("postgresql://other@db/dutydesk")) is None
    tell_password(ADDRESS, "")
    assert passwords.password_for(ADDRESS) is None
