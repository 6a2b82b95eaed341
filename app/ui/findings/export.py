"""The findings that are shown, as an Excel list in the language in use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from app.exchange.lists import ListColumn, Value, write_list
from app.progress import Cancel
from app.text import _
from app.text.findings import finding_remedy
from app.ui.findings.lines import FindingLine


def export_findings(
    lines: Sequence[FindingLine], names: Mapping[str, str], path: Path, cancel: Cancel
) -> int:
    """Write `lines` in their order to `path`; gives how many. Raises BadInput."""
    columns = [
        ListColumn(_("Level"), 10),
        ListColumn(_("Rule"), 10),
        ListColumn(_("Date"), 12),
        ListColumn(_("Number"), 10),
        ListColumn(_("Name"), 12),
        ListColumn(_("Department"), 16),
        ListColumn(_("Team"), 12),
        ListColumn(_("About"), 28),
        ListColumn(_("What was found"), 70),
        ListColumn(_("What would make it right"), 60),
    ]
    write_list(path, _("Findings"), columns, _rows(lines, names), cancel)
    return len(lines)


def _rows(lines: Sequence[FindingLine], names: Mapping[str, str]) -> Iterator[Sequence[Value]]:
    for line in lines:
        yield (
            *(line.level, line.rule, line.day, line.person, line.name),
            *(line.department, line.team, line.subject, line.sentence),
            finding_remedy(line.finding, names),
        )
