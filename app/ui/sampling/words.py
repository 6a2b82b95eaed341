"""How a sampling plan is worded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from app.queries.quality.contacts import ListOfMonth
from app.queries.quality.plan import DrawRow, PlanState
from app.reading.quality.drawing import Again, DrawPreview
from app.reading.quality.sampling import LackingLine, PlanLine, PlanReading
from app.rules.scorecards.drawn_again import Difference
from app.rules.scorecards.sampling import Pick, Why
from app.services.quality.contacts import BroughtIn, LeftOut
from app.text import _, dates, mark, ngettext
from app.ui.kit.tokens import Tone

_SIX = timedelta(days=6)
_TOLD = 5
"""So many references are named; the rest are counted."""

STATES = {
    PlanState.PLANNED: mark("to be done"),
    PlanState.BEGUN: mark("under way"),
    PlanState.DONE: mark("inspected"),
    PlanState.DROPPED: mark("dropped"),
}
_TONES = {
    PlanState.PLANNED: Tone.PLAIN,
    PlanState.BEGUN: Tone.INFO,
    PlanState.DONE: Tone.GOOD,
    PlanState.DROPPED: Tone.WARN,
}
_ICONS = {
    PlanState.PLANNED: "dot",
    PlanState.BEGUN: "edit",
    PlanState.DONE: "check",
    PlanState.DROPPED: "minus",
}
_WHY = {
    Why.NO_CONTACT: mark("no contact of theirs is left in the list"),
    Why.NO_INSPECTOR: mark("no inspector is there for them in a week that is left"),
}
_LEFT_OUT = {
    LeftOut.OTHER_DEPARTMENT: mark("Another department's, left out: {n}"),
    LeftOut.NOT_AGENT: mark("Of somebody who was no agent that day, left out: {n}"),
}


def state_words(state: PlanState) -> str:
    return _(STATES[state])


def line_words(line: PlanLine) -> str:
    """Its state; of one that is late, that it is."""
    return _("overdue") if line.overdue else state_words(line.state)


def line_tone(line: PlanLine) -> Tone:
    return Tone.BAD if line.overdue else _TONES[line.state]


def line_icon(line: PlanLine) -> str:
    return "warning" if line.overdue else _ICONS[line.state]


def due_words(due: tuple[date, date]) -> str:
    """ "12–18 Oct", "28 Sep – 4 Oct", "30 Nov"."""
    first, last = due
    month = dates.short_month(first)
    if first == last:
        return _("{day} {month}").format(day=first.day, month=month)
    if first.month == last.month:
        return _("{first}–{last} {month}").format(first=first.day, last=last.day, month=month)
    return _("{first} {month} – {last} {next}").format(
        first=first.day, month=month, last=last.day, next=dates.short_month(last)
    )


def week_words(monday: date) -> str:
    """A whole week: "12–18 Oct"."""
    return due_words((monday, monday + _SIX))


def length_words(seconds: int | None) -> str:
    """ "5:30", "1:05:30"."""
    if seconds is None:
        return ""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def list_words(found: ListOfMonth, today: date) -> str:
    """What there is to draw from."""
    if not found.contacts or found.last_at is None:
        return _("No list of contacts yet: inspections are planned by agent and week")
    return _("Contacts: {n}, of {agents} agents, until {moment}").format(
        n=f"{found.contacts:,}",
        agents=found.agents,
        moment=dates.moment(found.last_at, today),
    )


def counts_words(lines: Sequence[PlanLine]) -> str:
    """ "100 planned inspections: 12 overdue, 20 inspected"."""
    counts = Counter(map(line_words, lines))
    parts = " · ".join(f"{word} {count}" for word, count in counts.most_common())
    words = planned_words(len(lines))
    return _("{what}: {counts}").format(what=words, counts=parts) if parts else words


def left_words(reading: PlanReading) -> str:
    """How long there is still time."""
    if reading.is_over:
        return _("This month is over.")
    days = reading.days_left
    return ngettext("{n} day left", "{n} days left", days).format(n=days)


def lacking_note(line: LackingLine) -> str:
    """Whether something is planned for them."""
    if line.planned:
        return ngettext("{n} planned", "{n} planned", line.planned).format(n=line.planned)
    return _("nothing planned")


def why_words(why: Why) -> str:
    return _(_WHY[why])


def preview_words(shown: DrawPreview) -> str:
    """What the draw plans, in a line."""
    if not shown.agents:
        return _("Everybody has that many, done or planned.")
    people = sum(1 for one in shown.agents if sum(one.weeks))
    if not shown.listed:
        return _("Without a list: {n} inspections of {people} agents, the contact is chosen by "
                 "whoever inspects").format(n=shown.planned, people=people)  # fmt: skip
    return _("{n} inspections of {people} agents, out of {contacts} contacts").format(
        n=shown.planned, people=people, contacts=f"{shown.contacts:,}"
    )


def planned_words(count: int) -> str:
    return ngettext("{n} planned inspection", "{n} planned inspections", count).format(n=count)


def seed_words(draw: DrawRow) -> str:
    """With what, when and by whom it was drawn."""
    return _("Seed {seed}, drawn {moment} by {name}").format(
        seed=draw.seed, moment=dates.stamp(draw.drawn_at), name=draw.drawn_by
    )


def brought_words(found: BroughtIn, today: date) -> Sequence[str]:
    """What a list brings, a line each."""
    lines = [_("New: {n}").format(n=found.added)]
    if found.first_at and found.last_at:
        lines[0] += " · " + _("{agents} agents, {first} to {last}").format(
            agents=found.agents,
            first=dates.moment(found.first_at, today),
            last=dates.moment(found.last_at, today),
        )
    if found.updated:
        told = ", ".join(found.updated[:_TOLD])
        more = "…" if len(found.updated) > _TOLD else ""
        lines.append(
            _("Stated otherwise than before, mended: {n} ({refs})").format(
                n=len(found.updated), refs=told + more
            )
        )
    if found.unchanged:
        lines.append(_("There already: {n}").format(n=found.unchanged))
    lines += [_(_LEFT_OUT[why]).format(n=n) for why, n in sorted(found.left_out.items())]
    return lines


def again_words(found: Again) -> Sequence[str]:
    """What drawing again has shown, a line each."""
    if found.identical:
        return [_("Drawn again from the same, with the same seed: the same comes out.")]
    lines = []
    if found.changed:
        told = ", ".join(found.changed[:_TOLD])
        more = "…" if len(found.changed) > _TOLD else ""
        lines.append(
            _("A later list states {n} contacts otherwise: {refs}").format(
                n=len(found.changed), refs=told + more
            )
        )
    elif not found.same_source:
        lines.append(_("What it was drawn from does not stand in the store any more."))
    lines += [_difference(one, found) for one in found.differences]
    if not found.differences:
        lines.append(_("All the same, the same comes out."))
    return lines


def _difference(one: Difference, found: Again) -> str:
    either = one.stands or one.drawn
    agent = either.agent if either else ""
    nothing = _("nothing")
    stands = _pick(one.stands, found) if one.stands else nothing
    drawn = _pick(one.drawn, found) if one.drawn else nothing
    return _("{agent}: planned is {stands}; drawn again it is {drawn}").format(
        agent=found.names.get(agent, agent), stands=stands, drawn=drawn
    )


def _pick(pick: Pick, found: Again) -> str:
    parts = (
        pick.contact,
        week_words(pick.week),
        found.names.get(pick.inspector, pick.inspector),
    )
    return ", ".join(part for part in parts if part)
