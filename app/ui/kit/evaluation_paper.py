"""The comprehensive evaluation sheet (服务质量综合考评表) on paper: one inspection in full."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from app.reading.quality.evaluation import Evaluation
from app.rules.scorecards.scoring import CountedItem
from app.text import _, dates
from app.text.words import title_word
from app.ui.kit.printing import gap, paragraph, sheet_of, table, write_pdf


def print_evaluation(one: Evaluation, now: datetime, path: Path) -> None:
    """Write the sheet to `path`, on A4. Raises BadInput."""
    body = sheet_of(_head(one)) + gap() + _items(one) + gap() + sheet_of(_foot(one))
    body += gap() + sheet_of(
        [(_("Signature of the agent"), ""), (_("Signature of the inspector"), "")]
    )
    body += paragraph(_("Printed {moment}").format(moment=dates.moment(now)))
    write_pdf(path, _("Comprehensive service evaluation sheet"), body)


def _head(one: Evaluation) -> list[tuple[str, str]]:
    place = " · ".join(filter(None, (one.department, one.team)))
    contact = [one.contact_ref]
    if one.contact_at is not None:
        contact.append(dates.moment(one.contact_at))
    if one.seconds is not None:
        contact.append(f"{one.seconds // 60}:{one.seconds % 60:02}")
    card = _("Standard: five aspects")
    if not one.choice.standard:
        card = _("{card}, version {version}").format(
            card=one.choice.card, version=one.choice.version
        )
    pairs = [
        (_("Inspection"), one.no),
        (_("Agent"), f"{one.agent} ({one.agent_no})"),
        (_("Department and team"), place),
        (_("Contact"), " · ".join(contact)),
        (_("Scored by"), _("{name}, {moment}").format(
            name=one.inspector, moment=dates.moment(one.inspected_at))),
        (_("Scorecard"), card),
    ]  # fmt: skip
    if one.calibration_no:
        pairs.append((_("Calibration"), one.calibration_no))
    if one.revision > 1:
        words = _("revision {n}, after an appeal that was upheld")
        pairs.append((_("Revision"), words.format(n=one.revision)))
    return pairs


def _items(one: Evaluation) -> str:
    """A group stands before the first of its items."""
    headings = (
        _("Group"), _("Scored on"), _("Share"), _("Given"), _("Points"), _("Comment"),
    )  # fmt: skip
    before, rows = "", list[tuple[str, ...]]()
    for heading, counted in zip(one.headings, one.total.rows, strict=True):
        rows.append(("" if heading == before else heading, *_row(counted)))
        before = heading
    if not any(one.headings):
        return table(headings[1:], [row[1:] for row in rows])
    return table(headings, rows)


def _row(row: CountedItem) -> tuple[str, ...]:
    item, given = row.item, row.given
    title = item.title or (title_word(item.aspect) if item.aspect else item.item)
    if item.critical:
        title = _("{item} (critical)").format(item=title)
    score, points = _("N/A") if given.na else "–", "–"
    if given.score is not None:
        score = f"{given.score:g}"
        points = f"{(row.share or 0) * given.score / 100:.1f}"
        if row.passed is False:
            score = _("{score}, under {mark:g}").format(score=score, mark=row.pass_mark)
    share = row.of_card if row.share is None else row.share
    return title, _("N/A") if given.na else f"{share:.1f}", score, points, given.comment


def _foot(one: Evaluation) -> list[tuple[str, str]]:
    worth = one.total.worth
    total = "–" if worth is None else f"{worth.total:.1f}"
    if worth is not None and worth.failed:
        total = _("{total}: failed (without that {weighted:.1f})").format(
            total=total, weighted=one.total.weighted or 0
        )
    pairs = [(_("Total"), total)]
    if one.critical:
        pairs.append((_("Fatal error"), _("marked: the total is 0")))
    pairs.append((_("On the whole"), one.comment))
    if one.acknowledged_at is not None:
        pairs.append((_("Acknowledged"), dates.moment(one.acknowledged_at)))
    return pairs
