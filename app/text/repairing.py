"""Ways to cover a shift in words: what changes, what each rule counts, what comes of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from app.rules.edits import CellChange
from app.rules.facts import Person
from app.rules.rostering.certificate.records import GroupFigure
from app.rules.rostering.hard import HardRule
from app.rules.rostering.repairs import (
    CoverMove,
    Hindrance,
    MonthMove,
    NoWay,
    RepairWay,
    RuleFigure,
    Stopped,
    Vacancy,
)
from app.text import dates
from app.text.certificate import FIGURE_NAMES, figure, mean, rule_name
from app.text.language import _, mark, ngettext
from app.text.words import shift_words

People = Mapping[str, Person]

_UNITS = {
    HardRule.REST: mark("{found} h of {limit} h"),
    HardRule.HOURS_MOST: mark("{found} h of {limit} h"),
    HardRule.HOURS_LEAST: mark("{found} h of {limit} h"),
}


def headline(way: RepairWay, people: People) -> str:
    """ "1 change: 王芳 takes N on 3 Nov"."""
    said = [
        _("{name} takes {shift} on {day}").format(
            name=people[change.person].name,
            shift=shift_words(change.code),
            day=dates.short_day(change.day, change.day),
        )
        for _vacancy, change in way.taken
    ]
    n = len(way.changes)
    words = ngettext("{n} change: {what}", "{n} changes: {what}", n)
    return words.format(n=n, what=_("; ").join(said))


def change_words(change: CellChange, people: People) -> str:
    """ "王芳 1003 · Mon 3 Nov: – → N"."""
    return _("{name} {no} · {day}: {before} → {after}").format(
        name=people[change.person].name,
        no=change.person,
        day=dates.short_day(change.day, change.day),
        before=change.before or "–",
        after=change.code or "–",
    )


def vacancy_words(vacancy: Vacancy) -> str:
    """ "Mon 3 Nov · N"."""
    return f"{dates.short_day(vacancy.day, vacancy.day)} · {shift_words(vacancy.code)}"


def figure_words(one: RuleFigure) -> str:
    """ "Rest between two shifts: 14 h of 8 h"."""
    name = rule_name(one.rule)
    if one.found is None or one.limit is None:
        return _("{rule}: kept").format(rule=name)
    said = _(_UNITS[one.rule]) if one.rule in _UNITS else _("{found} of {limit}")
    said = said.format(found=figure(one.found), limit=figure(one.limit))
    return _("{rule}: {figures}").format(rule=name, figures=said)


def cover_words(one: CoverMove) -> str:
    """ "Mon 3 Nov, N, A: 2 → 3 of 3"."""
    who = one.needing
    parts = (who.department, who.team, who.job_type) if who else ()
    where = " ".join(filter(None, parts[1:])) or (parts[0] if parts else "")
    said = " · ".join(
        filter(None, (dates.short_day(one.day, one.day), shift_words(one.code), where))
    )
    figures = f"{one.before} → {one.after}"
    if one.least is None:
        return _("{rule}: {figures}").format(rule=said, figures=figures)
    of = _("{figures} of {least} needed").format(figures=figures, least=one.least)
    said = _("{rule}: {figures}").format(rule=said, figures=of)
    if one.falls_short:
        return _("{cover} – this way leaves it short").format(cover=said)
    return _("{cover} – still short").format(cover=said) if one.is_short else said


def person_words(person: Person, what: str) -> str:
    """ "王芳: 4 of 6 days"."""
    return _("{rule}: {figures}").format(rule=person.name, figures=what)


def month_words(one: MonthMove, people: People, group: Mapping[str, GroupFigure]) -> str:
    """ "王芳: Hours 152 → 160 (mean 158.2) · Nights 3 → 4 (mean 3.1)": the hours, and what else is
    another."""
    parts = []
    for name, words in FIGURE_NAMES.items():
        before, after = getattr(one.before, name), getattr(one.after, name)
        if before != after or name == "hours":
            figures = figure(after) if before == after else f"{figure(before)} → {figure(after)}"
            said = _("{name} {figures} (mean {mean})")
            parts.append(said.format(name=_(words), figures=figures, mean=mean(group[name].mean)))
    return person_words(people[one.after.person], " · ".join(parts))


def usual_reason(vacancies: Iterable[Vacancy], people: People) -> str:
    """What stands in the reason until somebody writes another."""
    away = [one for one in vacancies if one.person]
    if not away:
        return _("More people are needed")
    who = people.get(away[0].person)
    name = who.name if who is not None else away[0].person
    if away[0].leaves:
        return _("{name} does not work these shifts").format(name=name)
    return _("{name} is away").format(name=name)


def no_way_words(one: NoWay, people: People) -> Iterator[str]:
    """Why there is none, and what would help."""
    if one.begun:
        yield _("{what} has begun: nobody new can be given it.").format(
            what=vacancy_words(one.vacancy)
        )
        return
    yield _("Nobody can take {what}, not even by moving others.").format(
        what=vacancy_words(one.vacancy)
    )
    if one.stopped:
        yield _("Why: {reasons}.").format(reasons=_("; ").join(map(_stopped, one.stopped)))
    if one.nearest and one.rule is not None:
        yield _(
            "Nearest: {name} would break one rule alone, “{rule}”. Ease it and look again."
        ).format(name=people[one.nearest].name, rule=rule_name(one.rule))
    else:
        yield _("What would help: somebody of another department, or one person less needed there.")


def _stopped(one: Stopped) -> str:
    n = one.people
    match one.why:
        case Hindrance.AWAY:
            words = ngettext(
                "{n} person is on leave or not to be changed that day",
                "{n} people are on leave or not to be changed that day",
                n,
            )
        case Hindrance.WORKS:
            words = ngettext(
                "{n} person works another shift that day",
                "{n} people work another shift that day",
                n,
            )
        case Hindrance.ROSTER:
            words = ngettext(
                "{n} person has another kind of roster (draft or published) or works no shifts",
                "{n} people have another kind of roster (draft or published) or work no shifts",
                n,
            )
        case rule:
            words = ngettext(
                "{n} person would break “{rule}”", "{n} people would break “{rule}”", n
            )
            return words.format(n=n, rule=rule_name(rule))
    return words.format(n=n)
