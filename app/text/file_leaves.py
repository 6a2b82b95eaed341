"""Leaves of a roster file in words: what becomes of each, for window and command line."""

from __future__ import annotations

from app.errors import AppError, RuleViolated
from app.rules.bringing.preview import LeaveRun
from app.rules.findings import Finding
from app.text import dates
from app.text.findings import finding_sentence
from app.text.language import _
from app.text.saying import say
from app.text.words import leave_kind


def run_kind(run: LeaveRun) -> str:
    """The kind's word; the file's own where it is not told."""
    return leave_kind(run.kind) if run.kind else run.word


def run_days(run: LeaveRun) -> str:
    """ "2 – 4 November"."""
    return dates.days(run.first, run.last, run.first)


def refusal_words(error: AppError) -> str:
    """Each rule that refuses with what it counted; without a rule what stands in the way."""
    findings = error.findings if isinstance(error, RuleViolated) else ()
    told = [
        _("{rule}: {sentence}").format(rule=one.rule, sentence=finding_sentence(one))
        for one in findings
        if isinstance(one, Finding)
    ]
    return " ".join(told) or f"{say(error.title)}: {say(error.message)}"
