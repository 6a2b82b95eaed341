"""The work of `check` as a plain loop over dictionaries: the yardstick of benchmarks/check.py.

It knows nothing of the product: rows are dictionaries of naive wall times, and each rule is
written out where it stands. It gives the exact fields of every finding and no words.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from app.rules.calendar import CentreTime
from app.rules.facts import CentreFacts
from benchmarks.plain_books import Scene, books_as_dictionaries, plain_books

DAY = timedelta(days=1)
Row = dict[Any, Any]


def as_dictionaries(facts: CentreFacts, clock: CentreTime) -> Row:
    """The facts as dictionaries with wall times, as a script would hold them."""

    def wall(instant: datetime | None) -> datetime | None:
        return clock.to_wall(instant) if instant else None

    def signed(signature: Any) -> tuple[str, datetime] | None:
        return (signature.by, clock.to_wall(signature.at)) if signature else None

    return {
        "people": {
            no: {
                "hired": person.hired_on,
                "left": person.left_on or date.max,
                "posts": [
                    {
                        "since": post.since,
                        "department": post.department,
                        "team": post.team,
                        "role": str(post.role),
                        "job": post.job_type,
                        "skill": post.skill_level,
                    }
                    for post in person.posts
                ],
            }
            for no, person in facts.people.items()
        },
        "shifts": {
            code: {"start": shift.start, "end": shift.end, "night": shift.night}
            for code, shift in facts.shifts.items()
        },
        "holidays": set(facts.holidays),
        "months": set(facts.months),
        "roster": {no: dict(row) for no, row in facts.roster.items()},
        "swaps": [
            {
                "no": swap.no,
                "parties": (
                    (swap.requester, swap.requester_date, signed(swap.requester_consent)),
                    (swap.counterpart, swap.counterpart_date, signed(swap.counterpart_consent)),
                ),
                "effective": wall(swap.effective_at or swap.filed_at),
            }
            for swap in facts.swaps
            if swap.status == "effective"
        ],
        "leaves": [
            {
                "no": leave.no,
                "person": leave.person,
                "by": leave.filed_by,
                "filed": wall(leave.filed_at),
                "kind": leave.kind,
                "first": leave.first,
                "last": leave.last,
                "status": str(leave.status),
                "special": leave.special,
                "late": leave.late_approved,
                "paper": (
                    (
                        leave.certificate.first,
                        leave.certificate.last,
                        wall(leave.certificate.handed_in),
                    )
                    if leave.certificate
                    else None
                ),
                "phoned": wall(leave.phoned_at),
                "leader": signed(leave.leader),
                "head": signed(leave.head),
                "director": signed(leave.director),
                "approved": wall(leave.approved_at),
                "back": wall(leave.back_at),
            }
            for leave in facts.leaves
        ],
        "attendance": {
            (row.person, row.day): (wall(row.arrived_at), row.off_post_minutes, wall(row.left_at))
            for row in facts.attendance
        },
        "inspections": [
            {
                "no": row.no,
                "agent": row.agent,
                "inspector": row.inspector,
                "at": wall(row.inspected_at),
                "card": row.card,
                "version": row.card_version,
                "calibration": row.calibration,
                "submitted": wall(row.submitted_at),
                "appealed": wall(row.appealed_at),
                "decided_by": row.decided_by,
                "decided": wall(row.decided_at),
                "upheld": row.upheld,
            }
            for row in facts.inspections
        ],
        "workdays": set(facts.workdays),
        "books": books_as_dictionaries(facts.books, clock),
    }


def plain_check(centre: Row, as_of: datetime) -> list[tuple[str, str, str, date, str]]:
    """(subject, rule, employee, date, level) of every finding, sorted."""
    found: dict[tuple[str, str, str, date], str] = {}

    def say(subject: str, rule: str, no: str, day: date, level: str = "breach") -> None:
        key = (subject, rule, no, day)
        if found.get(key) != "breach":
            found[key] = level

    people, roster = centre["people"], {no: dict(row) for no, row in centre["roster"].items()}
    leaves: dict[str, list[Row]] = {}
    for leave in sorted(centre["leaves"], key=lambda row: (row["filed"], row["no"])):
        leaves.setdefault(leave["person"], []).append(leave)
    approved = {
        no: [leave for leave in rows if leave["status"] == "approved"]
        for no, rows in leaves.items()
    }
    origins: dict[tuple[str, date], Row] = {}
    _swaps(centre, people, roster, origins, approved, say)
    leaders: dict[tuple[str, str], list[Row]] = {}
    for person in people.values():
        for key in {_team(post) for post in person["posts"] if post["role"] == "team_leader"}:
            leaders.setdefault(key, []).append(person)
    for rows in leaves.values():
        for index, leave in enumerate(rows):
            if leave["status"] == "approved":
                _leave(centre, people, roster, origins, leaders, leave, rows[:index], as_of, say)
    _attendance(centre, people, roster, origins, approved, as_of, say)
    _inspections(centre, people, roster, approved, as_of, say)
    plain_books(Scene(centre, people, roster, approved, as_of, say))
    return sorted((*key, level) for key, level in found.items())


def _post(person: Row, day: date) -> Row:
    current: Row = person["posts"][0]
    for post in person["posts"][1:]:
        if post["since"] <= day:
            current = post
    return current


def _team(post: Row) -> tuple[str, str]:
    return post["department"], post["team"]


def _times(shift: Row, day: date) -> tuple[datetime, datetime]:
    last = day + DAY if shift["end"] <= shift["start"] else day
    return datetime.combine(day, shift["start"]), datetime.combine(last, shift["end"])


def _swaps(centre: Row, people: Row, roster: Row, origins: Row, approved: Row, say: Any) -> None:
    shifts = centre["shifts"]
    given_in_month: dict[tuple[str, int, int], int] = {}
    eight_hours = timedelta(hours=8)
    days_of = {no: sorted(row) for no, row in roster.items()}
    for swap in sorted(centre["swaps"], key=lambda row: (row["effective"], row["no"])):
        no, moment = swap["no"], swap["effective"]
        (one, one_day, _), (two, two_day, _) = swap["parties"]
        if one == two:
            say(no, "SWAP-8", one, one_day)
            continue
        starts = []
        for index in (0, 1):
            party, gives, consent = swap["parties"][index]
            other, takes, _ = swap["parties"][1 - index]
            mine = roster.get(party, {})
            theirs = roster.get(other, {}).get(takes)
            right = False
            if consent and consent[0] not in (one, two) and consent[0] in people:
                day = consent[1].date()
                own, post = _post(people[party], day), _post(people[consent[0]], day)
                leads = own["role"] == "team_leader" and own["team"]
                right = (
                    post["role"] == "department_head" and post["department"] == own["department"]
                ) or (
                    bool(own["team"])
                    and not leads
                    and post["role"] == "team_leader"
                    and _team(post) == _team(own)
                )
            if not right:
                say(no, "SWAP-1", party, gives)
            if given_in_month.get((party, gives.year, gives.month), 0) >= 2:
                say(no, "SWAP-2", party, gives)
            if gives in centre["holidays"]:
                say(no, "SWAP-6", party, gives)
            for leave in approved.get(party, ()):
                if leave["approved"] and leave["approved"] < moment:
                    for day in (gives, takes):
                        if leave["first"] <= day <= leave["last"]:
                            say(no, "SWAP-7", party, day)
            if gives not in mine:
                say(no, "SWAP-8", party, gives)
            else:
                person = people[party]
                if not person["hired"] <= gives <= person["left"]:
                    say(no, "SWAP-8", party, gives)
                starts.append(_times(shifts[mine[gives]], gives)[0])
                if (party, gives) in origins:
                    say(no, "SWAP-3", party, gives)
            if theirs is not None:
                if takes != gives and takes in mine:
                    say(no, "SWAP-9", party, takes)
                start, end = _times(shifts[theirs], takes)
                days = days_of.setdefault(party, [])
                before = max((day for day in days if day < takes and day != gives), default=None)
                after = min((day for day in days if day > takes and day != gives), default=None)
                if before is not None:
                    if start - _times(shifts[mine[before]], before)[1] < eight_hours:
                        say(no, "SWAP-4", party, takes)
                    if (party, before) in origins:
                        say(no, "SWAP-3", party, takes)
                if after is not None:
                    if _times(shifts[mine[after]], after)[0] - end < eight_hours:
                        say(no, "SWAP-4", party, takes)
                    if (party, after) in origins:
                        say(no, "SWAP-3", party, takes)
        mine, theirs = (_post(people[party], moment.date()) for party in (one, two))
        skills = (mine["skill"], theirs["skill"])
        if mine["job"] != theirs["job"] or (None not in skills and abs(skills[0] - skills[1]) > 1):
            say(no, "SWAP-5", one, one_day)
        if starts and moment >= min(starts):
            say(no, "SWAP-8", one, one_day)
        codes = (roster.get(one, {}).pop(one_day, None), roster.get(two, {}).pop(two_day, None))
        for code, giver, day in ((codes[0], one, one_day), (codes[1], two, two_day)):
            given_in_month[giver, day.year, day.month] = (
                given_in_month.get((giver, day.year, day.month), 0) + 1
            )
            if code is not None:
                origins.pop((giver, day), None)
        for code, receiver, day in ((codes[0], two, one_day), (codes[1], one, two_day)):
            if code is not None:
                roster.setdefault(receiver, {})[day] = code
                origins[receiver, day] = swap
        days_of[one], days_of[two] = sorted(roster.get(one, ())), sorted(roster.get(two, ()))


def _leave(
    centre: Row,
    people: Row,
    roster: Row,
    origins: Row,
    leaders: Row,
    leave: Row,
    earlier: list[Row],
    as_of: datetime,
    say: Any,
) -> None:
    no, person, first, last = leave["no"], leave["person"], leave["first"], leave["last"]
    kind, filed = leave["kind"], leave["filed"]
    sick = kind in ("sick", "emergency_sick")
    post = _post(people[person], filed.date())
    covered = []
    for index in range((last - first).days + 1):
        day = first + index * DAY
        code = roster.get(person, {}).get(day)
        if code:
            shift = centre["shifts"][code]
            covered.append((day, shift, _times(shift, day)[0]))
    run_first, run_last = first, last
    live = [row for row in earlier if row["status"] in ("approved", "pending")]
    for _ in live:
        for row in live:
            if row["first"] <= run_last + DAY and row["last"] >= run_first - DAY:
                run_first, run_last = min(run_first, row["first"]), max(run_last, row["last"])
    long = (run_last - run_first).days >= 1
    head, director = post["role"] == "department_head", post["role"] == "centre_director"
    steps = []
    if not director:
        if post["team"] and post["role"] != "team_leader" and not head:
            day = filed.date()
            for other in leaders.get(_team(post), ()):
                then = _post(other, day)
                if (
                    other["hired"] <= day <= other["left"]
                    and then["role"] == "team_leader"
                    and _team(then) == _team(post)
                ):
                    steps.append("leader")
                    break
        if not head:
            steps.append("head")
        if long or head or kind in ("business", "study"):
            steps.append("director")
    previous = None
    for step in steps:
        signed = leave[step]
        right = bool(signed) and signed[0] != person and signed[0] in people
        if right:
            approver = _post(people[signed[0]], signed[1].date())
            if step == "leader":
                right = approver["role"] == "team_leader" and _team(approver) == _team(post)
            elif step == "head":
                right = (
                    approver["role"] == "department_head"
                    and approver["department"] == post["department"]
                )
            else:
                right = approver["role"] == "centre_director"
        if not right or (previous and signed[1] < previous[1]):
            say(no, "LEAVE-1", person, first)
        previous = signed or previous
    start = next((start for day, _shift, start in covered if day == first), None)
    midnight = datetime.combine(first, time())
    if kind == "sick":
        late = filed >= (start or midnight + DAY)
    elif kind == "urgent_personal" and start:
        late = filed > start - timedelta(minutes=60)
    else:
        late = kind != "emergency_sick" and filed >= midnight
    accepted = leave["late"] and (director or bool(leave["director"] if head else leave["head"]))
    if late and not accepted:
        say(no, "LEAVE-2", person, first)
    if leave["by"] != person and not sick:
        say(no, "LEAVE-3", person, first)
    paper, due = leave["paper"], datetime.combine(last, time()) + 2 * DAY
    if kind == "sick":
        in_time = bool(paper and leave["approved"] and paper[2] <= leave["approved"])
        if not (in_time and paper[0] <= first and last <= paper[1]):
            say(no, "LEAVE-4", person, first)
    elif kind == "emergency_sick":
        if as_of >= due and not (
            paper and paper[2] < due and paper[0] <= first and last <= paper[1]
        ):
            say(no, "LEAVE-4", person, first)
        if not leave["phoned"] or (covered and leave["phoned"] >= covered[0][2]):
            say(no, "LEAVE-5", person, first)
    special = leave["special"].strip()
    for day, shift, _start in covered:
        if shift["night"] and not sick:
            if not special or filed >= datetime.combine(day, time(12)):
                say(no, "LEAVE-6", person, day)
            break
    for day, _shift, _start in covered:
        if day in centre["holidays"] and not sick:
            if not special or filed.date() > day - 2 * DAY:
                say(no, "LEAVE-7", person, day)
            break
    for day, _shift, _start in covered:
        swap = origins.get((person, day))
        if swap and leave["approved"] and swap["effective"] <= leave["approved"]:
            say(no, "LEAVE-8", person, day, "warning" if sick else "breach")
    for row in live:
        if row["status"] == "approved" and row["first"] <= last and first <= row["last"]:
            say(no, "LEAVE-9", person, max(first, row["first"]))


def _attendance(
    centre: Row, people: Row, roster: Row, origins: Row, approved: Row, as_of: datetime, say: Any
) -> None:
    kept: dict[date, set[tuple[str, tuple[str, str]]]] = {}
    for no, day in centre["attendance"]:
        code = roster.get(no, {}).get(day)
        if code is not None:
            kept.setdefault(day, set()).add((code, _team(_post(people[no], day))))
    for day, groups in kept.items():
        for no, person in people.items():
            code = roster.get(no, {}).get(day)
            if code is None or not person["hired"] <= day <= person["left"]:
                continue
            if (code, _team(_post(person, day))) not in groups:
                continue
            start, end = _times(centre["shifts"][code], day)
            if start > as_of or _on_leave(approved, no, day):
                continue
            subject = f"{no}@{day.isoformat()}"
            arrived, off_post, left = centre["attendance"].get((no, day), (None, 0, None))
            if arrived is None:
                if as_of < start + timedelta(minutes=20):
                    continue
                say(subject, "ATT-4", no, day)
                swap = origins.get((no, day))
                if swap:
                    for party, _day, _consent in swap["parties"]:
                        say(swap["no"], "SWAP-10", party, day)
                continue
            late = (arrived - start).total_seconds() // 60
            if late > 0:
                say(subject, "ATT-2", no, day, "breach" if late >= 20 else "warning")
            elif late > -10 or late < -4 * 60:
                say(subject, "ATT-1", no, day, "warning")
            if off_post >= 20:
                say(subject, "ATT-3", no, day)
            early = (end - left).total_seconds() // 60 if left else 0
            if early > 0:
                say(subject, "ATT-6", no, day, "breach" if early >= 20 else "warning")


def _on_leave(approved: Row, no: str, day: date) -> bool:
    return any(row["first"] <= day <= row["last"] for row in approved.get(no, ()))


def _inspections(
    centre: Row, people: Row, roster: Row, approved: Row, as_of: datetime, say: Any
) -> None:
    months: set[tuple[int, int]] = set()
    counts: dict[tuple[str, int, int], int] = {}
    for row in centre["inspections"]:
        day = row["at"].date()
        if not row["calibration"]:
            months.add((day.year, day.month))
        inspector = people.get(row["inspector"])
        if (
            row["inspector"] == row["agent"]
            or not inspector
            or _post(inspector, day)["role"] != "qa_inspector"
        ):
            say(row["no"], "QA-3", row["inspector"], day)
        elif not row["calibration"]:
            key = (row["agent"], day.year, day.month)
            counts[key] = counts.get(key, 0) + 1
    for year, month in months & centre["months"]:
        first = date(year, month, 1)
        following = date(year + month // 12, month % 12 + 1, 1)
        if datetime.combine(following, time()) > as_of:
            continue
        for no, person in people.items():
            if 1 <= counts.get((no, year, month), 0) <= 5:
                continue
            for day in roster.get(no, ()):
                if (
                    first <= day < following
                    and _post(person, day)["role"] == "agent"
                    and person["hired"] <= day <= person["left"]
                    and not _on_leave(approved, no, day)
                ):
                    say(f"{no}@{year}-{month:02}", "QA-1", no, first)
                    break
