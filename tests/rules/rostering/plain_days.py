"""Every hard rule once more, day by day and pair by pair, as PLANNING.md says it: slow and plain,
and written without a look at how the certificate finds it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from zoneinfo import ZoneInfo

from app.rules.rostering.needs import Need
from app.rules.rostering.scene import RosterScene
from app.rules.vocabulary import Role

DAY = timedelta(days=1)
Found = tuple[str, str, date]
"""Rule, employee, date."""


class PlainDays:
    """One person's days; `at(day)` is the code that is worked, "" for a day off, None for a day of
    which nothing is known or on which they are not employed."""

    def __init__(self, scene: RosterScene, no: str, zone: ZoneInfo) -> None:
        self.scene, self.no, self.zone = scene, no, zone
        self.person, self.rules = scene.people[no], scene.work_rules.of(no)
        reach = (scene.open_from - scene.known_from).days
        self.all = [scene.known_from + n * DAY for n in range(reach)]
        self.month = [day for day in self.all if scene.first <= day <= scene.last]

    def stands(self, day: date) -> str:
        return self.scene.roster.get(self.no, {}).get(day, "")

    def on_leave(self, day: date) -> bool:
        return day in self.scene.leaves.get(self.no, frozenset())

    def employed(self, day: date) -> bool:
        left = self.person.left_on
        return day >= self.person.hired_on and not (left is not None and day > left)

    def on_a_roster(self, day: date) -> bool:
        post = [one for one in self.person.posts if one.since <= day][-1]
        return self.employed(day) and post.role in (Role.AGENT, Role.TEAM_LEADER)

    def at(self, day: date) -> str | None:
        if day not in self.all or day in self.scene.unknown.get(self.no, frozenset()):
            return None
        if not self.employed(day):
            return None
        return "" if self.on_leave(day) else self.stands(day)

    def is_night(self, day: date) -> bool:
        code = self.at(day)
        return bool(code) and self.scene.shifts[code or ""].night

    def start(self, day: date) -> datetime:
        shift = self.scene.shifts[self.at(day) or ""]
        return datetime.combine(day, shift.start, self.zone).astimezone(UTC)

    def end(self, day: date) -> datetime:
        shift = self.scene.shifts[self.at(day) or ""]
        over = day + DAY if shift.end <= shift.start else day
        return datetime.combine(over, shift.end, self.zone).astimezone(UTC)

    def hours(self) -> float:
        total = 0
        for day in self.month:
            if code := self.at(day):
                shift = self.scene.shifts[code]
                minutes = shift.end.hour * 60 + shift.end.minute
                minutes -= shift.start.hour * 60 + shift.start.minute
                total += minutes if minutes > 0 else minutes + 24 * 60
        return total / 60

    def weekends(self) -> int:
        worked = [day for day in self.month if self.at(day) and day.weekday() in (5, 6)]
        saturdays = {day if day.weekday() == 5 else day - DAY for day in worked}
        return len(saturdays)


def broken(days: PlainDays) -> set[Found]:
    found = {*_single(days), *_pairs(days), *_runs(days), *_breaks(days), *_of_month(days)}
    return {(rule, days.no, day) for rule, day in found}


def _single(days: PlainDays) -> Iterator[tuple[str, date]]:
    for day in days.month:
        if not days.stands(day):
            continue
        if not days.employed(day):
            yield "employed", day
        if days.on_leave(day):
            yield "leave", day
        if (days.no, day) in days.scene.doubled:
            yield "one_shift", day
        allowed = days.rules.shifts
        if days.at(day) and allowed and days.at(day) not in allowed:
            yield "shift_allowed", day


def _pairs(days: PlainDays) -> Iterator[tuple[str, date]]:
    due = timedelta(hours=days.scene.policy.swap_rest_hours)
    worked = [day for day in days.all if days.at(day)]
    for earlier, later in combinations(worked, 2):
        if earlier not in days.month and later not in days.month:
            continue
        if days.start(later) - days.end(earlier) < due:
            yield "rest", later
        barred = days.rules.not_after.get(days.at(earlier) or "", frozenset())
        if later == earlier + DAY and days.at(later) in barred:
            yield "not_after", later


def _runs(days: PlainDays) -> Iterator[tuple[str, date]]:
    rules = days.rules
    for day in days.all:
        back = [day]
        while days.at(back[-1]):
            back.append(back[-1] - DAY)
        worked = back[:-1]
        inside = any(one in days.month for one in worked)
        if inside and day >= days.scene.first and len(worked) > rules.days_in_row_most:
            yield "days_in_row", day
        nights = 0
        while days.is_night(day - nights * DAY):
            nights += 1
        inside = any(day - n * DAY in days.month for n in range(nights))
        if inside and day >= days.scene.first and nights > rules.nights_in_row_most:
            yield "nights_in_row", day


def _breaks(days: PlainDays) -> Iterator[tuple[str, date]]:
    """Whatever lies between two days of the other kind, all of it known."""
    for before, after in combinations(days.all, 2):
        between = [before + n * DAY for n in range(1, (after - before).days)]
        if not between or not any(day in days.month for day in between):
            continue
        kinds = [days.at(day) for day in between]
        told = next(day for day in between if day >= days.scene.first)
        if days.at(before) and days.at(after) and all(kind == "" for kind in kinds):
            if len(between) < days.rules.days_off_in_row_least:
                yield "days_off", told
        elif (
            days.at(before) == ""
            and days.at(after) == ""
            and all(kinds)
            and len(between) < days.rules.days_in_row_least
        ):
            yield "days_in_row_least", told


def _of_month(days: PlainDays) -> Iterator[tuple[str, date]]:
    rules, first = days.rules, days.scene.first
    if rules.month_hours_most is not None and days.hours() > rules.month_hours_most:
        yield "hours_most", first
    away = [day for day in days.month if days.on_leave(day) and days.employed(day)]
    counted = days.hours() + len(away) * days.scene.policy.plan_leave_hours
    due = rules.month_hours_least if any(map(days.on_a_roster, days.month)) else None
    if due is not None and counted < due:
        yield "hours_least", first
    if rules.weekends_most is not None and days.weekends() > rules.weekends_most:
        yield "weekends", first


def short(
    scene: RosterScene, everybody: list[PlainDays]
) -> set[tuple[date, str, str, str, str, int, int]]:
    found = set()
    day = scene.first
    while day <= scene.last:
        for need in scene.needs:
            if _stands(scene, need, day) and not any(
                _stands(scene, other, day)
                and (other.who, other.shift) == (need.who, need.shift)
                and _rank(other) > _rank(need)
                for other in scene.needs
            ):
                have = sum(_counts(need, days, day) for days in everybody)
                if have < need.least:
                    who = need.who
                    told = (who.department, who.team, who.job_type, need.least, have)
                    found.add((day, need.shift, *told))
        day += DAY
    return found


def _stands(scene: RosterScene, need: Need, day: date) -> bool:
    weekday = day.weekday() + 1
    if day in scene.holidays and scene.policy.need_holiday_weekday:
        weekday = scene.policy.need_holiday_weekday
    if need.day is not None:
        return need.day == day
    return need.weekday is None or need.weekday == weekday


def _rank(need: Need) -> int:
    return (need.weekday is not None) + 2 * (need.day is not None)


def _counts(need: Need, days: PlainDays, day: date) -> bool:
    post = [one for one in days.person.posts if one.since <= day][-1]
    who = need.who
    return (
        days.at(day) == need.shift
        and (not who.department or who.department == post.department)
        and (not who.team or who.team == post.team)
        and (not who.job_type or who.job_type == post.job_type)
    )
