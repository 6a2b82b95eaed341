"""Setting dated policy values. What was decided stays judged by what was in force then."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput
from app.models import PolicyValue
from app.queries import facts
from app.queries.keeping import policy as rows
from app.reading import permission
from app.rules.deeds import Deed
from app.rules.permissions import Action
from app.rules.policy import BOUNDS, KEYS, PolicyBook, PolicyChange
from app.rules.vocabulary import Message, msg
from app.services.seen import Seen, refuse_stale

MAX_REASON = 500


Changes = tuple[rows.PolicyChangeRow, ...]


def set_value(
    ctx: Context,
    key: str,
    value: int,
    reason: str,
    since: datetime | None = None,
    seen: Seen[Changes] | None = None,
) -> None:
    """Let `key` have `value` from `since` on (now). Nothing is set for the past.

    A planned value is taken back by setting, for the same instant, what holds before it. `seen`:
    the value's history (`PolicyRow.changes`); Stale where more was set since, but the same value.
    """
    with ctx.write() as session:
        permission.require(ctx, session, Action.EDIT_POLICY)
        now = ctx.now()
        since = since or now
        _check(key, value, reason, since, now)
        _check_inspections(session, key, value, since)
        before = facts.policies(session).at(since)
        if getattr(before, key) != value:
            _refuse_stale(session, key, seen)
        session.add(
            PolicyValue(
                key=key, value=value, since=since, set_at=now, set_by=ctx.actor.name,
                reason=reason.strip(),
            )
        )  # fmt: skip
        ctx.audit(
            session,
            Deed.POLICY_SET,
            f"policy:{key}",
            {"value": getattr(before, key)},
            {"value": value, "since": since, "reason": reason.strip()},
        )


def _refuse_stale(session: Session, key: str, seen: Seen[Changes] | None) -> None:
    stands = tuple(one for one in reversed(rows.history(session)) if one.key == key)
    refuse_stale(session, seen, stands, None, _said, f"policy:{key}")


def _said(changes: Changes) -> Message:
    latest = max(changes, key=lambda one: one.set_at)
    return msg("{value} from {since}", value=latest.value, since=latest.since)


def _check(key: str, value: int, reason: str, since: datetime, now: datetime) -> None:
    if key not in KEYS:
        raise BadInput(msg("No such value"), msg("{key} is no policy value.", key=key))
    bounds = BOUNDS[key]
    if not bounds.least <= value <= bounds.most:
        raise BadInput(
            msg("Value out of range"),
            msg("A value from {least} to {most}.", least=bounds.least, most=bounds.most),
        )
    if since < now:
        raise BadInput(
            msg("In the past"),
            msg("What was decided stays judged by what was in force: choose now or later."),
        )
    if not reason.strip():
        raise BadInput(msg("Reason missing"), msg("Say why it changes: the history shows it."))
    if len(reason) > MAX_REASON:
        raise BadInput(msg("Reason too long"), msg("At most {n} letters.", n=MAX_REASON))


def _check_inspections(session: Session, key: str, value: int, since: datetime) -> None:
    """QA-1's least number of inspections never exceeds its greatest, now or as planned."""
    changes = [PolicyChange(one.since, one.key, one.value) for one in rows.history(session)]
    book = PolicyBook([*changes, PolicyChange(since, key, value)])
    for moment in {since, *(one.since for one in changes if one.since > since)}:
        policy = book.at(moment)
        if policy.qa_min_inspections > policy.qa_max_inspections:
            raise BadInput(
                msg("Values contradict each other"),
                msg(
                    "At least {least} and at most {most} inspections a month cannot both hold.",
                    least=policy.qa_min_inspections,
                    most=policy.qa_max_inspections,
                ),
            )
