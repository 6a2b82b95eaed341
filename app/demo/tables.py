"""The demo centre as rows of the store's tables."""

from __future__ import annotations

from dataclasses import asdict

from app.demo import cards, tables_registers, tables_rosters, tables_sampling
from app.demo.balances import balances
from app.demo.bulletins import back_from_leave, bulletins
from app.demo.calibrations import calibrations
from app.demo.decisions import decisions, signatures
from app.demo.desks import desks
from app.demo.duties import duties
from app.demo.handovers import handovers
from app.demo.keys import Keys, Row, Rows
from app.demo.proposals import proposals
from app.demo.show import Show
from app.demo.stage import DAY
from app.demo.taking_back import BACK_REASON, taking_back_filed, to_be_taken_back
from app.demo.told import told
from app.demo.volumes import volumes
from app.models import (
    Attendance,
    CalendarDay,
    Decision,
    Department,
    Leave,
    LeaveStep,
    Person,
    PhoneNumber,
    PolicyValue,
    Post,
    ShiftType,
    StaffingNeed,
    Swap,
    SwapConsent,
    SwapTakingBack,
    Team,
)
from app.rules.policy import PolicyBook, PolicyChange
from app.rules.vocabulary import LeaveStatus, Side, SwapStatus
from app.rules.work import RosterLedger


def tables(show: Show) -> Rows:
    """Every table with its rows, in the order in which they refer to each other."""
    keys = Keys.of(show)
    yield from _centre(show, keys)
    yield from _people(show, keys)
    yield from tables_rosters.rosters(show, keys)
    yield from _swaps(show, keys)
    yield from _taking_back(show)
    yield from balances(show, keys)
    yield from _leaves(show, keys)
    yield from _records(show, keys)
    yield from tables_sampling.sampling(show, keys)
    yield from calibrations(show, keys)
    yield from bulletins(show, keys)
    yield from desks(show, keys)
    yield from tables_registers.registers(show, keys)
    yield from handovers(show, keys)
    yield from duties(show, keys)
    yield from proposals(show, keys)
    yield from volumes(show, keys)
    yield from told(show, keys)
    yield Decision, decisions(show, PolicyBook(_policies(show)))


def _centre(show: Show, keys: Keys) -> Rows:
    yield Department, [{"id": at, "name": name} for name, at in keys.departments.items()]
    yield (
        Team,
        [
            {"id": at, "department_id": keys.departments[department], "name": name}
            for (department, name), at in keys.teams.items()
        ],
    )
    yield ShiftType, [
        {"id": keys.shifts[s.code], "code": s.code, "name": s.name, "start_at": s.start,
         "end_at": s.end, "night": s.night, "retired": False}
        for s in show.script.shifts
    ]  # fmt: skip
    yield CalendarDay, [asdict(row) for row in show.calendar]
    yield StaffingNeed, [
        {"department_id": keys.departments[d.name], "team_id": keys.teams[d.name, team],
         "job_type": "", "shift_id": keys.shifts[code], "weekday": weekday, "least": needed,
         "computed": False}
        for d in show.script.departments
        for team in d.teams
        for code, needed in d.needs.items()
        for weekday in range(7)
    ]  # fmt: skip


def _people(show: Show, keys: Keys) -> Rows:
    yield Person, [
        {"id": keys.people[p.no], "employee_no": p.no, "name": p.name, "hired_on": p.hired_on,
         "left_on": p.left_on, "version": 1}
        for p in show.cast
    ]  # fmt: skip
    yield Post, [
        {"person_id": keys.people[p.no], "since": post.since,
         "department_id": keys.departments.get(post.department),
         "team_id": keys.teams.get(post.team_key), "role": post.role,
         "job_type": post.job_type, "skill_level": post.skill_level}
        for p in show.cast
        for post in p.posts
    ]  # fmt: skip
    yield PhoneNumber, [
        {"person_id": keys.people[p.no], "number": f"6{p.no}"}
        for p in show.cast
        if not p.no.endswith(_WITHOUT_PHONE)
    ]  # fmt: skip
    yield PolicyValue, [
        {"key": value.key, "value": value.value, "since": value.since,
         "set_at": value.since - 3 * DAY, "set_by": show.cast[0].no, "reason": reason}
        for value, reason in zip(_policies(show), _REASONS, strict=True)
    ]  # fmt: skip


_WITHOUT_PHONE = "9"
"""Nobody must have a number; the others have the centre's short ones."""
_POLICY = ((0, "leave_holiday_days", 3), (1, "qa_max_inspections", 6))
"""Month of the rosters from which it holds, key, value."""
_REASONS = ("国庆假期话务高峰，提前三天申请", "新业务上线，加强抽检")


def _policies(show: Show) -> list[PolicyChange]:
    stage = show.stage
    return [
        PolicyChange(stage.time.instant(stage.months[month]), key, value)
        for month, key, value in _POLICY
    ]


def _swaps(show: Show, keys: Keys) -> Rows:
    why, declined = show.script.reasons["swaps"], show.script.reasons["swap_declined"]
    given = _given(show)
    yield Swap, [
        {"id": at, "swap_no": s.no, "filed_at": s.filed_at,
         "requester_id": keys.people[s.requester], "requester_date": s.requester_date,
         "counterpart_id": keys.people[s.counterpart], "counterpart_date": s.counterpart_date,
         "status": s.status, "effective_at": s.effective_at,
         "reason": why[at % len(why)],
         "ended_reason": declined[at % len(declined)]
         if s.status is SwapStatus.DECLINED else "",
         "requester_shift_id": keys.shifts[given[at - 1][0]],
         "counterpart_shift_id": keys.shifts[given[at - 1][1]], "version": 1}
        for at, s in enumerate(show.swaps, start=1)
    ]  # fmt: skip
    yield (
        SwapConsent,
        [
            {"swap_id": at, "side": side, "by_no": consent.by, "at": consent.at}
            for at, s in enumerate(show.swaps, start=1)
            for side, consent in (
                (Side.REQUESTER, s.requester_consent),
                (Side.COUNTERPART, s.counterpart_consent),
            )
            if consent
        ],
    )


def _taking_back(show: Show) -> Rows:
    """One party of the first effective swap that is still ahead wants it undone."""
    found = to_be_taken_back(show)
    if found is not None:
        at, swap = found
        yield SwapTakingBack, [
            {"swap_id": at, "side": Side.REQUESTER, "reason": BACK_REASON,
             "filed_at": taking_back_filed(show, swap), "status": SwapStatus.OFFERED,
             "version": 1}
        ]  # fmt: skip


def _given(show: Show) -> list[tuple[str, str]]:
    """The shift codes that the two parties of each swap gave away when it was filed."""
    ledger, found = RosterLedger(show.rota), []
    for swap in show.swaps:
        one = ledger.shift_on(swap.requester, swap.requester_date)
        two = ledger.shift_on(swap.counterpart, swap.counterpart_date)
        found.append((one or "", two or ""))
        if swap.status is SwapStatus.EFFECTIVE:
            ledger.apply(swap)
    return found


def _leaves(show: Show, keys: Keys) -> Rows:
    back = back_from_leave(show)
    yield (
        Leave,
        [
            {**_leave(show, keys, at), "back_at": back.get(leave.no)}
            for at, leave in enumerate(show.leaves)
        ],
    )
    yield (
        LeaveStep,
        [
            {"leave_id": at, "step": step, "by_no": signature.by, "at": signature.at}
            for at, leave in enumerate(show.leaves, start=1)
            for step, signature in signatures(leave)
            if signature
        ],
    )


def _leave(show: Show, keys: Keys, at: int) -> Row:
    leave, reasons = show.leaves[at], show.script.reasons
    why, declined = reasons[leave.kind], reasons["leave_declined"]
    paper = leave.certificate
    return {
        "id": at + 1, "leave_no": leave.no, "person_id": keys.people[leave.person],
        "filed_by_no": leave.filed_by, "filed_at": leave.filed_at, "kind": leave.kind,
        "first_date": leave.first, "last_date": leave.last, "reason": why[at % len(why)],
        "special": leave.special, "late_approved": leave.late_approved,
        "certificate_from": paper and paper.first, "certificate_to": paper and paper.last,
        "certificate_at": paper and paper.handed_in, "phoned_at": leave.phoned_at,
        "status": leave.status, "approved_at": leave.approved_at,
        "ended_reason": declined[at % len(declined)]
        if leave.status is LeaveStatus.DECLINED else "",
        "version": 1,
    }  # fmt: skip


def _records(show: Show, keys: Keys) -> Rows:
    yield Attendance, [
        {"person_id": keys.people[row.person], "day": row.day, "arrived_at": row.arrived_at,
         "off_post_minutes": row.off_post_minutes, "left_at": row.left_at}
        for row in show.attendance
    ]  # fmt: skip
    yield from cards.cards(show.stage)
    yield from cards.inspections(show, keys)
