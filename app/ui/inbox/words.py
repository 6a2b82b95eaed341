"""The Inbox's sentences: how long something waits, what is asked, what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from app.queries.requests.notices import NoticeRow
from app.queries.swaps.rows import DecisionRow
from app.queries.today.waiting import Waiting, WaitsFor
from app.reading.requests.view import RequestView
from app.rules.vocabulary import LeaveStatus, LeaveStepKind, SwapStatus
from app.text import _, dates
from app.text.notices import notice_sentence
from app.text.words import leave_kind, title_word, word
from app.ui.inbox.entries import Entry
from app.ui.kit.tokens import Tone
from app.ui.swaps.words import step_words
from app.ui.today.words import waiting_note, waiting_title

_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)

STATE_TONES: Mapping[str, Tone] = {
    SwapStatus.EFFECTIVE: Tone.GOOD,
    SwapStatus.DECLINED: Tone.BAD,
    SwapStatus.CANCELLED: Tone.BAD,
    SwapStatus.EXPIRED: Tone.WARN,
    SwapStatus.WITHDRAWN: Tone.PLAIN,
    LeaveStatus.APPROVED: Tone.GOOD,
}
"""Everything else is still on its way."""


def age(since: datetime, now: datetime) -> str:
    """How long ago: "just now", "5 min", "3 h", "2 d"."""
    passed = max(now - since, timedelta())
    if passed < _MINUTE:
        return _("just now")
    if passed < _HOUR:
        return _("{n} min").format(n=passed // _MINUTE)
    if passed < _DAY:
        return _("{n} h").format(n=passed // _HOUR)
    return _("{n} d").format(n=passed // _DAY)


def waiting_entry(one: Waiting, today: date, now: datetime) -> Entry:
    """A request that waits, as a line of the list."""
    leave = one.what in (WaitsFor.LEAVE_STEP, WaitsFor.LEAVE_CANCELLING)
    return Entry(
        waiting_title(one), waiting_note(one, today), age(one.filed_at, now), one.no,
        "leave" if leave else "swap", Tone.INFO, strong=True,
    )  # fmt: skip


def notice_entry(notice: NoticeRow, today: date, now: datetime) -> Entry:
    """A notice as a line of the list."""
    title, tone, icon = _headline(notice.code)
    return Entry(
        title, notice_sentence(notice.code, notice.params, today), age(notice.at, now), notice.id,
        icon, tone, strong=not notice.read, state="" if notice.read else _("Unread"),
    )  # fmt: skip


def _headline(code: str) -> tuple[str, Tone, str]:
    """What happened in a word or two, how good that is, and its symbol."""
    what, _dot, event = code.partition(".")
    icon = {"swap": "swap", "leave": "leave", "cover": "roster"}.get(what, "person")
    titles = {
        "offered": (_("You are asked to swap"), Tone.INFO),
        "agreed": (_("Swap agreed"), Tone.INFO),
        "part_approved": (_("Swap partly approved"), Tone.INFO),
        "effective": (_("Swap in effect"), Tone.GOOD),
        "filed": (_("Leave to decide"), Tone.INFO),
        "step_approved": (_("Leave: a step further"), Tone.INFO),
        "approved": (_("Leave approved"), Tone.GOOD),
        "cancel_asked": (_("Leave to be given up"), Tone.INFO),
        "cancelled": (_("Cancelled"), Tone.WARN),
        "cancel_declined": (_("Leave stays"), Tone.BAD),
        "declined": (_("Declined"), Tone.BAD),
        "withdrawn": (_("Withdrawn"), Tone.PLAIN),
        "expired": (_("Expired"), Tone.WARN),
        "leg_reopened": (_("A swapped shift is open"), Tone.WARN),
        "opens": (_("Shifts stand open"), Tone.WARN),
        "assigned": (_("A shift is yours"), Tone.INFO),
        "made": (_("You stand in for somebody"), Tone.INFO),
    }
    return (*titles.get(event, (_("Notice"), Tone.PLAIN)), icon)


def request_title(view: RequestView) -> str:
    """Who wants what."""
    if view.swap is not None:
        return _("{name} ⇄ {other}").format(
            name=view.swap.requester.name, other=view.swap.counterpart.name
        )
    assert view.leave is not None
    return _("{name}: {what}").format(name=view.leave.name, what=leave_kind(view.leave.kind))


def request_note(view: RequestView) -> str:
    """Its number, and when it was filed."""
    row = view.swap or view.leave
    assert row is not None
    return _("{no} · filed {moment}").format(no=row.no, moment=dates.moment(row.filed_at))


def state_words(view: RequestView) -> tuple[str, Tone]:
    """Where the request stands."""
    if view.cancelling is not None:
        return _("Approved, to be given up"), Tone.INFO
    return title_word(view.status), STATE_TONES.get(view.status, Tone.INFO)


def decision_words(row: DecisionRow) -> str:
    """One step of the history: what was done."""
    kind, _dot, rest = row.step.partition(".")
    if kind == "step":
        return _("Step of the {step}").format(step=word(LeaveStepKind(rest)))
    if kind == "cancel" and rest:
        granted = rest.endswith(LeaveStatus.APPROVED)
        return _("Granted the giving up") if granted else _("Declined the giving up")
    return _("Request filed") if kind == "file" else step_words(row.step)


def outcome(no: str, state: SwapStatus | LeaveStatus | None, *, yes: bool) -> str:
    """What a decision on the request `no` has brought about."""
    if not yes:
        return _("Declined {no}").format(no=no)
    if state is SwapStatus.EFFECTIVE:
        return _("Swap {no} is effective: the roster shows it").format(no=no)
    if state is LeaveStatus.APPROVED:
        return _("The leave is approved; its shifts are open")
    return _("Said yes to {no}").format(no=no)
