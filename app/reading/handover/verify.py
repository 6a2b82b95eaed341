"""Whether the store still holds what was printed of a log."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import NotFound
from app.models import AuditEntry
from app.queries.handover import items, logs
from app.queries.handover.logs import LogHead, Seal
from app.queries.handover.rows import Somebody
from app.queries.handover.seal import as_it_stands
from app.reading import permission
from app.rules.deeds import Deed
from app.rules.facts import Place
from app.rules.handover.seal import content, differing, digest, same_code, short_code
from app.rules.handover.verified import Added, Verified
from app.rules.permissions import Action
from app.rules.vocabulary import LogSide, msg

_DEEDS: Mapping[LogSide, tuple[Deed, ...]] = {
    LogSide.OUTGOING: (Deed.HANDOVER_SIGN_OUT,),
    LogSide.INCOMING: (Deed.HANDOVER_SIGN_IN, Deed.HANDOVER_CLOSE),
}


def verify_log(ctx: Context, no: str, code: str) -> Verified:
    """What the store says of the log `no` and the `code` on its paper (blanks, hyphens, case and
    letters that look alike do not matter). NotFound where there is no such log.

    The store keeper at the command line may ask as whoever reads the log may.
    """
    with ctx.read() as session:
        head = logs.head_by_no(session, no)
        if head is None:
            raise NotFound(msg("No such log"), msg("There is no handover log {no}.", no=no))
        if not ctx.actor.keeper:
            place = Place(head.key.department_id)
            permission.require(ctx, session, Action.READ_HANDOVER, place)
        found = _verified(ctx, session, head, code)
    chain = ctx.store.verify().whole
    return replace(found, chain=chain, holds=found.holds and chain)


def _verified(ctx: Context, session: Session, head: LogHead, code: str) -> Verified:
    seals = logs.seals(session, head.id)
    seal = next((one for one in seals.values() if same_code(code, short_code(one.digest))), None)
    if seal is None:
        return Verified(head.no, None, sealed=bool(seals))
    differs = _differs(session, head, seal)
    by, at = _signed(head, seal.side)
    raised = items.raised_in(session, head.id)
    moved = items.steps(session, raised).values()
    return Verified(
        log_no=head.no,
        side=seal.side,
        signed_by=by.name if by else "",
        signed_at=at,
        holds=not differs,
        differs=differs,
        signed_in_since=seal.side is LogSide.OUTGOING and LogSide.INCOMING in seals,
        additions_since=tuple(
            Added(row.by.name, row.at, row.text)
            for row in logs.additions(session, head.id)
            if at is None or row.at >= at
        ),
        items_moved_since=sum(at is None or step.at >= at for steps in moved for step in steps),
    )


def _differs(session: Session, head: LogHead, seal: Seal) -> tuple[str, ...]:
    """The parts of the log that are not what was sealed; "seal": the sealed text itself, "trail":
    the audit trail does not say that it was."""
    carried = [(no, still) for no, still in json.loads(seal.content)["carried"]]
    stands = content(as_it_stands(session, head, seal.side, carried))
    found = list(differing(seal.content, stands))
    if digest(seal.content) != seal.digest:
        found.append("seal")
    if seal.digest not in _in_trail(session, head.no, seal.side):
        found.append("trail")
    return tuple(found)


def _in_trail(session: Session, no: str, side: LogSide) -> set[str]:
    """The digests that the trail has of a side's signature."""
    entry = AuditEntry
    query = select(entry.after).where(
        entry.subject == f"handover:{no}", entry.action.in_([deed.value for deed in _DEEDS[side]])
    )
    return {json.loads(after).get("seal", "") for after in session.scalars(query) if after}


def _signed(head: LogHead, side: LogSide) -> tuple[Somebody | None, datetime | None]:
    if side is LogSide.OUTGOING:
        return head.outgoing, head.outgoing_at
    return head.incoming, head.incoming_at
