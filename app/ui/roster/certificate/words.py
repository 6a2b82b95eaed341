"""What a certificate says, in the window and on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.rules.rostering.certificate.records import PersonMonth, RosterCertificate, ShortShift
from app.rules.rostering.hard import HardRule
from app.services.roster.certifying import CertifiedRoster
from app.text import _, dates, ngettext
from app.text.certificate import FIGURE_NAMES, counted_words, mean, rule_name
from app.text.words import shift_words


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person's month, and what of the rules it breaks."""

    month: PersonMonth
    name: str
    broken: frozenset[HardRule]

    @property
    def rules(self) -> str:
        """The rules that are broken, or that all are kept."""
        return ", ".join(map(rule_name, sorted(self.broken))) or _("all kept")


def person_lines(made: CertifiedRoster) -> list[PersonLine]:
    """Everybody, in the certificate's order."""
    found = made.certificate
    return [
        PersonLine(one, made.names[one.person], found.broken_by(one.person)) for one in found.people
    ]


def title_words(made: CertifiedRoster) -> str:
    """ "Certificate of November 2026, as drafted"."""
    title = _("Certificate of {month}, as drafted") if made.draft else _("Certificate of {month}")
    return title.format(month=dates.month(made.certificate.month))


def part_words(made: CertifiedRoster) -> str:
    """Whose month it is: a team, a department, or the centre."""
    teams = [unit.team for unit in made.part if unit.team]
    departments = dict.fromkeys(unit.department for unit in made.part if unit.department)
    if not made.part:
        return made.centre or _("The whole centre")
    return " · ".join([*departments, *(teams if len(made.part) == 1 else ())])


def verdict_words(found: RosterCertificate) -> str:
    """Whether every rule holds, of how many people; else how many break one, and how often."""
    people = len(found.people)
    if found.holds:
        held = ngettext(
            "Every hard rule holds for {n} person.", "Every hard rule holds for {n} people.", people
        )
        return held.format(n=people)
    n = len(found.hard)
    broken = ngettext(
        "Hard rules are broken {n} time, by {who} of {people} people.",
        "Hard rules are broken {n} times, by {who} of {people} people.",
        n,
    )
    return broken.format(n=n, who=len(found.breakers()), people=people)


def needs_words(found: RosterCertificate) -> str:
    """Whether enough people are at work."""
    n = len(found.short)
    if not n:
        return _("At every time as many are at work as are needed at least.")
    return ngettext("{n} need is not met.", "{n} needs are not met.", n).format(n=n)


def wishes_words(people: Sequence[PersonMonth]) -> str:
    """How many wishes came true."""
    kept = sum(one.wishes_kept for one in people)
    asked = kept + sum(one.wishes_broken for one in people)
    if not asked:
        return _("Nobody has a wish for this month.")
    return _("Wishes kept: {kept} of {asked}.").format(kept=kept, asked=asked)


def group_words(found: RosterCertificate) -> str:
    """The group's figures in one line: "Hours: mean 160.0, 152 to 168 · Nights: …"."""
    said = _("{name}: mean {mean}, {least} to {most}")
    return " · ".join(
        said.format(
            name=_(FIGURE_NAMES[name]), mean=mean(one.mean), least=f"{one.least:g}",
            most=f"{one.most:g}",
        )
        for name, one in found.group()
    )  # fmt: skip


def short_words(one: ShortShift) -> tuple[str, str, str, str, str]:
    """A need that is not met: day, shift, who is counted, how many there are and must be."""
    day = dates.short_day(one.day, one.day)
    return day, shift_words(one.shift), counted_words(one), str(one.have), str(one.least)


def head_words(made: CertifiedRoster) -> str:
    """When it was made, and where it is on record."""
    moment = _("As of {moment}").format(moment=dates.moment(made.made_at))
    return f"{moment} · {_('audit trail {head}').format(head=made.head)}"
