"""A certificate on paper: what is broken first, then needs, then everybody's figures."""

from __future__ import annotations

from html import escape
from pathlib import Path

from app.rules.rostering.certificate.records import FIGURES
from app.rules.rostering.hard import HardRule
from app.services.roster.certifying import CertifiedRoster
from app.text import _, dates
from app.text.certificate import RULE_NAMES, broken_words, figure, mean, rule_name
from app.ui.kit.printing import gap, paragraph, sheet_of, table, write_pdf
from app.ui.roster.certificate.words import (
    PersonLine,
    head_words,
    needs_words,
    part_words,
    person_lines,
    short_words,
    title_words,
    verdict_words,
    wishes_words,
)


def print_certificate(made: CertifiedRoster, path: Path) -> None:
    """Write it to `path`, on A4. Raises BadInput."""
    body = _head(made) + _rules(made) + _needs(made) + _people(made) + gap()
    body += paragraph(head_words(made))
    write_pdf(path, title_words(made), body)


def _head(made: CertifiedRoster) -> str:
    found = made.certificate
    pairs = [
        (_("Roster of"), part_words(made)),
        (_("Hard rules"), verdict_words(found)),
        (_("People needed"), needs_words(found)),
        (_("Wishes"), wishes_words(found.people)),
        (_("Proved by"), made.made_by),
    ]
    return sheet_of(pairs)


def _rules(made: CertifiedRoster) -> str:
    """What is broken, and by how many each rule is kept."""
    found = made.certificate
    heading = f"<h3>{escape(_('Hard rules'))}</h3>"
    if found.hard:
        rows = [
            (dates.short_day(one.day, one.day), rule_name(one.rule), one.person,
             made.names[one.person], broken_words(one))
            for one in found.hard
        ]  # fmt: skip
        heads = (_("Day"), _("Rule"), _("Number"), _("Name"), _("What was found"))
        heading += table(heads, rows) + gap()
    return heading + table((_("Rule"), _("Kept by"), _("Broken by")), _kept(made))


def _kept(made: CertifiedRoster) -> list[tuple[str, str, str]]:
    people = person_lines(made)

    def row(rule: HardRule) -> tuple[str, str, str]:
        broken = sum(rule in one.broken for one in people)
        return rule_name(rule), str(len(people) - broken), str(broken)

    return [row(rule) for rule in RULE_NAMES]


def _needs(made: CertifiedRoster) -> str:
    heading = f"<h3>{escape(_('People needed'))}</h3>"
    if not made.certificate.short:
        return heading + paragraph(needs_words(made.certificate))
    heads = (_("Day"), _("Shift"), _("Who is counted"), _("At work"), _("At least"))
    return heading + table(heads, [short_words(one) for one in made.certificate.short])


def _people(made: CertifiedRoster) -> str:
    heads = (
        *(_("Number"), _("Name"), _("Hours"), _("Nights"), _("Weekends"), _("Holidays")),
        *(_("Wishes kept"), _("Wishes broken")),
    )
    rows = [_person(line) for line in person_lines(made)]
    return f"<h3>{escape(_('People'))}</h3>" + table(heads, [*_group(made), *rows])


def _person(line: PersonLine) -> tuple[str, ...]:
    one = line.month
    counted = (one.nights, one.weekends, one.holidays, one.wishes_kept, one.wishes_broken)
    return one.person, line.name, figure(one.hours), *map(str, counted)


def _group(made: CertifiedRoster) -> list[tuple[str, ...]]:
    """The group's figures, above those of its people."""
    group = dict(made.certificate.group())
    named = (("mean", _("Mean")), ("least", _("Least")), ("most", _("Most")))
    return [
        ("", word, *(mean(getattr(group[key], name)) for key in FIGURES), "", "")
        for name, word in named
    ]
