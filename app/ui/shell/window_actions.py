"""What can be done wherever one is: pages, look, desk. The menu and the palette show it all."""

from __future__ import annotations

from functools import partial
from operator import ne
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QWidget

from app import text
from app.rules.vocabulary import Message, msg
from app.text import _, say
from app.ui.kit.actions import Action, Actions
from app.ui.kit.sick_call import SickCall
from app.ui.kit.tokens import Choice
from app.ui.shell.about import about_dialog, shortcuts_dialog

if TYPE_CHECKING:
    from app.ui.kit.desk import Desk
    from app.ui.shell.main_window import MainWindow
    from app.ui.shell.workspace import Workspace

GO = msg("Go to")
LOOK = msg("View")
DESK = msg("Desk")
HELP = msg("Help")
_THEMES = (
    (Choice.LIGHT, msg("Light colours")),
    (Choice.DARK, msg("Dark colours")),
    (Choice.SYSTEM, msg("Colours as the system has them")),
)


def window_actions(window: MainWindow, workspace: Workspace) -> list[Action]:
    """Everything that the window itself offers, in the order of its menu."""
    return [
        *_go(workspace),
        sick_call(workspace.desk),
        *_look(window, workspace),
        *_desk(window),
        *_help(window, workspace.desk.actions),
    ]


def _go(workspace: Workspace) -> list[Action]:
    pages = [
        Action(
            f"go.{entry.key}",
            entry.title,
            partial(workspace.show_page, entry.key),
            GO,
            entry.shortcut,
            entry.icon,
            words=entry.words,
        )
        for entry in (*workspace.entries(), *workspace.more())
    ]
    back = Action("go.back", msg("Back"), workspace.go_back, GO, "Alt+Left", "left")
    commands = workspace.palette_over.open_palette
    return [
        *pages,
        back,
        Action(
            "go.commands", msg("Commands…"), commands, GO, "Ctrl+K", "command", in_palette=False
        ),
    ]


def sick_call(desk: Desk) -> Action:
    """Somebody is on the telephone: the form, wherever one is."""
    return Action(
        "leave.call", msg("Sick call…"), lambda: desk.go("leave", SickCall()), msg("Leave"),
        "Ctrl+Shift+S", "phone", lambda: desk.me.person_id is not None,
        words="sick call 病假 电话请假 急诊 bingjia",
    )  # fmt: skip


def _look(window: MainWindow, workspace: Workspace) -> list[Action]:
    look = window.look
    themes = [
        Action(
            f"look.{choice}",
            title,
            partial(look.choose_theme, choice),
            LOOK,
            icon="theme",
            words="theme dark light 深色 浅色 主题",
        )
        for choice, title in _THEMES
    ]
    languages = [
        Action(
            f"look.{code}",
            Message(name),
            partial(look.choose_language, code),
            LOOK,
            icon="language",
            words="language 语言 english chinese 中文",
            enabled=partial(ne, look.language, code),
        )
        for code, name in text.LANGUAGES.items()
    ]
    step = look.step_text
    return [
        Action("look.rail", msg("Fold the rail"), workspace.toggle_rail, LOOK, "Ctrl+B", "rail"),
        Action(
            "look.panel",
            msg("Fold or open the panel"),
            workspace.toggle_panel,
            LOOK,
            "Ctrl+I",
            "panel",
            enabled=workspace.can_fold,
        ),
        Action("look.larger", msg("Larger text"), lambda: step(1), LOOK, "Ctrl+=", "plus"),
        Action("look.smaller", msg("Smaller text"), lambda: step(-1), LOOK, "Ctrl+-", "minus"),
        *themes,
        *languages,
    ]


def _desk(window: MainWindow) -> list[Action]:
    password = window.password_asked.emit
    return [
        Action("desk.password", msg("Change password…"), password, DESK, icon="key"),
        Action("desk.lock", msg("Lock"), window.lock, DESK, "Ctrl+L", "lock"),
        Action(
            "desk.sign_out",
            msg("Sign out"),
            window.sign_out_asked.emit,
            DESK,
            "Ctrl+Shift+L",
            "sign-out",
            words="登出 注销 交班 log out",
        ),
        Action("desk.quit", msg("Quit"), window.close, DESK, "Ctrl+Q", "close"),
    ]


def _help(window: MainWindow, actions: Actions) -> list[Action]:
    def shortcuts() -> None:
        shortcuts_dialog(window, actions).open()

    return [
        Action("help.keys", msg("Keyboard shortcuts"), shortcuts, HELP, "F1", "keyboard"),
        Action(
            "help.about", msg("About Dutydesk"), lambda: about_dialog(window).open(), HELP,
            icon="info",
        ),
    ]  # fmt: skip


def build_menu(menu: QMenu, actions: Actions) -> None:
    """Fill `menu` with what is offered here and now, under the groups' headings."""
    menu.clear()
    submenus: dict[str, QMenu] = {}
    for action, made in actions.offered():
        heading = say(action.group)
        if heading not in submenus:
            submenus[heading] = menu.addMenu(heading)
        submenus[heading].addAction(made)


def person_menu(parent: QWidget, actions: Actions) -> QMenu:
    """What the person at the desk may do about being there: another password, lock, leave."""
    menu = QMenu(parent)
    menu.setAccessibleName(say(DESK))
    for key in ("desk.password", "desk.lock", "desk.sign_out"):
        menu.addAction(actions.qaction(key))
    return menu


def menu_for(parent: QWidget, actions: Actions) -> QMenu:
    """A menu that asks the registry each time that it opens."""
    menu = QMenu(parent)
    menu.setAccessibleName(_("Menu"))
    menu.aboutToShow.connect(lambda: build_menu(menu, actions))
    return menu
