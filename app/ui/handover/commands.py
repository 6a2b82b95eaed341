"""What can be done on this page, as it is known before the page is made."""

from __future__ import annotations

from app.rules.vocabulary import Section, msg
from app.text.words import title_word
from app.ui.kit.commands import Command, commands

_GROUP = msg("Handover")

COMMANDS = commands(
    Command(
        "handover.search",
        msg("Search all logs and items…"),
        _GROUP,
        "Ctrl+F",
        "search",
        words="jiaojie rizhi 搜索 交接日志",
    ),
    Command("handover.present", msg("Log of the present shift"), _GROUP, "Ctrl+T", "today"),
    Command(
        "handover.earlier", msg("Log of the shift before"), _GROUP, "Ctrl+PgUp", "left", here=True
    ),
    Command(
        "handover.later", msg("Log of the shift after"), _GROUP, "Ctrl+PgDown", "right", here=True
    ),
    Command(
        "handover.sign",
        msg("What comes next: read back, sign…"),
        _GROUP,
        "Ctrl+Shift+Return",
        "edit",
        words="qianzi 签字 交班 接班 复述",
    ),
    Command("handover.new", msg("What is new since my last shift"), _GROUP, "Ctrl+Shift+N", "bell"),
    Command("handover.print", msg("Print what is shown…"), _GROUP, "Ctrl+P", "print"),
    Command(
        "handover.verify", msg("Verify a printed log…"), _GROUP, "", "shield", words="yanzheng 验证"
    ),
    *(
        Command(
            f"handover.{section}",
            msg("Write under: {section}", section=title_word(section)),
            _GROUP,
            f"Alt+{number}",
            "note",
        )
        for number, section in enumerate(Section, start=1)
    ),
)
