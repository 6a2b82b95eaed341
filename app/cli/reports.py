"""`dutydesk report …`: what the books count, for people as a table, otherwise as JSON."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import date

from app.cli.opening import opened
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
        found = {"weeks": [asdict(week) for week in weeks]}
        print(json.dumps(found, ensure_ascii=False, indent=1))
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
    print("  ".join(f"{head:>9}" for head in heads) + f"  {_('Week')}      {_('Department')}")
    for week in weeks:
        counts = (week.days, week.enquiries, week.lookups, week.outbound, week.backlog)
        cells = ("-" if count is None else str(count) for count in counts)
        print("  ".join(f"{cell:>9}" for cell in cells) + f"  {week.week}  {week.department}")


REPORTS: Mapping[str, Callable[[Namespace], int]] = {"figures": figures}
