"""Connections to a server: how long each side waits, and what is refused beforehand."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict

from app.address import LOCAL, ServerAddress
from app.errors import StoreProblem
from app.rules.vocabulary import msg
from app.store.postgresql.heeding import Heedful
from app.store.postgresql.passwords import password_for
from app.store.postgresql.refusals import refusal

Bare = Heedful

CONNECT_SECONDS = 5
_CLIENT: dict[str, Any] = {
    "connect_timeout": CONNECT_SECONDS,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 8000,
    "application_name": "dutydesk",
    "client_encoding": "utf8",
}
"""What is told of a server within 10 seconds: that it is gone, or its cable out (milliseconds for
`tcp_user_timeout`, seconds elsewhere)."""

SESSION = {
    "lock_timeout": "10s",
    "idle_in_transaction_session_timeout": "8s",
    "tcp_keepalives_idle": "10",
    "tcp_keepalives_interval": "3",
    "tcp_keepalives_count": "3",
    "tcp_user_timeout": "15000",
    "timezone": "UTC",
    "datestyle": "ISO",
    "standard_conforming_strings": "on",
    "quote_all_identifiers": "off",
}
"""What the server does by itself: a desk that vanished in a transaction holds nobody up longer."""

_SAID_FIRST = {"PGTZ", "PGDATESTYLE"}
ENCRYPTED = "verify-full"
_WHERE = ("service", "host", "hostaddr", "sslmode")


def connect(
    address: ServerAddress, *, kind: type[Bare] = Bare, read_only: bool = False, **session: str
) -> Bare:
    """A connection that commits each statement by itself until one says BEGIN.

    `session`: further settings of the server's, by their names. StoreProblem says why there is
    none; StoreSilent, PasswordNeeded.
    """
    settings = {**SESSION, **session}
    if read_only:
        settings["default_transaction_read_only"] = "on"
    options = " ".join(f"-c {name}={value}" for name, value in settings.items())
    given = _parts(address)
    own: dict[str, Any] = {
        **_safety(given, address),
        **{name: value for name, value in _CLIENT.items() if name not in given},
        "options": f"{given.get('options', '')} {options}".strip(),
    }
    if (password := password_for(address)) is not None:
        own["password"] = password
    try:
        connection = kind.connect(address.url, autocommit=True, **own)
        if _SAID_FIRST & os.environ.keys():  # libpq says these itself, and is heeded
            connection.execute("SET timezone TO 'UTC'; SET datestyle TO 'ISO'")
    except psycopg.Error as error:
        raise refusal(error, address) from error
    return connection


def _parts(address: ServerAddress) -> Mapping[str, Any]:
    try:
        return conninfo_to_dict(address.url)
    except psycopg.ProgrammingError as error:
        raise StoreProblem(
            msg("The address is not right."),
            msg(
                "{address} has a part that is unknown or not complete. Check what stands behind "
                "the question mark: names and values as in sslmode=verify-full, with & between.",
                address=address.url,
            ),
        ) from error


def _safety(given: Mapping[str, Any], address: ServerAddress) -> dict[str, str]:
    """What libpq is told besides; StoreProblem where what is said to the server could be read, or
    answered, by others.

    Where a service file says which server it is, only libpq knows: it checks any certificate.
    """
    said = {name: given.get(name) or os.environ.get(f"PG{name.upper()}", "") for name in _WHERE}
    if said["sslmode"] == ENCRYPTED:
        return {}
    if said["service"]:
        return {"sslmode": ENCRYPTED}
    places = {place for name in ("host", "hostaddr") for place in said[name].split(",")}
    if all(place in LOCAL or place.startswith("/") for place in places):
        return {}
    raise StoreProblem(
        msg("The way to the server is not safe."),
        msg(
            "{host} is another machine, and the address does not ask for its certificate. Add "
            "sslmode=verify-full to the address; what the server's keeper gave out as its root "
            "certificate is named by sslrootcert=.",
            host=said["hostaddr"] or said["host"],
        ),
    )
