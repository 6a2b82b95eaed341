"""What can be done on this page, as it is known before the page is made."""

from __future__ import annotations

from app.rules.permissions import Action as May
from app.rules.vocabulary import msg
from app.ui.kit.commands import Command, commands, who_may

_GROUP = msg("Need")
_EDIT = who_may(May.EDIT_NEEDS)

COMMANDS = commands(
    Command(
        "need.interval",
        msg("Need by interval"),
        _GROUP,
        "Ctrl+Shift+I",
        "chart",
        words="shiduan huawu 时段 话务量",
    ),
    Command(
        "need.shift",
        msg("Need per shift"),
        _GROUP,
        "Ctrl+Shift+N",
        "roster",
        words="banci renshu 班次 人数",
        may=_EDIT,
    ),
    Command(
        "need.bring",
        msg("Bring in contacts…"),
        _GROUP,
        "Ctrl+O",
        "import",
        words="daoru huawuliang 导入 话务",
        may=_EDIT,
    ),
    Command(
        "need.goal",
        msg("Service goal…"),
        _GROUP,
        "Ctrl+G",
        "flag",
        words="fuwu mubiao 接通率 服务水平 service level",
        may=_EDIT,
    ),
    Command("need.correct", msg("Correct the expected contacts"), _GROUP, "F2", "edit", here=True),
    Command("need.export", msg("Export the need…"), _GROUP, "Ctrl+E", "export"),
)
