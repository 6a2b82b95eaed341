"""What is typed is kept in one form wherever it is typed, so that a workbook brings it back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select

from app.context import Actor, Context
from app.errors import BadInput
from app.models import Bulletin
from app.services.bulletins.publishing import NewBulletin, publish
from app.services.desks import floor
from app.services.duties.logs import LogText, keep_log
from app.services.registers.complaints import NewComplaint, register
from tests.factories import SmallCentre

Keep = Callable[[SmallCentre, str], object]


def acting(centre: SmallCentre, no: str) -> Context:
    return centre.context.acting_as(Actor(no, centre.people[no]))


KEPT: dict[str, Keep] = {
    "bulletin": lambda c, text: publish(acting(c, "0001"), NewBulletin("标题", text)),
    "job type": lambda c, text: publish(
        acting(c, "0001"), NewBulletin("标题", "正文", job_type=text)
    ),
    "complaint": lambda c, text: register(acting(c, "1001"), NewComplaint("ref-1", text)),
    "contact": lambda c, text: register(acting(c, "1001"), NewComplaint(text, "扣费争议")),
    "floor": lambda c, text: floor.ask(acting(c, "1003"), text),
    "duty log": lambda c, text: keep_log(
        acting(c, "1000"), c.department, c.context.today(), LogText(system_problems=text)
    ),
}


@pytest.mark.parametrize("where", KEPT)
@pytest.mark.parametrize("text", ["a\x0bb", "a\x01b", "长" * 40_000], ids=["tab", "sign", "long"])
def test_what_no_workbook_can_hold_is_refused_where_it_is_typed(
    centre: SmallCentre, where: str, text: str
) -> None:
    centre.context.clock.pass_by(hours=7)  # type: ignore[attr-defined]
    with pytest.raises(BadInput):
        KEPT[where](centre, text)


def test_a_job_type_of_full_width_blanks_is_everybodys(centre: SmallCentre) -> None:
    publish(acting(centre, "0001"), NewBulletin("标题", "一\r\n二\r三", job_type="\u3000\u3000"))
    with centre.context.read() as session:
        kept = session.scalars(select(Bulletin)).one()
    assert (kept.job_type, kept.text) == ("", "一\n二\n三")
