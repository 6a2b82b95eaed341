"""Writing the demo centre into an empty store, and carrying it on to a later day."""

from __future__ import annotations

from datetime import date

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from app.context import Context
from app.demo.accounts import DEMO_SETTING, PASSWORD
from app.demo.attendance import Duty, roll_calls
from app.demo.handed import hand_a_draft
from app.demo.keys import Keys
from app.demo.proposals import write_summary
from app.demo.seals import seal_logs
from app.demo.show import Show, perform, stage_at
from app.demo.tables import tables
from app.models import Account, Attendance, Person, Setting, SettingKey
from app.queries import facts
from app.rules.deeds import Deed
from app.rules.work import RosterLedger
from app.services.accounts import passwords


def fill(ctx: Context) -> None:
    """Write the demo centre as of now into an empty store, in one transaction; then what its
    people do by the services.

    Everybody gets an account: the login is the employee number, the password `PASSWORD`.
    """
    show = perform(ctx.now(), ctx.time)
    encoded = passwords.hashed(PASSWORD)  # one for all: 120 of them would take 20 seconds
    with ctx.write() as session:
        connection = session.connection()
        for table, rows in tables(show):
            if rows:
                connection.execute(insert(table), rows)
        connection.execute(insert(Account), _accounts(show, encoded))
        first = show.script.departments[0].name
        write_summary(session, ctx.time, Keys.of(show).departments[first], first)
        _mark(session, show)
        session.flush()
        seal_logs(ctx, session)
        after = {"people": len(show.cast), "today": show.stage.today}
        ctx.audit(session, Deed.DEMO_MADE, "store", after=after)
    hand_a_draft(ctx, show)


def _accounts(show: Show, encoded: str) -> list[dict[str, object]]:
    keys = Keys.of(show)
    today = show.stage.today
    return [
        {"login": person.no, "person_id": keys.people[person.no], "password_hash": encoded,
         "must_change": False, "disabled": not person.employed_on(today)}
        for person in show.cast
    ]  # fmt: skip


def _mark(session: Session, show: Show) -> None:
    session.add(Setting(key=DEMO_SETTING, value=show.stage.today.isoformat()))
    session.execute(
        update(Setting).where(Setting.key == SettingKey.CENTRE_NAME).values(value=show.script.name)
    )


def is_demo(ctx: Context) -> bool:
    """Whether the store is a demo."""
    with ctx.read() as session:
        return session.get(Setting, DEMO_SETTING) is not None


def is_stale(ctx: Context) -> bool:
    """Whether today lies past the month that the demo was made in: its rosters run out."""
    with ctx.read() as session:
        made = session.scalar(select(Setting.value).where(Setting.key == DEMO_SETTING))
    if made is None:
        return False
    day, today = date.fromisoformat(made), ctx.today()
    return (day.year, day.month) != (today.year, today.month)


def carry_on(ctx: Context) -> int:
    """Hold the roll calls since the demo was last opened; how many were added.

    Without them a demo made yesterday would call yesterday's evening shift absent.
    """
    stage = stage_at(ctx.now(), ctx.time, ())
    with ctx.write() as session:
        centre = facts.centre(session)
        ledger = RosterLedger.of(centre.roster, centre.swaps)
        known = {(row.person, row.day) for row in centre.attendance}
        since = max((row.day for row in centre.attendance), default=stage.today)
        duties: list[Duty] = [
            (no, day, centre.shifts[code])
            for no, person in centre.people.items()
            for day, code in ledger.shifts(no).items()
            if since <= day and person.employed_on(day) and (no, day) not in known
        ]
        rows_of = session.execute(select(Person.employee_no, Person.id))
        ids = {row.employee_no: row.id for row in rows_of}
        rows = [
            {"person_id": ids[row.person], "day": row.day, "arrived_at": row.arrived_at,
             "off_post_minutes": row.off_post_minutes, "left_at": row.left_at}
            for row in roll_calls(stage, duties, centre.leaves)
        ]  # fmt: skip
        if rows:
            session.connection().execute(insert(Attendance), rows)
            ctx.audit(session, Deed.DEMO_CARRY_ON, "store", after={"added": len(rows)})
    return len(rows)
