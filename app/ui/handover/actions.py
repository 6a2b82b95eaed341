"""What can be done on the handover page, for its shortcuts, buttons and the palette."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.rules.vocabulary import Section, msg
from app.ui.handover.words import section_name
from app.ui.kit.actions import Action

if TYPE_CHECKING:
    from app.ui.handover.page import HandoverPage

_GROUP = msg("Handover")


def page_actions(page: HandoverPage) -> list[Action]:
    """The page's actions; those of a log are hidden while none is shown."""

    def shown() -> bool:
        return page.log is not None

    return [
        Action("handover.search", msg("Search all logs and items…"), page.show_logs, _GROUP,
               "Ctrl+F", "search", words="jiaojie rizhi 搜索 交接日志"),
        Action("handover.present", msg("Log of the present shift"), page.go_present, _GROUP,
               "Ctrl+T", "today"),
        Action("handover.earlier", msg("Log of the shift before"), lambda: page.move_on(-1),
               _GROUP, "Ctrl+PgUp", "left", allowed=shown),
        Action("handover.later", msg("Log of the shift after"), lambda: page.move_on(1), _GROUP,
               "Ctrl+PgDown", "right", allowed=shown),
        Action("handover.sign", msg("What comes next: read back, sign…"), page.press_sign, _GROUP,
               "Ctrl+Shift+Return", "edit", allowed=shown, words="qianzi 签字 交班 接班 复述"),
        Action("handover.new", msg("What is new since my last shift"), page.show_new, _GROUP,
               "Ctrl+Shift+N", "bell", allowed=shown),
        Action("handover.print", msg("Print what is shown…"), page.print, _GROUP, "Ctrl+P", "print",
               allowed=shown),
        Action("handover.verify", msg("Verify a printed log…"), page.verify, _GROUP, "", "shield",
               words="yanzheng 验证"),
        *(
            Action(f"handover.{section}", msg("Write under: {section}",
                   section=section_name(section)), partial(page.write_under, section), _GROUP,
                   f"Alt+{number}", "note", allowed=shown)
            for number, section in enumerate(Section, start=1)
        ),
    ]  # fmt: skip
