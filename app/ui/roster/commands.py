"""What can be done on this page, as it is known before the page is made."""

from __future__ import annotations

from app.rules.permissions import Action as May
from app.rules.vocabulary import msg
from app.ui.kit.commands import Command, commands, reaching_others, who_may

_GROUP = msg("Roster")


COMMANDS = commands(
    Command("roster.undo", msg("Undo"), _GROUP, "Ctrl+Z", "undo", here=True),
    Command("roster.redo", msg("Redo"), _GROUP, "Ctrl+Shift+Z; Ctrl+Y", "redo", here=True),
    Command(
        "roster.fill",
        msg("Fill a rotation…"),
        _GROUP,
        "Ctrl+R",
        "fill",
        words="pattern rotate 轮班 循环 排班",
        may=who_may(May.DRAFT_ROSTER),
    ),
    Command(
        "roster.publish",
        msg("Publish…"),
        _GROUP,
        "Ctrl+Shift+P",
        "publish",
        words="fabu 发布",
        may=who_may(May.PUBLISH_ROSTER),
    ),
    Command(
        "roster.hand",
        msg("Hand to the head…"),
        _GROUP,
        "Ctrl+Shift+H",
        "hand",
        words="submit head publish 提交 部主任 上报 送审",
        here=True,
    ),
    Command(
        "roster.hand_undo",
        msg("Take back what was handed to the head"),
        _GROUP,
        icon="undo",
        words="withdraw 撤回",
        here=True,
    ),
    Command(
        "roster.hand_back",
        msg("Hand a draft back…"),
        _GROUP,
        icon="undo",
        words="return decline 退回",
        here=True,
    ),
    Command(
        "roster.jump",
        msg("Jump to a person…"),
        _GROUP,
        "Ctrl+J",
        "person",
        words="find search 查找 人员",
    ),
    Command(
        "roster.offer",
        msg("Offer what is short that day…"),
        _GROUP,
        "Ctrl+Shift+O",
        "people",
        words="offer need short cover 缺人 找人 报名 顶班",
        here=True,
    ),
    Command(
        "roster.print",
        msg("Print the month…"),
        _GROUP,
        "Ctrl+P",
        "print",
        words="pdf paper 打印 纸",
    ),
    Command(
        "roster.certify",
        msg("Certificate…"),
        _GROUP,
        "Ctrl+Shift+Y",
        "certify",
        words="certificate certify prove check audit 核验 证明 检查 排班核验",
        may=reaching_others(May.SEE_REGISTERS),
    ),
    Command("roster.filter", msg("Filter by name"), _GROUP, "Ctrl+F", "filter"),
    Command("roster.today", msg("Go to today"), _GROUP, "Ctrl+T", "today"),
    Command("roster.earlier", msg("Earlier days"), _GROUP, "Ctrl+PgUp", "left", here=True),
    Command("roster.later", msg("Later days"), _GROUP, "Ctrl+PgDown", "right", here=True),
    Command("roster.month", msg("Show a month"), _GROUP, "Ctrl+Alt+M", "calendar"),
    Command("roster.fortnight", msg("Show two weeks"), _GROUP, "Ctrl+Alt+F", "calendar"),
    Command("roster.week", msg("Show a week"), _GROUP, "Ctrl+Alt+W", "calendar"),
    Command(
        "roster.import",
        msg("Bring in a roster…"),
        _GROUP,
        "Ctrl+O",
        "import",
        words="import excel csv 导入 表格 排班表",
        may=who_may(May.DRAFT_ROSTER, May.IMPORT),
    ),
    Command(
        "roster.template",
        msg("Download a blank template…"),
        _GROUP,
        icon="template",
        words="template excel 空白 模板 下载",
        may=who_may(May.DRAFT_ROSTER, May.IMPORT),
    ),
    Command(
        "roster.leaves",
        msg("Leave in the last roster file…"),
        _GROUP,
        icon="leave",
        words="leave file 请假 文件 假条",
        may=who_may(May.DRAFT_ROSTER, May.IMPORT),
    ),
)
