"""`dutydesk report quality` and `report calibration`: what inspections tell, and how surely."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from app.cli.opening import opened
from app.cli.tables import print_json, print_table, rounded
from app.errors import Conflict
from app.queries.facts import persons
from app.queries.quality.blind import blind_calibrations
from app.queries.quality.reports import calibration_report, quality_report
from app.reading.quality.evaluation import STILL_SCORED
from app.rules.facts import Person
from app.rules.scorecards.calibration import TOTAL, CalibrationFigures
from app.rules.scorecards.quality import DepartmentQuality, PersonQuality
from app.rules.vocabulary import Aspect, msg
from app.text import _
from app.text.words import title_word


def quality(request: Namespace) -> int:
    """The inspections of a month, by department and person."""
    with opened(request.store) as context, context.read() as session:
        found = quality_report(session, context.time, request.month)
        people = persons(session)
    if request.department is not None:
        found = [each for each in found if each.department == request.department]
    if request.format == "json":
        month = f"{request.month:%Y-%m}"
        print_json({"month": month, "departments": [as_reported(each) for each in found]})
    else:
        _print_departments(found, people)
    return 0


def as_reported(quality: DepartmentQuality) -> dict[str, Any]:
    """A department as DAYBOOKS.md has it: what only further questions need is left out."""
    found = asdict(quality)
    del found["freedom"]
    return found


def calibration(request: Namespace) -> int:
    """How far those agree who scored the contacts of a calibration."""
    with opened(request.store) as context, context.read() as session:
        if request.no in blind_calibrations(session):
            raise Conflict(msg("It is still scored"), STILL_SCORED)
        found = calibration_report(session, request.no)
        people = persons(session)
    if request.format == "json":
        print_json(asdict(found))
    else:
        _print_calibration(found, people)
    return 0


def _print_departments(
    departments: Sequence[DepartmentQuality], people: Mapping[str, Person]
) -> None:
    if not departments:
        print(_("There are no inspections of this month that count."))
    for at, each in enumerate(departments):
        if at:
            print()
        _print_department(each, people)


def _print_department(quality: DepartmentQuality, people: Mapping[str, Person]) -> None:
    sentence = _(
        "{department}: inspections {inspections}, failed {failed}, mean {mean}; "
        "deviation {within} within a person, {between} between people"
    )
    print(
        sentence.format(
            department=quality.department or _("No department"),
            inspections=quality.inspections,
            failed=quality.failed,
            mean=rounded(quality.mean),
            within=rounded(quality.within_sd),
            between=rounded(quality.between_sd),
        )
    )
    figures = (
        *(_("Times inspected"), _("Failed"), _("Mean")),
        *(_("Lower end"), _("Upper end"), _("Shrunk")),
    )
    aspects = [title_word(aspect) for aspect in Aspect]
    heads = (*figures, *aspects, _("Against the mean"), _("Number"), _("Name"))
    rows = [_person(person, people) for person in quality.people]
    print_table(heads, rows, numbers=len(figures) + len(aspects))


def _person(person: PersonQuality, people: Mapping[str, Person]) -> tuple[str, ...]:
    return (
        str(person.inspections),
        str(person.failed),
        *map(rounded, (person.mean, person.low, person.high, person.shrunk)),
        *(rounded(person.aspects[aspect]) for aspect in Aspect),
        title_word(person.standing),
        person.employee,
        people[person.employee].name,
    )


def _print_calibration(found: CalibrationFigures, people: Mapping[str, Person]) -> None:
    if not found.contacts:
        print(_("There is no calibration of this number."))
        return
    sentence = _("{no}: contacts {contacts}, inspectors {inspectors}")
    print(
        sentence.format(no=found.calibration, contacts=found.contacts, inspectors=found.inspectors)
    )
    alphas = [(rounded(value, 3), _called(name)) for name, value in found.alpha.items()]
    print_table((_("Alpha"), _("Agreement on")), alphas, numbers=1)
    print()
    severities = [
        (str(one.scored), rounded(one.severity), one.inspector, people[one.inspector].name)
        for one in found.severity
    ]
    heads = (_("Contacts"), _("Against the others"), _("Number"), _("Name"))
    print_table(heads, severities, numbers=2)


def _called(name: str) -> str:
    return _("Total") if name == TOTAL else title_word(Aspect(name))
