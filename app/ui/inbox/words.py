"""The Inbox's sentences: how long something waits, what is asked, what came of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime, timedelta

from app.queries.requests.notices import NoticeRow
from app.queries.requests.waiting import Waiting
from app.reading.registers.waiting import RegisterTask
from app.reading.requests.inbox import InboxView
from app.reading.requests.view import RequestView
from app.reading.roster.handing import Handed
from app.reading.roster.offers import OfferToMe
from app.text import _, dates, mark, ngettext, say
from app.text.counting import unread_count, waiting_count
from app.text.notices import notice_sentence
from app.text.requests.kinds import headline, state_word, step_word
from app.text.words import shift_words
from app.ui.kit.entries import Entry
from app.ui.kit.handed_roster import HandedRoster, changed_since, handed_figures, handed_title
from app.ui.kit.offer_cards import offer_note, offer_title
from app.ui.kit.requests.kinds import LOOKS, notice_look, waiting_note, waiting_title
from app.ui.kit.tokens import Tone

_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)

_HEADLINES = {
    "cover.assigned": mark("A shift is yours"),
    "offer.take": mark("A shift you may take"),
    "offer.off": mark("Time off you may take"),
    "offer.yes": mark("Somebody would take it"),
    "offer.take_done": mark("An offered shift is taken"),
    "offer.off_done": mark("Somebody is let off"),
    "offer.met": mark("An offer is over"),
    "offer.needed": mark("An offer is over"),
    "offer.fewer": mark("Fewer are asked for"),
    "offer.filled": mark("An offer is over"),
    "offer.withdrawn": mark("An offer is over"),
    "offer.expired": mark("An offer is over"),
    "cover.lent": mark("Somebody of your team covers"),
    "cover.taken_back": mark("A cover is taken back"),
    "complaint.named": mark("A complaint is yours"),
    "sample.assigned": mark("An inspection is yours"),
    "calibration.opened": mark("A calibration is open"),
    "calibration.scored": mark("All have scored"),
    "calibration.closed": mark("A calibration is closed"),
    "report.raised": mark("A report for you"),
    "report.answer": mark("Your report is answered"),
    "report.dissent": mark("A dissent for you to decide on"),
    "report.skipped": mark("An emergency went past you"),
    "bulletin.remind": mark("A bulletin for you to read"),
    "floor.turn": mark("Your turn to leave the floor"),
    "stop.ordered": mark("Somebody is told to stop working"),
    "stop.you": mark("You are told to stop working"),
    "stop.ended": mark("You may work again"),
    "inspection.submitted": mark("A contact of yours was inspected"),
    "inspection.appealed": mark("An appeal"),
    "inspection.answered": mark("An appeal is answered"),
    "inspection.rejected": mark("An appeal was rejected"),
    "inspection.upheld": mark("An appeal was upheld"),
    "roster.out": mark("The roster is out"),
    "roster.changed": mark("Your shifts changed"),
    "roster.handed_back": mark("Your draft is handed back"),
    "roster.handed_out": mark("Your draft is published"),
    "roster.handed_off": mark("Your draft waits no longer"),
    "roster.left": mark("Shifts of somebody who leaves"),
    "delegation.made": mark("You stand in for somebody"),
    "delegation.ended": mark("You stand in no longer"),
    "delegation.decided": mark("Decided in your place"),
}
_PLAIN = mark("Notice")
_LOOKS = {
    "cover.assigned": ("roster", Tone.INFO),
    "cover.lent": ("roster", Tone.INFO),
    "cover.taken_back": ("roster", Tone.INFO),
    "complaint.named": ("registers", Tone.INFO),
    "sample.assigned": ("sampling", Tone.INFO),
    "calibration.opened": ("calibration", Tone.INFO),
    "calibration.scored": ("calibration", Tone.GOOD),
    "calibration.closed": ("calibration", Tone.PLAIN),
    "report.raised": ("registers", Tone.INFO),
    "report.answer": ("registers", Tone.INFO),
    "report.dissent": ("registers", Tone.WARN),
    "report.skipped": ("registers", Tone.WARN),
    "bulletin.remind": ("bulletins", Tone.WARN),
    "floor.turn": ("desk", Tone.INFO),
    "stop.ordered": ("desk", Tone.WARN),
    "stop.you": ("desk", Tone.BAD),
    "stop.ended": ("desk", Tone.GOOD),
    "inspection.submitted": ("quality", Tone.INFO),
    "inspection.appealed": ("quality", Tone.WARN),
    "inspection.answered": ("quality", Tone.INFO),
    "inspection.rejected": ("quality", Tone.INFO),
    "inspection.upheld": ("quality", Tone.GOOD),
    "roster.out": ("roster", Tone.GOOD),
    "roster.changed": ("roster", Tone.WARN),
    "roster.handed_back": ("roster", Tone.WARN),
    "roster.handed_out": ("roster", Tone.GOOD),
    "roster.handed_off": ("roster", Tone.INFO),
    "roster.left": ("roster", Tone.WARN),
    "delegation.made": ("person", Tone.INFO),
    "delegation.ended": ("person", Tone.PLAIN),
    "delegation.decided": ("leave", Tone.INFO),
}
"""Of notices that are about no request."""


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


def waiting_entries(
    view: InboxView, now: datetime, decided: Collection[object] = ()
) -> list[Entry]:
    """Everything that waits: for me, in a leader's stead, drafts that were handed in, and in the
    registers. `decided`: the files of what is decided and not written yet."""

    def entry(one: Waiting) -> Entry:
        made = waiting_entry(one, view.today, now)
        return _decided(made) if made.key in decided else made

    found = [entry(one) for one in view.mine]
    if found and (view.in_stead or view.tasks or view.handed or view.offers):
        found.insert(0, Entry(_("For me"), aside=str(len(view.mine))))
    if view.in_stead:
        found.append(Entry(_("In a leader's stead"), aside=str(len(view.in_stead))))
        found += [entry(one) for one in view.in_stead]
    if view.offers:
        found.append(Entry(_("Open shifts you may take"), aside=str(len(view.offers))))
        found += [offer_entry(one, view.today) for one in view.offers]
    if view.handed:
        found.append(Entry(_("Rosters handed in"), aside=str(len(view.handed))))
        found += [handed_entry(one, view.today, now) for one in view.handed]
    if view.tasks:
        found.append(Entry(_("In the registers"), aside=str(len(view.tasks))))
        found += [task_entry(task, view.today) for task in view.tasks]
    return found


def waiting_entry(one: Waiting, today: date, now: datetime) -> Entry:
    """A request that waits, as a line of the list."""
    return Entry(
        waiting_title(one), waiting_note(one, today), age(one.request.filed_at, now),
        one.request.ref.file, LOOKS[one.kind].icon, Tone.INFO, strong=True,
    )  # fmt: skip


def _decided(entry: Entry) -> Entry:
    words = _("Decided, not sent yet")
    return replace(entry, note=words, icon="clock", tone=Tone.PLAIN, strong=False)


def task_entry(task: RegisterTask, today: date) -> Entry:
    """Something that waits in a register, as a line of the list."""
    tone = Tone.BAD if task.overdue else Tone.INFO
    return Entry(
        say(task.title, today), task_due(task, today), task.subject, task.target, "registers",
        tone, strong=True, state=_("Past its term") if task.overdue else "",
    )  # fmt: skip


def offer_entry(one: OfferToMe, today: date) -> Entry:
    """A shift that waits for the person's own yes, as a line of the list."""
    return Entry(
        f"{offer_title(one.row, today)} · {shift_words(one.row.code)}", offer_note(one.row, today),
        one.row.no, ("offer", one.row.no), "roster", Tone.INFO, strong=True,
    )  # fmt: skip


def handed_entry(one: Handed, today: date, now: datetime) -> Entry:
    """A draft that a leader handed over, as a line of the list."""
    note = " · ".join(filter(None, (handed_figures(one), changed_since(one))))
    return Entry(
        handed_title(one, today), note, age(one.row.at, now), HandedRoster.of(one), "roster",
        Tone.INFO, strong=True,
    )  # fmt: skip


def task_due(task: RegisterTask, today: date) -> str:
    """By when it is due, and whether that is past."""
    if task.due is None:
        return ""
    words = _("overdue since {moment}") if task.overdue else _("due by {moment}")
    return words.format(moment=dates.moment(task.due, today))


def notice_entry(notice: NoticeRow, today: date, now: datetime) -> Entry:
    """A notice as a line of the list."""
    title = headline(notice.code) or _(_HEADLINES.get(notice.code, _PLAIN))
    icon, tone = notice_look(notice.code) or _LOOKS.get(notice.code, ("person", Tone.PLAIN))
    return Entry(
        title, notice_sentence(notice.code, notice.params, today), age(notice.at, now),
        notice.id, icon, tone, strong=not notice.read, state="" if notice.read else _("Unread"),
    )  # fmt: skip


def request_note(view: RequestView) -> str:
    """Its number, and when it was filed."""
    return _("{no} · filed {moment}").format(no=view.no, moment=dates.moment(view.filed_at))


def overtaken_words(seen: RequestView, now: RequestView) -> str:
    """A stale decision: what was seen, what it is now, and whose doing that was."""
    words = _("Somebody was faster. You saw it as: {seen}. Now it is: {now}.").format(
        seen=state_word(seen.ref.kind, seen.status), now=state_word(now.ref.kind, now.status)
    )
    if not now.history:
        return words
    last = now.history[-1]
    return f"{words} " + _("{what}: {who}, {moment}.").format(
        what=step_word(now.ref.kind, last.step), who=last.by_name or last.by_no,
        moment=dates.moment(last.at),
    )  # fmt: skip


def early_words() -> str:
    return _("Nothing more was decided: the next request is not shown yet.")


def inbox_note(view: InboxView) -> str:
    """How much waits for me, as the badge says it; beside it what I may decide for others."""
    parts = [waiting_count(view.waits)]
    if view.in_stead:
        n = len(view.in_stead)
        parts.append(ngettext("{n} in a leader's stead", "{n} in leaders' stead", n).format(n=n))
    return " · ".join((*parts, unread_count(view.unread)))


def counted(name: str, count: int) -> str:
    """ "Waiting (3)"."""
    return f"{name} ({count})" if count else name
