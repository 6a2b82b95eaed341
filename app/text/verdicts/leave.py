"""LEAVE-1 to LEAVE-9 in words."""

from __future__ import annotations

from collections.abc import Mapping

from app.rules.figures import leave as figures
from app.rules.vocabulary import LeaveKind
from app.text import dates
from app.text.language import mark
from app.text.verdicts.wording import Variant, Wording, by_figures

WORDINGS: Mapping[str, Wording] = {
    "LEAVE-1.missing": Wording(
        mark("The approval of the {step} is missing; the run of leave is {days} long."),
        mark("The {step} decides on it, after the steps below."),
    ),
    "LEAVE-1.own": Wording(
        mark("{by} approved their own leave as {step}."),
        mark("Somebody else who holds that post decides this step."),
    ),
    "LEAVE-1.wrong_person": Wording(
        mark("{by} approved as {step} without being the {step} of {person}."),
        mark("The {step} of {person} decides this step."),
    ),
    "LEAVE-1.out_of_order": Wording(
        mark("{by} approved as {step} before the step below had."),
        mark("The {step} decides after the step below."),
    ),
    "LEAVE-2.late/day": Wording(
        mark("Filed at {filed}; {kind} is filed by the end of {latest_day}."),
        mark("Begin it on a later day, or have the head accept it as late."),
    ),
    "LEAVE-2.late/shift": Wording(
        mark("Filed at {filed}; {kind} is filed before the shift starts at {latest}."),
        mark("Have the head accept it as late; a later first day can still be filed in time."),
    ),
    "LEAVE-2.late/urgent": Wording(
        mark("Filed at {filed}; {kind} is filed {minutes} before the shift: by {latest}."),
        mark("Begin it on a later day, or have the head accept it as late."),
    ),
    "LEAVE-2.not_accepted": Wording(
        mark(
            "Filed at {filed}, after {latest}, and marked as accepted late, but the approval of "
            "the {step} is missing."
        ),
        mark("The {step} approves it as late."),
    ),
    "LEAVE-3.not_in_person": Wording(
        mark("{by} filed it for {person}; {kind} is filed in person."),
        mark("{person} files it in person; only sick leave can be filed by others."),
    ),
    "LEAVE-4.missing/sick": Wording(
        mark("No medical certificate was handed in."),
        mark("Hand in a certificate for every day of the leave, on the leave itself."),
    ),
    "LEAVE-4.missing/emergency": Wording(
        mark("No medical certificate was handed in by the end of {due_day}."),
        mark("Hand in a certificate for every day of the leave, on the leave itself."),
    ),
    "LEAVE-4.late/sick": Wording(
        mark("The certificate was handed in after the last approval."),
        mark("The certificate stays with the leave; the head decides what the days count as."),
    ),
    "LEAVE-4.late/emergency": Wording(
        mark("The certificate was handed in after the end of {due_day}."),
        mark("The certificate stays with the leave; the head decides what the days count as."),
    ),
    "LEAVE-4.undated": Wording(
        mark("The last approval has no time, so that no certificate counts as there before it."),
        mark("Enter when the last approval was given."),
    ),
    "LEAVE-4.gap": Wording(
        mark("The certificate covers {first} to {last}, the leave {day} to {until}."),
        mark("Hand in certificates for every day from {day} to {until}."),
    ),
    "LEAVE-5.no_call": Wording(
        mark("No telephone call to the team leader is recorded."),
        mark("Call the team leader before the shift starts; anyone may make the call."),
    ),
    "LEAVE-5.late_call": Wording(
        mark("The call came at {phoned}; the shift starts at {start}."),
        mark("Mend the time if it was mistyped: only a call before {start} counts."),
    ),
    "LEAVE-6.no_circumstances": Wording(
        mark("It covers night shift {shift} on {day} and states no special circumstances."),
        mark("State the special circumstances, or leave the night shift out."),
    ),
    "LEAVE-6.late": Wording(
        mark("It covers the night shift on {day} and was filed at {filed}, not before {latest}."),
        mark("Leave that night shift out: its noon has passed. Who is ill asks for sick leave."),
    ),
    "LEAVE-7.no_circumstances": Wording(
        mark("It covers a shift on {day}, a holiday, and states no exceptional circumstances."),
        mark("State the exceptional circumstances, or leave the holiday out."),
    ),
    "LEAVE-7.late": Wording(
        mark(
            "It covers a shift on {day}, a holiday, and was filed on {filed_on}, not by "
            "{latest_on}."
        ),
        mark(
            "Leave the holiday out: leave for it was to be filed {limit} days before. Who is ill "
            "asks for sick leave."
        ),
    ),
    "LEAVE-8.swapped": Wording(
        mark("It covers {shift} on {day}, a shift that came from swap {swap}."),
        mark("Choose days without swapped shifts."),
    ),
    "LEAVE-9.overlap": Wording(
        mark("It overlaps leave {other_leave} from {first} to {last}."),
        mark("Choose days that no other leave covers."),
    ),
    "LEAVE-9.overlap/day": Wording(
        mark("It overlaps leave {other_leave} on {first}."),
        mark("Choose days that no other leave covers."),
    ),
    "LEAVE-9.overlap/private": Wording(
        mark("{person} is on leave on some of these days already."),
        mark("Choose other days."),
    ),
    "LEAVE-11.not_reported": Wording(
        mark(
            "{person} has not reported back; {shift}, the first shift after it, began at {start}."
        ),
        mark("Report back to the team leader, who records it."),
    ),
    "LEAVE-11.late": Wording(
        mark(
            "{person} reported back at {back}, after {shift}, the first shift after it, began at "
            "{start}."
        ),
        mark("Report back before the first shift starts."),
    ),
}  # fmt: skip


def _notice(late: figures.FiledLate) -> str:
    """Kinds whose notice runs to the start of a shift say so; the others speak of days."""
    if dates.wall(late.latest) == "00:00":
        return "day"
    return "urgent" if late.kind == LeaveKind.URGENT_PERSONAL.value else "shift"


def _illness(fault: figures.CertificateFault) -> str:
    return "emergency" if fault.kind == LeaveKind.EMERGENCY_SICK.value else "sick"


def _overlap(it: figures.LeavesOverlap) -> str:
    if not it.other_leave:
        return "private"
    return "day" if it.first == it.last else ""


VARIANTS: Mapping[str, Variant] = dict([
    by_figures(figures.FiledLate, _notice),
    by_figures(figures.CertificateMissing, _illness),
    by_figures(figures.CertificateLate, _illness),
    by_figures(figures.LeavesOverlap, _overlap),
])  # fmt: skip
