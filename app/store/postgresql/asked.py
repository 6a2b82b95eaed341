"""A server's connection as the checks of any store ask it: values by `?`, rows as they come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.engine import Connection


@dataclass(frozen=True, slots=True)
class Asked:
    """In the transaction that is open on `connection`."""

    connection: Connection

    def execute(self, statement: str, values: Sequence[object] = ()) -> Any:
        bare: Any = self.connection.connection.driver_connection
        if values:
            return bare.execute(statement.replace("?", "%s"), tuple(values))
        return bare.execute(statement)
