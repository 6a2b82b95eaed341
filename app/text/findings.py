"""Findings in words: what was found, with the figures counted, and what would make it right."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from app.rules.findings import Finding
from app.text import dates
from app.text.language import _, mark
from app.text.verdicts import (
    bulletins,
    desks,
    duties,
    handover,
    kept,
    leave,
    registers,
    reporting,
    roster,
    scorecards,
    swaps,
)
from app.text.verdicts.figures import Names, filled
from app.text.verdicts.wording import Variant, Wording

WORDINGS: Mapping[str, Wording] = {
    **swaps.WORDINGS,
    **leave.WORDINGS,
    **registers.WORDINGS,
    **scorecards.WORDINGS,
    **reporting.WORDINGS,
    **roster.WORDINGS,
    **kept.WORDINGS,
    **duties.WORDINGS,
    **bulletins.WORDINGS,
    **desks.WORDINGS,
    **handover.WORDINGS,
}
_VARIANTS: Mapping[str, Variant] = {
    **swaps.VARIANTS,
    **leave.VARIANTS,
    **registers.VARIANTS,
    **scorecards.VARIANTS,
    **reporting.VARIANTS,
    **roster.VARIANTS,
    **kept.VARIANTS,
    **duties.VARIANTS,
    **desks.VARIANTS,
    **handover.VARIANTS,
}
_NO_NAMES: Names = MappingProxyType({})


def finding_sentence(finding: Finding, names: Names = _NO_NAMES) -> str:
    """What was found: "2 of 2 swaps in October 2026: the 3rd and the 17th."."""
    return filled(_(_wording(finding).sentence), finding, names)


def finding_reason(finding: Finding, names: Names = _NO_NAMES) -> str:
    """What stands against somebody, in a list: the words first, then the rule that says so."""
    words = finding_sentence(finding, names).rstrip(".。")
    return _("{reason} ({rule})").format(reason=words, rule=finding.rule)


def finding_remedy(finding: Finding, names: Names = _NO_NAMES) -> str:
    """The smallest change that would make it pass; blank for what is kept."""
    remedy = _wording(finding).remedy
    return filled(_(remedy), finding, names) if remedy else ""


def subject_title(finding: Finding) -> str:
    """What the finding is about: "Swap S-0042", "Attendance on 12 October 2026"."""
    template = _SUBJECTS.get(finding.rule) or _SUBJECTS[finding.rule.partition("-")[0]]
    return _(template).format(
        no=finding.subject, day=dates.day(finding.day), month=dates.month(finding.day)
    )


_SUBJECTS: Mapping[str, str] = {
    "SWAP": mark("Swap {no}"),
    "LEAVE": mark("Leave {no}"),
    "ATT": mark("Attendance on {day}"),
    "ATT-5": mark("Off the floor on {day}"),
    "HAND-2": mark("Desk {no}"),
    "HAND-1": mark("Handover log {no}"),
    "HAND-3": mark("Open item {no}"),
    "HAND-4": mark("Handover log {no}"),
    "QA": mark("Inspection {no}"),
    "ESC": mark("Report {no}"),
    "COMP": mark("Complaint {no}"),
    "CONF": mark("Visit {no}"),
    "HAND-5": mark("Bulletin {no}"),
    "HAND-6": mark("Roll call on {day}"),
    "QA-1": mark("Inspections of {month}"),
    "DUTY": mark("Regular duty of {day}"),
    "DUTY-1": mark("Duty log of {day}"),
    "MEET": mark("Meeting of {day}"),
    "TRAIN": mark("Training of {month}"),
    "SITE": mark("Check of {day}"),
    "QA-6": mark("Quality summary of {day}"),
    "QA-7": mark("Quality report of {day}"),
    "QA-2": mark("Scorecard {no}"),
}


def _wording(finding: Finding) -> Wording:
    choose = _VARIANTS.get(finding.code)
    variant = choose(finding) if choose else ""
    return WORDINGS[f"{finding.code}/{variant}" if variant else finding.code]
