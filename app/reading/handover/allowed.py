"""What somebody may do to a log and its items as they stand; services ask the same."""

from __future__ import annotations

from dataclasses import replace

from app.queries.handover.rows import ItemRow, LogMay, NoteRow
from app.queries.handover.scene import LogScene
from app.rules.facts import Place
from app.rules.handover import course
from app.rules.handover.course import Hand, LogAction, LogPart, LogState
from app.rules.permissions import Action
from app.rules.sight import Standing


def place_of(scene: LogScene) -> Place:
    return Place(scene.key.department_id)


def hand(scene: LogScene, mine: Standing) -> Hand:
    """What the actor is to the log."""
    leads = mine.may(Action.SIGN_HANDOVER, place_of(scene))
    heads = mine.may(Action.COMMENT_HANDOVER, place_of(scene))
    return scene.hand(mine.person_id, leads=leads, heads=heads)


def may_write(scene: LogScene, mine: Standing) -> bool:
    """Notes and items: whoever works the shift, any leader of the department, and who runs it."""
    if scene.state is not LogState.OPEN or scene.span.begin > scene.now or not mine.has_say:
        return False
    return scene.is_worked and writes(scene, mine)


def writes(scene: LogScene, mine: Standing) -> bool:
    """Whether the log is theirs to write in, at whatever state."""
    if LogPart.OUTGOING in hand(scene, mine).parts:
        return True
    if not mine.may(Action.ADD_HANDOVER, place_of(scene)):
        return False
    leads = mine.may(Action.SIGN_HANDOVER, place_of(scene))
    return leads or scene.works(mine.person_id)


def may(scene: LogScene, mine: Standing, action: LogAction) -> bool:
    """Whether the table of transitions lets the actor do it now, whatever the log still lacks."""
    return is_time(scene, action) and will_be_theirs(scene, mine, action)


def is_time(scene: LogScene, action: LogAction) -> bool:
    """Whether the time for `action` has come."""
    opens = course.opens(action, scene.span)
    return opens is None or opens <= scene.now


def will_be_theirs(scene: LogScene, mine: Standing, action: LogAction) -> bool:
    """Whether the actor may do it once its time has come."""
    return mine.has_say and course.may(scene.state, action, hand(scene, mine))


def log_may(scene: LogScene, mine: Standing) -> LogMay:
    """All of it, for a page."""
    place, state = place_of(scene), scene.state
    opened = scene.span.begin <= scene.now
    parts = hand(scene, mine).parts
    runs = LogPart.OUTGOING in parts or LogPart.LEADER in parts
    signed = state is not LogState.OPEN
    return LogMay(
        write=may_write(scene, mine),
        confirm_staff=opened and runs and not signed and mine.has_say,
        sign_out=may(scene, mine, LogAction.SIGN_OUT),
        sign_out_later=opened
        and not is_time(scene, LogAction.SIGN_OUT)
        and will_be_theirs(scene, mine, LogAction.SIGN_OUT),
        sign_in=may(scene, mine, LogAction.SIGN_IN),
        read_back=may(scene, mine, LogAction.SIGN_IN),
        close=may(scene, mine, LogAction.CLOSE),
        name_acting=may(scene, mine, LogAction.NAME_ACTING),
        add=signed and mine.has_say and writes(scene, mine),
        comment=opened and mine.has_say and mine.may(Action.COMMENT_HANDOVER, place),
    )


def note_for(scene: LogScene, mine: Standing, note: NoteRow) -> NoteRow:
    """One's own is changed while the log is open."""
    own = note.by is not None and note.by.id == mine.person_id
    return replace(note, may_edit=own and scene.state is LogState.OPEN and mine.has_say)


def item_for(scene: LogScene, mine: Standing, item: ItemRow) -> ItemRow:
    """What the actor may do to an item."""
    mine_of = item.by is not None and item.by.id == mine.person_id
    here = item.key == scene.key and scene.state is LogState.OPEN
    moves = mine.has_say and may_move(mine, item)
    return replace(
        item,
        mine=item.owner is not None and item.owner.id == mine.person_id,
        may_edit=mine_of and here and item.is_open and not item.steps and mine.has_say,
        may_close=item.is_open and moves,
        may_reopen=not item.is_open and moves,
    )


def may_move(mine: Standing, item: ItemRow) -> bool:
    """Close or reopen: leaders and the head those of the department, agents their own, which is
    one that they own or, where nobody does, raised."""
    whose = item.owner or item.by
    place = Place(item.key.department_id)
    return mine.may(Action.CLOSE_ITEM, place, whose.id if whose else None)
