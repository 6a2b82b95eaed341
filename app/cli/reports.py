"""`dutydesk report …`: what the books count, for people as a table, otherwise as JSON."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import date

from app.cli.opening import opened
from app.cli.quality import calibration, quality
from app.cli.tables import print_json, print_table, whole
from app.errors import BadInput
from app.queries.duties.logs import logs_between
from app.rules.duties.figures import WeekFigures, weekly_figures
from app.rules.vocabulary import msg
from app.text import _


def report(request: Namespace) -> int:
    """Print the report that is asked for."""
    return REPORTS[request.report](request)


def figures(request: Namespace) -> int:
    """What the duty logs count, by week and department."""
    _require_in_order(request.first, request.last)
    with opened(request.store) as context, context.read() as session:
        logs = logs_between(session, request.first, request.last)
    weeks = weekly_figures(logs, request.first, request.last)
    if request.format == "json":
        print_json({"weeks": [asdict(week) for week in weeks]})
    else:
        _print_weeks(weeks)
    return 0


def _require_in_order(first: date, last: date) -> None:
    if last < first:
        raise BadInput(msg("Dates do not fit"), msg("The last day is before the first."))


def _print_weeks(weeks: Sequence[WeekFigures]) -> None:
    if not weeks:
        print(_("There are no duty logs of these days."))
        return
    heads = (_("Days kept"), _("Enquiries"), _("Look-ups"), _("Outbound"), _("Backlog"))
    rows = (
        (
            *map(whole, (week.days, week.enquiries, week.lookups, week.outbound, week.backlog)),
            week.week,
            week.department,
        )
        for week in weeks
    )
    print_table((*heads, _("Week"), _("Department")), rows, numbers=len(heads))


REPORTS: Mapping[str, Callable[[Namespace], int]] = {
    "figures": figures,
    "quality": quality,
    "calibration": calibration,
}
