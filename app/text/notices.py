"""Notices in words: what people are told of requests, one sentence for each code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from app.text import dates, words
from app.text.language import _, is_chinese, mark, ngettext
from app.text.saying import worded

NOTICES: Mapping[str, str] = {
    "swap.offered": mark("{requester} asks you to swap: their {gives} for your {takes}."),
    "swap.agreed": mark(
        "{counterpart} agreed to the swap with {requester} ({gives} for {takes}); the leaders"
        " decide now."
    ),
    "swap.part_approved": mark(
        "The swap of {requester} and {counterpart} ({gives} for {takes}) has its first consent."
    ),
    "swap.effective": mark(
        "The swap of {requester} and {counterpart} ({gives} for {takes}) is in effect; the roster"
        " is changed."
    ),
    "swap.declined": mark(
        "The swap of {requester} and {counterpart} ({gives} for {takes}) was declined: {reason}"
    ),
    "swap.withdrawn": mark(
        "The swap of {requester} and {counterpart} ({gives} for {takes}) was withdrawn."
    ),
    "swap.withdrawn/reason": mark(
        "The swap of {requester} and {counterpart} ({gives} for {takes}) was withdrawn: {reason}"
    ),
    "swap.expired": mark(
        "The swap of {requester} and {counterpart} ({gives} for {takes}) expired: its first shift"
        " started undecided."
    ),
    "swap.cancelled": mark(
        "The swap of {requester} and {counterpart} ({gives} for {takes}) was cancelled because the"
        " roster moved: {reason}"
    ),
    "swap.lapsed": mark(
        "The swap of {requester} and {counterpart} ({gives} for {takes}) has lapsed: one of its"
        " shifts is in another swap by now. Nobody needs to answer it."
    ),
    "swap.back_asked": mark(
        "The swap of {requester} and {counterpart} ({gives} for {takes}) is to be taken back; the"
        " other party answers next: {reason}"
    ),
    "swap.back_agreed": mark(
        "Both {requester} and {counterpart} want their swap ({gives} for {takes}) taken back; the"
        " leaders decide now."
    ),
    "swap.back_part_approved": mark(
        "Taking back the swap of {requester} and {counterpart} ({gives} for {takes}) has its first"
        " consent."
    ),
    "swap.taken_back": mark(
        "The swap of {requester} and {counterpart} ({gives} for {takes}) was taken back; both work"
        " their own shifts again."
    ),
    "swap.back_declined": mark(
        "The swap of {requester} and {counterpart} ({gives} for {takes}) stays; taking it back was"
        " declined: {reason}"
    ),
    "swap.back_withdrawn": mark(
        "The swap of {requester} and {counterpart} ({gives} for {takes}) stays; nobody wants"
        " to take it back any more."
    ),
    "swap.back_expired": mark(
        "Taking back the swap of {requester} and {counterpart} ({gives} for {takes}) was not"
        " decided in time."
    ),
    "swap.leg_reopened": mark(
        "{name} is on leave for {shift} on {day}, a leg of swap {swap}: the shift is open and the"
        " swap is owed again."
    ),
    "leave.filed": mark("{name} asks for {kind}, {days}: your decision is next."),
    "leave.filed_for": mark("{by} filed {kind}, {days}, for you."),
    "leave.step_approved": mark("{name}: {kind}, {days}, passed a step of its chain."),
    "leave.approved": mark("{name}: {kind}, {days}, is approved."),
    "leave.declined": mark("{name}: {kind}, {days}, was declined: {reason}"),
    "leave.withdrawn": mark("{name} took {kind}, {days}, back."),
    "leave.withdrawn_for": mark("{by} took {kind}, {days}, back that was filed for you."),
    "leave.cancel_expired": mark("{name}: {kind}, {days}, was over before it could be given up."),
    "leave.expired": mark("{name}: {kind}, {days}, expired: its last day ended undecided."),
    "leave.cancel_asked": mark("{name} wants to give up the leave of {days}: please decide."),
    "leave.cancelled": mark("{name}: the leave of {days} is given up; its shifts are worked."),
    "leave.cancel_declined": mark("{name}: the leave of {days} stays as it is: {reason}"),
    "leave.opens": mark(
        "{name}'s leave opens their shifts of {days}: see who may take them (LEAVE-10)."
    ),
    "cover.assigned": mark("You take {name}'s shift {shift} on {day}."),
    "cover.lent": mark("{by} of your team takes {absent}'s shift {shift} on {day}."),
    "cover.lent/reason": mark(
        "{by} of your team takes {absent}'s shift {shift} on {day}: {reason}"
    ),
    "cover.taken_back": mark("{by} no longer takes {name}'s shift {shift} on {day}."),
    "offer.take": mark("The shift {shift} on {day} is open: you may take it until {until}."),
    "offer.off": mark("Calls are few: you may be let off {shift} on {day}; answer until {until}."),
    "offer.yes": mark("{name} would take {shift} on {day}: pick."),
    "offer.take_done": mark("{name} takes the offered shift {shift} on {day}."),
    "offer.off_done": mark("{name} is off {shift} on {day}: calls are few."),
    "offer.filled": mark("The offered shift {shift} on {day} went to others."),
    "offer.met": mark(
        "The shift {shift} on {day} has people enough by now; the offer of it is over."
    ),
    "offer.needed": mark(
        "Nobody more can be spared from {shift} on {day}; the offer of time off is over."
    ),
    "offer.fewer": mark("{shift} on {day} has more people by now: {left} more are asked for."),
    "offer.withdrawn": mark("The offer of {shift} on {day} was withdrawn."),
    "offer.expired": mark("The offer of {shift} on {day} is over; nobody more takes it."),
    "roster.out": mark("The roster of {month} is out: you have {shifts}. By {by}."),
    "roster.out/reason": mark("The roster of {month} is out: you have {shifts}. {by}: {reason}"),
    "roster.changed": mark("Your shifts of {n} days changed: {changes}. {by}: {reason}"),
    "roster.changed/day": mark("Your shift of {day} changed: {was} → {now}. {by}: {reason}"),
    "roster.handed_back": mark("{by} handed the roster of {team}, {month}, back: {reason}"),
    "roster.handed_out": mark("{by} published the roster of {team}, {month}, that you handed in."),
    "roster.handed_out/reason": mark(
        "{by} published the roster of {team}, {month}, that you handed in: {reason}"
    ),
    "roster.handed_off": mark(
        "Nothing is left of the draft of {team}, {month}, that you handed in: it waits for nobody."
    ),
    "roster.left": mark(
        "{name} leaves the centre; the last day is {day}. {shifts}: see who may take them."
    ),
    "floor.allowed": mark("{by} lets you leave the floor for {minutes} minutes, from now on."),
    "floor.refused": mark("{by} does not let you leave the floor now."),
    "floor.turn": mark("It is your turn: you may leave the floor for {minutes} minutes."),
    "stop.ordered": mark("{by} ordered {name} to stop working: {reason}"),
    "stop.you": mark("{by} ordered you to stop working: {reason}"),
    "stop.ended": mark("You may work again: the order to stop working is ended."),
    "report.raised": mark("{name} reports to you: {no}. Your answer is due."),
    "report.skipped": mark("{name} reported an emergency past you: {no}."),
    "report.answer": mark("{name} answered {no}: the instruction is on record."),
    "report.dissent": mark("{name} dissents from the instruction on {no}: decide on it."),
    "report.uphold": mark("{name} stands by the instruction on {no}: it is carried out."),
    "report.change": mark("{name} changed the instruction on {no}."),
    "report.carry_out": mark("{name} carried out the instruction on {no}."),
    "report.take_up": mark("{name} took {no} one level up."),
    "report.tell": mark("{name} told the superior who was skipped in {no}."),
    "complaint.named": mark("{name} registered complaint {no}: you received it first."),
    "complaint.closed": mark("{name} closed complaint {no}, which you received first."),
    "sample.assigned": mark("The planned inspection of {name} is yours now."),
    "calibration.opened": mark(
        "Calibration {no} “{title}” is open: {n} contacts are yours to score."
    ),
    "calibration.scored": mark("All have scored {no} “{title}”: see how far you agree."),
    "calibration.closed": mark("Calibration {no} “{title}” is closed: see how far you agree."),
    "visitor.in": mark("{name} entered {visitor} as let in by you."),
    "inspection.submitted": mark(
        "Your contact {contact} was inspected: {no}. Acknowledge it, or appeal in time."
    ),
    "inspection.appealed": mark("{name} appeals against inspection {no}: see why."),
    "inspection.answered": mark("{name} has answered the appeal against inspection {no}."),
    "inspection.rejected": mark("{name} rejected the appeal against {no}: its scores stand."),
    "inspection.upheld": mark("{name} upheld the appeal against {no}: see the new scores."),
    "delegation.made": mark("You decide on leave in somebody's place, {days}."),
    "delegation.ended": mark("You no longer decide on leave in somebody's place ({days})."),
    "delegation.decided": mark(
        "{by} decided in your place on the leave of {name}: {kind}, {days}."
    ),
    "bulletin.remind": mark("Please read “{title}” before your next shift."),
}
"""By code; with "/reason" where a reason may be said and was."""


def notice_sentence(code: str, params: Mapping[str, Any], near: date | None = None) -> str:
    """The sentence of a notice; dates in the year of `near` are told without it."""
    reasoned = f"{code}/reason"
    known = reasoned if params.get("reason") and reasoned in NOTICES else code
    if code == "roster.changed":
        return _changed(code, params, params["changes"], near)
    if code == "roster.left":
        n = params["n"]
        told = ngettext("{n} shift is open", "{n} shifts are open", n).format(n=n)
        return _(NOTICES[code]).format(
            name=params["name"], day=dates.day(params["day"], near), shifts=told
        )
    shown = {name: worded(value, near) for name, value in params.items()}
    if "shift" in params:
        shown["shift"] = words.shift_words(params["shift"])
    if "kind" in params:
        shown["kind"] = words.leave_kind(params["kind"])
    if "first" in params:
        shown["days"] = _days(params["first"], params["last"], near)
    if "month" in params:
        shown["month"] = dates.month(params["month"], near)
    if "n" in params and "month" in params:
        n = params["n"]
        shown["shifts"] = ngettext("{n} shift", "{n} shifts", n).format(n=n)
    return _(NOTICES[known]).format(**shown)


def _changed(
    code: str,
    params: Mapping[str, Any],
    changes: Sequence[tuple[date, str, str]],
    near: date | None,
) -> str:
    """What became what: of one day by itself, of several the first ones and how many they are."""
    told = {"n": params["n"], "by": params["by"], "reason": params["reason"]}
    if params["n"] == 1:
        [(day, was, now)] = changes
        told |= {"day": dates.day(day, near), "was": _held(was), "now": _held(now)}
        return _(NOTICES[f"{code}/day"]).format(**told)
    shown = [
        _("{day} {was} → {now}").format(day=dates.day(day, near), was=_held(was), now=_held(now))
        for day, was, now in changes
    ]
    text = ("；" if is_chinese() else "; ").join(shown)
    if len(shown) < params["n"]:
        text = _("{changes} and more").format(changes=text)
    return _(NOTICES[code]).format(changes=text, **told)


def _held(code: str) -> str:
    return words.shift_words(code) if code else _("day off")


def _days(first: date, last: date, near: date | None) -> str:
    if first == last:
        return str(worded(first, near))
    return _("{first} – {last}").format(first=worded(first, near), last=worded(last, near))
