"""The demo's annual leave: a kind of the centre's own, with this year's days for everybody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from app.demo.keys import Keys
from app.demo.show import Show
from app.models import LeaveBalance, OwnLeaveKind
from app.rules.vocabulary import BalanceEntry, Counting, Role, Upwards

_KIND = "annual"
_DAYS = (5, 10, 5, 15)
_CARRIED = 3
_EVERY = 4
Rows = Iterator[tuple[type, list[dict[str, Any]]]]


def balances(show: Show, keys: Keys) -> Rows:
    """Days by seniority, and for some what they carried over."""
    today = show.stage.today
    kind = {
        "id": 1, "code": _KIND, "name": "年休假", "notice_days": 1, "director": Upwards.LONG,
        "has_balance": True, "counting": Counting.ROSTERED, "retired": False,
    }  # fmt: skip
    yield OwnLeaveKind, [kind]
    at = show.stage.now.replace(month=1, day=4, hour=1, minute=0, second=0, microsecond=0)
    here = [
        person for person in show.cast
        if person.employed_on(today) and person.posts[-1].role is not Role.CENTRE_DIRECTOR
    ]  # fmt: skip
    rows = []
    for place, person in enumerate(here):
        rows.append(_entry(keys.people[person.no], BalanceEntry.GRANT, _DAYS[place % 4], at))
        if place % _EVERY == _EVERY - 1:
            rows.append(_entry(keys.people[person.no], BalanceEntry.CARRY_OVER, _CARRIED, at))
    yield LeaveBalance, rows


def _entry(person: int, entry: BalanceEntry, days: int, at: datetime) -> dict[str, Any]:
    return {
        "person_id": person, "kind": _KIND, "entry": entry, "days": days, "leave_no": "",
        "at": at, "by_no": "1001", "note": "",
    }  # fmt: skip
