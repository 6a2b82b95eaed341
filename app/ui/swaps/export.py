"""The register of swaps as it is shown, as an Excel list in the language in use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from app.exchange.lists import ListColumn, Value, write_list
from app.progress import Cancel
from app.queries.swaps import PartyRow
from app.services.swap_requests import Request
from app.text import _, dates
from app.text.words import title_word
from app.ui.swaps.words import debt_word


def export_register(rows: Sequence[Request], path: Path, cancel: Cancel) -> int:
    """Write `rows` in their order to `path`; gives how many. Raises BadInput."""
    columns = [
        ListColumn(_("Swap"), 10),
        ListColumn(_("Filed"), 17),
        *_party_columns(_("Requester")),
        *_party_columns(_("Counterpart")),
        ListColumn(_("Reason"), 30),
        ListColumn(_("State"), 14),
        ListColumn(_("Effective"), 17),
        ListColumn(_("Ended because"), 30),
        ListColumn(_("Debt"), 20),
    ]
    write_list(path, _("Register of swaps"), columns, _rows(rows), cancel)
    return len(rows)


def _party_columns(title: str) -> Iterator[ListColumn]:
    yield ListColumn(title, 12)
    yield ListColumn(_("Number"), 10)
    yield ListColumn(_("Gives away"), 12)
    yield ListColumn(_("Shift"), 8)
    yield ListColumn(_("Consent by"), 12)
    yield ListColumn(_("Consent at"), 17)


def _rows(requests: Sequence[Request]) -> Iterator[Sequence[Value]]:
    for one in requests:
        row = one.row
        yield (
            row.no, dates.stamp(row.filed_at), *_party(row.requester), *_party(row.counterpart),
            row.reason, title_word(row.status),
            dates.stamp(row.effective_at) if row.effective_at else "", row.ended_reason,
            debt_word(one.debt.state) if one.debt else "",
        )  # fmt: skip


def _party(party: PartyRow) -> Sequence[Value]:
    at = dates.stamp(party.consent_at) if party.consent_at else ""
    return (party.name, party.no, party.gives_on, party.shift, party.consent_by, at)
