"""How a log, its notes, items and signatures are worded on the page and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from app.queries.handover.rows import (
    ItemRow,
    LogPage,
    NoteRow,
    ReadBackRow,
    SectionRow,
    SignatureRow,
    Somebody,
    StaffChange,
    StaffKind,
)
from app.rules.handover.course import LogState
from app.rules.vocabulary import ItemMove, Section
from app.text import _, dates, ngettext
from app.text.words import title_word
from app.ui.handover.steps import LogStep
from app.ui.kit.tokens import Tone

Pill = tuple[str, Tone]


def section_name(section: Section) -> str:
    return title_word(section)


def who(person: Somebody | None) -> str:
    """ "Li Jing (1102)"; "" for nobody."""
    return f"{person.name} ({person.no})" if person else ""


def shift_name(page: LogPage) -> str:
    """ "Early 07:30–15:30", by the centre's clock."""
    return f"{page.shift_name or page.key.shift} {dates.wall(page.begin)}–{dates.wall(page.end)}"


def log_title(page: LogPage) -> str:
    """ "Wed 18 November 2026 · Early 07:30–15:30"."""
    return f"{dates.short_day(page.key.day)} · {shift_name(page)}"


# -- how far the log is ------------------------------------------------------------------------


def steps(page: LogPage, now: datetime) -> list[LogStep]:
    """The log's three steps, with names, times, and what is due until when."""
    return [_written(page), _handed_over(page, now), _taken_over(page, now)]


def _written(page: LogPage) -> LogStep:
    leader = who(page.leader)
    if leader and page.acting:
        leader = _("{name}, acting").format(name=leader)
    leads = _("Duty leader: {name}").format(name=leader) if leader else _("No duty leader named")
    if page.state is not LogState.OPEN:
        return LogStep(_("Written"), leads, Tone.GOOD, "check")
    if not page.begun:
        moment = dates.moment(page.begin, page.key.day)
        return LogStep(_("Opens {moment}").format(moment=moment), leads, Tone.PLAIN, "clock")
    return LogStep(_("Being written"), leads, Tone.ACCENT, "edit")


def _handed_over(page: LogPage, now: datetime) -> LogStep:
    if page.outgoing is not None:
        return _signed(_("Handed over"), page.outgoing, page)
    leader = who(page.leader)
    return _due(_("Outgoing signature"), leader, page.sign_out_by, page, now)


def _taken_over(page: LogPage, now: datetime) -> LogStep:
    if page.without_successor and page.state is LogState.CLOSED:
        by = page.incoming.by if page.incoming else None
        return LogStep(_("Closed without a successor"), who(by), Tone.WARN, "warning")
    if page.incoming is not None:
        title = _("Taken over with a remark") if page.remark else _("Taken over")
        return _signed(title, page.incoming, page)
    leader = who(page.successor_leader)
    if page.sign_in_by is None:
        later = _("after the first signature")
        return LogStep(_("Incoming signature"), _and(leader, later), Tone.PLAIN, "clock")
    return _due(_("Incoming signature"), leader, page.sign_in_by, page, now)


def _signed(title: str, signature: SignatureRow, page: LogPage) -> LogStep:
    source = "" if signature.code else _("imported, without a code")
    words = _and(who(signature.by), dates.moment(signature.at, page.key.day), source)
    if signature.late:
        return LogStep(title, _and(words, _("signed late")), Tone.WARN, "warning")
    return LogStep(title, words, Tone.GOOD, "check")


def _due(title: str, leader: str, until: datetime, page: LogPage, now: datetime) -> LogStep:
    moment = dates.moment(until, page.key.day)
    if now > until:
        return LogStep(title, _and(leader, _("was due by {moment}").format(moment=moment)),
                    Tone.BAD, "breach")  # fmt: skip
    near = dates.wall(until) if now.date() == until.date() else moment
    words = _("by {moment}").format(moment=near)
    if now < page.end:
        begin = dates.wall(page.end)
        words = _("from {time}, by {moment}").format(time=begin, moment=near)
    return LogStep(title, _and(leader, words), Tone.INFO, "clock")


def _and(*parts: str) -> str:
    return " · ".join(filter(None, parts))


STATES = {
    LogState.OPEN: Tone.ACCENT,
    LogState.SIGNED_OUT: Tone.INFO,
    LogState.TAKEN_OVER: Tone.GOOD,
    LogState.WITH_REMARK: Tone.GOOD,
    LogState.CLOSED: Tone.WARN,
}


def state_word(state: LogState) -> str:
    """How far a log is, for a list."""
    return {
        LogState.OPEN: _("Being written"),
        LogState.SIGNED_OUT: _("Handed over"),
        LogState.TAKEN_OVER: _("Taken over"),
        LogState.WITH_REMARK: _("Taken over with a remark"),
        LogState.CLOSED: _("Closed without a successor"),
    }[state]


# -- notes, items, staff -----------------------------------------------------------------------


def written_by(row: NoteRow | ItemRow, near: date) -> str:
    """Who wrote it, and when; "" where an imported register names nobody."""
    at = row.at if isinstance(row, NoteRow) else row.raised_at
    return _and(who(row.by), dates.moment(at, near) if at else "")


def carried_word(item: ItemRow) -> str:
    """ "carried over 3 shifts, 2 days old"; "" for one of this very shift."""
    if not item.hops:
        return ""
    shifts = ngettext("carried over {n} shift", "carried over {n} shifts", item.hops)
    words = shifts.format(n=item.hops)
    if item.age_days:
        age = ngettext("{n} day old", "{n} days old", item.age_days).format(n=item.age_days)
        words = _("{first}, {second}").format(first=words, second=age)
    return words


def due_pill(item: ItemRow, today: date) -> Pill | None:
    """Until when, worded by how near it is."""
    if item.due_on is None:
        return None
    if item.overdue and item.is_open:
        late = (today - item.due_on).days
        words = ngettext("{n} day overdue", "{n} days overdue", late).format(n=late)
        return words, Tone.BAD
    near = dates.near_day(item.due_on, today)
    tone = Tone.WARN if item.is_open and item.due_on <= today else Tone.PLAIN
    return _("until {day}").format(day=near), tone


def item_pills(item: ItemRow, today: date) -> Iterator[Pill]:
    """What a line says of an item besides its text, the gravest first."""
    if not item.is_open:
        yield _("Closed"), Tone.GOOD
    if item.urgent:
        yield _("Urgent"), Tone.BAD if item.is_open else Tone.PLAIN
    if item.new:
        yield _("New"), Tone.INFO
    if (due := due_pill(item, today)) is not None:
        yield due
    if item.old and item.is_open:
        words = ngettext("open for {n} day", "open for {n} days", item.age_days)
        yield words.format(n=item.age_days), Tone.WARN
    if item.read_backs:
        yield _("Read back"), Tone.GOOD
    if item.owner is not None:
        yield _("Yours") if item.mine else item.owner.name, Tone.ACCENT if item.mine else Tone.PLAIN


def item_below(item: ItemRow, near: date) -> Iterator[str]:
    """The small lines under an item."""
    if item.worse:
        yield _("If it gets worse: {words}").format(words=item.worse)
    yield _and(item.no, written_by(item, near), carried_word(item))
    for read in item.read_backs:
        yield read_back_words(read, near)
    if not item.is_open:
        yield closed_words(item, near)


def read_back_words(read: ReadBackRow, near: date) -> str:
    """Who read it back, and in which words."""
    words = _("Read back: {words}").format(words=read.words) if read.words else _("Read back")
    return _and(words, who(read.by), dates.moment(read.at, near))


def closed_words(item: ItemRow, near: date) -> str:
    """What was done, by whom and when."""
    at = dates.moment(item.closed_at, near) if item.closed_at else ""
    return _and(_("Done: {words}").format(words=item.closing or "—"), who(item.closed_by), at)


def move_word(move: ItemMove) -> str:
    return {ItemMove.CLOSED: _("Closed"), ItemMove.REOPENED: _("Reopened")}[move]


def said_notes(row: SectionRow, *, more: bool) -> list[NoteRow]:
    """The notes of a section; that there is nothing is not said where there is something by now
    (`more`: besides notes and items)."""
    texts = [note for note in row.notes if not note.nothing]
    return texts if texts or row.items or more else list(row.notes)


def unconfirmed(page: LogPage) -> int:
    """How many changes of staff no note confirms."""
    return sum(1 for change in page.staff if not change.confirmed)


def said_in(row: SectionRow, page: LogPage) -> list[NoteRow]:
    """The notes of a section that are told beside its items and the changes of staff: what
    confirms a change is told by the change itself."""
    staff = page.staff if row.section is Section.STAFF_CHANGES else ()
    facts = {change.fact for change in staff}
    return [note for note in said_notes(row, more=bool(staff)) if note.fact not in facts]


def staff_sentence(change: StaffChange) -> str:
    """One change of the shift's staff, as it is confirmed and printed."""
    name, other = who(change.person), who(change.other)
    minutes = dates.span(change.minutes)
    match change.kind:
        case StaffKind.SWAP_IN:
            return _("{name} works this shift for {other} (swap {no})").format(
                name=name, other=other or "—", no=change.swap_no
            )
        case StaffKind.SWAP_OUT:
            return _("{name} gave this shift to {other} (swap {no})").format(
                name=name, other=other or "—", no=change.swap_no
            )
        case StaffKind.LEAVE if other:
            return _("{name} is on leave; {other} covers").format(name=name, other=other)
        case StaffKind.LEAVE:
            return _("{name} is on leave; the shift is not covered").format(name=name)
        case StaffKind.ABSENT if change.minutes:
            return _("{name} came {minutes} late, which is an absence").format(
                name=name, minutes=minutes
            )
        case StaffKind.ABSENT:
            return _("{name} is absent").format(name=name)
        case StaffKind.LATE:
            return _("{name} came {minutes} late").format(name=name, minutes=minutes)
        case StaffKind.LEFT_EARLY:
            return _("{name} left {minutes} early").format(name=name, minutes=minutes)
        case StaffKind.OVERRIDE:
            return _("{name} was released before the relief by {other}: {reason}").format(
                name=name, other=other or "—", reason=change.reason
            )


# -- the page ----------------------------------------------------------------------------------


def is_news(row: NoteRow | ItemRow) -> bool:
    """Written by somebody else since one's own last shift; that there is nothing is no news."""
    return row.new and not (isinstance(row, NoteRow) and row.nothing)


def new_words(page: LogPage) -> str:
    """How much others have written since one's own last shift."""
    notes = (is_news(note) for row in page.sections for note in row.notes)
    items = (item.new for row in page.sections for item in row.items)
    count = sum((*notes, *items, *(item.new for item in page.carried)))
    words = ngettext("{n} new since my last shift", "{n} new since my last shift", count)
    return words.format(n=count) if count else ""


def page_note(page: LogPage) -> str:
    """Under the title: department and number, how many work the shift, how much came over."""
    crew = ngettext("{n} person on this shift", "{n} people on this shift", len(page.crew))
    going = sum(1 for item in page.carried if item.is_open)
    items = ngettext("{n} item carried over", "{n} items carried over", going)
    return _and(page.department, page.no, crew.format(n=len(page.crew)), items.format(n=going))
