"""Passwords: argon2id hashes, one-time passwords, what is too weak. Pure but for randomness."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from app.errors import BadInput
from app.rules.vocabulary import msg
from app.services.accounts.strength import why_weak

if TYPE_CHECKING:
    from argon2 import PasswordHasher

MIN_LENGTH = 8
MAX_LENGTH = 200
"""Longer input is no password but an attempt to keep the hash busy."""
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that people misread for another
# What an unknown login is verified against, so that it takes as long as a known one.
NOBODYS = (
    "$argon2id$v=19$m=65536,t=3,p=1$JU4Rp03GQKUj4QmMbaQEPA"
    "$BpLizNWn4p92KxiBnlVEhoVtl1kYkqOaZAvZnlsTS/Y"
)


@cache
def _hasher() -> PasswordHasher:
    """argon2id with 64 MiB and 3 passes, some 160 ms a hash; one thread, as the cost is meant."""
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=1)


def prepare() -> None:
    """Import what hashing needs, before somebody waits for it."""
    _hasher()


def hashed(password: str) -> str:
    """The encoded hash of `password`, with its own salt."""
    return _hasher().hash(password)


def matches(encoded: str, password: str) -> bool:
    """Whether `password` is the one; takes the same time whether it is or not."""
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return _hasher().verify(encoded, password[:MAX_LENGTH])
    except (VerificationError, InvalidHashError):
        return False


def outdated(encoded: str) -> bool:
    """Whether the hash was made with other costs than today's."""
    return _hasher().check_needs_rehash(encoded)


def one_time() -> str:
    """A password to be read out or printed and changed at once: 12 letters in three groups."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))
    return "-".join(groups)


def made_up() -> tuple[str, str]:
    """A one-time password and its hash."""
    password = one_time()
    return password, hashed(password)


def require_strong(password: str, known: Iterable[str]) -> None:
    """BadInput for what would be guessed first; no rules about signs. `known`: what others know
    of its holder, such as login and name."""
    if len(password) < MIN_LENGTH:
        raise BadInput(
            msg("Password too short"),
            msg("Choose a password of at least {n} characters.", n=MIN_LENGTH),
        )
    if len(password) > MAX_LENGTH:
        raise BadInput(
            msg("Password too long"),
            msg("Choose a password of at most {n} characters.", n=MAX_LENGTH),
        )
    why = why_weak(password, known)
    if why is not None:
        raise BadInput(
            msg("Password too easy"),
            msg(
                "{why} A longer one would do, such as four words that have nothing to do with each"
                " other.",
                why=why,
            ),
        )
