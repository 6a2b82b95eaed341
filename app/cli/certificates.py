"""`dutydesk roster certify`: whether a month's roster holds, for people or as JSON."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from datetime import date

from app.cli.opening import opened
from app.cli.tables import print_json, print_table
from app.errors import NotFound
from app.reading.roster.parts import scopes_called
from app.rules.rostering.certificate.records import FIGURES, PersonMonth
from app.rules.rostering.certificate.stated import stated
from app.rules.vocabulary import msg
from app.services.roster.certifying import CertifiedRoster, NothingPublished, certify
from app.text import _, dates, ngettext
from app.text.certificate import broken_words, counted_words, figure, mean, rule_name


def certify_month(request: Namespace) -> int:
    """Print the certificate that is asked for, whatever it found, with status 0."""
    with opened(request.store) as context:
        scopes = scopes_called(context, request.department or "", request.team or "")
        try:
            made = certify(context, request.month, draft=request.draft, scopes=scopes)
        except NothingPublished as error:
            raise _with_draft(error, request.month) from error
    if request.format == "json":
        print_json({**stated(made.certificate), "head": made.head})
    else:
        _print(made)
    return 0


def _with_draft(error: NothingPublished, month: date) -> NotFound:
    """The refusal with the way out that is typed here."""
    way = msg(
        "Nothing of {month} is published there yet; --draft proves what is drafted.",
        month=month.strftime("%Y-%m"),
    )
    return NotFound(error.title, way)


def _print(made: CertifiedRoster) -> None:
    found = made.certificate
    month = dates.month(found.month)
    title = _("Certificate of {month}, as drafted") if made.draft else _("Certificate of {month}")
    print(title.format(month=month))
    people = len(found.people)
    if found.holds:
        words = ngettext(
            "Every hard rule holds for {n} person.", "Every hard rule holds for {n} people.", people
        )
        print(words.format(n=people))
    for line in _broken(made):
        print(line)
    if not found.short:
        print(_("At every time as many are at work as are needed at least."))
    for one in found.short:
        where = f"{one.day.isoformat()}  {one.shift}  {counted_words(one)}"
        print(f"{where}  {_('{have} of {least}').format(have=one.have, least=one.least)}")
    print()
    _print_people(made)
    print(_("audit trail {head}").format(head=made.head))


def _broken(made: CertifiedRoster) -> Iterator[str]:
    for one in made.certificate.hard:
        who = f"{one.person} {made.names[one.person]}"
        yield f"{one.day.isoformat()}  {rule_name(one.rule)}  {who}  {broken_words(one)}"


def _print_people(made: CertifiedRoster) -> None:
    heads = (
        *(_("Hours"), _("Nights"), _("Weekends"), _("Holidays")),
        *(_("Wishes kept"), _("Wishes broken"), _("Number"), _("Name")),
    )
    rows = [_person(one, made.names[one.person]) for one in made.certificate.people]
    group = dict(made.certificate.group())
    for name, word in (("mean", _("Mean")), ("least", _("Least")), ("most", _("Most"))):
        figures = (mean(getattr(group[key], name)) for key in FIGURES)
        rows.append((*figures, "", "", "", word))
    print_table(heads, rows, numbers=6)


def _person(one: PersonMonth, name: str) -> tuple[str, ...]:
    counted = (one.nights, one.weekends, one.holidays, one.wishes_kept, one.wishes_broken)
    return (figure(one.hours), *map(str, counted), one.person, name)
