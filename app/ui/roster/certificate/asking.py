"""The certificate of what the roster page shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui.roster.certificate.choice import CertificateChoice
from app.ui.roster.certificate.dialog import CertificateDialog

if TYPE_CHECKING:
    from app.ui.roster.page import RosterPage


def ask_for_certificate(page: RosterPage) -> None:
    """Of the month of the cursor, and of the team to which the grid is narrowed, if it is."""
    month = page.session.place[1] if page.session.place else page.span.first
    choice = CertificateChoice(draft=page.draft, may_draft=page.may_draft())
    dialog = CertificateDialog(page.desk, month.replace(day=1), choice, page)
    dialog.begin(page.model.narrowing.scope)
    dialog.open()
