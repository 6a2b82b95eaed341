"""The centre's own kinds of leave as rows."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import OwnLeaveKind
from app.rules.vocabulary import Counting, Upwards


@dataclass(frozen=True, slots=True)
class KindDetails:
    """A kind of one's own. `notice_days`: 1 is filed on an earlier date than the first day."""

    code: str
    name: str
    notice_days: int = 1
    director: Upwards = Upwards.LONG
    has_balance: bool = False
    retired: bool = False
    counting: Counting = Counting.ROSTERED


def own_kind_details(session: Session) -> list[KindDetails]:
    """The centre's own kinds, retired ones last."""
    kind = OwnLeaveKind
    found = session.execute(
        select(
            kind.code, kind.name, kind.notice_days, kind.director, kind.has_balance, kind.retired,
            kind.counting,
        ).order_by(kind.retired, kind.id)
    )  # fmt: skip
    return [KindDetails(**columns._asdict()) for columns in found]
