"""A log under the lock: as it stands, and its row, made by the first who writes.

A log opens by itself as its shift starts: until somebody writes it has no row, and every page shows
it open and empty.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CursorResult, select, update
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, Conflict, NotAllowed, NotFound
from app.models import Department, Handover, ShiftType
from app.queries.handover import logs
from app.queries.handover.logs import LogHead
from app.queries.handover.rows import LogKey
from app.queries.handover.scene import LogScene, log_scene
from app.queries.reference import reference
from app.reading import permission
from app.reading.handover import allowed
from app.rules.facts import Place
from app.rules.handover import course
from app.rules.handover.course import FINAL, LogAction, LogState
from app.rules.permissions import Action
from app.rules.sight import Standing
from app.rules.vocabulary import Message, msg


def opened(ctx: Context, session: Session, key: LogKey) -> tuple[LogScene, Standing]:
    """The log, and the actor's standing, who may read it; NotFound where there is no such shift."""
    mine = permission.require(ctx, session, Action.READ_HANDOVER, Place(key.department_id))
    known = key.shift in reference(session).shifts
    if not known or session.get(Department, key.department_id) is None:
        raise NotFound(msg("No such shift"), msg("The centre has no shift of this code."))
    return log_scene(session, ctx.time, key, ctx.now()), mine


def to_write(ctx: Context, session: Session, key: LogKey) -> tuple[LogScene, Standing]:
    """As `opened`, for who writes into its sections; refused once it is signed."""
    scene, mine = opened(ctx, session, key)
    if scene.state is not LogState.OPEN:
        raise signed_already(scene)
    if scene.span.begin > scene.now:
        raise BadInput(
            msg("That is still to come"),
            msg("The log opens as the shift starts, {start}.", start=scene.span.begin),
        )
    refuse_idle(scene)
    if not allowed.may_write(scene, mine):
        raise _not_yours()
    return scene, mine


def to_move(
    ctx: Context, session: Session, key: LogKey, action: LogAction, version: int
) -> tuple[LogScene, Standing]:
    """As `opened`, for who moves it by its table of transitions; `version`: what was seen."""
    scene, mine = opened(ctx, session, key)
    if scene.version != version:
        raise changed_since(scene)
    if not allowed.will_be_theirs(scene, mine, action):
        raise _refused(scene, mine, action)
    _refuse_too_soon(scene, action)
    refuse_idle(scene)
    return scene, mine


def _refuse_too_soon(scene: LogScene, action: LogAction) -> None:
    """What happens until the shift's end belongs into its log (HAND-4)."""
    if not allowed.is_time(scene, action):
        raise Conflict(
            msg("The shift is not over yet"),
            msg(
                "The log is signed at the end of the shift, from {end} on. Whoever leaves before "
                "has an acting duty leader named.",
                end=course.opens(action, scene.span),
            ),
        )


def refuse_idle(scene: LogScene) -> None:
    """A shift that nobody of the department works has no log, unless it has one already."""
    if not scene.is_worked:
        raise BadInput(
            msg("No such shift"), msg("Nobody of the department works this shift on that day.")
        )


def signed_already(scene: LogScene) -> Conflict:
    return Conflict(
        msg("The log is signed"),
        msg("A signed log is not changed. Add to it: the addition has your name and the time."),
    )


def changed_since(scene: LogScene) -> Conflict:
    """Somebody signed it, named an acting duty leader, or wrote first into it, meanwhile."""
    if scene.state in FINAL:
        stands = msg("By now it has been taken over. Look at it again.")
    elif scene.state is LogState.SIGNED_OUT:
        stands = msg("By now it is signed by the outgoing duty leader. Look at it again.")
    else:
        stands = msg("Something was written or another duty leader named since. Look at it again.")
    return Conflict(msg("Somebody else changed this log first."), stands)


def _not_yours() -> NotAllowed:
    return NotAllowed(
        msg("Not allowed"),
        msg(
            "Into this log write those who work the shift, the team leaders of the department and "
            "whoever runs the shift."
        ),
    )


def _refused(scene: LogScene, mine: Standing, action: LogAction) -> NotAllowed | Conflict:
    second = action in (LogAction.SIGN_IN, LogAction.SIGN_IN_WITH_REMARK)
    if second and allowed.hand(scene, mine).signed_out:
        return NotAllowed(
            msg("Another person takes over"),
            msg("You signed this log as the outgoing duty leader; somebody else reads and signs."),
        )
    if scene.state is LogState.OPEN and action not in (LogAction.SIGN_OUT, LogAction.NAME_ACTING):
        return Conflict(
            msg("The log is not signed yet"), msg("The outgoing duty leader signs first.")
        )
    if scene.state in FINAL or (scene.state is not LogState.OPEN and action is LogAction.SIGN_OUT):
        return changed_since(scene)
    return NotAllowed(msg("Not allowed"), _who(scene, action))


def _who(scene: LogScene, action: LogAction) -> Message:
    if action is LogAction.SIGN_OUT:
        return _who_signs(scene)
    if action is LogAction.CLOSE:
        return msg("A leader or the head of the department closes it.")
    if action is LogAction.NAME_ACTING:
        return msg("A leader or the head of the department names them.")
    return msg(
        "The duty leader of the next shift signs, or a leader or the head of the department."
    )


def _who_signs(scene: LogScene) -> Message:
    leader = scene.leader
    if leader is None:
        return msg(
            "The head of the department signs, or whom a leader names acting duty leader of "
            "this shift."
        )
    return msg(
        "{name} is the duty leader of this shift and signs, or the head of the department, or whom "
        "a leader names acting duty leader.",
        name=leader.name,
    )


def written(session: Session, scene: LogScene, mine: Standing) -> LogHead:
    """The log's row, made where there is none yet, one version on: what is written now, nobody has
    signed unseen."""
    if scene.head is None:
        _make(session, scene, mine)
    else:
        move(session, scene.head)
    head = logs.head(session, scene.key)
    assert head is not None
    return head


def move(session: Session, head: LogHead, **values: object) -> None:
    """Write `values` into the log's row, compared and set on the version that was read."""
    log = Handover
    step = (
        update(log)
        .where(log.id == head.id, log.version == head.version)
        .values(version=head.version + 1, **values)
    )
    moved = session.execute(step)
    assert isinstance(moved, CursorResult)
    assert moved.rowcount == 1, "the writing transaction holds the lock"


def _make(session: Session, scene: LogScene, mine: Standing) -> None:
    leader = scene.leader.id if scene.leader else mine.person_id
    shift = session.scalars(select(ShiftType.id).where(ShiftType.code == scene.key.shift)).one()
    assert leader is not None
    session.add(
        Handover(
            handover_no=_number(session, scene.key),
            department_id=scene.key.department_id,
            day=scene.key.day,
            shift_id=shift,
            outgoing_id=leader,
        )
    )
    session.flush()


def _number(session: Session, key: LogKey) -> str:
    """ "H-20261126-2-D"; a workbook may have brought another log of that number."""
    plain_no = f"H-{key.day:%Y%m%d}-{key.department_id}-{key.shift}"
    taken = set(
        session.scalars(
            select(Handover.handover_no).where(Handover.handover_no.startswith(plain_no))
        )
    )
    number, at = plain_no, 1
    while number in taken:
        at += 1
        number = f"{plain_no}-{at}"
    return number


def this_minute(ctx: Context) -> datetime:
    """When a log is signed and an item raised, closed or reopened: as workbooks state it."""
    return ctx.now().replace(second=0, microsecond=0)


def subject(no: str) -> str:
    """How the audit trail has a log."""
    return f"handover:{no}"
