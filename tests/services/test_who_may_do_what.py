"""RULES.md, "Who may do what", walked for the floor: every step by everybody, on a real store.

Whoever is not named for a step is refused it; whoever is, may take it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count

import pytest
from sqlalchemy import delete

from app import models as m
from app.context import Actor, Context
from app.errors import BadInput, NotAllowed
from app.queries.duties.rows import ResultRow
from app.queries.handover.rows import LogKey
from app.reading.registers.reports import Draft
from app.rules.duties.choices import Chosen, Every
from app.rules.vocabulary import LeaveKind, LeaveStatus, ReportKind, Role, Section
from app.services.attendance import holding, reporting_back, roll_call
from app.services.bulletins.publishing import NewBulletin, publish
from app.services.bulletins.reminding import remind
from app.services.desks import checking, plan, seating, stopping
from app.services.desks import floor as leaving
from app.services.duties import logs, own
from app.services.duties.doing import DueDay, Sheet, do_duty
from app.services.duties.receiving import receive_duty
from app.services.duties.trainings import Part, keep_training
from app.services.handover import additions, items, notes, signing
from app.services.registers import complaints, reports, visitors
from app.services.registers.complaints import NewComplaint
from app.services.registers.visitors import NewVisitor
from tests.factories import SmallCentre, TestClock, a_department, a_person, a_team
from tests.services.desks.floor import DAY, Floor, a_floor
from tests.services.handover.desk import filled, log_of, page, raised

AGENTS = {"1001", "1003", "1004", "2004"}
"""1004 and 2004 work the early shift."""
LEADERS, HEAD, DIRECTOR, INSPECTOR = {"1000", "2000"}, "0002", "0001", "0003"
OTHERS = {"3000", "3001", "3002"}
"""The leader, the head and an agent of another department."""
GONE = "1999"
"""Led team A, and left yesterday."""
EVERYBODY = sorted({*AGENTS, *LEADERS, HEAD, DIRECTOR, INSPECTOR, "0004", *OTHERS, GONE})
LEAD_HERE = {*LEADERS, HEAD}


@dataclass(slots=True)
class Scene:
    """The floor on 14 October at nine, and a number that no step has had before."""

    floor: Floor
    people: dict[str, int]
    counted: Iterator[int] = field(default_factory=count)

    @property
    def here(self) -> int:
        return self.floor.centre.department

    @property
    def team(self) -> int:
        return self.floor.centre.teams["A"]

    def at(self, no: str) -> Context:
        return self.floor.centre.context.acting_as(Actor(no, self.people[no]))

    def clear(self, *tables: type[m.Base]) -> None:
        with self.floor.centre.context.write() as session:
            for table in tables:
                session.execute(delete(table))

    def seat(self) -> int:
        """1004 at A1, expected."""
        self.clear(m.Seat)
        return self.floor.seat("1004", "A1", "E")

    def order(self) -> int:
        self.clear(m.StopOrder)
        return stopping.order_stop(self.at("1000"), self.people["1003"], "rude", "a talk")

    def weekday(self) -> date:
        """Another day before this one, each time: none of a weekend."""
        weeks, days = divmod(next(self.counted), 2)
        return DAY - timedelta(days=7 * weeks + days)

    def due(self, duty: str, *, every: int = 1, first: date = DAY, team: bool = False) -> DueDay:
        on = first - timedelta(days=every * next(self.counted))
        return DueDay(duty, self.here, self.team if team else None, on)

    def key(self) -> LogKey:
        return log_of(self.floor.centre, "E", DAY)


@pytest.fixture
def scene(centre: SmallCentre, clock: TestClock) -> Scene:
    floor = a_floor(centre, clock)
    with centre.context.write() as session:
        other = a_department(session, "Sales")
        team = a_team(session, "S", other)
        more = {
            "3000": a_person(session, "3000", role=Role.TEAM_LEADER, team=team),
            "3001": a_person(session, "3001", role=Role.DEPARTMENT_HEAD, department=other),
            "3002": a_person(session, "3002", team=team),
            GONE: a_person(session, GONE, role=Role.TEAM_LEADER,
                           team=session.get_one(m.Team, centre.teams["A"]),
                           left_on=DAY - timedelta(days=1)),
        }  # fmt: skip
        people = {**centre.people, **{no: one.id for no, one in more.items()}}
    floor.time("09:00")
    return Scene(floor, people)


def hold(scene: Scene, ctx: Context) -> None:
    scene.clear(m.RollCall)
    holding.hold_roll_call(ctx, scene.team, DAY, "E", "well")


def record(scene: Scene, ctx: Context) -> None:
    came = roll_call.Entry(scene.people["1004"], scene.floor.clock.now)
    roll_call.record_roll_call(ctx, scene.team, DAY, [came])


def report_back(scene: Scene, ctx: Context) -> None:
    no = f"L-{next(scene.counted)}"
    with scene.floor.centre.context.write() as session:
        session.add(
            m.Leave(
                leave_no=no,
                person_id=scene.people["1003"],
                filed_by_no="1003",
                filed_at=scene.floor.clock.now,
                kind=LeaveKind.PERSONAL,
                first_date=DAY,
                last_date=DAY,
                status=LeaveStatus.APPROVED,
            )
        )
    reporting_back.report_back(ctx, no, back=True)


def add_desk(scene: Scene, ctx: Context) -> None:
    n = next(scene.counted)
    plan.add_desk(ctx, scene.here, f"Z{n}", plan.Spot(9, n))


def seat(scene: Scene, ctx: Context) -> None:
    scene.clear(m.Seat)
    seating.seat(ctx, scene.here, DAY, "E", [("A1", "1004")])


def check_in(scene: Scene, ctx: Context) -> None:
    checking.check_in(ctx, scene.seat())


def let_go(scene: Scene, ctx: Context) -> None:
    """In the middle of the shift: who sits there is told that it goes on."""
    placed = scene.seat()
    checking.check_in(scene.at("1004"), placed)
    try:
        checking.release(ctx, placed, "a meeting")
    except BadInput as refused:
        raise NotAllowed(refused.title, refused.message) from refused


def allow(scene: Scene, ctx: Context) -> None:
    scene.clear(m.FloorWait, m.OffPost)
    leaving.allow(ctx, scene.people["1004"])


def stop(scene: Scene, ctx: Context) -> None:
    scene.clear(m.StopOrder)
    stopping.order_stop(ctx, scene.people["1003"], "rude", "a talk")


def take_note(scene: Scene, ctx: Context) -> None:
    stopping.take_note(ctx, scene.order())


def end_stop(scene: Scene, ctx: Context) -> None:
    stopping.end_stop(ctx, scene.order())


def write_note(scene: Scene, ctx: Context) -> None:
    notes.write_note(ctx, scene.key(), Section.INSTRUCTIONS, "x")


def raise_item(scene: Scene, ctx: Context) -> None:
    items.raise_item(ctx, scene.key(), items.NewItem(Section.EQUIPMENT, "x"))


def close_item(scene: Scene, ctx: Context) -> None:
    one = raised(scene.floor.centre, key=scene.key(), owner="1004")
    items.close_item(ctx, one.id, "done", one.version)


def comment(scene: Scene, ctx: Context) -> None:
    additions.comment(ctx, scene.key(), "seen")


def name_acting(scene: Scene, ctx: Context) -> None:
    version = page(scene.floor.centre, "1000", scene.key()).version
    signing.name_acting(ctx, scene.key(), scene.people["1004"], version)


def sign_out(scene: Scene, ctx: Context) -> None:
    centre = scene.floor.centre
    keys = (log_of(centre, "E", date(2026, 10, day)) for day in (13, 12, 9, 8, 7))
    key = next(key for key in keys if page(centre, "1000", key).outgoing is None)
    filled(centre, "1000", key)
    signing.sign_out(ctx, key, page(centre, "1000", key).version)


def to_team(scene: Scene, ctx: Context) -> None:
    publish(ctx, NewBulletin("t", "x", scene.here, scene.team))


def to_department(scene: Scene, ctx: Context) -> None:
    publish(ctx, NewBulletin("t", "x", scene.here))


def to_all(scene: Scene, ctx: Context) -> None:
    publish(ctx, NewBulletin("t", "x"))


def remind_of(scene: Scene, ctx: Context) -> None:
    remind(ctx, publish(scene.at(HEAD), NewBulletin("t", "x", scene.here)))


def keep_log(scene: Scene, ctx: Context) -> None:
    logs.keep_log(ctx, scene.here, scene.weekday(), logs.LogText(enquiries=1))


def water(scene: Scene, ctx: Context) -> None:
    do_duty(ctx, scene.due("watering"), Sheet())


def check_site(scene: Scene, ctx: Context) -> None:
    do_duty(ctx, scene.due("site_check"), Sheet(results=(ResultRow("Quiet", ok=True),)))


MONDAY = date(2026, 10, 12)


def write_figures(scene: Scene, ctx: Context) -> None:
    do_duty(ctx, scene.due("weekly_figures", every=7, first=MONDAY), Sheet("fine"))


def write_quality(scene: Scene, ctx: Context) -> None:
    do_duty(ctx, scene.due("qa_week", every=7, first=MONDAY), Sheet("fine"))


def receive_quality(scene: Scene, ctx: Context) -> None:
    due = scene.due("qa_week", every=7, first=MONDAY)
    receive_duty(ctx, do_duty(scene.at(INSPECTOR), due, Sheet("fine")), 1)


def receive_figures(scene: Scene, ctx: Context) -> None:
    due = scene.due("weekly_figures", every=7, first=MONDAY)
    receive_duty(ctx, do_duty(scene.at(HEAD), due, Sheet("fine")), 1)


def add_duty(scene: Scene, ctx: Context) -> None:
    name = f"Patrol {next(scene.counted)}"
    own.add_duty(ctx, scene.here, own.NewDuty(name, Chosen(Every.DAY)))


def keep_checklist(scene: Scene, ctx: Context) -> None:
    own.keep_checklist(ctx, scene.here, "site_check", ["Quiet"])


def archive(scene: Scene, ctx: Context) -> None:
    keep_training(ctx, "Tariffs", DAY, [Part(scene.people["1001"], True, 80, True)])


def answer(scene: Scene, ctx: Context) -> None:
    asked = Draft(scene.people["1000"], ReportKind.FAULT, False, "no line", "mend it")
    reports.answer(ctx, reports.raise_report(scene.at("1001"), asked), 1, "agreed")


def dissent(scene: Scene, ctx: Context) -> None:
    asked = Draft(scene.people["1000"], ReportKind.FAULT, False, "no line", "mend it")
    no = reports.raise_report(scene.at("1001"), asked)
    reports.answer(scene.at("1000"), no, 1, "no")
    reports.dissent(ctx, no, 2, "it is dangerous")


def register(scene: Scene, ctx: Context) -> None:
    complaints.register(ctx, NewComplaint("C-1", "late", received_by_id=scene.people["1001"]))


def close_complaint(scene: Scene, ctx: Context) -> None:
    no = complaints.register(scene.at("1001"), NewComplaint("C-1", "late"))
    complaints.close(ctx, no, 1, "paid back", for_other=True)


def let_out(scene: Scene, ctx: Context) -> None:
    visitor = NewVisitor("Carl", "repair", scene.people["1000"])
    visitors.leave(ctx, visitors.enter(scene.at("1001"), visitor), 1)


MAY: dict[Callable[[Scene, Context], None], set[str]] = {
    hold: LEAD_HERE,
    record: {"1000", HEAD},
    report_back: {"1000", HEAD},
    add_desk: LEAD_HERE,
    seat: LEAD_HERE,
    check_in: {"1004", *LEAD_HERE},
    let_go: LEAD_HERE,
    allow: LEAD_HERE,
    stop: LEAD_HERE,
    take_note: {HEAD},
    end_stop: LEAD_HERE,
    write_note: {"1004", "2004", *LEADERS},
    raise_item: {"1004", "2004", *LEADERS},
    close_item: {"1004", *LEAD_HERE},
    comment: {HEAD},
    name_acting: LEAD_HERE,
    sign_out: {"1000", HEAD},
    to_team: {"1000", HEAD, DIRECTOR},
    to_department: {HEAD, DIRECTOR},
    to_all: {DIRECTOR},
    remind_of: {*LEAD_HERE, DIRECTOR},
    keep_log: LEAD_HERE,
    water: {*AGENTS, INSPECTOR, *LEAD_HERE},
    check_site: LEAD_HERE,
    write_figures: {HEAD},
    write_quality: {INSPECTOR},
    receive_quality: {HEAD},
    receive_figures: {DIRECTOR},
    add_duty: {HEAD},
    keep_checklist: {HEAD},
    archive: {"1000", HEAD},
    answer: {"1000", HEAD, DIRECTOR},
    dissent: {"1001"},
    register: {*AGENTS, *LEAD_HERE},
    close_complaint: {"1001", *LEAD_HERE},
    let_out: {"1001", *LEAD_HERE},
}
"""Step -> who may take it, of everybody."""


@pytest.mark.parametrize("step", MAY, ids=lambda step: step.__name__)
def test_everybody_may_do_what_is_theirs_and_nothing_else(
    scene: Scene, step: Callable[[Scene, Context], None]
) -> None:
    took = set()
    for no in EVERYBODY:
        try:
            step(scene, scene.at(no))
        except NotAllowed:
            continue
        took.add(no)
    assert took == MAY[step]
