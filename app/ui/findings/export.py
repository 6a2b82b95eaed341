"""The findings that are shown, as an Excel list in the language in use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from app.exchange.lists import ListColumn, write_list
from app.progress import Cancel
from app.text import _
from app.text.findings import finding_remedy
from app.ui.kit.findings.lines import FindingLine


def export_findings(
    lines: Sequence[FindingLine], names: Mapping[str, str], path: Path, cancel: Cancel
) -> int:
    """Write `lines` in their order to `path`; gives how many. Raises BadInput."""
    columns: list[ListColumn[FindingLine]] = [
        ListColumn(_("Level"), 10, lambda line: line.level),
        ListColumn(_("Rule"), 10, lambda line: line.rule),
        ListColumn(_("Date"), 12, lambda line: line.day),
        ListColumn(_("Number"), 10, lambda line: line.person),
        ListColumn(_("Name"), 12, lambda line: line.name),
        ListColumn(_("Department"), 16, lambda line: line.department),
        ListColumn(_("Team"), 12, lambda line: line.team),
        ListColumn(_("About"), 28, lambda line: line.subject),
        ListColumn(_("What was found"), 70, lambda line: line.sentence),
        ListColumn(
            _("What would make it right"), 60, lambda line: finding_remedy(line.finding, names)
        ),
    ]
    return write_list(path, _("Findings"), columns, lines, cancel)
