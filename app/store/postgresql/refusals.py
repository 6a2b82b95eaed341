"""Why no connection came about, in words: the driver's error says next to nothing that is not text,
so the server is asked again, bare (`knocking.py`)."""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg import errors

from app.address import ServerAddress
from app.errors import AppError, StoreProblem
from app.rules.vocabulary import Message, msg
from app.store.postgresql.knocking import Knocked, Unsafe, knock, nobody_knows
from app.store.postgresql.problems import of_state, shown, silent, unknown, wanted

_UNSAFE: dict[Unsafe, Message] = {
    Unsafe.NO_TLS: msg(
        "{store} is on a server that does not encrypt. Nothing was sent to it; have its keeper "
        "switch TLS on (ssl = on)."
    ),
    Unsafe.NO_ROOT: msg(
        "The root certificate that {store} is to be known by cannot be read on this computer. Name "
        "the file that the server's keeper gave out by sslrootcert= in the address."
    ),
    Unsafe.NAME: msg(
        "The certificate that the server of {store} shows is another machine's. Write the server's "
        "name in the address as its keeper gave it out."
    ),
    Unsafe.EXPIRED: msg(
        "The certificate of the server of {store} is out of date, or this computer's clock is "
        "wrong. Its keeper has a new one made."
    ),
    Unsafe.UNKNOWN: msg(
        "The certificate that the server of {store} shows was not signed by the root certificate "
        "that this computer knows. It may be another machine that pretends: ask the server's "
        "keeper before you go on."
    ),
}


def refusal(error: psycopg.Error, address: ServerAddress) -> AppError:
    """What is said of a connection that did not come about."""
    if error.sqlstate and not isinstance(error, errors.ConnectionTimeout):
        return of_state(error.sqlstate, address) or silent(address)
    tried: Any = error.pgconn
    if isinstance(error, errors.ConnectionTimeout):
        return silent(address)
    if tried is None:  # the driver did not come as far as a connection
        host = address.host
        return unknown(host) if host and nobody_knows(host) else silent(address)
    if tried.needs_password:
        return wanted(address)
    given: dict[str, Any] = {
        option.keyword.decode(): option.val.decode() for option in tried.info if option.val
    }
    for name in ("host", "hostaddr", "port", "password"):
        if value := getattr(tried, name):
            given[name] = value.decode()
    try:
        knock(given)
    except Knocked as told:
        return _of(told, address)
    return silent(address)


def _of(told: Knocked, address: ServerAddress) -> AppError:
    if told.unsafe is not None:
        title = msg("The server cannot show that it is the right one.")
        words = _UNSAFE[told.unsafe]
        return StoreProblem(title, msg(words.msgid, store=shown(address)))
    return of_state(told.state or "", address) or silent(address)
