"""The demo's trainings that quality called for, and the summary of its last week."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from app.context import Context
from app.models import DutyDone
from app.queries.duties.trainings import training
from app.queries.quality.proposals import proposal
from app.queries.quality.weeks import quality_of_week
from app.rules.scorecards.proposed import ProposalState
from app.rules.vocabulary import Duty


def test_one_was_held_one_is_to_be_held_and_the_summary_says_the_weeks_figures(
    ctx: Context,
) -> None:
    with ctx.read() as session:
        held, wanted = proposal(session, 1), proposal(session, 2)
        assert held is not None
        assert wanted is not None
        assert (held.state, wanted.state) == (ProposalState.HELD, ProposalState.TO_HOLD)
        parts = training(session, held.training_no)
        assert {part.title for part in parts} == {held.title}
        assert held.proposed_at < ctx.time.instant(parts[0].held_on)
        assert (len(wanted.people), wanted.due_on) == (3, date(2026, 11, 30))
        week = quality_of_week(session, ctx.time, date(2026, 11, 9), "热线呼入部")
        text = session.scalars(
            select(DutyDone.text).where(
                DutyDone.duty == Duty.QA_WEEK,
                DutyDone.department_id == wanted.department_id,
                DutyDone.due_on == date(2026, 11, 16),
            )
        ).one()
        assert text.startswith(f"质检{week.inspections}通，涉及{week.people}人")
        assert wanted.title in text
