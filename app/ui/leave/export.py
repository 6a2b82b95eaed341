"""The register of leave as it is shown, as an Excel list in the language in use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from app.exchange.lists import ListColumn, write_list
from app.progress import Cancel
from app.reading.leave.desk import RegisterRow
from app.text import _, dates
from app.text.words import title_word
from app.ui.kit.leave_kinds import kind_word
from app.ui.leave.words import deciders


def export_register(
    rows: Sequence[RegisterRow], own: Mapping[str, str], path: Path, cancel: Cancel
) -> int:
    """Write `rows` in their order to `path`; gives how many. Raises BadInput."""
    columns: list[ListColumn[RegisterRow]] = [
        ListColumn(_("Leave no."), 12, lambda row: row.leave.no),
        ListColumn(_("Employee number"), 12, lambda row: row.leave.person_no),
        ListColumn(_("Name"), 12, lambda row: row.leave.name),
        ListColumn(_("Department"), 16, lambda row: row.department),
        ListColumn(_("Team"), 12, lambda row: row.team),
        ListColumn(_("Kind of leave"), 16, lambda row: kind_word(row.leave.kind, own)),
        ListColumn(_("First day"), 12, lambda row: row.leave.first),
        ListColumn(_("Last day"), 12, lambda row: row.leave.last),
        ListColumn(_("Number of days"), 8, lambda row: row.leave.days),
        ListColumn(_("Filed"), 18, lambda row: dates.stamp(row.leave.filed_at)),
        ListColumn(_("Reason"), 30, lambda row: row.leave.reason),
        ListColumn(_("Special circumstances"), 30, lambda row: row.leave.special),
        ListColumn(_("Decided by"), 40, lambda row: deciders(row.leave)),
        ListColumn(_("State"), 10, lambda row: title_word(row.leave.status)),
    ]
    return write_list(path, _("Register of leave"), columns, rows, cancel)
