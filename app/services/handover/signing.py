"""Signatures of a log (HAND-4), by its one table of transitions."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, NotFound, RuleViolated
from app.models import HandoverReadBack, HandoverSeal
from app.queries.handover import logs
from app.queries.handover.logs import LogHead
from app.queries.handover.rows import LogKey
from app.queries.handover.scene import LogScene
from app.queries.handover.seal import as_it_stands
from app.rules.deeds import Deed
from app.rules.figures.handover import SectionsMissing
from app.rules.findings import Finding
from app.rules.handover.course import LogAction
from app.rules.handover.seal import content, digest, short_code
from app.rules.sight import Standing
from app.rules.vocabulary import LogSide, msg
from app.services.handover.opening import move, subject, this_minute, to_move, written
from app.services.typed import tidied, worded


def sign_out(ctx: Context, key: LogKey, version: int) -> str:
    """Sign as the outgoing duty leader and seal the log; the code for the paper.

    `version`: of the page that was read (0 where the log had no row). RuleViolated (HAND-1) with
    a finding that names the sections that are missing.
    """
    with ctx.write() as session:
        scene, mine = to_move(ctx, session, key, LogAction.SIGN_OUT, version)
        _refuse_missing(scene, mine)
        assert scene.head is not None, "what is filled in has made the row"
        now = this_minute(ctx)
        move(session, scene.head, outgoing_id=mine.person_id, outgoing_at=now)
        return _sealed(ctx, session, scene, LogSide.OUTGOING, Deed.HANDOVER_SIGN_OUT)


def _refuse_missing(scene: LogScene, mine: Standing) -> None:
    missing = scene.missing
    if missing:
        person = scene.days.known.number(mine.person_id) if mine.person_id else ""
        no = scene.head.no if scene.head else ""
        finding = Finding(no, person, scene.key.day, SectionsMissing(missing))
        raise RuleViolated(
            msg("The log is not complete"),
            msg("Not filled in: {sections}.", sections=list(missing)),
            [finding],
        )


def read_back(ctx: Context, key: LogKey, item_id: int, words: str = "") -> None:
    """Read one urgent item back, as the incoming duty leader; `words`: one's own, or a question."""
    words = tidied(words)
    with ctx.write() as session:
        scene, mine = _incoming(ctx, session, key)
        item = next((one for one in scene.urgent if one.id == item_id), None)
        if item is None or scene.head is None:
            raise NotFound(msg("Nothing to read back"), msg("It is not urgent, or closed by now."))
        if item_id in logs.read_back(session, scene.head.id, mine.person_id):
            return
        session.add(
            HandoverReadBack(
                handover_id=scene.head.id, item_id=item_id, by_id=mine.person_id, at=ctx.now(),
                words=words,
            )
        )  # fmt: skip
        session.flush()
        after = {"item": item.no, **({"note": words} if words else {})}
        ctx.audit(session, Deed.HANDOVER_READ_BACK, subject(scene.head.no), None, after)


def _incoming(ctx: Context, session: Session, key: LogKey) -> tuple[LogScene, Standing]:
    """As who may sign in, whatever was read: nothing is overwritten."""
    head = logs.head(session, key)
    return to_move(ctx, session, key, LogAction.SIGN_IN, head.version if head else 0)


def sign_in(ctx: Context, key: LogKey, version: int, remark: str = "") -> str:
    """Sign as the incoming duty leader, with a remark or without; the code for the paper."""
    remark = tidied(remark)
    action = LogAction.SIGN_IN_WITH_REMARK if remark else LogAction.SIGN_IN
    with ctx.write() as session:
        scene, mine = to_move(ctx, session, key, action, version)
        assert scene.head is not None
        _refuse_unread(session, scene, mine)
        now = this_minute(ctx)
        move(session, scene.head, incoming_id=mine.person_id, incoming_at=now, remark=remark)
        return _sealed(ctx, session, scene, LogSide.INCOMING, Deed.HANDOVER_SIGN_IN)


def _refuse_unread(session: Session, scene: LogScene, mine: Standing) -> None:
    assert scene.head is not None
    read = logs.read_back(session, scene.head.id, mine.person_id)
    unread = [item.no for item in scene.urgent if item.id not in read]
    if unread:
        raise BadInput(
            msg("Urgent items are read back first"),
            msg("Still to be read back: {items}.", items=unread),
        )


def name_acting(ctx: Context, key: LogKey, person_id: int, version: int) -> None:
    """Name somebody of the department acting duty leader of the shift."""
    with ctx.write() as session:
        scene, mine = to_move(ctx, session, key, LogAction.NAME_ACTING, version)
        person = next((one for one in scene.days.people.values() if one.id == person_id), None)
        place = person.place_on(key.day).department if person else None
        if person is None or not person.speaks_on(key.day) or place != key.department_id:
            raise BadInput(
                msg("Acting duty leader"), msg("Choose somebody who is employed in the department.")
            )
        before = {"acting": scene.head.acting.no} if scene.head and scene.head.acting else None
        head = scene.head or written(session, scene, mine)
        signed = head.outgoing_at is not None
        values = {} if signed else {"outgoing_id": person_id}
        move(session, head, acting_id=person_id, **values)
        after = {"acting": person.no}
        ctx.audit(session, Deed.HANDOVER_NAME_ACTING, subject(head.no), before, after)


def close_without_successor(ctx: Context, key: LogKey, reason: str, version: int) -> str:
    """End a signed log for which nobody comes; the code for the paper.

    Whoever closes it takes it over, if they did not sign it out themselves: then nobody has, and
    HAND-4 says so.
    """
    reason = worded(reason, msg("Say why nobody takes over."))
    with ctx.write() as session:
        scene, mine = to_move(ctx, session, key, LogAction.CLOSE, version)
        assert scene.head is not None
        values: dict[str, object] = {"remark": reason, "without_successor": True}
        if scene.head.outgoing.id != mine.person_id:
            values |= {"incoming_id": mine.person_id, "incoming_at": this_minute(ctx)}
        move(session, scene.head, **values)
        return _sealed(ctx, session, scene, LogSide.INCOMING, Deed.HANDOVER_CLOSE)


def _sealed(ctx: Context, session: Session, scene: LogScene, side: LogSide, deed: Deed) -> str:
    """Keep what the log says now and its digest, here and in the trail; its short code."""
    head = _head(session, scene)
    carried = [(item.no, item.is_open) for item in scene.carried]
    text = content(as_it_stands(session, head, side, carried))
    sum_ = digest(text)
    session.add(HandoverSeal(handover_id=head.id, side=side, content=text, digest=sum_))
    session.flush()
    remark = {"note": head.remark} if head.remark and side is LogSide.INCOMING else {}
    ctx.audit(session, deed, subject(head.no), None, {"seal": sum_, **remark})
    return short_code(sum_)


def _head(session: Session, scene: LogScene) -> LogHead:
    head = logs.head(session, scene.key)
    assert head is not None
    return head
