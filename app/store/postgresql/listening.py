"""Hears of every commit that puts something on record, as the server tells it."""

from __future__ import annotations

from dataclasses import dataclass

import psycopg
from psycopg import pq

from app.address import ServerAddress
from app.store.postgresql.connecting import Bare, connect
from app.store.postgresql.problems import explained
from app.store.postgresql.triggers import CHANNEL


@dataclass(slots=True)
class ServerWatch:
    """A connection of its own that listens; see `store/port.py`."""

    address: ServerAddress
    connection: Bare

    @classmethod
    def on(cls, address: ServerAddress) -> ServerWatch:
        """It hears what is committed from now on: read everything after it is there."""
        connection = connect(address)
        try:
            connection.execute(f"LISTEN {CHANNEL}")
        except BaseException as error:
            connection.close()
            raise explained(error, address) or error from error
        return cls(address, connection)

    @property
    def handle(self) -> int:
        return self.connection.fileno()

    def heard(self) -> bool:
        """Takes in what has come, without waiting for more."""
        try:
            connection = self.connection.pgconn
            connection.consume_input()
            told = False
            while connection.notifies() is not None:
                told = True
            if connection.status == pq.ConnStatus.BAD:
                raise psycopg.OperationalError("the server closed the connection")
        except psycopg.Error as error:
            raise explained(error, self.address) or error from error
        return told

    def close(self) -> None:
        self.connection.close()
