"""How contacts, people and what callers meet are worded."""

from __future__ import annotations

from collections.abc import Sequence
from math import isinf

from app.planning.erlang import Answer
from app.planning.forecast import Method
from app.planning.needed import AGENTS_MOST
from app.queries.planning.volumes import Correction
from app.reading.planning.expected import ForecastJudged, NeedInterval
from app.rules.rostering.goals import GoalFigures
from app.text import _, dates, is_chinese, ngettext
from app.text.words import listed

_TOLD = 3


def wall_words(minute: int) -> str:
    """Minutes after midnight as "08:30"; 24:00 for the end of a day."""
    return f"{minute // 60:02}:{minute % 60:02}"


def interval_words(one: NeedInterval) -> str:
    """ "Mon 30 November, 08:00–08:30"."""
    return _("{day}, {time}").format(day=dates.short_day(one.day, one.day), time=span_words(one))


def span_words(one: NeedInterval) -> str:
    return f"{wall_words(one.minute)}–{wall_words(one.minute + one.minutes)}"


def beyond_words(intervals: Sequence[NeedInterval]) -> str:
    """Which intervals take more people than any centre has, and what to do about it."""
    told = [interval_words(one) for one in intervals[:_TOLD]]
    named = listed([*told, "…"] if len(intervals) > _TOLD else told)
    words = (
        _("{intervals}: more than {most} people would be needed, so something is wrong there. "
          "Bring this interval in again with the right numbers.")
        if intervals[0].counted
        else _("{intervals}: more than {most} people would be needed, so something is wrong there. "
               "Correct the expected contacts.")
    )  # fmt: skip
    return words.format(intervals=named, most=AGENTS_MOST)


def number_words(value: float) -> str:
    """A number of contacts: whole ones without a point."""
    return f"{value:.0f}" if float(value).is_integer() or value >= 1000 else f"{value:.1f}"


def share_words(share: float) -> str:
    return f"{share * 100:.1f}%"


def wait_words(seconds: float) -> str:
    """ "8 s"; of a queue that grows without end, that it does."""
    if isinf(seconds):
        return _("without end")
    return _("{n} s").format(n=f"{seconds:.1f}" if seconds < 10 else f"{seconds:.0f}")


def met_words(answer: Answer) -> str:
    """What callers meet, in a line for screen readers."""
    return listed([
        _("answered in time {share}").format(share=share_words(answer.service_level)),
        _("mean wait {time}").format(time=wait_words(answer.mean_wait)),
        _("occupancy {share}").format(share=share_words(answer.occupancy)),
        _("abandoned {share}").format(share=share_words(answer.abandoned)),
    ])  # fmt: skip


def goal_words(goal: GoalFigures) -> str:
    """ "80% within 20 s; at most 85% occupied; 30% shrinkage"."""
    told = [
        _("{share} within {time}").format(
            share=percent_words(goal.target), time=wait_words(goal.within_seconds)
        )
    ]
    if goal.patience_seconds is not None:
        after = wait_words(goal.patience_seconds)
        told.append(_("callers hang up after {time} on average").format(time=after))
    if goal.occupancy_most is not None:
        told.append(_("at most {share} occupied").format(share=percent_words(goal.occupancy_most)))
    if goal.shrinkage:
        told.append(_("{share} shrinkage").format(share=percent_words(goal.shrinkage)))
    return _("Goal: {goal}").format(goal=apart(told))


def apart(items: Sequence[str]) -> str:
    """Conditions that hold each by itself."""
    return ("；" if is_chinese() else "; ").join(items)


def percent_words(share: float) -> str:
    return f"{round(share * 100, 4):g}%"


def judged_words(judged: ForecastJudged) -> str:
    """Which forecast is used, and how far both were from what came."""
    if judged.own is None or judged.naive is None:
        return _("The forecast could not be tested yet: more weeks are needed for that.")
    used = (
        _("Expected by the centre's own pattern")
        if judged.used is Method.OWN
        else _("Expected as a week before")
    )
    return _("{used}. Tested on past weeks, off by {own} (as a week before: {naive}).").format(
        used=used, own=share_words(judged.own), naive=share_words(judged.naive)
    )


def correction_words(correction: Correction, computed: float | None) -> str:
    """Who corrected it, when, and what had been computed."""
    return _("Corrected by {who}, {at}; the forecast was {computed}.").format(
        who=correction.by or _("the store's keeper"),
        at=dates.moment(correction.at),
        computed=number_words(computed or 0.0),
    )


def heads_words(count: int) -> str:
    return ngettext("{n} person", "{n} people", count).format(n=count)


def hours_words(minutes: int) -> str:
    """ "1,234.5 h"."""
    return _("{n} h").format(n=f"{minutes / 60:,.1f}".removesuffix(".0"))


def shifts_words(count: int) -> str:
    """How many shifts of how many dates have a need: each shift and date is one."""
    return ngettext("{n} shift", "{n} shifts", count).format(n=count)
