"""The lines of what is next: logs to sign, the unread, duties, one's own items, notices."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.queries.handover.rows import ItemRow, LogKey
from app.reading.duties.board import DutyEntry
from app.reading.quality.appeals import AppealsWaiting
from app.reading.quality.waiting import ScoringWaiting
from app.reading.registers.waiting import RegisterTask
from app.reading.roster.handing import Handed
from app.reading.roster.offers import OfferToMe
from app.reading.today.next import NextUp
from app.rules.vocabulary import DutyState
from app.text import _, dates, ngettext, say
from app.text.counting import unread_count
from app.text.duties import duty_name
from app.text.words import shift_words, title_word
from app.ui.kit.handed_roster import HandedRoster, changed_since, handed_figures, handed_title
from app.ui.kit.offer_cards import offer_note, offer_title
from app.ui.kit.pages import BULLETINS, UNREAD
from app.ui.kit.tokens import Tone
from app.ui.today.lists import SideLine

_TONES = {DutyState.OVERDUE: Tone.BAD, DutyState.RETURNED: Tone.WARN}


def next_lines(found: NextUp, today: date) -> list[SideLine]:
    """What cannot wait first: logs, what is to be read, duties, items, scoring, notices."""
    return [
        *_logs(found, today),
        *_unread(found.unread),
        *(_duty(one, today) for one in found.duties),
        *(_item(item, today) for item in found.handover.items),
        *_appeals(found.appeals),
        *_scoring(found.scoring, today),
        *_notices(found.notices),
    ]


def _logs(found: NextUp, today: date) -> Iterator[SideLine]:
    for key in found.handover.sign_out:
        yield _log(_("Sign your shift's log"), key, today)
    for key in found.handover.sign_in:
        yield _log(_("Take over the log of the shift before"), key, today)


def _log(title: str, key: LogKey, today: date) -> SideLine:
    note = f"{dates.near_day(key.day, today)} · {shift_words(key.shift)}"
    return SideLine(title, note, Tone.WARN, "handover", key)


def _unread(count: int) -> Iterator[SideLine]:
    if count:
        title = ngettext("{n} bulletin to read", "{n} bulletins to read", count).format(n=count)
        yield SideLine(title, _("before your shift"), Tone.INFO, BULLETINS, UNREAD)


def _notices(count: int) -> Iterator[SideLine]:
    if count:
        yield SideLine(unread_count(count), _("in the Inbox"), Tone.INFO, "inbox", None)


def _duty(one: DutyEntry, today: date) -> SideLine:
    place = one.team or one.department
    note = " · ".join((place, dates.near_day(one.due_on, today), title_word(one.state)))
    tone = _TONES.get(one.state, Tone.INFO)
    return SideLine(duty_name(one.kind.code, one.name), note, tone, "duties", one.key)


def _item(item: ItemRow, today: date) -> SideLine:
    told = [_("Open item of yours")]
    if item.due_on is not None:
        told.append(_("due {day}").format(day=dates.near_day(item.due_on, today)))
    tone = Tone.BAD if item.overdue else Tone.WARN if item.urgent or item.old else Tone.INFO
    return SideLine(item.text, " · ".join(told), tone, "handover", (item.key, item.id))


def offer_line(one: OfferToMe, today: date) -> SideLine:
    """An open shift that waits for the person's own yes."""
    title = f"{offer_title(one.row, today)} · {shift_words(one.row.code)}"
    return SideLine(title, offer_note(one.row, today), Tone.INFO, "inbox", ("offer", one.row.no))


def handed_line(one: Handed, today: date) -> SideLine:
    """A draft that a leader handed over."""
    note = " · ".join(filter(None, (handed_figures(one), changed_since(one))))
    return SideLine(handed_title(one, today), note, Tone.INFO, "roster", HandedRoster.of(one))


def task_line(task: RegisterTask, today: date) -> SideLine:
    """What waits in the registers for somebody's word."""
    due = dates.moment(task.due, today) if task.due is not None else ""
    note = " · ".join(filter(None, (task.subject, due and _("until {moment}").format(moment=due))))
    tone = Tone.BAD if task.overdue else Tone.INFO
    return SideLine(say(task.title), note, tone, "registers", task.target)


def _scoring(found: ScoringWaiting, today: date) -> Iterator[SideLine]:
    for one in found.begun:
        title = _("Go on with the inspection of {name}").format(name=one.agent)
        begun = dates.moment(one.begun_at, today) if one.begun_at is not None else ""
        note = _("begun {moment}").format(moment=begun)
        yield SideLine(title, note, Tone.WARN, "scoring", one.id)
    if found.waiting:
        title = ngettext("{n} inspection to score", "{n} inspections to score", found.waiting)
        note, tone = _("planned for this week"), Tone.INFO
        if found.overdue:
            note, tone = ngettext("{n} overdue", "{n} overdue", found.overdue), Tone.BAD
        yield SideLine(
            title.format(n=found.waiting), note.format(n=found.overdue), tone, "scoring",
            found.first,
        )  # fmt: skip


def _appeals(found: AppealsWaiting) -> Iterator[SideLine]:
    """One's own to acknowledge, appeals to answer and to decide on; none of it is ever overdue."""
    for one in found.acknowledge:
        left = one.days_left or 0
        note = ngettext("{n} day left to appeal", "{n} days left to appeal", left).format(n=left)
        title = _("Acknowledge {no} or appeal").format(no=one.no)
        yield SideLine(title, f"{one.contact} · {note}", Tone.INFO, "inspections", one.no)
    for one in found.answer:
        title = _("{name} appeals against your scores").format(name=one.agent)
        yield SideLine(title, f"{one.no} · {one.contact}", Tone.INFO, "inspections", one.no)
    for one in found.decide:
        title = _("Decide on the appeal of {name}").format(name=one.agent)
        yield SideLine(title, f"{one.no} · {one.contact}", Tone.WARN, "inspections", one.no)
