"""What swaps say to an edit of the roster: a swap is bound to the shifts themselves."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from sqlalchemy.orm import Session

from app.errors import RuleViolated
from app.queries.roster import load
from app.queries.roster.load import Days
from app.rules.findings import Finding
from app.rules.moves import Moved
from app.rules.vocabulary import SwapStatus, msg

Place = tuple[int, date]
"""Person id and business date."""


def respect_swaps(
    session: Session, days: Days, changed: Iterable[Place], numbers: Mapping[int, str]
) -> None:
    """Refuse a change of published shifts that an effective swap has moved.

    `changed` lies within `days`; `numbers`: the employee number of everybody in it. Taking the
    shift from the giver's day would leave a swap of nothing (SWAP-8), another one on the
    receiver's day would double them (SWAP-9). Undecided swaps do not stand in the way:
    `swap_upkeep.recheck` cancels those that no longer hold.
    """
    moved = _moved(session, days, numbers.keys())
    bound = [
        _finding(numbers[person], day, moved[person, day])
        for person, day in (changed if moved else ())
        if (person, day) in moved
    ]
    if bound:
        raise RuleViolated(
            msg("Bound by a swap"),
            msg(
                "A swap is a contract about these very shifts: they stay as it left them. Where "
                "somebody falls ill, their leave opens the shift for somebody else."
            ),
            bound,
        )


def _moved(session: Session, days: Days, people: Collection[int]) -> dict[Place, Moved]:
    parties = load.swaps_touching(session, days, (SwapStatus.EFFECTIVE,), people)
    if not parties.swaps:
        return {}
    codes = {id_: shift.code for id_, shift in load.shift_types(session).items()}
    involved = {person for person, _name in parties.people.values()}
    sheet = load.published_sheet(session, days, involved)
    found = load.moved_cells(session, days, sheet, parties, codes)
    return {(person, days.all[column]): moved for (person, column), moved in found.items()}


def _finding(number: str, day: date, moved: Moved) -> Finding:
    rule = "SWAP-9" if moved.received_from else "SWAP-8"
    return Finding(
        rule,
        moved.swap_no,
        number,
        day,
        f"{rule}.roster_bound",
        params={"swap": moved.swap_no, "shift": moved.code or moved.given_code},
    )
