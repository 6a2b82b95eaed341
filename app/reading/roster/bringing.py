"""A centre's own roster file held against its people, shifts and roster, before it comes in."""

from __future__ import annotations

from app.context import Context
from app.rules.bringing.answers import Answers
from app.rules.bringing.preview import Preview
from app.rules.bringing.said import Said


def preview(ctx: Context, said: Said, answers: Answers) -> Preview:
    """What `said` would put into the draft, what is asked still, and what is left out."""
    raise NotImplementedError


def with_proposals(found: Preview, answers: Answers) -> Answers:
    """The answers with everything that is proposed taken over; what nobody can propose stays
    asked."""
    raise NotImplementedError
