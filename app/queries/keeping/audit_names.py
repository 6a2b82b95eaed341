"""What the ids and numbers in the audit trail are called now."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from app.models import Delegation, Department, Person, Team

Named = Mapping[str, str]

_NAMED = re.compile(r"\b(team|department|delegation):(\d+)\b")
_NUMBERS = (
    re.compile(r"^(?:person|attendance):([^@\n]+)", re.MULTILINE),
    re.compile(r"\"([^\"@]+)@\d{4}-\d{2}-\d{2}\""),
    re.compile(r"\"(?:absent|by|person)\":\"([^\"]+)\""),
)
"""Employee numbers: in subjects, in the cells of a roster, in details that name somebody."""
_PERSON_ID = re.compile(r"\"to\":(\d+)\b")


def names_in(session: Session, texts: Iterable[str]) -> Named:
    """The names of what `texts` (subjects and details) mention, in a query for each kind.

    Keys: "team:3" and "department:2" by id, "person:1001" by employee number, "person_id:17" by
    id, "delegation:5" by id (who gave it to whom). What is gone has none.
    """
    whole = "\n".join(texts)
    numbers = {no for pattern in _NUMBERS for no in pattern.findall(whole)}
    named: dict[str, set[int]] = {"team": set(), "department": set(), "delegation": set()}
    for kind, key in _NAMED.findall(whole):
        named[kind].add(int(key))
    return {
        **_found(session, "team", Team, named["team"]),
        **_found(session, "department", Department, named["department"]),
        **_delegations(session, named["delegation"]),
        **_people(session, numbers, set(map(int, _PERSON_ID.findall(whole)))),
    }


def _found(session: Session, kind: str, model: type[Team | Department], ids: set[int]) -> Named:
    found = session.execute(select(model.id, model.name).where(model.id.in_(ids)))
    return {f"{kind}:{key}": name for key, name in found}


def _delegations(session: Session, ids: set[int]) -> Named:
    by, to = aliased(Person), aliased(Person)
    found = session.execute(
        select(Delegation.id, by.name, to.name)
        .join(by, by.id == Delegation.by_id)
        .join(to, to.id == Delegation.to_id)
        .where(Delegation.id.in_(ids))
    )
    return {f"delegation:{key}": f"{one} → {other}" for key, one, other in found}


def _people(session: Session, numbers: set[str], ids: set[int]) -> Named:
    query = select(Person.id, Person.employee_no, Person.name).where(
        Person.employee_no.in_(numbers) | Person.id.in_(ids)
    )
    names: dict[str, str] = {}
    for key, no, name in session.execute(query):
        names[f"person:{no}"] = name
        names[f"person_id:{key}"] = f"{name} ({no})"
    return names
