"""What became of a transaction whose answer was lost: the store itself is asked.

Not by the server's own account of transactions: after a crash it gives a number that never reached
the disk to another one. With the lock in hand nobody is at work any more, and the entry in the
trail is there, or it is not.
"""

from __future__ import annotations

from contextlib import closing
from time import monotonic, sleep

import psycopg

from app.address import ServerAddress
from app.errors import StoreProblem
from app.store.postgresql.connecting import connect
from app.store.postgresql.engine import LOCK

PATIENCE = 30.0
"""Seconds for which a server that does not answer is asked."""
_PAUSE = 0.5
_LOOK = "SELECT 1 FROM audit_entry WHERE id = %s AND link = %s"


def was_committed(address: ServerAddress, proof: tuple[int, str]) -> bool | None:
    """Whether the entry with this number and link (hex) is in the trail; None: nobody answers."""
    until = monotonic() + PATIENCE
    while True:
        try:
            return _look(address, proof)
        except (psycopg.Error, StoreProblem):
            if monotonic() > until:
                return None
        sleep(_PAUSE)


def _look(address: ServerAddress, proof: tuple[int, str]) -> bool:
    number, link = proof
    with closing(connect(address)) as connection, connection.transaction():
        connection.execute(f"SELECT pg_advisory_xact_lock({LOCK})")
        found = connection.execute(_LOOK, (number, bytes.fromhex(link))).fetchone()
    return found is not None
