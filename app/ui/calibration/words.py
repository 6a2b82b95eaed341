"""How a calibration is worded: how far it is, what agreement means, who is milder."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.queries.quality.calibrations import CalibrationRow, RaterRow
from app.reading.quality.calibrations import CalibrationResults
from app.rules.scorecards.blind import CalibrationState
from app.rules.scorecards.calibration import BOOTSTRAP, TOTAL, AlphaInterval, Severity
from app.rules.scorecards.side_by_side import Agreement, Spread, agreement_of
from app.rules.scorecards.statistics import NOUGHT
from app.rules.vocabulary import Aspect
from app.text import _, centre_time, dates, is_chinese, mark, ngettext, words
from app.ui.kit.entries import Entry
from app.ui.kit.tokens import Tone

FEW = 10
"""Of fewer contacts the interval is wide, and the page says so."""
_STATES = {
    CalibrationState.BLIND: mark("scored blind"),
    CalibrationState.SCORED: mark("all have scored"),
    CalibrationState.CLOSED: mark("finished"),
}
STATE_LOOKS = {
    CalibrationState.BLIND: ("eye-off", Tone.INFO),
    CalibrationState.SCORED: ("check-circle", Tone.GOOD),
    CalibrationState.CLOSED: ("lock", Tone.PLAIN),
}
_AGREEMENT = {
    Agreement.GOOD: mark("good: one may rest on it"),
    Agreement.TENTATIVE: mark("tentative"),
    Agreement.LOW: mark("not enough to rest on"),
    Agreement.UNKNOWN: mark("cannot be told"),
}
AGREEMENT_LOOKS = {
    Agreement.GOOD: ("check-circle", Tone.GOOD),
    Agreement.TENTATIVE: ("warning", Tone.WARN),
    Agreement.LOW: ("breach", Tone.BAD),
    Agreement.UNKNOWN: ("question", Tone.PLAIN),
}
SPREAD_LOOKS = {
    Spread.NONE: ("", Tone.PLAIN),
    Spread.CLOSE: ("check", Tone.GOOD),
    Spread.APART: ("warning", Tone.WARN),
    Spread.FAR: ("breach", Tone.BAD),
}
_SPREAD = {
    Spread.NONE: mark("fewer than two have a number"),
    Spread.CLOSE: mark("close together"),
    Spread.APART: mark("apart"),
    Spread.FAR: mark("far apart: agree how to read it"),
}


def state_words(state: CalibrationState) -> str:
    return _(_STATES[state])


def title_of(row: CalibrationRow) -> str:
    return row.title or _("Calibration {no}").format(no=row.no)


def list_entries(rows: Sequence[CalibrationRow], me: int | None, today: date) -> list[Entry]:
    """Those that are scored blind, then the others, the latest first."""
    blind = [one for one in rows if one.state is CalibrationState.BLIND]
    others = [one for one in rows if one.state is not CalibrationState.BLIND]
    found: list[Entry] = []
    for heading, some in ((_("Being scored"), blind), (_("Side by side"), others)):
        if some:
            found.append(Entry(heading, aside=str(len(some))))
            found += [_entry(one, me, today) for one in some]
    return found


def _entry(row: CalibrationRow, me: int | None, today: date) -> Entry:
    mine = any(one.id == me and one.left for one in row.raters)
    icon, tone = STATE_LOOKS[row.state]
    state = _("yours to score") if mine else state_words(row.state)
    aside = "" if row.left == 0 else f"{row.done}/{row.total}"
    day = dates.day(centre_time().local_date(row.opened_at), today)
    return Entry(
        title_of(row), _("{no} · {day} · {state}").format(no=row.no, day=day, state=state), aside,
        row.no, icon, tone, strong=mine, state=state,
    )  # fmt: skip


def note_of(row: CalibrationRow, today: date) -> str:
    """The line under the title: what is scored, by which card, since when."""
    parts = [row.no]
    if row.card:
        parts.append(_("{card}, version {n}").format(card=row.card, n=row.card_version))
    parts.append(contacts_words(row.contacts))
    parts.append(ngettext("{n} inspector", "{n} inspectors", len(row.raters)).format(
        n=len(row.raters)))  # fmt: skip
    if row.opened_by:
        parts.append(
            _("opened {moment} by {name}").format(
                moment=dates.moment(row.opened_at, today), name=row.opened_by
            )
        )
    else:
        parts.append(_("came with a workbook"))
    if row.id is not None and row.closed_at is not None:
        parts.append(_("closed {moment}").format(moment=dates.moment(row.closed_at, today)))
    return " · ".join(parts)


def contacts_words(count: int) -> str:
    return ngettext("{n} contact", "{n} contacts", count).format(n=count)


def blind_words(row: CalibrationRow, *, rates: bool) -> str:
    """Why nothing is to be seen yet, and what one can do."""
    left = ngettext(
        "{n} sheet is still to be scored.", "{n} sheets are still to be scored.", row.left
    ).format(n=row.left)
    why = _("Nobody sees another's scores before all have scored or it is closed.")
    yours = _("Yours are waiting on the scoring page.") if rates else ""
    return sentences(left, why, yours)


def sentences(*parts: str) -> str:
    """One after the other; Chinese has no blank between them."""
    return ("" if is_chinese() else " ").join(part for part in parts if part)


def progress_words(rater: RaterRow) -> str:
    """ "3 of 5", or what it was closed over."""
    words = _("{done} of {total}").format(done=rater.done, total=rater.total)
    if rater.dropped:
        words += " · " + _("closed before {n} were scored").format(n=rater.dropped)
    return words


def measure_word(name: str) -> str:
    """ "Total", or the aspect's word."""
    return _("Total") if name == TOTAL else words.title_word(Aspect(name))


def number(value: float | None, digits: int = 2) -> str:
    """A figure, or a dash for none; a real minus."""
    if value is None:
        return "–"
    shown = f"{value:.{digits}f}"
    if float(shown) == 0:
        shown = f"{0:.{digits}f}"
    return shown.replace("-", "−")


def score_words(value: float | None) -> str:
    """A score or a mean: whole ones without a point."""
    if value is None:
        return "–"
    return f"{value:.1f}".removesuffix(".0")


def interval_words(interval: AlphaInterval | None) -> str:
    if interval is None:
        return "–"
    low, high = number(interval.low), number(interval.high)
    return _("{low} to {high}").format(low=low, high=high)


def agreement_words(alpha: float | None) -> str:
    return _(_AGREEMENT[agreement_of(alpha)])


def spread_words(spread: Spread) -> str:
    return _(_SPREAD[spread])


def severity_words(severity: float | None) -> str:
    """How much milder or stricter than the others, in points."""
    if severity is None:
        return _("nobody else scored the same")
    if abs(severity) < 0.05 - NOUGHT:
        return _("as the others")
    points = f"{abs(severity):.1f}"
    if severity > 0:
        return _("milder by {n} points").format(n=points)
    return _("stricter by {n} points").format(n=points)


def severity_of(one: Severity, results: CalibrationResults) -> str:
    """The inspector's name."""
    names = {each.no: each.name for each in results.inspectors}
    return names.get(one.inspector, one.inspector)


def headline(results: CalibrationResults) -> str:
    """What came out, in a sentence."""
    alpha = results.figures.alpha[TOTAL]
    if alpha is None:
        return _("How far the inspectors agree cannot be told: it takes contacts that two have "
                 "scored, and scores that differ.")  # fmt: skip
    return _("Agreement on the total: α = {alpha} ({interval}), {what}.").format(
        alpha=number(alpha), interval=interval_words(results.intervals[TOTAL]),
        what=agreement_words(alpha),
    )  # fmt: skip


def alpha_note(results: CalibrationResults) -> str:
    """How it is counted, and how little few contacts can tell."""
    told = _(
        "α (Krippendorff): 1 is full agreement, 0 what chance would give; from {good} on it is "
        "good, from {tentative} on tentative. The interval holds 95% of {times} draws of these "
        "contacts, seed {seed}."
    ).format(good="0.8", tentative="0.667", times=f"{BOOTSTRAP:,}", seed=results.seed)
    if results.figures.contacts < FEW:
        few = ngettext(
            "{n} contact is few: the interval is wide.",
            "{n} contacts are few: the interval is wide.",
            results.figures.contacts,
        ).format(n=results.figures.contacts)
        told = sentences(told, few)
    return told


def severity_note() -> str:
    """What it is and is not."""
    return _("Of the totals, against the others' mean of the same contacts. It says who differs, "
             "not who is right.")  # fmt: skip
