"""RULES.md, "Who may do what": every role against every action, and how far each reaches."""

from __future__ import annotations

import pytest

from app.rules.facts import CENTRE, Place
from app.rules.permissions import (
    HOLDERS,
    KEEPER_MAY,
    ROLES,
    TABLE,
    WORDS,
    Action,
    may,
    scope_of,
    who_may,
)
from app.rules.vocabulary import Role

MINE = Place(1, 11)
SISTER_TEAM = Place(1, 12)
ELSEWHERE = Place(2, 21)

# The regulations' table, one letter a role, in the order agent, leader, inspector, head,
# director, administrator: - nothing, o oneself, t team, d department, c centre.
REGULATIONS = {
    Action.SEE_ROSTER: "tdddcc",
    Action.DRAFT_ROSTER: "-t-d--",
    Action.TAKE_SHIFT: "oo----",
    Action.PUBLISH_ROSTER: "---d--",
    Action.WISH: "oo----",
    Action.SEE_WISHES: "otodoo",
    Action.CLOSE_WISHES: "-t-d--",
    Action.FILE_SWAP: "oo----",
    Action.DECIDE_SWAP: "-t-d--",
    Action.FILE_LEAVE: "oooooo",
    Action.DECIDE_LEAVE: "-t-dc-",
    Action.READ_HANDOVER: "dd-dc-",
    Action.ADD_HANDOVER: "dd----",
    Action.COMMENT_HANDOVER: "---d--",
    Action.SIGN_HANDOVER: "-d-d--",
    Action.OVERRIDE_HANDOVER: "-d-d--",
    Action.CLOSE_ITEM: "od-d--",
    Action.READ_BULLETIN: "ddddcc",
    Action.PUBLISH_BULLETIN: "-t-dc-",
    Action.SEE_DESKS: "od-dc-",
    Action.KEEP_DESKS: "-d-d--",
    Action.SEE_DUTIES: "odddc-",
    Action.DO_DUTY: "dddd--",
    Action.RECEIVE_DUTY: "---dc-",
    Action.ADD_DUTY: "---d--",
    Action.RAISE_REPORT: "oooo-o",
    Action.SEE_REPORTS: "otodco",
    Action.ANSWER_REPORT: "-t-dc-",
    Action.SEE_CASES: "od-dc-",
    Action.REGISTER_CASE: "dd-d--",
    Action.READ_INSPECTIONS: "otddco",
    Action.INSPECT: "--d---",
    Action.DECIDE_APPEAL: "---d--",
    Action.APPEAL: "oooooo",
    Action.READ_CARDS: "ccccc-",
    Action.EDIT_CARDS: "--cc--",
    Action.SEE_SAMPLE: "otddc-",
    Action.DRAW_SAMPLE: "--dd--",
    Action.CALIBRATE: "--dd--",
    Action.PROPOSE_TRAINING: "--dd--",
    Action.SETTLE_TRAINING: "---d--",
    Action.SEE_REGISTERS: "otodcc",
    Action.SEE_LEAVES: "otodco",
    Action.ROLL_CALL: "-t-d--",
    Action.HOLD_ROLL_CALL: "-d-d--",
    Action.GRANT_BALANCE: "---dc-",
    Action.READ_POLICY: "cccccc",
    Action.EDIT_POLICY: "---cc-",
    Action.EDIT_KINDS: "---ccc",
    Action.READ_CALENDAR: "cccccc",
    Action.EDIT_CALENDAR: "---ccc",
    Action.SEE_NEEDS: "-d-dcc",
    Action.EDIT_SHIFTS: "---ccc",
    Action.EDIT_NEEDS: "---dcc",
    Action.EDIT_WORK_RULES: "---dcc",
    Action.SEE_PEOPLE: "tdddcc",
    Action.SEE_PHONES: "otodcc",
    Action.MANAGE_PEOPLE: "-----c",
    Action.MANAGE_ACCOUNTS: "-----c",
    Action.KEEP_STORE: "-----c",
    Action.IMPORT: "-----c",
    Action.EXPORT: "----cc",
    Action.SEE_AUDIT: "---dcc",
}
# Where each letter reaches: oneself, own team, another team of the department, elsewhere.
REACH = {
    "-": (False, False, False, False),
    "o": (True, False, False, False),
    "t": (True, True, False, False),
    "d": (True, True, True, False),
    "c": (True, True, True, True),
}
NOT_FOR_ONESELF = {
    Action.DECIDE_SWAP,
    Action.DECIDE_LEAVE,
    Action.INSPECT,
    Action.DECIDE_APPEAL,
    Action.ANSWER_REPORT,
}
EVERY = [(role, action) for action in Action for role in ROLES]


@pytest.mark.parametrize(("role", "action"), EVERY, ids=lambda value: value.value)
def test_the_table_is_the_regulations(role: Role, action: Action) -> None:
    letter = REGULATIONS[action][ROLES.index(role)]
    oneself, team, department, centre = REACH[letter]
    assert may(role, MINE, action, MINE, own=True) is (oneself and action not in NOT_FOR_ONESELF)
    assert may(role, MINE, action, MINE) is team
    assert may(role, MINE, action, SISTER_TEAM) is department
    assert may(role, MINE, action, ELSEWHERE) is centre
    assert may(role, MINE, action, CENTRE) is centre


def test_every_action_and_role_is_in_the_table_and_has_words() -> None:
    assert set(TABLE) == set(Action) == set(WORDS) == set(REGULATIONS)
    assert all(set(row) == set(Role) for row in TABLE.values())
    assert set(HOLDERS) == set(Role)
    assert all(any(row.values()) for row in TABLE.values())


def test_who_has_no_team_reaches_no_team_but_sees_what_is_their_own() -> None:
    nowhere = Place(1, None)
    assert not may(Role.AGENT, nowhere, Action.SEE_ROSTER, nowhere)
    assert may(Role.AGENT, nowhere, Action.SEE_ROSTER, nowhere, own=True)
    assert not may(Role.TEAM_LEADER, nowhere, Action.DRAFT_ROSTER, nowhere)
    assert not may(Role.DEPARTMENT_HEAD, CENTRE, Action.PUBLISH_ROSTER, CENTRE)


def test_the_keeper_keeps_and_moves_data_and_decides_nothing() -> None:
    deciding = {
        action for action in Action if scope_of(Role.ADMINISTRATOR, action) == 0
    } - KEEPER_MAY
    assert Action.PUBLISH_ROSTER in deciding
    assert Action.DECIDE_LEAVE in deciding
    assert Action.EDIT_POLICY in deciding
    assert {Action.IMPORT, Action.EXPORT, Action.KEEP_STORE, Action.MANAGE_ACCOUNTS} <= KEEPER_MAY


def test_a_refusal_names_the_holders_with_their_place() -> None:
    head = who_may(Action.PUBLISH_ROSTER, department="Complaints")
    assert head.params == {"role": HOLDERS[Role.DEPARTMENT_HEAD], "place": "Complaints"}
    both = who_may(Action.EDIT_POLICY)
    assert both.params == {
        "first": HOLDERS[Role.DEPARTMENT_HEAD],
        "rest": HOLDERS[Role.CENTRE_DIRECTOR],
    }
