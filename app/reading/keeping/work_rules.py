"""The rules of working hours of everybody in sight, and whether the actor may change them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.context import Context
from app.queries.keeping.work_rules import kept_rules
from app.queries.people import rows as people
from app.queries.people.rows import PersonRow
from app.queries.roster.load import shift_rows
from app.queries.roster.rows import ShiftRow
from app.reading import permission
from app.rules.permissions import Action
from app.rules.rostering.work_rules import USUAL, WorkRules
from app.rules.vocabulary import Message
from app.rules.work import works_shifts


@dataclass(frozen=True, slots=True)
class WorkRuleRow:
    """Rules of one's own, or (`person_id` None) everybody's. `kept` None: the usual ones hold."""

    person_id: int | None
    no: str
    name: str
    team: str
    kept: WorkRules | None
    may_edit: bool

    @property
    def rules(self) -> WorkRules:
        return self.kept or USUAL


@dataclass(frozen=True, slots=True)
class WorkRulesView:
    """Everybody's rules first, then those of one's own, by number. `without`: who may be given
    some."""

    rows: Sequence[WorkRuleRow]
    without: Sequence[WorkRuleRow]
    codes: Sequence[str]
    shift_hours: float
    """Of the longest shift."""
    who: Message
    """Who may change everybody's."""

    @property
    def may_edit(self) -> bool:
        return bool(self.without) or any(row.may_edit for row in self.rows)


def load_work_rules(ctx: Context) -> WorkRulesView:
    """Read what rules hold for whom today."""
    with ctx.read() as session:
        mine = permission.standing(ctx, session)
        permission.require_part(mine)
        kept = kept_rules(session)

        def row(one: PersonRow) -> WorkRuleRow:
            may = mine.may(Action.EDIT_WORK_RULES, one.post.place, one.id)
            where = one.post.team or one.post.department
            return WorkRuleRow(one.id, one.employee_no, one.name, where, kept.get(one.id), may)

        seen = [
            one
            for one in people.people(session, ctx.today())
            if mine.may(Action.SEE_PEOPLE, one.post.place, one.id)
        ]
        own = [row(one) for one in seen if one.id in kept]
        others = [
            row(one)
            for one in seen
            if one.id not in kept and one.employed_on(ctx.today()) and works_shifts(one.post.role)
        ]
        may, shifts = mine.may(Action.EDIT_WORK_RULES), shift_rows(session)
        everybody = WorkRuleRow(None, "", "", "", kept.get(None), may)
        return WorkRulesView(
            [everybody, *sorted(own, key=lambda one: one.no)],
            [one for one in others if one.may_edit],
            [shift.code for shift in shifts],
            max((_hours(shift) for shift in shifts), default=0.0),
            permission.who_may_do(session, Action.EDIT_WORK_RULES),
        )


def _hours(shift: ShiftRow) -> float:
    """How long a shift is by the clock on the wall."""
    begin, end = (at.hour * 60 + at.minute for at in (shift.start, shift.end))
    return ((end - begin - 1) % (24 * 60) + 1) / 60
