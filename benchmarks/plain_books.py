"""The findings of the daily books as plain loops over dictionaries, written from their text alone.

The second part of plain_check.py: it knows nothing of the rules' code. Rows are dictionaries of
naive wall times, named as the facts name them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import fields
from datetime import date, datetime, timedelta
from typing import Any

from app.rules.books import Books
from app.rules.calendar import CentreTime

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
Row = dict[Any, Any]


def books_as_dictionaries(books: Books, clock: CentreTime) -> Row:
    """Sheet -> its rows, with wall times."""
    return {
        sheet.name: [row_as_dictionary(row, clock) for row in getattr(books, sheet.name)]
        for sheet in fields(Books)
    }


def row_as_dictionary(row: Any, clock: CentreTime) -> Row:
    found = {}
    for column in fields(row):
        value = getattr(row, column.name)
        found[column.name] = clock.to_wall(value) if isinstance(value, datetime) else value
    return found


class Scene:
    """Who works what once swaps are applied, and who leads."""

    def __init__(
        self, centre: Row, people: Row, roster: Row, approved: Row, as_of: datetime, say: Any
    ) -> None:
        self.centre, self.people, self.roster, self.approved = centre, people, roster, approved
        self.as_of, self.today, self.say = as_of, as_of.date(), say
        self.books: Row = centre["books"]
        self.work: dict[str, list[tuple[date, str]]] = {}
        """Number -> the dates on which they are working, with the shift."""
        self.agents: dict[str, dict[date, dict[str, set[str]]]] = {}
        """Department -> date -> shift code -> the teams of the agents who work it."""
        for no, person in people.items():
            days = self.work[no] = self._working(no, person)
            for day, code in days:
                post = self.post(no, day)
                if post["role"] == "agent":
                    of_day = self.agents.setdefault(post["department"], {}).setdefault(day, {})
                    of_day.setdefault(code, set()).add(post["team"])

    def _working(self, no: str, person: Row) -> list[tuple[date, str]]:
        away = [(leave["first"], leave["last"]) for leave in self.approved.get(no, ())]
        found = []
        for day, code in sorted(self.roster.get(no, {}).items()):
            if person["hired"] <= day <= person["left"]:
                for first, last in away:
                    if first <= day <= last:
                        break
                else:
                    found.append((day, code))
        return found

    def post(self, no: str, day: date) -> Row:
        person = self.people.get(no)
        if person is None:
            return {"department": None, "team": None, "role": "", "job": None}
        current: Row = person["posts"][0]
        for post in person["posts"][1:]:
            if post["since"] <= day:
                current = post
        return current

    def leads(self, no: str, department: str, day: date) -> bool:
        post = self.post(no, day)
        leading = post["role"] in ("team_leader", "department_head")
        return leading and post["department"] == department

    def head_of(self, no: str, department: str, day: date) -> bool:
        post = self.post(no, day)
        return post["role"] == "department_head" and post["department"] == department

    def start(self, code: str, day: date) -> datetime:
        return datetime.combine(day, self.centre["shifts"][code]["start"])

    def end(self, code: str, day: date) -> datetime:
        shift = self.centre["shifts"][code]
        return datetime.combine(day + DAY if shift["end"] <= shift["start"] else day, shift["end"])

    @property
    def last_rostered(self) -> date:
        """The last day of the last month that has a published roster."""
        if not self.centre["months"]:
            return date.min
        year, month = max(self.centre["months"])
        return date(year + month // 12, month % 12 + 1, 1) - DAY


def blank(text: str) -> bool:
    return not text.strip()


def plain_books(scene: Scene) -> None:
    """Say every finding of the daily books."""
    _logs(scene)
    _items(scene)
    _seats(scene)
    _bulletins(scene)
    _roll_calls(scene)
    _left_floor(scene)
    _back_from_leave(scene)
    _duty_logs(scene)
    _duties(scene)
    _reports(scene)
    _complaints(scene)
    _visitors(scene)
    _scorecards(scene)


def _logs(scene: Scene) -> None:
    say, as_of = scene.say, scene.as_of
    raised = {(item["log"], str(item["section"])) for item in scene.books["items"]}
    there: dict[str, set[tuple[date, str]]] = {}
    for log in scene.books["logs"]:
        no, day, out, into = log["no"], log["day"], log["outgoing"], log["incoming"]
        there.setdefault(log["department"], set()).add((day, log["shift"]))
        out_at, in_at = log["outgoing_at"], log["incoming_at"]
        if out_at:
            for section in ("equipment", "difficult_cases", "staff_changes"):
                if blank(log[section]) and (no, section) not in raised:
                    say(no, "HAND-1", out, day)
        end = scene.end(log["shift"], day)
        if (out_at or as_of) > end + HOUR:
            say(no, "HAND-4", out, day)
        if out_at:
            term = max(out_at, end) + HOUR
            if not into or not in_at:
                if as_of > term:
                    say(no, "HAND-4", into, day)
            elif in_at < out_at or in_at > term or into == out:
                say(no, "HAND-4", into, day)
    for department, logs in there.items():
        first, last = min(logs)[0], max(logs)[0]
        for day, codes in scene.agents.get(department, {}).items():
            if first <= day <= last:
                for code in codes:
                    if (day, code) not in logs and scene.end(code, day) <= as_of:
                        say(f"{department}@{day}/{code}", "HAND-4", "", day)


def _items(scene: Scene) -> None:
    logged = {log["no"]: log["day"] for log in scene.books["logs"]}
    for item in scene.books["items"]:
        no, owner, closed, due = item["no"], item["owner"], item["closed_at"], item["due_on"]
        if closed and (not item["closed_by"] or blank(item["closing"])):
            scene.say(no, "HAND-3", item["closed_by"] or owner, closed.date())
        day = logged[item["log"]]
        if not closed and scene.today > day + 7 * DAY:
            scene.say(no, "HAND-3", owner, day, "warning")
        if due and (closed.date() if closed else scene.today) > due:
            scene.say(no, "HAND-3", owner, due, "warning")


def _seats(scene: Scene) -> None:
    following: dict[tuple[str, datetime], list[Row]] = defaultdict(list)
    for row in scene.books["seats"]:
        following[row["desk"], scene.start(row["shift"], row["day"])].append(row)
    for row in scene.books["seats"]:
        released, day = row["released_at"], row["day"]
        department = scene.post(row["person"], day)["department"]
        if not released or not department:
            continue
        end = scene.end(row["shift"], day)
        reliefs = [other for other in following.get((row["desk"], end), ()) if other is not row]
        if not reliefs:
            continue
        if any(one["checked_in_at"] and one["checked_in_at"] <= released for one in reliefs):
            continue
        by = row["override_by"]
        overridden = by and by != row["person"] and scene.leads(by, department, day)
        if not overridden or blank(row["override_reason"]):
            say_of = f"{row['desk']}@{day}/{row['shift']}"
            scene.say(say_of, "HAND-2", row["person"], day)


def _bulletins(scene: Scene) -> None:
    read = {(row["bulletin"], row["person"]): row["read_at"] for row in scene.books["reads"]}
    for bulletin in scene.books["bulletins"]:
        no, at, until = bulletin["no"], bulletin["published_at"], bulletin["until"]
        for person in scene.people:
            who = scene.people[person]
            if person == bulletin["published_by"]:
                continue
            if not who["hired"] <= at.date() <= who["left"]:
                continue
            shift = _first_shift_for(scene, bulletin, person, at, until)
            if shift is None:
                continue
            day, start = shift
            if start <= scene.as_of:
                seen = read.get((no, person))
                if seen is None or seen > start:
                    scene.say(no, "HAND-5", person, day, "warning")


def _first_shift_for(
    scene: Scene, bulletin: Row, person: str, at: datetime, until: date | None
) -> tuple[date, datetime] | None:
    work = scene.work[person]
    for index in range(bisect_left(work, (at.date(), "")), len(work)):
        day, code = work[index]
        if until and day > until:
            return None
        start = scene.start(code, day)
        if start <= at:
            continue
        post = scene.post(person, day)
        if post["role"] not in ("agent", "team_leader"):
            continue
        if bulletin["department"] and bulletin["department"] != post["department"]:
            continue
        if bulletin["team"] and bulletin["team"] != post["team"]:
            continue
        if bulletin["job_type"] and bulletin["job_type"] != post["job"]:
            continue
        return day, start
    return None


def _roll_calls(scene: Scene) -> None:
    held: dict[tuple[str, str], set[tuple[date, str]]] = {}
    for row in scene.books["roll_calls"]:
        department, team, day, code = row["department"], row["team"], row["day"], row["shift"]
        held.setdefault((department, team), set()).add((day, code))
        subject = f"{department}/{team}@{day}/{code}"
        if not scene.leads(row["leader"], department, day):
            scene.say(subject, "HAND-6", row["leader"], day)
        elif row["held_at"] > scene.start(code, day) or blank(row["comments"]):
            scene.say(subject, "HAND-6", row["leader"], day, "warning")
    for (department, team), rows in held.items():
        first, last = min(rows)[0], max(rows)[0]
        for day, codes in scene.agents.get(department, {}).items():
            if first <= day <= last:
                for code, teams in codes.items():
                    missing = team in teams and (day, code) not in rows
                    if missing and scene.start(code, day) <= scene.as_of:
                        subject = f"{department}/{team}@{day}/{code}"
                        scene.say(subject, "HAND-6", "", day, "warning")


def _left_floor(scene: Scene) -> None:
    for row in scene.books["left_floor"]:
        no, left, by, limit = row["person"], row["left_at"], row["allowed_by"], row["limit_minutes"]
        day = left.date()
        department = scene.post(no, day)["department"]
        if not department:
            continue
        subject = f"{no}@{left:%Y-%m-%dT%H:%M}"
        if not by or limit is None or by == no or not scene.leads(by, department, day):
            scene.say(subject, "ATT-5", no, day)
            continue
        back = row["back_at"] or scene.as_of
        if back > left + timedelta(minutes=limit) or (row["back_at"] and back < left):
            scene.say(subject, "ATT-5", no, day, "warning")


def _back_from_leave(scene: Scene) -> None:
    every = [leave["back"].date() for leave in scene.centre["leaves"] if leave["back"]]
    if not every:
        return
    kept_since = min(every)
    judged: dict[tuple[str, date], Row] = {}
    for no, leaves in scene.approved.items():
        for leave in leaves:
            if leave["last"] < kept_since:
                continue
            for day, _code in scene.work.get(no, ()):
                if day > leave["last"]:
                    other = judged.get((no, day))
                    if other is None or (other["last"], other["no"]) < (leave["last"], leave["no"]):
                        judged[no, day] = leave
                    break
    for (no, day), leave in judged.items():
        start = scene.start(scene.roster[no][day], day)
        if start <= scene.as_of and (not leave["back"] or leave["back"] > start):
            scene.say(leave["no"], "LEAVE-11", no, day, "warning")


def _duty_logs(scene: Scene) -> None:
    there: dict[str, set[date]] = {}
    for log in scene.books["duty_logs"]:
        department, day = log["department"], log["day"]
        there.setdefault(department, set()).add(day)
        if not scene.leads(log["leader"], department, day):
            scene.say(f"{department}@{day}", "DUTY-1", log["leader"], day)
    for department, days in there.items():
        first, last = min(days), scene.last_rostered
        for day in scene.agents.get(department, {}):
            if first <= day <= last and day < scene.today and day not in days:
                scene.say(f"{department}@{day}", "DUTY-1", "", day)


DUTIES: dict[str, tuple[str, str, str]] = {
    "service_analysis": ("DUTY-2", "team_leader", "department_head"),
    "weekly_figures": ("DUTY-3", "department_head", "centre_director"),
    "leaders_meeting": ("MEET-1", "department_head", ""),
    "agents_meeting": ("MEET-2", "department_head", "centre_director"),
    "half_year": ("MEET-3", "department_head", "centre_director"),
    "training": ("TRAIN-1", "department_head", ""),
    "qa_week": ("QA-6", "qa_inspector", "department_head"),
    "qa_month": ("QA-7", "qa_inspector", "department_head"),
    "site_check": ("SITE-1", "team_leader", ""),
    "safety_check": ("SITE-2", "team_leader", ""),
    "watering": ("SITE-3", "", ""),
    "leaf_cleaning": ("SITE-3", "", ""),
}
"""Code -> rule, doer and receiver."""


def _is_due(duty: str, day: date, scene: Scene) -> bool:
    if duty == "service_analysis":
        return day.day == 22
    if duty in ("weekly_figures", "qa_week"):
        return day.weekday() == 0
    if duty == "leaders_meeting":
        return day.weekday() == 6
    if duty in ("safety_check", "leaf_cleaning"):
        return day.weekday() == 4
    if duty == "training":
        return (day + DAY).day == 1
    if duty == "half_year":
        return day.day == 10 and day.month in (1, 7)
    if duty == "qa_month":
        return day.day == 5
    if duty == "agents_meeting":
        following = (day.replace(day=1) + 31 * DAY).replace(day=1)
        return day in (_meeting(day.replace(day=1), scene), _meeting(following, scene))
    return True


def _meeting(month: date, scene: Scene) -> date:
    """The last Friday before the 25th, or on a holiday the last working day before it."""
    day = month.replace(day=24)
    while day.weekday() != 4:
        day -= DAY
    holidays, workdays = scene.centre["holidays"], scene.centre["workdays"]
    if day in holidays:
        while not (day in workdays or (day.weekday() < 5 and day not in holidays)):
            day -= DAY
    return day


def _duties(scene: Scene) -> None:
    rows: dict[tuple[str, str, str], set[date]] = {}
    for row in scene.books["duties_done"]:
        duty, department, team = row["duty"], row["department"], row["team"]
        if duty not in DUTIES:
            continue
        rows.setdefault((duty, department, team), set()).add(row["due_on"])
        if _is_due(duty, row["due_on"], scene):
            _duty_row(scene, row)
    for (duty, department, team), days in rows.items():
        day = min(days)
        while day <= scene.last_rostered and day < scene.today:
            if day not in days and _is_due(duty, day, scene):
                subject = _duty_subject(duty, department, team, day)
                scene.say(subject, DUTIES[duty][0], "", day)
            day += DAY


def _duty_subject(duty: str, department: str, team: str, day: date) -> str:
    return f"{duty}/{department}/{team}@{day}" if team else f"{duty}/{department}@{day}"


def _duty_row(scene: Scene, row: Row) -> None:
    duty, department, team, due = row["duty"], row["department"], row["team"], row["due_on"]
    rule, doer, receiver = DUTIES[duty]
    subject = _duty_subject(duty, department, team, due)
    done_by, done_on = row["done_by"], row["done_at"].date()
    if done_on > due:
        scene.say(subject, rule, done_by, due, "warning")
    if doer and not _holds(scene, done_by, doer, department, team, done_on):
        scene.say(subject, rule, done_by, due)
    received_by = row["received_by"]
    if receiver and received_by:
        day = (row["received_at"] or row["done_at"]).date()
        director = receiver == "centre_director"
        if director:
            right = scene.post(received_by, day)["role"] == "centre_director"
        else:
            right = _holds(scene, received_by, receiver, department, team, day)
        if not right:
            scene.say(subject, rule, received_by, due)


def _holds(scene: Scene, no: str, role: str, department: str, team: str, day: date) -> bool:
    post = scene.post(no, day)
    if post["department"] != department:
        return False
    if role == "team_leader":
        if post["role"] == "department_head":
            return True
        return post["role"] == "team_leader" and (not team or post["team"] == team)
    return bool(post["role"] == role)


def _reports(scene: Scene) -> None:
    for row in scene.books["reports"]:
        no, by, to, at = row["no"], row["raised_by"], row["to"], row["raised_at"]
        day = at.date()
        mine, theirs = scene.post(by, day), scene.post(to, day)
        if mine["role"] != "centre_director":
            if mine["role"] == "department_head":
                right = theirs["role"] == "centre_director"
            elif mine["role"] == "agent" and _has_leader(scene, mine, day):
                right = theirs["role"] == "team_leader" and (
                    (theirs["department"], theirs["team"]) == (mine["department"], mine["team"])
                )
            else:
                right = scene.head_of(to, mine["department"], day)
            if not right:
                above = scene.head_of(to, mine["department"], day) or (
                    theirs["role"] == "centre_director"
                )
                if not (row["emergency"] and above and to != by):
                    scene.say(no, "ESC-2", by, day)
                elif not row["skipped_told_at"] and scene.as_of > at + 24 * HOUR:
                    scene.say(no, "ESC-2", by, day, "warning")
        if blank(row["proposal"]):
            scene.say(no, "ESC-3", by, day)
        answered = row["answered_at"]
        if answered and blank(row["answer"]):
            scene.say(no, "ESC-3", to, day)
        if (answered or scene.as_of) > at + 72 * HOUR:
            scene.say(no, "ESC-3", to, day, "warning")


def _has_leader(scene: Scene, post: Row, day: date) -> bool:
    """Whether the team of the post has a leader who is employed that day."""
    if not post["team"]:
        return False
    for no, person in scene.people.items():
        if person["hired"] <= day <= person["left"]:
            other = scene.post(no, day)
            same = (other["department"], other["team"]) == (post["department"], post["team"])
            if same and other["role"] == "team_leader":
                return True
    return False


def _complaints(scene: Scene) -> None:
    for row in scene.books["complaints"]:
        no, first = row["no"], row["received_by"]
        if row["closed_at"]:
            day = row["closed_at"].date()
            if blank(row["handled"]):
                scene.say(no, "COMP-1", first, day)
            elif row["closed_by"] != first:
                scene.say(no, "COMP-1", first, day, "warning")
        last = row["received_at"].date() + (18 if row["abroad"] else 15) * DAY
        replied = row["replied_at"]
        if (replied.date() if replied else scene.today) > last:
            scene.say(no, "COMP-2", first, last)


def _visitors(scene: Scene) -> None:
    for row in scene.books["visitors"]:
        by, came, gone = row["approved_by"], row["in_at"], row["out_at"]
        day, latest = came.date(), came + 12 * HOUR
        approvers = ("team_leader", "department_head", "centre_director")
        if not by or scene.post(by, day)["role"] not in approvers:
            scene.say(row["no"], "CONF-2", by, day)
        elif (gone or scene.as_of) > latest or (gone and gone < came):
            scene.say(row["no"], "CONF-2", by, day, "warning")


ASPECTS = {"language", "attitude", "tone", "summarising", "adaptability"}


def _scorecards(scene: Scene) -> None:
    cards: dict[tuple[str, int], dict[str, Row]] = {}
    for item in scene.books["cards"]:
        cards.setdefault((item["card"], item["version"]), {})[item["item"]] = item
    for (card, version), items in cards.items():
        since = next(iter(items.values()))["since"]
        if ASPECTS - {str(item["aspect"]) for item in items.values()}:
            scene.say(f"{card}/{version}", "QA-2", "", since)
    scores: dict[str, dict[int, list[Row]]] = {}
    for score in scene.books["scores"]:
        scores.setdefault(score["inspection"], {}).setdefault(score["revision"], []).append(score)
    for row in scene.centre["inspections"]:
        _scored(scene, row, cards, scores.get(row["no"], {}))


def _scored(scene: Scene, row: Row, cards: Row, revisions: dict[int, list[Row]]) -> None:
    no, inspector, agent, day = row["no"], row["inspector"], row["agent"], row["at"].date()
    appealed, decided = row["appealed"], row["decided"]
    upheld = bool(appealed and decided and row["upheld"])
    if row["card"]:
        items = cards[row["card"], row["version"]]
        for score in revisions.get(max(revisions, default=1) if upheld else 1, ()):
            mark = items[score["item"]]["pass_mark"]
            low = score["score"] is not None and score["score"] < (60 if mark is None else mark)
            if low and blank(score["comment"]):
                scene.say(no, "QA-4", inspector, day, "warning")
        if max(revisions, default=1) > 1 and not upheld:
            scene.say(no, "QA-5", inspector, day)
    if appealed and appealed.date() > (row["submitted"] or row["at"]).date() + 5 * DAY:
        scene.say(no, "QA-5", agent, appealed.date())
    if decided:
        by, on = row["decided_by"], decided.date()
        department = scene.post(agent, on)["department"]
        if (
            not appealed
            or decided < appealed
            or not by
            or by in (inspector, agent)
            or not scene.head_of(by, department, on)
        ):
            scene.say(no, "QA-5", by, on)
