"""The small centre with a second inspector (0005), another department, and lists of contacts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from app.context import Actor, Context
from app.models import Inspection, Leave, PlannedInspection
from app.queries.quality.plan import PlannedRow, planned_of_month
from app.rules.scorecards.contact_list import ContactList, ListRow
from app.rules.vocabulary import LeaveStatus, Message, Role
from app.services.quality.contacts import BroughtIn, bring_in
from app.services.quality.sampling import draw_month
from tests.factories import NOW, SmallCentre, a_department, a_person, a_team

OCTOBER = date(2026, 10, 1)
AGENTS = ("1001", "1002", "1003", "1004", "2001", "2002", "2003", "2004")
HEAD, INSPECTOR, OTHER_INSPECTOR, LEADER, AGENT = "0002", "0003", "0005", "1000", "1001"
DIRECTOR, KEEPER_OF_PEOPLE = "0001", "0004"
OTHER_HEAD, OTHER_AGENT, OTHERS_INSPECTOR = "3000", "3001", "3003"


def with_others(centre: SmallCentre) -> None:
    """Add 0005 who inspects beside 0003, and the department Complaints: 3000 its head, 3001 an
    agent, 3003 its inspector."""
    with centre.context.write() as session:
        people = dict(centre.people)
        department = a_department(session)
        people["0005"] = a_person(session, "0005", role=Role.QA_INSPECTOR, department=department).id
        other = a_department(session, "Complaints")
        team = a_team(session, "C", other)
        for no, role in (("3000", Role.DEPARTMENT_HEAD), ("3003", Role.QA_INSPECTOR)):
            people[no] = a_person(session, no, role=role, department=other).id
        people["3001"] = a_person(session, "3001", team=team).id
    object.__setattr__(centre, "people", people)


def acting(centre: SmallCentre, no: str) -> Context:
    return centre.context.acting_as(Actor(no, centre.people[no]))


def a_row(
    ref: str, agent: str = AGENT, at: datetime = datetime(2026, 10, 12, 8), seconds: int = 90,
    number: int = 2, link: str = "",
) -> ListRow:  # fmt: skip
    return ListRow(number, ref, agent, at, seconds, "inbound", link)


def a_list(
    *rows: ListRow, name: str = "calls.csv", problems: Sequence[Message] = ()
) -> ContactList:
    columns = {"reference": "A", "agent": "B", "start": "C", "seconds": "D"}
    return ContactList(name, rows, tuple(problems), len(problems), "", columns)


def calls(*agents: str, each: int = 3) -> ContactList:
    """For each agent `each` contacts a day from the 8th to the 13th."""
    rows = [
        a_row(f"{no}-{day}-{at}", no, datetime(2026, 10, day, 8 + at))
        for no in agents or AGENTS
        for day in range(8, 14)
        for at in range(each)
    ]
    return a_list(*rows)


def bring(
    centre: SmallCentre, listed: ContactList, by: str = INSPECTOR, *, dry_run: bool = False
) -> BroughtIn:
    return bring_in(acting(centre, by), listed, dry_run=dry_run)


def draw(
    centre: SmallCentre, by: str = INSPECTOR, *, seed: int = 7, per_agent: int = 1,
    month: date = OCTOBER, digest: str | None = None,
) -> int:  # fmt: skip
    return draw_month(acting(centre, by), centre.department, month, seed, per_agent, digest)


def plan(centre: SmallCentre) -> list[PlannedRow]:
    with centre.context.read() as session:
        return planned_of_month(session, OCTOBER, centre.context.time)


def done(centre: SmallCentre, row: PlannedRow, no: str = "Q-00001") -> None:
    """As the scoring leaves it."""
    with centre.context.write() as session:
        one = Inspection(
            inspection_no=no, agent_id=row.agent_id, inspector_id=row.inspector_id,
            inspected_at=NOW, submitted_at=NOW, contact_ref=row.contact_ref,
        )  # fmt: skip
        session.add(one)
        session.flush()
        planned = session.get_one(PlannedInspection, row.id)
        planned.inspection_id = one.id


def begun(centre: SmallCentre, row: PlannedRow) -> None:
    with centre.context.write() as session:
        session.get_one(PlannedInspection, row.id).begun_at = NOW


def on_leave(centre: SmallCentre, no: str, first: date, last: date) -> None:
    with centre.context.write() as session:
        session.add(
            Leave(
                leave_no=f"L-{no}", person_id=centre.people[no], filed_by_no=no,
                filed_at=NOW - timedelta(days=9), kind="personal", first_date=first,
                last_date=last, status=LeaveStatus.APPROVED,
                approved_at=datetime(2026, 10, 9, tzinfo=UTC),
            )
        )  # fmt: skip
