"""Passwords for servers that were typed: in this process's memory, and nowhere else."""

from __future__ import annotations

from app.address import ServerAddress

_told: dict[str, str] = {}


def tell(address: ServerAddress, password: str) -> None:
    """Use this password for the address from now on."""
    _told[address.url] = password


def password_for(address: ServerAddress) -> str | None:
    """What was typed for it; None: libpq looks in its password file."""
    return _told.get(address.url)
