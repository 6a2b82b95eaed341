"""The centre's own kinds of leave: annual, marriage, maternity, and what else it grants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace

from sqlalchemy import insert, update

from app.context import Context
from app.errors import BadInput, NotFound
from app.models import OwnLeaveKind
from app.queries.leave.kinds import KindDetails, own_kind_details
from app.reading import permission
from app.rules.deeds import Deed
from app.rules.kinds import LONGEST_NOTICE, RULEBOOK_KINDS
from app.rules.permissions import Action
from app.rules.plaintext import identifier
from app.rules.staff import name_problem
from app.rules.vocabulary import Counting, Message, msg
from app.services.seen import Seen, refuse_stale


def add_kind(ctx: Context, kind: KindDetails) -> None:
    """Add a kind; its code is what registers hold, and is never used twice."""
    add_kinds(ctx, [kind])


def add_kinds(ctx: Context, kinds: Sequence[KindDetails]) -> None:
    """Add these, all of them or none."""
    with ctx.write() as session:
        permission.require(ctx, session, Action.EDIT_KINDS)
        taken = {row.code for row in own_kind_details(session)} | set(RULEBOOK_KINDS)
        for given in kinds:
            kind = replace(given, code=identifier(given.code), name=given.name.strip())
            _refuse(kind)
            if kind.code in taken:
                raise BadInput(
                    msg("This code is taken"), msg("{code} is a kind already.", code=kind.code)
                )
            taken.add(kind.code)
            session.execute(insert(OwnLeaveKind).values(**asdict(kind)))
            ctx.audit(session, Deed.LEAVE_KIND_ADD, f"leave_kind:{kind.code}", after=asdict(kind))


def edit_kind(ctx: Context, kind: KindDetails, seen: Seen[KindDetails] | None = None) -> None:
    """Change a kind's name, balance or retirement. Stale where it is no longer what was `seen`.

    Its notice and chain stay as they are once it is in use: leaves were judged by them. Another
    notice or chain is another kind.
    """
    kind = replace(kind, name=kind.name.strip())
    with ctx.write() as session:
        permission.require(ctx, session, Action.EDIT_KINDS)
        _refuse(kind)
        before = next((row for row in own_kind_details(session) if row.code == kind.code), None)
        if before is None:
            raise NotFound(msg("No such kind"), msg("{code} is no own kind.", code=kind.code))
        if (before.notice_days, before.director) != (kind.notice_days, kind.director):
            raise BadInput(
                msg("A kind keeps its notice and chain"),
                msg("Leaves were judged by them. Retire this kind and add another."),
            )
        subject = f"leave_kind:{kind.code}"
        refuse_stale(session, seen, before, kind, _said, subject)
        session.execute(
            update(OwnLeaveKind)
            .where(OwnLeaveKind.code == kind.code)
            .values(
                name=kind.name, has_balance=kind.has_balance, retired=kind.retired,
                counting=kind.counting,
            )
        )  # fmt: skip
        ctx.audit(session, Deed.LEAVE_KIND_EDIT, subject, asdict(before), asdict(kind))


_COUNTED = {
    Counting.ROSTERED: msg("rostered days are counted"),
    Counting.WORKDAYS: msg("workdays are counted"),
    Counting.CALENDAR: msg("calendar days are counted"),
}


def _said(kind: KindDetails) -> Message:
    counted = _COUNTED[kind.counting] if kind.has_balance else msg("days are not counted")
    state = msg("retired") if kind.retired else msg("in service")
    return msg("{name}, {counted}, {state}", name=kind.name, counted=counted, state=state)


def _refuse(kind: KindDetails) -> None:
    if not kind.code.isidentifier() or name_problem(kind.name):
        raise BadInput(
            msg("A code and a name are needed"),
            msg("The code has letters, digits and _ only, and begins with a letter."),
        )
    if not 0 <= kind.notice_days <= LONGEST_NOTICE:
        raise BadInput(
            msg("How many days of notice?"),
            msg("Give 0 to {most} days.", most=LONGEST_NOTICE),
        )
