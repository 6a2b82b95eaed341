"""The register of swaps as it is shown, as an Excel list in the language in use."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from app.exchange.lists import ListColumn, write_list
from app.progress import Cancel
from app.queries.swaps.rows import PartyRow
from app.reading.swaps.desk import Request
from app.text import _, dates
from app.text.requests.swaps import ended_words
from app.text.words import named, title_word
from app.ui.swaps.words import debt_word


def export_register(rows: Sequence[Request], path: Path, cancel: Cancel) -> int:
    """Write `rows` in their order to `path`; gives how many. Raises BadInput."""
    columns: list[ListColumn[Request]] = [
        ListColumn(_("Swap"), 10, lambda one: one.row.no),
        ListColumn(_("Filed"), 17, lambda one: dates.stamp(one.row.filed_at)),
        *_party_columns(_("Requester"), lambda one: one.row.requester),
        *_party_columns(_("Counterpart"), lambda one: one.row.counterpart),
        ListColumn(_("Reason"), 30, lambda one: one.row.reason),
        ListColumn(_("State"), 14, lambda one: title_word(one.row.status)),
        ListColumn(_("Effective"), 17, lambda one: _moment(one.row.effective_at)),
        ListColumn(_("Ended because"), 30, lambda one: ended_words(one.row.ended_reason)),
        ListColumn(_("Debt"), 20, lambda one: debt_word(one.debt.state) if one.debt else ""),
    ]
    return write_list(path, _("Register of swaps"), columns, rows, cancel)


def _party_columns(
    title: str, party: Callable[[Request], PartyRow]
) -> Iterator[ListColumn[Request]]:
    yield ListColumn(title, 12, lambda one: party(one).name)
    yield ListColumn(_("Number"), 10, lambda one: party(one).no)
    yield ListColumn(_("Gives away"), 12, lambda one: party(one).gives_on)
    yield ListColumn(_("Shift"), 8, lambda one: party(one).shift)
    yield ListColumn(_("Consent by"), 18, lambda one: _consent(party(one)))
    yield ListColumn(_("Consent at"), 17, lambda one: _moment(party(one).consent_at))


def _consent(party: PartyRow) -> str:
    return named(party.consent_by_name, party.consent_by)


def _moment(at: datetime | None) -> str:
    return dates.stamp(at) if at else ""
