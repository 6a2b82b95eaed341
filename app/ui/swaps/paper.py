"""The register of swaps (换班登记表) and the form of one swap (换班申请表), on paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from app.queries.requests.decisions import DecisionRow
from app.queries.swaps.rows import PartyRow
from app.reading.swaps.desk import Request, RequestFile
from app.rules.judged import read_judged
from app.rules.requests import RequestKind
from app.rules.vocabulary import SwapStatus
from app.text import _, dates
from app.text.requests.kinds import step_word
from app.text.requests.swaps import ended_words
from app.text.words import named, title_word
from app.ui.kit.printing import SIGN_HERE, paragraph, sheet_of, table, write_pdf
from app.ui.swaps.detail import judged_words
from app.ui.swaps.words import debt_word, next_words


def print_register(rows: Sequence[Request], span: str, now: datetime, path: Path) -> None:
    """Write the rows, in their order, to `path`. Raises BadInput."""
    headings = (
        _("Swap"), _("Filed"), _("Requester"), _("Gives"), _("Counterpart"), _("Gives in return"),
        _("Reason"), _("Consents"), _("State"), _("Debt"),
    )  # fmt: skip
    body = paragraph(_("{span}, as of {moment}").format(span=span, moment=dates.moment(now)))
    body += table(headings, [_line(one) for one in rows])
    write_pdf(path, _("Register of swaps"), body, landscape=True)


def _line(one: Request) -> Sequence[str]:
    row = one.row
    return (
        row.no, dates.stamp(row.filed_at), _who(row.requester), _leg(row.requester),
        _who(row.counterpart), _leg(row.counterpart), row.reason,
        " / ".join(_consent(party) for party in (row.requester, row.counterpart)
                   if party.consent_by),
        title_word(row.status), debt_word(one.debt.state) if one.debt else "",
    )  # fmt: skip


def print_form(file: RequestFile, now: datetime, path: Path) -> None:
    """Write one swap's form to `path`. Raises BadInput."""
    row = file.request.row
    pairs = [
        (_("Swap"), row.no),
        (_("Filed"), dates.moment(row.filed_at)),
        *_party(_("Requester"), row.requester, file),
        *_party(_("Counterpart"), row.counterpart, file),
        (_("Reason"), row.reason),
        (_("State"), _state(file)),
    ]
    body = sheet_of(pairs)
    if file.history:
        headings = (_("Step"), _("By"), _("When"), _("Reason"), _("Judged by"))
        body += paragraph("") + table(headings, [_step(step) for step in file.history])
    body += paragraph("") + table((_("Signature"), _("By"), _("When"), ""), list(_signers(file)))
    body += paragraph(_("Printed {moment}").format(moment=dates.moment(now)))
    write_pdf(path, _("Application for a swap of shifts"), body)


def _party(title: str, party: PartyRow, file: RequestFile) -> Iterator[tuple[str, str]]:
    shift = next((one for one in file.shifts if one.code == party.shift), None)
    yield title, _who(party)
    yield (
        _("Gives away"),
        f"{dates.full_day(party.gives_on)}  {party.shift} {dates.hours(shift)}".strip(),
    )
    if party.consent_at is not None:
        by = _consent(party)
        yield _("Consent of the leader"), f"{by}  {dates.moment(party.consent_at)}"
    else:
        yield _("Consent of the leader"), ""


def _signers(file: RequestFile) -> Iterator[Sequence[str]]:
    """A line to sign on for both parties and for each leader who has, or is to, consent."""
    row = file.request.row
    agreed = next((dates.stamp(one.at) for one in file.history if one.step == "agree"), "")
    for title, party, said in (
        (_("Requester"), row.requester, dates.stamp(row.filed_at)),
        (_("Counterpart"), row.counterpart, agreed),
    ):
        yield title, _who(party), said, SIGN_HERE
        by = _consent(party)
        when = dates.stamp(party.consent_at) if party.consent_at is not None else ""
        yield _("{name}’s leader").format(name=party.name), by, when, SIGN_HERE


def _state(file: RequestFile) -> str:
    row = file.request.row
    words = title_word(row.status)
    if row.effective_at is not None and row.status is SwapStatus.EFFECTIVE:
        words = f"{words}  {dates.moment(row.effective_at)}"
    following = next_words(file.request)
    return _("{name} ({number})").format(name=words, number=following) if following else words


def _step(step: DecisionRow) -> Sequence[str]:
    judged = read_judged(step.judged)
    return (
        step_word(RequestKind.SWAP, step.step), named(step.by_name, step.by_no),
        dates.stamp(step.at), ended_words(step.reason),
        judged_words(judged) if judged else "",
    )  # fmt: skip


def _consent(party: PartyRow) -> str:
    return named(party.consent_by_name, party.consent_by)


def _who(party: PartyRow) -> str:
    return f"{party.name} {party.no}"


def _leg(party: PartyRow) -> str:
    return f"{party.gives_on.isoformat()} {party.shift}".strip()
