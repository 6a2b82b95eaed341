"""The sentences of the page "Inspections"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from app.queries.quality.inspections import AppealWords
from app.reading.quality.appeals import AppealOffers, Judges
from app.reading.quality.inspections import InspectionLine, InspectionSheet
from app.rules.scorecards.course import InspectionState
from app.rules.scorecards.own_past import LEAST, OwnPast
from app.rules.scorecards.scoring import CountedItem
from app.rules.vocabulary import AppealStepKind
from app.text import _, dates, mark, ngettext
from app.text.words import listed
from app.ui.kit.inspection_words import card_name, item_title, length, score_words
from app.ui.kit.tokens import Tone

_STATES: Mapping[InspectionState, str] = {
    InspectionState.NEW: mark("To acknowledge"),
    InspectionState.UNANSWERED: mark("Not acknowledged"),
    InspectionState.ACKNOWLEDGED: mark("Acknowledged"),
    InspectionState.APPEALED: mark("Appealed"),
    InspectionState.ANSWERED: mark("Appealed, answered"),
    InspectionState.REJECTED: mark("Appeal rejected"),
    InspectionState.UPHELD: mark("Appeal upheld"),
    InspectionState.CALIBRATION: mark("Calibration"),
}
_TONES: Mapping[InspectionState, Tone] = {
    InspectionState.NEW: Tone.INFO,
    InspectionState.ACKNOWLEDGED: Tone.GOOD,
    InspectionState.APPEALED: Tone.WARN,
    InspectionState.ANSWERED: Tone.WARN,
}
_SAID: Mapping[AppealStepKind, str] = {
    AppealStepKind.APPEALED: mark("{name} appeals, {moment}"),
    AppealStepKind.ANSWERED: mark("{name}, who scored it, answers, {moment}"),
    AppealStepKind.REJECTED: mark("{name} rejects the appeal, {moment}"),
    AppealStepKind.UPHELD: mark("{name} upholds the appeal, {moment}"),
}


def state_words(state: InspectionState) -> str:
    return _(_STATES[state])


def state_tone(state: InspectionState) -> Tone:
    return _TONES.get(state, Tone.PLAIN)


def line_note(line: InspectionLine, today: date, *, own: bool) -> str:
    """Number and day; one's own with what it is worth, another's with its contact."""
    parts = [line.no, dates.moment(line.inspected_at, today)]
    if own and line.total is not None:
        words = _("{total}, failed") if line.failed else "{total}"
        parts.insert(0, words.format(total=f"{line.total:.1f}"))
    elif not own:
        parts.append(line.contact_ref)
    return " · ".join(filter(None, parts))


def contact_words(sheet: InspectionSheet) -> str:
    """Number, contact, when it was and how long."""
    parts = [sheet.no, sheet.head.fact.contact]
    if sheet.contact_at is not None:
        parts.append(dates.moment(sheet.contact_at))
    if sheet.seconds is not None:
        parts.append(length(sheet.seconds))
    return " · ".join(filter(None, parts))


def scored_words(sheet: InspectionSheet) -> str:
    """By whom, when, and by which card."""
    told = _("Scored by {name}, {moment}").format(
        name=sheet.head.inspector, moment=dates.moment(sheet.head.submitted_at)
    )
    return " · ".join((told, card_name(sheet.evaluation.choice)))


def task_words(sheet: InspectionSheet, today: date) -> Iterator[str]:
    """What is to be done with it, and by whom."""
    offers = sheet.offers
    if offers.appeal:
        yield _until(offers, today)
        yield _("Once you have acknowledged it, the scores stand and nobody can appeal.")
    elif offers.acknowledge and offers.late is not None:
        words = _("It can still be acknowledged; the last day for an appeal was {day} ({rule}).")
        yield words.format(day=dates.day(offers.until, today), rule=offers.late.rule)
    elif offers.state is InspectionState.NEW:
        words = _("{name} can acknowledge it or appeal until {day}.")
        yield words.format(name=sheet.head.agent, day=dates.day(offers.until, today))
    if offers.state in (InspectionState.APPEALED, InspectionState.ANSWERED):
        yield from _who_decides(offers, offers.judges)


def _until(offers: AppealOffers, today: date) -> str:
    words = ngettext(
        "Acknowledge it, or appeal until {day}: {n} day left.",
        "Acknowledge it, or appeal until {day}: {n} days left.",
        offers.days_left,
    )
    return words.format(day=dates.day(offers.until, today), n=offers.days_left)


def _who_decides(offers: AppealOffers, judges: Judges) -> Iterator[str]:
    names = listed([one.name for one in judges.judges])
    parties = listed([one.name for one in judges.parties])
    if parties:
        yield _("{name} does not decide: they scored it, or it is about them.").format(name=parties)
    if offers.decide:
        yield _("The decision is yours. Both sides are below.")
    elif names:
        yield _("{name} decides, as head of {department}.").format(
            name=names, department=judges.department
        )
    else:
        yield _(
            "{department} has no other head today. Whoever is given that post on the page People "
            "decides; until then the appeal waits, and no term runs out."
        ).format(department=judges.department or "–")


def said_by(one: AppealWords, today: date) -> str:
    return _(_SAID[one.kind]).format(name=one.by, moment=dates.moment(one.at, today))


def verdict_words(row: CountedItem) -> tuple[str, Tone]:
    """What a score means for its item, in a word or two; nothing where it passed."""
    bar = score_words(row.pass_mark)
    if row.fails_all:
        return _("critical, under {mark}: fails all").format(mark=bar), Tone.BAD
    if row.passed is False:
        return _("under {mark}").format(mark=bar), Tone.WARN
    return "", Tone.PLAIN


def shown_score(row: CountedItem) -> str:
    if row.given.na:
        return _("N/A")
    return "–" if row.given.score is None else score_words(row.given.score)


def own_words(past: OwnPast) -> str:
    """One's own mean with its interval."""
    own = past.own
    if own is None:
        return _("You had no other inspection in the six months before.")
    words = ngettext(
        "Your own six months before it: {mean}, of {n} inspection",
        "Your own six months before it: {mean}, of {n} inspections",
        own.inspections,
    ).format(mean=f"{own.mean:.1f}", n=own.inspections)
    if own.low is None or own.high is None:
        return _("{words}. One inspection says nothing of the spread.").format(words=words)
    return _("{words}; with 95% certainty the mean lies between {low} and {high}.").format(
        words=words, low=f"{own.low:.1f}", high=f"{own.high:.1f}"
    )


def department_words(past: OwnPast) -> str:
    """The department's mean, or why it is not told."""
    if past.department is None:
        return _(
            "The department's mean of the month before is withheld: fewer than {least} people were "
            "inspected in it, so that single scores could be told from it."
        ).format(least=LEAST)
    return _("The department in the month before: {mean}, of {n} people").format(
        mean=f"{past.department.total:.1f}", n=past.department.people
    )


def unchanged_words(sheet: InspectionSheet) -> str:
    """Why an upheld appeal leaves a total as it is; '' where it need not."""
    if sheet.standard:
        return _(
            "This inspection has the five scores of the standard card, which an upheld appeal does "
            "not change: it is put on record with your words, and the scores stay."
        )
    if sheet.head.fact.critical:
        return _("The fatal error that was marked is not lifted by an appeal: the total stays 0.")
    return ""


def listed_words(count: int) -> str:
    return ngettext("{n} inspection", "{n} inspections", count).format(n=count)


def points_in_words(sheet: InspectionSheet) -> Iterator[str]:
    """Each item that is appealed against: what it was given first, and why that is not right."""
    for row in sheet.revisions[0].total.rows:
        why = sheet.points.get(row.item.item)
        if why:
            yield f"{item_title(row.item)} · {shown_score(row)} “{why}”"
