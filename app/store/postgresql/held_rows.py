"""The rows that are held against the trail, counted by the server itself (`triggers.py`).

Its digest is another than a file's: whoever copies a store from one kind to the other counts anew.
"""

from __future__ import annotations

import json

from sqlalchemy.engine import Connection

from app.store.held import Sums
from app.store.postgresql.triggers import HELD, held_arguments, held_tables

_CHANGED = f"SELECT nullif(current_setting('{HELD}', true), '')"


def changed(connection: Connection) -> Sums:
    """What the transaction has changed so far."""
    sums = Sums()
    told = connection.exec_driver_sql(_CHANGED).scalar()
    for table, number in json.loads(told or "{}").items():
        sums.add(table, int(number))
    return sums


def standing(connection: Connection) -> Sums:
    """What stands in the store."""
    sums = Sums()
    for table in held_tables():
        apart, only = held_arguments(table)
        number = connection.exec_driver_sql(
            f"SELECT coalesce(sum(held_rows(to_jsonb(held.*), {apart}, {only})), 0) "
            f'FROM "{table}" AS held'
        ).scalar_one()
        sums.add(table, int(number))
    return sums
