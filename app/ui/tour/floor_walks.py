"""What a shift does besides answering calls, played in the demo centre: from roll call to the
incoming signature, and a duty from its due day to the head's acknowledgement."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

from app.rules.vocabulary import Section

if TYPE_CHECKING:
    from app.context import Context
    from app.queries.handover.rows import LogKey, LogPage
    from app.ui.tour.walks import Scenery

_LEADER, _HEAD = "1101", "1002"


def handover(scenery: Scenery) -> None:
    """The late shift's roll call; the early shift's log, signed out, read back, signed in."""
    from app.services.attendance.holding import hold_roll_call
    from app.services.handover import notes, signing
    from app.services.handover.items import NewItem, raise_item

    context = scenery.sit(_LEADER)
    day, team = context.today(), _team(context)
    _set(scenery, day, time(15, 18))
    hold_roll_call(
        scenery.sit(_LEADER), team, day, "L", "系统升级后录单慢，先记纸质登记表，再补录。"
    )
    scenery.seen("walk-handover-1-roll-call", _LEADER, "attendance", (team, day))
    _set(scenery, day, time(15, 26))
    early = _early(scenery.sit(_LEADER))
    runs = _page(scenery.sit(_LEADER), early).leader
    assert runs is not None
    context = scenery.sit(runs.no)
    raise_item(
        context, early,
        NewItem(Section.EQUIPMENT, "5号台电话频繁断线，已报修", urgent=True,
                worse="改用备用机，报部主任"),
    )  # fmt: skip
    scenery.seen("walk-handover-2-write", runs.no, "handover", early)
    _confirm(context, early)
    for section in _page(context, early).missing:
        notes.nothing_to_report(context, early, section)
    _set(scenery, day, time(15, 34))
    context = scenery.sit(runs.no)
    signing.sign_out(context, early, _page(context, early).version)
    context = scenery.seen("walk-handover-3-read-back", _LEADER, "handover", early)
    for item in _page(context, early).unread:
        signing.read_back(context, early, item.id)
    signing.sign_in(context, early, _page(context, early).version)
    scenery.seen("walk-handover-4-signed", _LEADER, "handover", early)


def duty(scenery: Scenery) -> None:
    """The team's analysis on its due day, handed up and acknowledged."""
    from app.reading.duties.board import waiting_duties
    from app.services.duties.doing import DueDay, Sheet, do_duty
    from app.services.duties.receiving import receive_duty

    _set(scenery, scenery.sit(_LEADER).today().replace(day=22), time(10, 5))
    context = scenery.sit(_LEADER)
    due = next(one for one in waiting_duties(context) if one.kind.code == "service_analysis")
    scenery.seen("walk-duty-1-due", _LEADER, "duties", due.key)
    code, department, team, day = due.key
    done = do_duty(
        context,
        DueDay(code, department, team, day),
        Sheet("新资费咨询占来电三成，平均通话时长增加40秒；下周集中培训口径。"),
    )
    scenery.seen("walk-duty-2-handed-up", _HEAD, "duties", due.key)
    head = scenery.sit(_HEAD)
    handed_up = next(one for one in waiting_duties(head) if one.done and one.done.id == done)
    assert handed_up.done is not None
    receive_duty(head, done, handed_up.done.version)
    scenery.seen("walk-duty-3-acknowledged", _LEADER, "duties", due.key)


def _confirm(context: Context, key: LogKey) -> None:
    """Confirm the changes of staff, as the page's button does."""
    from app.services.handover.notes import confirm_staff
    from app.ui.handover.words import staff_sentence

    staff = _page(context, key).staff
    confirm_staff(context, key, [staff_sentence(change) for change in staff], staff)


def _early(context: Context) -> LogKey:
    """The early shift of today, of the department of whoever sits there."""
    from app.queries.handover.rows import LogKey

    return LogKey(_page(context, None).key.department_id, context.today(), "E")


def _page(context: Context, key: LogKey | None) -> LogPage:
    from app.reading.handover.page import log_page

    page = log_page(context, key)
    assert page is not None, "the demo's leader is of a department"
    return page


def _team(context: Context) -> int:
    from app.reading.attendance.roll_call import sheets_seen

    return sheets_seen(context)[0].id


def _set(scenery: Scenery, day: date, wall: time) -> None:
    context = scenery.sit(_LEADER)
    scenery.clock.at = context.time.instant(day, wall)
