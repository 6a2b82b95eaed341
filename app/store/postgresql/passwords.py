"""Passwords of servers, in this process's memory alone: never on a disk, in a repr or in the log.

Whoever is not to be asked at each start keeps theirs where PostgreSQL's own programs look for it:
in libpq's password file or a service file.
"""

from __future__ import annotations

from app.address import ServerAddress


class _Told:
    """One password, which shows itself to nobody who prints it."""

    __slots__ = ("_password",)

    def __init__(self, password: str) -> None:
        self._password = password

    def reveal(self) -> str:
        return self._password


_told: dict[ServerAddress, _Told] = {}


def tell(address: ServerAddress, password: str) -> None:
    """Connect to `address` with this password from now on; "" forgets the one that was told."""
    if password:
        _told[address] = _Told(password)
    else:
        _told.pop(address, None)


def password_for(address: ServerAddress) -> str | None:
    """What was told; None leaves it to libpq, which may find one."""
    told = _told.get(address)
    return None if told is None else told.reveal()
