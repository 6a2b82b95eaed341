"""The Swaps page's sentences: legs, who is next, where the debt stands, what a step was."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.queries.roster.rows import DayHead
from app.queries.swaps.rows import PartyRow, SwapRow
from app.reading.swaps.desk import Request
from app.rules.debt import Debt, DebtState, LegState
from app.rules.partners import Obstacle, Pair
from app.rules.requests import RequestKind
from app.rules.turn import WHO_HELPS
from app.rules.vocabulary import DayKind, Side, SwapStatus
from app.text import _, dates, ngettext, say
from app.text.findings import finding_reason
from app.text.requests.swaps import ended_words
from app.text.words import alternatives, listed, shift_words
from app.ui.kit.tokens import Tone

DEBT_TONES: Mapping[DebtState, Tone] = {
    DebtState.OPEN: Tone.INFO,
    DebtState.FIRST_WORKED: Tone.INFO,
    DebtState.SETTLED: Tone.GOOD,
    DebtState.REOPENED: Tone.WARN,
    DebtState.BROKEN: Tone.BAD,
}

LEG_TONES: Mapping[LegState, Tone] = {
    LegState.WORKED: Tone.GOOD,
    LegState.REOPENED: Tone.WARN,
    LegState.MISSED: Tone.BAD,
    LegState.RUNNING: Tone.INFO,
}


def leg_words(party: PartyRow, near: date) -> str:
    """ "Tue 20 October L"; without the shift where none is known."""
    shift = shift_words(party.shift) if party.shift else ""
    return f"{dates.short_day(party.gives_on, near)} {shift}".strip()


def parties(row: SwapRow) -> str:
    return _("{name} ⇄ {other}").format(name=row.requester.name, other=row.counterpart.name)


def debt_word(state: DebtState) -> str:
    """Where the contract of both legs stands."""
    return {
        DebtState.OPEN: _("Neither shift is worked yet"),
        DebtState.FIRST_WORKED: _("The first shift is worked"),
        DebtState.SETTLED: _("Both shifts are worked"),
        DebtState.REOPENED: _("A shift is open again"),
        DebtState.BROKEN: _("Broken by absence"),
    }[state]


def leg_word(state: LegState) -> str:
    """What became of one leg."""
    return {
        LegState.AHEAD: _("still to be worked"),
        LegState.RUNNING: _("running"),
        LegState.WORKED: _("worked"),
        LegState.REOPENED: _("on leave, open again"),
        LegState.MISSED: _("missed, both are charged"),
    }[state]


def leg_on(debt: Debt | None, worker: str, day: date) -> LegState | None:
    """What became of the leg that `worker` owes on `day`."""
    if debt is None:
        return None
    return next((leg.state for leg in debt.legs if (leg.worker, leg.day) == (worker, day)), None)


def standing(request: Request) -> tuple[RequestKind, SwapStatus]:
    """What is under way, and how far: the swap itself, or taking it back."""
    if request.back is not None:
        return RequestKind.TAKING_BACK, request.back.status
    return RequestKind.SWAP, request.row.status


def next_words(request: Request) -> str:
    """Who has to do what next, or how it ended."""
    row, status = request.row, standing(request)[1]
    if status is SwapStatus.OFFERED:
        asked_by = request.back.side if request.back else Side.REQUESTER
        if request.mine not in (None, asked_by):
            return _("Waits for your answer")
        other = row.counterpart if asked_by is Side.REQUESTER else row.requester
        return _("Waits for the answer of {name}").format(name=other.name)
    if request.waits_for:
        return " · ".join(_consent(row, side, names) for side, names in request.waits_for)
    if request.debt is not None:
        return debt_word(request.debt.state)
    return ended_words(row.ended_reason)


def _consent(row: SwapRow, side: Side, names: tuple[str, ...]) -> str:
    party = row.side(side).name
    if not names:
        words = _("Nobody can consent for {name} today: ask {who}")
        return words.format(name=party, who=say(WHO_HELPS))
    return _("{who} consents for {name}").format(who=alternatives(names), name=party)


def asked_for(name: str, shift: str) -> str:
    """ "Anna (Tue 1 December E)": who is asked, and for which shift."""
    return _("{name} ({number})").format(name=name, number=shift)


def fit_words(pair: Pair) -> str:
    """Why a pair stands where it stands: how little it disturbs."""
    weeks, swaps, unlike, apart = pair.disturbance
    near = (
        _("same week")
        if weeks == 0
        else ngettext("{n} day apart", "{n} days apart", apart).format(n=apart)
    )
    taken = (
        _("no other swap this month")
        if swaps == 0
        else ngettext("{n} other swap this month", "{n} other swaps this month", swaps).format(
            n=swaps
        )
    )
    parts = [near, taken]
    if unlike:
        parts.append(_("only one of the two is a night or weekend shift"))
    return " · ".join(parts)


def obstacle_words(obstacle: Obstacle, names: Mapping[str, str]) -> str:
    """Why nobody's shift of this colleague can be had: the rule that bars most, and the others."""
    if obstacle.example is None:
        return _("No shift in these weeks")
    words = finding_reason(obstacle.example, names)
    others = [rule for rule, _count in obstacle.rules[1:]]
    if others:
        words = _("{reason}, also {rules}").format(reason=words, rules=listed(others))
    return words


def festival_words(head: DayHead) -> list[str]:
    """That a holiday's shifts are not swapped (SWAP-6), by the holiday's name; else nothing."""
    if head.kind is not DayKind.HOLIDAY:
        return []
    return [_("{name}: not swapped").format(name=head.name or _("holiday"))]
