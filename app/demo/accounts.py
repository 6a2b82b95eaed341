"""Who to sign in as in the demo, and what there is to try."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.context import Context
from app.models import Account, Person, Setting
from app.queries.people import rows as people
from app.rules.vocabulary import Message, Role, msg

DEMO_SETTING = "demo"
"""Setting of a demo store: the day it was made for. Other stores have none."""
PASSWORD = "dutydesk-demo"
"""Of every account in the demo; shown on the sign-in page."""
AGENT = "1102"
"""The agent among those who are shown."""
_SHOWN = ("1101", AGENT, "1011", "1002", "1001", "1009")

_TRY: Mapping[Role, Message] = {
    Role.TEAM_LEADER: msg("Your team at work, requests that wait for you, next month's roster"),
    Role.AGENT: msg("Your shifts, your swaps and leave, your inspections"),
    Role.QA_INSPECTOR: msg("Who is still to be inspected this month, scores and comments"),
    Role.DEPARTMENT_HEAD: msg("Publish a draft, findings of the department, policy values"),
    Role.CENTRE_DIRECTOR: msg("The whole centre: cover, findings, what waits for a decision"),
    Role.ADMINISTRATOR: msg("People, accounts, shifts, backups"),
}


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """One account to try; all have the password `PASSWORD`."""

    login: str
    name: str
    role: Role
    team: str
    """The team, else the department; blank for the director."""
    what: Message
    """What can be tried with it."""


def demo_accounts(ctx: Context) -> list[DemoAccount]:
    """The accounts that a demo's sign-in page shows, one of each role; none in other stores."""
    with ctx.read() as session:
        return _shown(session)


def _shown(session: Session) -> list[DemoAccount]:
    made = session.scalar(select(Setting.value).where(Setting.key == DEMO_SETTING))
    if made is None:
        return []
    rows = session.execute(
        select(Account.login, Person.name, Person.id)
        .join(Person, Person.id == Account.person_id)
        .where(Account.login.in_(_SHOWN), Account.disabled.is_(False))
    )
    day = date.fromisoformat(made)
    found = {login: _account(session, login, name, key, day) for login, name, key in rows}
    return [found[login] for login in _SHOWN if login in found]


def _account(session: Session, login: str, name: str, person_id: int, day: date) -> DemoAccount:
    post = people.post_on(session, person_id, day)
    assert post is not None
    place = post.team or post.department
    return DemoAccount(login, name, post.role, place, _TRY[post.role])
