"""The page of one shift's handover log, and the list of logs."""

from __future__ import annotations

from datetime import date

from app.context import Context
from app.queries.handover.rows import LogKey, LogPage, LogRow


def log_page(ctx: Context, key: LogKey | None = None) -> LogPage | None:
    """The log of the shift `key`; None: of the shift that the actor works now, or else of the one
    that began last in their department (of the director: in the first). None where there is no
    such shift. NotAllowed for whom may not read it."""
    raise NotImplementedError


def logs(
    ctx: Context, department_id: int | None = None, first: date | None = None,
    last: date | None = None, limit: int = 200,
) -> tuple[LogRow, ...]:  # fmt: skip
    """The logs of a department (None: of all that the actor may read), the newest first."""
    raise NotImplementedError
