"""The sentences of the page "Scoring": what a plan's lines say, and how a total is counted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from app.queries.quality.scoring_cards import CardChoice
from app.queries.quality.scoring_plan import ScoringTask, TaskState
from app.rules.books import CardItem
from app.rules.findings import Finding
from app.rules.scorecards.scoring import Total
from app.text import _, dates, ngettext
from app.text.findings import finding_remedy, finding_sentence
from app.text.words import title_word
from app.ui.scoring.typed import score_words

_WEEK = timedelta(days=6)


def item_title(item: CardItem) -> str:
    """What an item is called; those of the standard card as their aspects are."""
    return item.title or (title_word(item.aspect) if item.aspect else item.item)


def card_name(choice: CardChoice) -> str:
    if choice.standard:
        return _("Standard: five aspects")
    return _("{card}, version {version}").format(card=choice.card, version=choice.version)


def task_state(one: ScoringTask, monday: date) -> str:
    """One word or two."""
    if one.state is TaskState.DONE:
        return _("Scored")
    if one.state is TaskState.DROPPED:
        return _("Dropped")
    if one.state is TaskState.BEGUN:
        return _("Begun")
    return _("Past its week") if one.overdue(monday) else _("Waiting")


def task_note(one: ScoringTask, today: date) -> str:
    """Which contact, or which week."""
    parts = []
    if one.calibration_no:
        parts.append(_("Calibration {no}").format(no=one.calibration_no))
    if one.contact_at is not None:
        parts.append(dates.moment(one.contact_at, today))
    elif not one.contact_ref:
        parts.append(_("contact to be chosen"))
    else:
        parts.append(one.contact_ref)
    if one.open and one.week < today - _WEEK:
        parts.append(week_of(one.week, today))
    return " · ".join(parts)


def week_of(monday: date, today: date) -> str:
    return _("week of {day}").format(day=dates.day(monday, today))


def contact_line(one: ScoringTask) -> str:
    """The contact with its time and length, as far as they are known."""
    parts = [one.contact_ref] if one.contact_ref else []
    if one.contact_at is not None:
        parts.append(dates.moment(one.contact_at))
    if one.seconds is not None:
        parts.append(length(one.seconds))
    return " · ".join(parts)


def length(seconds: int) -> str:
    """ "4:05"."""
    return f"{seconds // 60}:{seconds % 60:02}"


def counted_how(total: Total, *, fatal: bool) -> Iterator[str]:
    """How the running total is counted, one sentence at a time."""
    if total.weighted is None:
        yield _("The total is the mean of the scores, each by its item's share of 100.")
        return
    away = [row for row in total.rows if row.given.na]
    if total.missing:
        words = ngettext(
            "{n} item is still to be scored; until then the total is of the others.",
            "{n} items are still to be scored; until then the total is of the others.",
            total.missing,
        )
        yield words.format(n=total.missing)
    if away:
        words = ngettext(
            "{n} item is not applicable; its share of {share} goes to the rest.",
            "{n} items are not applicable; their share of {share} goes to the rest.",
            len(away),
        )
        share = sum(row.of_card for row in away)
        yield words.format(n=len(away), share=score_words(share))
    failing = [row for row in total.rows if row.fails_all]
    weighted = score_words(total.weighted)
    for row in failing:
        yield _(
            "“{item}” is critical and under its pass mark of {mark}: the total is 0 instead of "
            "{weighted}."
        ).format(item=item_title(row.item), mark=score_words(row.pass_mark), weighted=weighted)
    if fatal:
        yield _("A fatal error is marked: the total is 0 instead of {weighted}.").format(
            weighted=weighted
        )
    if not (total.missing or away or failing or fatal):
        yield _("Each score counts by its item's share of 100.")


def finding_words(finding: Finding) -> str:
    """The rule, what was found, and what would make it right."""
    return f"{finding.rule}: {finding_sentence(finding)} {finding_remedy(finding)}"


def plan_note(waiting: int, late: int) -> str:
    """How many there are to do, and how many of them are late."""
    words = ngettext("{n} inspection to do", "{n} inspections to do", waiting).format(n=waiting)
    if late:
        words += " · " + ngettext("{n} overdue", "{n} overdue", late).format(n=late)
    return words
