"""The columns of trainings, held and proposed, in the lists of all and in a person's archive."""

from __future__ import annotations

from app.queries.duties.trainings import TrainingRow
from app.rules.scorecards.proposed import ProposalState, Proposed
from app.text import _, dates
from app.text.quality import proposal_state, trainee_words
from app.ui.kit.tables import Column
from app.ui.kit.tokens import Tone


def training_columns() -> list[Column[TrainingRow]]:
    return [
        Column(
            _("Held on"), lambda row: row.held_on, lambda row: dates.day(row.held_on), width=150
        ),
        Column(_("About what"), lambda row: row.title, tip=lambda row: row.no, width=260),
        Column(_("Name"), lambda row: row.person, tip=lambda row: row.person_no, width=120),
        Column(_("Was there"), lambda row: _("yes") if row.attended else _("no"), width=90),
        Column(_("Score"), lambda row: row.score, _score, right=True, width=72),
        Column(_("Result"), result_words, tone=result_tone),
    ]


def _score(row: TrainingRow) -> str:
    return "–" if row.score is None else f"{row.score:g}"


def result_words(row: TrainingRow) -> str:
    """ "Passed", "Not passed", "Was not there"."""
    if not row.attended:
        return _("Was not there")
    if row.score is None and not row.passed:
        return _("No result yet")
    return _("Passed") if row.passed else _("Not passed")


def result_tone(row: TrainingRow) -> Tone:
    if row.passed:
        return Tone.GOOD
    return Tone.WARN if row.attended and row.score is not None else Tone.PLAIN


def proposal_columns() -> list[Column[Proposed]]:
    return [
        Column(_("Training in"), lambda one: one.title, tip=lambda one: one.why, width=190),
        Column(_("For"), trainee_words, tip=trainee_words, width=190),
        Column(
            _("State"), proposal_state,
            tone=lambda one: Tone.GOOD if one.state is ProposalState.HELD else Tone.PLAIN,
            icon=lambda one: _PROPOSAL_ICONS[one.state],
        ),
        Column(_("Proposed by"), lambda one: one.proposed_by,
               tip=lambda one: dates.stamp(one.proposed_at)),
    ]  # fmt: skip


_PROPOSAL_ICONS = {
    ProposalState.TO_HOLD: "clock",
    ProposalState.HELD: "check",
    ProposalState.DROPPED: "minus",
}
