"""What was decided keeps standing while the roster is edited around it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from sqlalchemy.orm import Session

from app.context import Context
from app.errors import RuleViolated
from app.queries.known import ids
from app.queries.roster.standing import Faults, reached_people, standing_faults
from app.rules.vocabulary import msg


@contextmanager
def keeping_decisions(
    ctx: Context, session: Session, cells: Sequence[tuple[int, date]]
) -> Iterator[None]:
    """Refuse the edit of published `cells` (person id, date) made in this block where an
    effective swap or an approved leave, which kept the rules until now, would break one by it.

    A shift put too near one that was swapped (SWAP-4), two swaps made neighbours (SWAP-3), a
    night shift into a leave without special circumstances (LEAVE-6), ... RuleViolated names each.
    """
    people = reached_people(session, cells) if cells else set()
    yield
    if not people:
        return
    days = [day for _person, day in cells]
    reach = (min(days), max(days))
    after = standing_faults(session, ctx.time, people, ctx.now(), *reach)
    faulty = ids(session, numbers={finding.person for finding in after.values()})
    before = _as_committed(ctx, [*faulty.values()], *reach) if faulty else {}
    broken = [finding for key, finding in after.items() if key not in before]
    if broken:
        raise RuleViolated(
            msg("What was decided would break a rule"),
            msg(
                "A swap that took effect or a leave that was approved stands on these shifts. "
                "Choose other shifts, or have the leave given up first."
            ),
            broken,
        )


def _as_committed(ctx: Context, people: Collection[int], first: date, last: date) -> Faults:
    """The faults as they stood before the edit, which nobody else sees yet."""
    with ctx.read() as session:
        return standing_faults(session, ctx.time, people, ctx.now(), first, last)
