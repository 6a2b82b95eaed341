"""The week's items and the month's people, as tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import isnan

from app.rules.scorecards.quality import PersonQuality
from app.rules.scorecards.week import ItemProblem, Under, WeekChange
from app.rules.vocabulary import Aspect, MeanStanding
from app.text import _
from app.text.quality import change_sentence, change_words, item_name, share_words
from app.text.words import listed, title_word
from app.ui.kit.tables import Column
from app.ui.kit.tokens import Tone


def item_columns() -> list[Column[ItemProblem]]:
    return [
        Column(_("Item of the card"), lambda one: item_name(one.item), width=160),
        Column(
            _("Under the pass mark"), lambda one: one.week.under, lambda one: of_words(one.week),
            tone=lambda one: Tone.WARN if one.is_common else Tone.PLAIN,
            icon=lambda one: "warning" if one.is_common else "", width=172,
        ),
        Column(_("Four weeks before"), lambda one: _share(one.before),
               lambda one: of_words(one.before), width=150),
        Column(
            _("Change"), lambda one: change_words(one.change),
            tip=lambda one: change_sentence(one.change), tone=_change_tone, icon=_change_icon,
        ),
    ]  # fmt: skip


def of_words(one: Under) -> str:
    """ "5 of 24"."""
    return _("{under} of {scored}").format(under=one.under, scored=one.scored)


def _share(one: Under) -> float | None:
    return one.under / one.scored if one.scored else None


def _change_tone(one: ItemProblem) -> Tone:
    return {WeekChange.HIGHER: Tone.BAD, WeekChange.LOWER: Tone.GOOD}.get(one.change, Tone.PLAIN)


def _change_icon(one: ItemProblem) -> str:
    return {WeekChange.HIGHER: "up", WeekChange.LOWER: "down"}.get(one.change, "")


def people_words(some: tuple[Under, ...], names: Mapping[str, str]) -> str:
    """ "王芳 2 of 3 and 李强 1 of 2"."""
    named = (replace(one, name=names.get(one.name, one.name)) for one in some)
    return listed([share_words(one) for one in named])


# -- the month --------------------------------------------------------------------------------


def number_words(value: float | None) -> str:
    return "–" if value is None or isnan(value) else f"{value:.1f}"


def interval_words(one: PersonQuality) -> str:
    """ "78.1–91.4"."""
    if one.low is None or one.high is None:
        return "–"
    return f"{one.low:.1f}–{one.high:.1f}"


def standing_words(one: PersonQuality) -> str:
    return {
        MeanStanding.ABOVE: _("above"),
        MeanStanding.BELOW: _("below"),
        MeanStanding.LEVEL: _("not told apart"),
    }[one.standing]


def person_columns(names: Mapping[str, str]) -> list[Column[PersonQuality]]:
    return [
        Column(_("Name"), lambda one: f"{names.get(one.employee, '')} {one.employee}".strip()),
        Column(_("Times"), lambda one: one.inspections, right=True),
        Column(
            _("Mean"), lambda one: one.mean, lambda one: number_words(one.mean),
            tip=interval_words, right=True,
        ),
        Column(
            _("Drawn in"), lambda one: one.shrunk, lambda one: number_words(one.shrunk),
            tip=lambda _one: _(
                "The mean, drawn towards the department's as far as so few inspections ask."
            ), right=True,
        ),
        Column(
            _("Against the department"), standing_words,
            tone=lambda one: _STANDING_TONES[one.standing],
            icon=lambda one: _STANDING_ICONS[one.standing],
        ),
        Column(_("Failed"), lambda one: one.failed or None, right=True),
        *(_aspect_column(aspect) for aspect in Aspect),
        Column("", lambda _one: None),
    ]  # fmt: skip


def _aspect_column(aspect: Aspect) -> Column[PersonQuality]:
    return Column(
        title_word(aspect), lambda one: one.aspects[aspect],
        lambda one: number_words(one.aspects[aspect]), right=True,
    )  # fmt: skip


_STANDING_TONES = {
    MeanStanding.ABOVE: Tone.GOOD,
    MeanStanding.BELOW: Tone.WARN,
    MeanStanding.LEVEL: Tone.PLAIN,
}
_STANDING_ICONS = {MeanStanding.ABOVE: "up", MeanStanding.BELOW: "down", MeanStanding.LEVEL: ""}
