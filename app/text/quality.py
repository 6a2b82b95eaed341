"""A week's and a month's inspections in sentences (QA-6, QA-7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import isnan

from app.rules.books import CardItem
from app.rules.scorecards.precision import Precision, inspected_people
from app.rules.scorecards.proposed import ProposalState, Proposed
from app.rules.scorecards.quality import DepartmentQuality
from app.rules.scorecards.telling_apart import Telling
from app.rules.scorecards.week import ItemProblem, Under, WeekChange, WeekQuality
from app.rules.vocabulary import MeanStanding
from app.text import dates, words
from app.text.language import _, is_chinese, ngettext
from app.text.words import listed


def item_name(item: CardItem) -> str:
    """What an item is called; those of the standard card as their aspects are."""
    if item.title or item.aspect is None:
        return item.title or item.item
    return words.title_word(item.aspect)


def together(*sentences: str) -> str:
    """One after the other, in Chinese without a space between."""
    return ("" if is_chinese() else " ").join(sentences)


# -- the week ---------------------------------------------------------------------------------


def week_lines(week: WeekQuality, proposals: Sequence[Proposed]) -> list[str]:
    """The week's summary as it is begun: figures, common problems, analysis, training plan."""
    return [
        week_figures(week),
        "",
        _("Common problems:"),
        *common_lines(week),
        "",
        _("Analysis:"),
        *analysis_lines(week),
        "",
        _("Training plan:"),
        *(proposal_line(one) for one in proposals),
    ]


def week_figures(week: WeekQuality) -> str:
    """How many inspections, of how many people, and the four weeks before."""
    return _(
        "Inspections: {n}, of people: {people}, failed: {failed}. In the four weeks before: "
        "{before}, failed: {failed_before}."
    ).format(
        n=week.inspections,
        people=week.people,
        failed=week.failed,
        before=week.inspections_before,
        failed_before=week.failed_before,
    )


def common_lines(week: WeekQuality) -> list[str]:
    """Each common problem: how many of how many, now and in the four weeks before."""
    if not week.inspections:
        return [_("Nothing was inspected in this week.")]
    lines = [common_line(one) for one in week.common]
    return lines or [_("No item was under its pass mark more than once.")]


def common_line(one: ItemProblem) -> str:
    """ "Opening: 5 of 24 under the pass mark; in the four weeks before 6 of 98."."""
    if not one.before.scored:
        return _("{item}: {under} of {scored} under the pass mark.").format(
            item=item_name(one.item), under=one.week.under, scored=one.week.scored
        )
    return _(
        "{item}: {under} of {scored} under the pass mark; in the four weeks before {before} of "
        "{scored_before}."
    ).format(
        item=item_name(one.item),
        under=one.week.under,
        scored=one.week.scored,
        before=one.before.under,
        scored_before=one.before.scored,
    )


def analysis_lines(week: WeekQuality) -> list[str]:
    """What changed beyond chance, and where the common problems were."""
    return [line for one in week.common for line in _about(one)]


def _about(one: ItemProblem) -> Iterator[str]:
    yield _("{item}: {change}").format(item=item_name(one.item), change=change_sentence(one.change))
    for template, groups in (
        (_("By shift of the contact: {groups}."), one.shifts), (_("By team: {groups}."), one.teams),
    ):  # fmt: skip
        if groups:
            yield template.format(groups=listed([share_words(each) for each in groups]))


def share_words(one: Under) -> str:
    """ "A 3 of 9"."""
    return _("{name} {under} of {scored}").format(name=one.name, under=one.under, scored=one.scored)


def change_sentence(change: WeekChange) -> str:
    return {
        WeekChange.HIGHER: _("more than before, and more than chance explains."),
        WeekChange.LOWER: _("fewer than before, and fewer than chance explains."),
        WeekChange.NOT_TOLD: _("cannot be told from the weeks before: chance explains it."),
    }[change]


def change_words(change: WeekChange) -> str:
    return {
        WeekChange.HIGHER: _("more than before"),
        WeekChange.LOWER: _("fewer than before"),
        WeekChange.NOT_TOLD: _("chance explains it"),
    }[change]


# -- trainings that are proposed --------------------------------------------------------------


def proposal_line(one: Proposed) -> str:
    """ "Refunds, for 王芳 and 李强, to be held by 30 November 2026"."""
    return _("{title}, for {people}, {state}").format(
        title=one.title, people=trainee_words(one), state=proposal_state(one)
    )


def trainee_words(one: Proposed) -> str:
    return listed([each.name for each in one.people]) if one.people else _("everybody")


def proposal_state(one: Proposed) -> str:
    """ "to be held by 30 November 2026", "held: T-202611-02", "dropped: …"."""
    match one.state:
        case ProposalState.HELD:
            return _("held: {no}").format(no=one.training_no)
        case ProposalState.DROPPED:
            return _("dropped: {reason}").format(reason=one.dropped)
        case _:
            return _("to be held by {day}").format(day=dates.day(one.due_on))


# -- the month --------------------------------------------------------------------------------


def month_lines(
    month: DepartmentQuality, known: Precision | None, names: Mapping[str, str]
) -> list[str]:
    """The month's report as it is begun (QA-7)."""
    return [month_figures(month), *precision_lines(known), *standing_lines(month, names)]


def month_figures(month: DepartmentQuality) -> str:
    people = inspected_people(month)
    if isnan(month.mean):
        return _("Inspections: {n}, of people: {people}.").format(
            n=month.inspections, people=people
        )
    told = _("Inspections: {n}, of people: {people}, failed: {failed}.").format(
        n=month.inspections, people=people, failed=month.failed
    )
    mean = _("Mean of the department: {mean}.").format(mean=f"{month.mean:.1f}")
    return together(told, mean)


def precision_lines(known: Precision | None) -> list[str]:
    """ "… have a standard deviation of 8.1 points: 3 tell their mean to ±9.2 (95 %)."."""
    if known is None:
        return [_("Too few were inspected twice to tell how far one inspection scatters.")]
    sentence = ngettext(
        "One person's inspections have a standard deviation of {one} points: a single one tells "
        "their mean to ±{mean} (95 %).",
        "One person's inspections have a standard deviation of {one} points: {n} tell their mean "
        "to ±{mean} (95 %).",
        known.inspections,
    )
    return [sentence.format(n=known.inspections, one=f"{known.one:.1f}", mean=f"{known.mean:.1f}")]


def standing_lines(month: DepartmentQuality, names: Mapping[str, str]) -> list[str]:
    """Who lies outside of what chance explains; nobody is ranked."""
    above, below = (
        [names.get(one.employee, one.employee) for one in month.people if one.standing is standing]
        for standing in (MeanStanding.ABOVE, MeanStanding.BELOW)
    )
    if not above and not below:
        return [_("Nobody's mean can be told from the department's.")]
    lines = []
    if above:
        lines.append(_("Above the department's mean, beyond chance: {people}.").format(
            people=listed(above)))  # fmt: skip
    if below:
        lines.append(_("Below the department's mean, beyond chance: {people}.").format(
            people=listed(below)))  # fmt: skip
    return [*lines, _("The others cannot be told from it.")]


def telling_sentence(told: Telling, names: Mapping[str, str]) -> str:
    """Whether a month tells two people apart, and what it would take."""
    one, other = (names.get(no, no) for no in (told.one, told.other))
    difference = f"{told.difference:.1f}"
    if told.apart:
        return _(
            "{one} and {other} can be told apart: their means differ by {difference}, more than "
            "chance explains."
        ).format(one=one, other=other, difference=difference)
    cannot = _(
        "{one} and {other} cannot be told apart: their means differ by {difference}, and chance "
        "explains that much."
    ).format(one=one, other=other, difference=difference)
    return together(cannot, _more(told.more))


def _more(more: int | None) -> str:
    if more is None:
        return _("No number of inspections would show a difference.")
    sentence = ngettext(
        "One more inspection of each would tell, if they differ that much.",
        "{n} more inspections of each would tell, if they differ that much.",
        more,
    )
    return sentence.format(n=f"{more:,}")
