"""The swap rules, SWAP-1 to SWAP-9: pure judgements of one swap over frozen facts.

`swap_facts` gathers what one swap is judged by; `check_swap` gives every finding. The same
functions judge a request as it is filled in, its last approval, and the register's history.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from app.rules.approvers import may_consent, needs_head, post_at_signing
from app.rules.calendar import CentreTime
from app.rules.facts import Leave, LiveRequest, Person, Post, Shift, ShiftType, Signature, Swap
from app.rules.figures.figure import EmployeeNo, Figures, JobType, KindOfLeave, Minutes
from app.rules.figures.swaps import (
    ConsentMissing,
    Doubled,
    GivenAgain,
    HeadsConsentNeeded,
    HolidayGiven,
    JobsDiffer,
    LevelsApart,
    NotEmployed,
    NotRostered,
    OnLeave,
    OwnConsent,
    RestTooShort,
    ShiftMoved,
    StrangersConsent,
    SwappedBeside,
    SwapsUsedUp,
    SwapsWithOneself,
    SwapTooLate,
)
from app.rules.findings import Finding
from app.rules.policy import Policy
from app.rules.vocabulary import LeaveStatus, Side
from app.rules.work import RosterLedger


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The party's own shift directly before or after the one received."""

    day: date
    code: str
    start: datetime
    end: datetime
    origin: str | None


@dataclass(frozen=True, slots=True)
class Party:
    """One party of a swap, as the rules see them.

    `received` and its `interval` are None where the other leg has no shift to give;
    `before` and `after` are then None too. Instants are UTC.
    """

    side: Side
    person: Person
    gives_on: date
    receives_on: date
    given: str | None
    given_origin: str | None
    given_start: datetime | None
    received: str | None
    received_start: datetime | None
    received_end: datetime | None
    held: str | None
    """Another shift on the date received, save the one given away on that very date."""
    before: Neighbour | None
    after: Neighbour | None
    earlier_swaps: tuple[tuple[str, date], ...]
    """Number and date given away of this party's earlier swaps in the month of `gives_on`."""
    leaves: tuple[Leave, ...]
    """The party's leaves that count against this swap (SWAP-7)."""
    consent: Signature | None
    consent_day: date | None
    consenter: Post | None
    bound: str = ""
    """The shift that the request was asked for; blank where a register on paper does not say."""

    @property
    def no(self) -> str:
        return self.person.no


@dataclass(frozen=True, slots=True)
class SwapFacts:
    """One swap with everything that its rules count. `moment` is when it becomes effective."""

    no: str
    moment: datetime
    moment_day: date
    requester: Party
    counterpart: Party
    holidays: frozenset[date]
    live: Mapping[Shift, Sequence[LiveRequest]] = field(default_factory=dict)
    """Other requests that wait for somebody, by each of the two shifts that they are about."""

    @property
    def parties(self) -> tuple[Party, Party]:
        return (self.requester, self.counterpart)


@dataclass(frozen=True, slots=True)
class SwapScene:
    """The state against which a swap is judged: the roster of that moment and the registers."""

    people: Mapping[str, Person]
    shifts: Mapping[str, ShiftType]
    holidays: frozenset[date]
    ledger: RosterLedger
    time: CentreTime
    given_in_month: Mapping[tuple[str, int, int], Sequence[tuple[str, date]]]
    """(person, year, month) -> number and date given away of the swaps that hold a place."""
    leaves: Mapping[str, Sequence[Leave]]
    leave_counts: Callable[[Leave, datetime], bool]
    """Whether a leave stands against a swap of that moment: `approved_before` or `is_live`."""
    live: Mapping[Shift, Sequence[LiveRequest]] = field(default_factory=dict)
    """Other requests that wait for somebody, by shift; beside a register there are none."""


def approved_before(leave: Leave, moment: datetime) -> bool:
    """The register's reading of SWAP-7: the leave was approved before the swap took effect."""
    approved = leave.status is LeaveStatus.APPROVED and leave.approved_at is not None
    return approved and leave.approved_at < moment  # type: ignore[operator]


def is_live(leave: Leave, moment: datetime) -> bool:
    """A request's reading of SWAP-7: pending and approved leaves both count."""
    return leave.status in (LeaveStatus.PENDING, LeaveStatus.APPROVED)


def swap_facts(
    scene: SwapScene, swap: Swap, moment: datetime, bound: tuple[str, str] = ("", "")
) -> SwapFacts:
    """What `swap` is judged by if it becomes effective at `moment` (UTC).

    `bound`: the shifts of requester and counterpart that it was asked for.
    """
    one = (swap.requester, swap.requester_date)
    two = (swap.counterpart, swap.counterpart_date)
    return SwapFacts(
        swap.no,
        moment,
        scene.time.local_date(moment),
        party(scene, moment, Side.REQUESTER, *one, swap.requester_consent, *two, bound[0]),
        party(scene, moment, Side.COUNTERPART, *two, swap.counterpart_consent, *one, bound[1]),
        scene.holidays,
        scene.live,
    )


def party(
    scene: SwapScene,
    moment: datetime,
    side: Side,
    no: str,
    gives_on: date,
    consent: Signature | None,
    other: str,
    receives_on: date,
    bound: str = "",
) -> Party:
    """One side of a swap: `no` gives their shift on `gives_on` for that of `other`."""
    ledger, time = scene.ledger, scene.time
    given = ledger.shift_on(no, gives_on)
    given_start = time.interval(scene.shifts[given], gives_on)[0] if given else None
    received = ledger.shift_on(other, receives_on)
    held = start = end = before = after = None
    if received is not None:
        start, end = time.interval(scene.shifts[received], receives_on)
        held = ledger.shift_on(no, receives_on) if receives_on != gives_on else None
        before = _neighbour(scene, no, ledger.day_before(no, receives_on, gives_on))
        after = _neighbour(scene, no, ledger.day_after(no, receives_on, gives_on))
    consent_day, consenter = (
        post_at_signing(scene.people, consent, time) if consent else (None, None)
    )
    return Party(
        side=side,
        person=scene.people[no],
        gives_on=gives_on,
        receives_on=receives_on,
        given=given,
        given_origin=ledger.origin(no, gives_on),
        given_start=given_start,
        received=received,
        received_start=start,
        received_end=end,
        held=held,
        before=before,
        after=after,
        earlier_swaps=tuple(scene.given_in_month.get((no, gives_on.year, gives_on.month), ())),
        leaves=tuple(
            leave for leave in scene.leaves.get(no, ()) if scene.leave_counts(leave, moment)
        ),
        consent=consent,
        consent_day=consent_day,
        consenter=consenter,
        bound=bound,
    )


def _neighbour(scene: SwapScene, no: str, day: date | None) -> Neighbour | None:
    if day is None:
        return None
    code = scene.ledger.shift_on(no, day)
    assert code is not None
    start, end = scene.time.interval(scene.shifts[code], day)
    return Neighbour(day, code, start, end, scene.ledger.origin(no, day))


def _finding(facts: SwapFacts, party: Party, day: date, figures: Figures) -> Finding:
    return Finding(facts.no, party.no, day, figures)


def swap_1(facts: SwapFacts, policy: Policy) -> Iterator[Finding]:
    """Both team leaders consent; nobody consents for their own swap."""
    parties = {facts.requester.no, facts.counterpart.no}
    for party in facts.parties:
        fault = _consent_fault(party, parties)
        if fault is not None:
            yield _finding(facts, party, party.gives_on, fault)


def _consent_fault(party: Party, parties: set[str]) -> Figures | None:
    if party.consent is None or party.consent_day is None:
        return ConsentMissing()
    by, day = EmployeeNo(party.consent.by), party.consent_day
    if by in parties:
        return OwnConsent(by=by, at=day)
    own = party.person.post_on(day)
    if party.consenter is not None and may_consent(party.consenter, own):
        return None
    return (HeadsConsentNeeded if needs_head(own) else StrangersConsent)(by=by, at=day)


def swap_2(facts: SwapFacts, policy: Policy) -> Iterator[Finding]:
    """At most so many swaps for a person in the calendar month of the date given away."""
    for party in facts.parties:
        count = len(party.earlier_swaps)
        if count >= policy.swap_monthly_limit:
            figures = SwapsUsedUp(
                count=count,
                limit=policy.swap_monthly_limit,
                swaps=tuple(no for no, _day in party.earlier_swaps),
                dates=tuple(sorted(day for _no, day in party.earlier_swaps)),
            )
            yield _finding(facts, party, party.gives_on, figures)


def swap_3(facts: SwapFacts, policy: Policy) -> Iterator[Finding]:
    """No consecutive swaps, and no shift from a swap given away again."""
    for party in facts.parties:
        if party.given_origin:
            yield _finding(facts, party, party.gives_on, GivenAgain(swap=party.given_origin))
        for neighbour in (party.before, party.after):
            if neighbour and neighbour.origin:
                figures = SwappedBeside(swap=neighbour.origin, neighbour=neighbour.day)
                yield _finding(facts, party, party.receives_on, figures)


def swap_4(facts: SwapFacts, policy: Policy) -> Iterator[Finding]:
    """So many hours of rest on both sides of the shift received."""
    least = timedelta(hours=policy.swap_rest_hours)
    for party in facts.parties:
        for neighbour, rest in rests(party):
            if rest < least:
                figures = RestTooShort(
                    minutes=whole_minutes(rest),
                    limit_hours=policy.swap_rest_hours,
                    shift=party.received or "",
                    neighbour=neighbour.day,
                    neighbour_shift=neighbour.code,
                )
                yield _finding(facts, party, party.receives_on, figures)


def whole_minutes(rest: timedelta) -> Minutes:
    """A rest without its seconds; negative where the shifts overlap."""
    return Minutes(int(rest.total_seconds() // 60))


def rests(party: Party) -> Iterator[tuple[Neighbour, timedelta]]:
    """The rest on each side of the shift received, with the shift that it is from or to."""
    if party.before and party.received_start:
        yield party.before, party.received_start - party.before.end
    if party.after and party.received_end:
        yield party.after, party.after.start - party.received_end


def unlikeness(one: Post, two: Post, policy: Policy) -> Figures | None:
    """SWAP-5's figures where two posts differ too much; None where they are alike."""
    if one.job_type != two.job_type:
        return JobsDiffer(job=JobType(one.job_type), other_job=JobType(two.job_type))
    if one.skill_level is None or two.skill_level is None:
        return None
    gap, limit = abs(one.skill_level - two.skill_level), policy.swap_skill_gap
    if gap <= limit:
        return None
    return LevelsApart(mine=one.skill_level, theirs=two.skill_level, gap=gap, limit=limit)


def swap_5(facts: SwapFacts, policy: Policy) -> Iterator[Finding]:
    """Same job type, and skill levels close enough, by the posts of the moment."""
    one = facts.requester.person.post_on(facts.moment_day)
    two = facts.counterpart.person.post_on(facts.moment_day)
    unlike = unlikeness(one, two, policy)
    if unlike is not None:
        yield _finding(facts, facts.requester, facts.requester.gives_on, unlike)


def swap_6(facts: SwapFacts, policy: Policy) -> Iterator[Finding]:
    """Who is on duty on a holiday does not swap that shift."""
    for party in facts.parties:
        if party.gives_on in facts.holidays:
            yield _finding(facts, party, party.gives_on, HolidayGiven())


def swap_7(facts: SwapFacts, policy: Policy) -> Iterator[Finding]:
    """No leave on a shift given or received."""
    for party in facts.parties:
        for day in sorted({party.gives_on, party.receives_on}):
            leave = next((leave for leave in party.leaves if leave.covers(day)), None)
            if leave:
                filer = "" if leave.filed_by == leave.person else leave.filed_by
                kind = KindOfLeave(leave.kind)
                figures = OnLeave(leave=leave.no, kind=kind, filed_by=EmployeeNo(filer))
                yield _finding(facts, party, day, figures)


def swap_8(facts: SwapFacts, policy: Policy) -> Iterator[Finding]:
    """The shifts exist, the parties are two, and it is in time."""
    for party in facts.parties:
        if party.given is None:
            yield _finding(facts, party, party.gives_on, NotRostered())
        elif not party.person.employed_on(party.gives_on):
            yield _finding(facts, party, party.gives_on, NotEmployed())
        elif party.bound and party.given != party.bound:
            figures = ShiftMoved(asked=party.bound, shift=party.given)
            yield _finding(facts, party, party.gives_on, figures)
    starts = [party.given_start for party in facts.parties if party.given_start]
    if starts and facts.moment >= min(starts):
        too_late = SwapTooLate(start=min(starts), moment=facts.moment)
        yield _finding(facts, facts.requester, facts.requester.gives_on, too_late)


def swap_9(facts: SwapFacts, policy: Policy) -> Iterator[Finding]:
    """Nobody is double-booked."""
    for party in facts.parties:
        if party.held:
            figures = Doubled(held=party.held, received=party.received or "")
            yield _finding(facts, party, party.receives_on, figures)


def same_person(swap: Swap) -> Finding:
    """SWAP-8 for a swap with oneself: the only thing said of it."""
    return Finding(swap.no, swap.requester, swap.requester_date, SwapsWithOneself())


SwapRule = Callable[[SwapFacts, Policy], Iterator[Finding]]

SWAP_RULES: Mapping[str, SwapRule] = {
    "SWAP-1": swap_1,
    "SWAP-2": swap_2,
    "SWAP-3": swap_3,
    "SWAP-4": swap_4,
    "SWAP-5": swap_5,
    "SWAP-6": swap_6,
    "SWAP-7": swap_7,
    "SWAP-8": swap_8,
    "SWAP-9": swap_9,
}

"""What registers are judged by; requests by `swap_requests.REQUEST_RULES`."""


def check_swap(
    facts: SwapFacts, policy: Policy, rules: Mapping[str, SwapRule] = SWAP_RULES
) -> list[Finding]:
    """Every finding of every rule of `rules`; an empty list allows the swap."""
    return [finding for rule in rules.values() for finding in rule(facts, policy)]
