"""Where the store is: asked at the first start, looked at before it is chosen, and kept."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from shiboken6 import isValid

from app import bootstrap, settings
from app.address import FileAddress, ServerAddress, StoreAddress
from app.bootstrap import open_store
from app.errors import AppError, PasswordNeeded, StoreProblem, StoreSilent
from app.models import Setting, SettingKey
from app.rules.vocabulary import msg
from app.store.places import Named
from app.store.port import Place
from app.store.postgresql import passwords
from app.store.sqlite.place import FilePlace
from app.ui.application import chosen
from app.ui.kit.forms import Confirmation
from app.ui.sign_in import patience
from app.ui.sign_in.opening import Opening
from app.ui.sign_in.page import SignInPage
from app.ui.sign_in.place_page import PlacePage
from app.ui.sign_in.server_page import ServerPage
from tests.ui.outages import UNCHANGED, FrailStore
from tests.ui.screen import PASSWORD, Person

Arrive = Callable[[Path | Opening], Person]
SAFE = "postgresql://duty@db.example.cn/dutydesk?sslmode=verify-full"
HONEST = (
    "Whoever knows this database's password can read and change everything. Roles hold between "
    "people who use the program."
)
SILENT = StoreSilent(msg("The server does not answer."), msg("It cannot be reached."))
WRONG = PasswordNeeded(msg("The server lets nobody in by this name."), msg("Another password."))


@dataclass
class Server:
    """A server's database, which is a file in truth: `trouble` is what it says instead."""

    file: Path
    centre: str | None = None
    trouble: AppError | None = None
    word: str = ""
    """The password that it wants."""
    asked: list[ServerAddress] = field(default_factory=list)
    open_for_answers: threading.Event = field(default_factory=threading.Event)

    def look(self, address: ServerAddress) -> str | None:
        self._let_in(address)
        return self.centre

    def place(self, named: Named, seen: Path, _backups: Path | None = None) -> Place:
        if isinstance(named, ServerAddress):
            self._let_in(named)
            return FilePlace.at(self.file, seen)
        return FilePlace.at(named if isinstance(named, Path) else named.file, seen)

    def _let_in(self, address: ServerAddress) -> None:
        self.asked.append(address)
        assert self.open_for_answers.wait(20)
        if self.trouble is not None:
            raise self.trouble
        if self.word and passwords.password_for(address) != self.word:
            raise WRONG


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Server]:
    made = Server(tmp_path / "database" / "centre.dutydesk")
    made.open_for_answers.set()
    monkeypatch.setattr(bootstrap, "centre_at", made.look)
    monkeypatch.setattr(bootstrap, "place_at", made.place)
    yield made
    made.open_for_answers.set()
    for address in made.asked:
        passwords.tell(address, "")


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return tmp_path / "settings" / "config.toml"


def starts(config: Path, **more: str) -> Opening:
    """How the window starts with this file of settings."""
    environment = {"DUTYDESK_CONFIG": str(config), "DUTYDESK_DATA": str(config.parent), **more}
    return chosen(settings.load(environment))


def enters(person: Person, keys: Qt.Key = Qt.Key.Key_Return) -> None:
    """A key, wherever the keyboard is."""
    here = QApplication.focusWidget()
    assert here is not None
    QTest.keyClick(here, keys)


def fills_in(person: Person, password: str = "") -> None:
    person.types("Server", "db.example.cn")
    person.types("User", "duty")
    if password:
        person.types("Password", password)


def presses_look(person: Person) -> None:
    person.presses("Look what is there")
    person.waits()


def at_the_form(arrive: Arrive, config: Path) -> Person:
    person = arrive(starts(config))
    person.picks("On a server")
    return person


# The first start


def test_enter_goes_on_with_a_file_on_this_computer(arrive: Arrive, config: Path) -> None:
    person = arrive(starts(config))
    assert "Where is the centre's store?" in person.reads()
    enters(person)
    person.waits()
    assert "Welcome" in person.reads()
    assert not config.exists(), "nothing else was said"
    person.presses("Choose another place…")
    assert "Where is the centre's store?" in person.reads()
    person.presses("Back")
    assert "Welcome" in person.reads()


def test_where_the_store_is_there_nobody_is_asked(
    arrive: Arrive, config: Path, store: Path
) -> None:
    config.parent.mkdir()
    store.rename(config.parent / "centre.dutydesk")
    assert "Sign in" in arrive(starts(config)).reads()


def test_what_was_said_otherwise_is_not_asked(arrive: Arrive, config: Path, tmp_path: Path) -> None:
    named = str(tmp_path / "named.dutydesk")
    person = arrive(starts(config, DUTYDESK_STORE=named))
    assert "Welcome" in person.reads()
    assert "Choose another place…" not in [one.text() for one in person.all(QPushButton)]


def test_a_centre_is_set_up_on_a_server_by_the_keyboard_alone(
    arrive: Arrive, config: Path, server: Server
) -> None:
    person = arrive(starts(config))
    enters(person, Qt.Key.Key_Tab)
    enters(person)
    for words in ("db.example.cn", "", "duty", "right"):
        here = QApplication.focusWidget()
        assert isinstance(here, QLineEdit)
        QTest.keyClicks(here, words)
        enters(person, Qt.Key.Key_Tab)
    enters(person)
    person.waits()
    found = "The server answers, and the database is empty: a new centre can be set up."
    assert found in person.reads()
    assert HONEST in person.reads()
    assert not config.exists(), "only looked at so far"
    enters(person)
    person.waits()
    assert config.read_text() == f'store = "{SAFE}"\n'
    assert "Welcome" in person.reads()
    person.picks("Set up our centre")
    assert HONEST in person.reads()
    person.types("Name of the centre", "Harbour")
    person.types("Password", PASSWORD)
    person.types("Password again", PASSWORD)
    person.presses("Set up")
    person.waits()
    assert "The centre is set up" in person.reads()
    assert passwords.password_for(ServerAddress(SAFE)) == "right"
    assert "right" not in config.read_text()


def test_the_next_start_opens_the_store_that_was_chosen(
    arrive: Arrive, config: Path, server: Server, store: Path
) -> None:
    server.file, server.centre = store, "Test centre"
    person = at_the_form(arrive, config)
    fills_in(person)
    presses_look(person)
    assert "The server answers: the store of “Test centre” is there." in person.reads()
    person.presses("Use this store")
    person.waits()
    assert "Sign in" in person.reads()
    person.window.close_for_good()
    again = arrive(starts(config))
    assert {"Sign in", "Server db.example.cn, database dutydesk", HONEST} <= set(again.reads())
    again.signs_in()
    assert again.at_desk


# The form


def test_tab_goes_through_the_form_as_it_is_read(
    arrive: Arrive, config: Path, dressed: None
) -> None:
    person = at_the_form(arrive, config)
    (page,) = person.all(ServerPage)
    walked = []
    for _stop in range(8):
        here = QApplication.focusWidget()
        assert here is not None
        walked.append(here.accessibleName() or here.property("text").replace("&", ""))
        QTest.keyClick(here, Qt.Key.Key_Tab)
    assert walked == [
        "Server", "Database", "User", "Password", "Root certificate, if you were given one",
        "Choose…", "Look what is there", "Back",
    ]  # fmt: skip
    assert page.isVisible()


def server_line(person: Person, name: str = "Server") -> QLineEdit:
    return next(one for one in person.all(QLineEdit) if one.accessibleName().startswith(name))


def pastes(person: Person, words: str) -> None:
    line = server_line(person)
    QGuiApplication.clipboard().setText(words)
    line.selectAll()
    line.paste()


def shown(person: Person) -> dict[str, str]:
    return {one.accessibleName(): one.text() for one in person.all(QLineEdit)}


def test_a_pasted_address_fills_the_fields_and_parts_with_its_password(
    arrive: Arrive, config: Path
) -> None:
    person = at_the_form(arrive, config)
    pastes(
        person,
        "postgresql://duty:s3cret@db.example.cn:5433/centre"
        "?sslmode=verify-full&sslrootcert=/etc/root.pem",
    )
    assert shown(person) == {
        "Server": "db.example.cn:5433",
        "Database": "centre",
        "User": "duty",
        "Password": "s3cret",
        "Root certificate, if you were given one": "/etc/root.pem",
    }
    assert (
        "Address: postgresql://duty@db.example.cn:5433/centre"
        "?sslmode=verify-full&sslrootcert=/etc/root.pem"
    ) in person.reads()
    assert not [line for line in person.reads() if "s3cret" in line]


@pytest.mark.parametrize("cursor", [0, 3, 13])
def test_a_pasted_address_takes_the_place_of_what_stood_there(
    arrive: Arrive, config: Path, cursor: int
) -> None:
    person = at_the_form(arrive, config)
    person.types("Server", "db.example.cn")
    QGuiApplication.clipboard().setText("postgresql://duty@other.example.cn:5433/centre")
    line = server_line(person)
    line.setCursorPosition(cursor)
    QTest.keyClick(line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert shown(person)["Server"] == "other.example.cn:5433"
    assert shown(person)["Database"] == "centre"


def test_a_filled_field_that_is_reached_is_typed_over(
    arrive: Arrive, config: Path, server: Server
) -> None:
    server.trouble = SILENT
    person = arrive(kept(config, ServerAddress(SAFE)))
    person.presses("Choose another place…")
    enters(person)
    line = server_line(person)
    assert line.selectedText() == "db.example.cn"
    enters(person, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not line
    person.qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    assert line.selectedText() == "db.example.cn"
    person.qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    assert line.selectedText() == "", "a second click sets the cursor"


def test_where_the_port_goes_is_said_and_nothing_in_english(arrive: Arrive, config: Path) -> None:
    person = at_the_form(arrive, config)
    person.presses("简体中文")
    assert any("db.example.cn:5433" in line for line in person.reads())
    QTest.keyClicks(server_line(person, "服务器"), "[")
    person.presses("测试连接")
    person.waits()
    assert "这不是服务器名称。服务器名称形如“db.example.cn”或“192.168.1.20”。" in person.reads()


def test_an_address_that_is_typed_is_taken_when_the_field_is_left(
    arrive: Arrive, config: Path
) -> None:
    person = at_the_form(arrive, config)
    person.types("Server", "postgresql://duty@localhost/centre")
    enters(person, Qt.Key.Key_Tab)
    assert shown(person)["Server"] == "localhost"
    assert "Address: postgresql://duty@localhost/centre" in person.reads()


@pytest.mark.parametrize(
    ("server", "database", "said"),
    [
        ("", "dutydesk", "Type the server's name."),
        ("db.example.cn", "", "Type the name of the database."),
        ("db.example.cn:high", "dutydesk", "The port is no number from 1 to 65535."),
        ("[", "dutydesk", "This is no server's name."),
    ],
)
def test_what_is_missing_or_wrong_is_said_before_anybody_is_asked(
    arrive: Arrive, config: Path, server: str, database: str, said: str
) -> None:
    person = at_the_form(arrive, config)
    person.types("Server", server)
    person.types("Database", database)
    presses_look(person)
    assert [line for line in person.reads() if line.startswith(said)]


@pytest.mark.parametrize(
    "trouble",
    [
        SILENT,
        StoreProblem(msg("The server is too old."), msg("It is PostgreSQL 12.")),
        StoreProblem(msg("This is not a Dutydesk store."), msg("There are other tables.")),
    ],
)
def test_what_stands_against_a_server_is_said_beside_the_form(
    arrive: Arrive, config: Path, server: Server, trouble: AppError
) -> None:
    server.trouble = trouble
    person = at_the_form(arrive, config)
    fills_in(person)
    presses_look(person)
    assert f"{trouble.title.msgid}\n{trouble.message.msgid}" in person.reads()
    assert shown(person)["User"] == "duty"
    assert not config.exists()


def test_a_wrong_password_leads_to_its_field(arrive: Arrive, config: Path, server: Server) -> None:
    server.word, server.centre = "right", "Harbour"
    person = at_the_form(arrive, config)
    fills_in(person, "wrong")
    presses_look(person)
    here = QApplication.focusWidget()
    assert here is not None
    assert here.accessibleName() == "Password"
    QTest.keyClicks(here, "right")
    enters(person)
    person.waits()
    assert "The server answers: the store of “Harbour” is there." in person.reads()


def test_the_window_stays_live_while_the_server_is_asked(
    arrive: Arrive, config: Path, server: Server
) -> None:
    server.open_for_answers.clear()
    server.centre = "Harbour"
    person = at_the_form(arrive, config)
    fills_in(person)
    person.presses("Look what is there")
    assert "Asking the server…" in person.reads()
    person.types("User", "somebody else")
    assert "Asking the server…" not in person.reads(), "another address is typed by now"
    server.open_for_answers.set()
    person.waits()
    assert not [line for line in person.reads() if "Harbour" in line]
    assert "Look what is there" in [one.text() for one in person.all(QPushButton)]


def test_what_is_typed_after_a_look_asks_for_another(
    arrive: Arrive, config: Path, server: Server
) -> None:
    person = at_the_form(arrive, config)
    fills_in(person)
    presses_look(person)
    person.types("Database", "another")
    assert "Set up a new centre there" not in [one.text() for one in person.all(QPushButton)]


def test_another_language_keeps_what_was_typed_and_found(
    arrive: Arrive, config: Path, server: Server
) -> None:
    server.centre = "Harbour"
    person = at_the_form(arrive, config)
    fills_in(person, "s3cret")
    presses_look(person)
    person.presses("简体中文")
    assert "已连上服务器：其中是“Harbour”的数据库。" in person.reads()
    assert "凡是知道这个数据库密码的人，都能查看和修改全部内容。" in "".join(person.reads())
    assert {"db.example.cn", "duty", "s3cret"} <= set(shown(person).values())
    person.presses("返回")
    assert "本中心的数据库在哪里？" in person.reads()
    person.picks("在服务器上")
    assert {"db.example.cn", "duty"} <= set(shown(person).values())


def test_a_choice_that_cannot_be_kept_is_told(arrive: Arrive, config: Path, server: Server) -> None:
    opening = starts(config)
    (config.parent.parent / "file").write_text("")
    unwritable = config.parent.parent / "file" / "config.toml"
    person = arrive(replace(opening, config=unwritable))
    person.picks("On a server")
    fills_in(person)
    presses_look(person)
    person.presses("Set up a new centre there")
    assert [line for line in person.reads() if "The store is asked for again" in line]


# A server that cannot be worked in at the start


def kept(config: Path, address: StoreAddress) -> Opening:
    config.parent.mkdir()
    config.write_text(f'store = "{address}"\n')
    return starts(config)


def test_where_a_server_does_not_answer_one_tries_again_or_goes_elsewhere(
    arrive: Arrive, config: Path, server: Server, store: Path
) -> None:
    server.file, server.trouble = store, SILENT
    person = arrive(kept(config, ServerAddress(SAFE)))
    assert "The server does not answer." in person.reads()
    ways = [one.text() for one in person.all(QPushButton)]
    assert {"Try again", "Choose another place…", "Quit"} <= set(ways)
    assert "Restore a backup…" not in ways
    person.presses("Choose another place…")
    assert person.all(PlacePage)
    person.presses("Back")
    server.trouble = None
    person.presses("Try again")
    person.waits()
    assert "Sign in" in person.reads()


GOES_ON = "Dutydesk keeps asking by itself, and goes on as soon as the server answers."


def test_the_start_goes_on_by_itself_once_the_server_answers(
    arrive: Arrive,
    config: Path,
    server: Server,
    store: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(patience, "DELAYS", (0.01,))
    server.file, server.trouble = store, SILENT
    person = arrive(kept(config, ServerAddress(SAFE)))
    assert any(line.startswith(GOES_ON) for line in person.reads())
    person.qtbot.waitUntil(lambda: f"{GOES_ON}\nTries so far: 3" in person.reads())
    server.trouble = None
    person.qtbot.waitUntil(lambda: "Test centre" in person.reads())
    person.signs_in()
    assert person.at_desk


def test_what_the_server_says_once_it_answers_is_shown_by_itself(
    arrive: Arrive, config: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "DELAYS", (0.01,))
    server.trouble = SILENT
    person = arrive(kept(config, ServerAddress(SAFE)))
    server.trouble = WRONG
    person.qtbot.waitUntil(lambda: "The server's password" in person.reads())


def test_who_went_elsewhere_is_not_called_back(
    arrive: Arrive, config: Path, server: Server, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "DELAYS", (0.01,))
    server.file, server.trouble = store, SILENT
    person = arrive(kept(config, ServerAddress(SAFE)))
    server.open_for_answers.clear()
    asked = len(server.asked)
    person.qtbot.waitUntil(lambda: len(server.asked) > asked)
    person.presses("Choose another place…")
    server.trouble = None
    server.open_for_answers.set()
    person.flow.work.write(lambda: None, None, None)  # after what is being tried
    person.waits()
    assert person.all(PlacePage)
    assert person.flow.opened is None


def test_another_language_while_the_sign_in_waits_for_the_server(
    arrive: Arrive, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = arrive(store)
    assert person.flow.opened is not None
    context = person.flow.opened.context
    frail = FrailStore(context.store, silent=True)
    monkeypatch.setattr(
        person.flow, "opened", replace(person.flow.opened, context=replace(context, store=frail))
    )
    person.signs_in()
    (old,) = person.all(SignInPage)
    person.presses("简体中文")
    person.qtbot.waitUntil(lambda: not isValid(old))
    frail.silent = False
    person.types("密码(P)", PASSWORD)  # the login stands as it was typed
    person.presses("登录")
    person.waits()
    assert person.at_desk


def test_the_warning_at_the_sign_in_goes_once_the_server_answers(
    arrive: Arrive, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "DELAYS", (0.01,))
    person = arrive(store)
    assert person.flow.opened is not None
    context = person.flow.opened.context
    frail = FrailStore(context.store, silent=True)
    monkeypatch.setattr(
        person.flow, "opened", replace(person.flow.opened, context=replace(context, store=frail))
    )
    person.types("Login", "admin")
    person.types("Password", PASSWORD)
    person.presses("Sign in")
    said = f"{UNCHANGED}\nDutydesk keeps asking by itself: this goes as soon as the server answers."
    person.qtbot.waitUntil(lambda: said in person.reads())
    person.types("Password", PASSWORD)
    frail.silent = False
    person.qtbot.waitUntil(lambda: said not in person.reads())
    person.presses("Sign in")  # what was typed meanwhile stands
    person.waits()
    assert person.at_desk


def test_a_server_s_form_begins_with_what_was_chosen_before(
    arrive: Arrive, config: Path, server: Server
) -> None:
    server.trouble = SILENT
    person = arrive(kept(config, ServerAddress(SAFE)))
    person.presses("Choose another place…")
    person.picks("On a server")
    assert shown(person)["Server"] == "db.example.cn"


def test_enter_keeps_to_the_server_and_leaving_it_is_asked_and_remembered(
    arrive: Arrive, config: Path, server: Server
) -> None:
    server.trouble = SILENT
    person = arrive(kept(config, ServerAddress(SAFE)))
    person.presses("Choose another place…")
    assert "Chosen now: Server db.example.cn, database dutydesk" in person.reads()
    enters(person)
    assert shown(person)["Server"] == "db.example.cn"
    person.presses("Back")

    person.picks("On this computer")
    (ask,) = person.all(Confirmation)
    person.qtbot.waitUntil(ask.isActiveWindow)
    assert any(line.startswith("Server db.example.cn, database dut") for line in person.reads())
    enters(person)
    person.qtbot.waitUntil(lambda: not person.all(Confirmation))
    assert config.read_text() == f'store = "{SAFE}"\n', "Enter leaves nothing"
    person.picks("On this computer")
    person.presses("Leave the server")
    person.waits()
    assert "Welcome" in person.reads()
    assert config.read_text() == f'last_server = "{SAFE}"\n'

    person.presses("Choose another place…")
    assert "Chosen before: Server db.example.cn, database dutydesk" in person.reads()
    person.picks("On a server")
    assert {"db.example.cn", "dutydesk", "duty"} <= set(shown(person).values())


def test_the_password_is_asked_at_the_start_until_it_is_right(
    arrive: Arrive, config: Path, server: Server, store: Path
) -> None:
    server.file, server.word = store, "right"
    person = arrive(kept(config, ServerAddress(SAFE)))
    assert {"The server's password", "Another password."} <= set(person.reads())
    here = QApplication.focusWidget()
    assert isinstance(here, QLineEdit)
    assert here.echoMode() is QLineEdit.EchoMode.Password
    assert here.accessibleName() == "Password of duty"
    enters(person)
    assert person.reads(), "nothing was typed: nothing is asked"
    QTest.keyClicks(here, "wrong")
    enters(person)
    person.waits()
    assert any(
        line.startswith("The password that you typed was tried, and the server refused it.")
        for line in person.reads()
    )
    here = QApplication.focusWidget()
    assert isinstance(here, QLineEdit)
    assert here.selectedText(), "typing replaces it"
    QTest.keyClicks(here, "right")
    enters(person)
    person.waits()
    assert "Sign in" in person.reads()
    assert "right" not in config.read_text()


def test_what_the_environment_says_cannot_be_chosen_otherwise(
    arrive: Arrive, config: Path, server: Server
) -> None:
    server.trouble = SILENT
    person = arrive(starts(config, DUTYDESK_STORE=SAFE))
    ways = [one.text() for one in person.all(QPushButton)]
    assert "Try again" in ways
    assert "Choose another place…" not in ways


@pytest.mark.parametrize("line", ["store = ", 'store = "postgresql://duty:s3cret@db/centre"'])
def test_a_wrong_line_in_the_settings_is_told_and_chosen_anew(
    arrive: Arrive, config: Path, line: str
) -> None:
    config.parent.mkdir()
    config.write_text(line)
    person = arrive(starts(config))
    assert "It is not known where the store is" in person.reads()
    assert [said for said in person.reads() if str(config) in said]
    assert not [said for said in person.reads() if "s3cret" in said]
    person.presses("Choose another place…")
    enters(person)
    person.waits()
    assert "Welcome" in person.reads()
    assert not config.exists() or config.read_text() == ""


# At the sign-in


def test_the_sign_in_says_which_file_it_is(arrive: Arrive, config: Path, store: Path) -> None:
    config.parent.mkdir()
    ours = store.rename(config.parent / "centre.dutydesk")
    person = arrive(starts(config))
    said = [line.replace("\u200b", "") for line in person.reads()]
    assert f"This computer: {ours}" in said
    assert HONEST not in said


def test_the_sign_in_says_where_the_centre_moved(arrive: Arrive, config: Path, store: Path) -> None:
    config.parent.mkdir()
    context = open_store(store)
    with context.write() as session:
        session.merge(Setting(key=SettingKey.MOVED_TO, value="postgresql://db.example.cn/centre"))
    context.store.close()
    store.rename(config.parent / "centre.dutydesk")
    person = arrive(starts(config))
    said = "This centre moved to postgresql://db.example.cn/centre."
    assert any(line.startswith(said) for line in person.reads())


def test_another_store_is_chosen_from_the_sign_in(
    arrive: Arrive, config: Path, server: Server, store: Path, tmp_path: Path
) -> None:
    config.parent.mkdir()
    context = open_store(store)
    context.store.close()
    server.file = tmp_path / "other.dutydesk"
    server.file.write_bytes(store.read_bytes())
    store.rename(config.parent / "centre.dutydesk")
    person = arrive(starts(config))
    person.presses("Choose another place…")
    person.picks("On a server")
    fills_in(person)
    server.centre = "Test centre"
    presses_look(person)
    person.presses("Use this store")
    person.waits()
    assert "Server db.example.cn, database dutydesk" in person.reads()
    person.signs_in()
    assert person.at_desk


def test_the_demo_is_chosen_by_nobody_elses_settings(config: Path) -> None:
    opening = starts(config)
    assert opening.may_choose
    assert not opening.for_demo().may_choose
    assert isinstance(opening.usual, FileAddress)
