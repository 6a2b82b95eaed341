"""Small months for tests of planning, in a word each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

from app.planning.building import Built, build
from app.rules.calendar import CentreTime
from app.rules.facts import Person, Post, ShiftType
from app.rules.rostering.scene import RosterScene
from app.rules.rostering.work_rules import WorkRuleBook, WorkRules
from app.rules.vocabulary import Role

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)
TIME = CentreTime("Asia/Shanghai")
E = ShiftType("E", "Early", time(7, 30), time(15, 30), night=False)
L = ShiftType("L", "Late", time(15, 30), time(23, 30), night=False)
N = ShiftType("N", "Night", time(23, 30), time(7, 30), night=True)


def day(number: int) -> date:
    """The day of November 2026; 0 and below lie in October."""
    return FIRST + timedelta(days=number - 1)


def a_worker(no: str = "1001", team: str = "A", **more: Any) -> Person:
    post = Post(date(2020, 1, 1), "Service", team, Role.AGENT, "inbound")
    told = {"name": f"Person {no}", "hired_on": date(2020, 1, 1), "left_on": None, **more}
    return Person(no=no, posts=(post,), **told)


def a_scene(people: Sequence[Person] = (), **more: Any) -> RosterScene:
    """November 2026 with nothing on it; nothing is known of the days beside it."""
    known = people or (a_worker(),)
    told: dict[str, Any] = {
        "first": FIRST, "last": LAST, "known_from": FIRST, "open_from": day(31),
        "shifts": {shift.code: shift for shift in (E, L, N)}, "in_service": ("E", "L", "N"),
        "people": {one.no: one for one in known}, "roster": {}, **more,
    }  # fmt: skip
    return RosterScene(**told)


def ruled(scene: RosterScene, **rules: Any) -> RosterScene:
    """The scene with these work rules for everybody."""
    return replace(scene, work_rules=WorkRuleBook(WorkRules(**rules)))


def holding(scene: RosterScene, cells: Mapping[int, str], no: str = "1001") -> RosterScene:
    """The scene in which somebody fixed these days of a person."""
    fixed = {(no, day(number)): code for number, code in cells.items()}
    row = {day(number): code for number, code in cells.items() if code}
    return replace(
        scene,
        roster={**scene.roster, no: {**scene.roster.get(no, {}), **row}},
        fixed={**scene.fixed, **fixed},
        held=scene.held | set(fixed),
    )


def built(scene: RosterScene) -> Built:
    return build(scene, TIME)
