"""The first start: from no store, or one without accounts, to the administrator's desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.accounts.passwords import require_strong
from app.services.accounts.sign_in import set_up_administrator
from app.ui.kit import me as who
from app.ui.kit.blank_roster import ask_for_blank
from app.ui.kit.importing import ask_for_workbook
from app.ui.kit.me import Me
from app.ui.kit.roster_file import RosterFile
from app.ui.sign_in.first_start import BeginPage, SetUpPage, WelcomePage
from app.ui.sign_in.front import FrontPage
from app.ui.sign_in.opening import Opened

if TYPE_CHECKING:
    from app.ui.sign_in.flow import Flow


def welcome(flow: Flow) -> None:
    """There is no store: a centre of one's own, or the demo?"""

    def build() -> FrontPage:
        opening = flow.opening
        page = WelcomePage(flow.look, opening.address, may_choose=opening.may_choose)
        page.place_asked.connect(lambda: flow.choose_place(lambda: welcome(flow)))
        page.centre_asked.connect(lambda: set_up(flow))
        page.demo_asked.connect(lambda: _make_demo(flow))
        return page

    flow.window.show_front(build)


def _make_demo(flow: Flow) -> None:
    """The demo goes into a store of its own; the centre's can still be set up later."""
    flow.opening = flow.opening.for_demo()
    flow.start()


def set_up(flow: Flow) -> None:
    """Ask for the first administrator, and for the centre's name where the store is new."""

    def build() -> FrontPage:
        page = SetUpPage(flow.look, flow.opening.address, new_store=flow.opened is None)
        page.back_asked.connect(lambda: welcome(flow))
        page.asked.connect(lambda *typed: _make(flow, page, *typed))
        return page

    flow.window.show_front(build)


def _make(flow: Flow, page: SetUpPage, name: str, zone: str, login: str, password: str) -> None:
    def work() -> tuple[Opened, Me]:
        require_strong(password, [login, name])  # before a store is made for nobody
        opened = flow.opened or flow.opening.create(name, zone)
        account = set_up_administrator(opened.context, login, password)
        return opened, who.load(opened.context, account)

    def done(made: tuple[Opened, Me]) -> None:
        flow.opened, me = made
        _begin(flow, me)

    flow.work.write(work, done, page.show_error)


def _begin(flow: Flow, me: Me) -> None:
    def build() -> FrontPage:
        page = BeginPage(flow.look)
        page.import_asked.connect(lambda: _begin_with_import(flow, me))
        page.roster_asked.connect(lambda: _begin_with_roster(flow, me))
        page.blank_asked.connect(lambda: _begin_with_blank(flow, me))
        page.desk_asked.connect(lambda: flow.sit_down(me))
        return page

    flow.window.show_front(build)


def _begin_with_import(flow: Flow, me: Me) -> None:
    flow.sit_down(me)
    if flow.desk is not None:
        ask_for_workbook(flow.desk, flow.window)


def _begin_with_roster(flow: Flow, me: Me) -> None:
    flow.sit_down(me)
    if flow.desk is not None:
        flow.desk.go("roster", RosterFile())


def _begin_with_blank(flow: Flow, me: Me) -> None:
    flow.sit_down(me)
    if flow.desk is not None:
        ask_for_blank(flow.desk, flow.window)
