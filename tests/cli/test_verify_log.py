"""`dutydesk verify --log NO CODE`."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import text
from app.__main__ import main
from app.bootstrap import open_store
from app.reading.handover.page import log_page
from app.services.handover import additions
from tests.conftest import KEEPER
from tests.factories import NOW, TestClock, as_it_stands, small_centre
from tests.services.handover.desk import acting, log_of, signed_out


@pytest.fixture
def signed(store_path: Path) -> tuple[Path, str, str]:
    """A store with a signed log: its file, the log's number and code."""
    context = open_store(store_path, KEEPER, TestClock(NOW))
    centre = small_centre(context)
    as_it_stands(context)
    code = signed_out(centre)
    additions.add_to_signed(acting(centre, "1000"), log_of(centre), "补充")
    shown = log_page(acting(centre, "1000"), log_of(centre))
    context.store.close()
    assert shown is not None
    return store_path, shown.no, code


def run(capsys: pytest.CaptureFixture[str], store: Path, *words: str) -> tuple[int, list[str], str]:
    status = main(["verify", "--store", str(store), "--log", *words])
    out, err = capsys.readouterr()
    return status, out.splitlines(), err


def test_a_log_that_stands_as_it_was_printed(
    capsys: pytest.CaptureFixture[str], signed: tuple[Path, str, str]
) -> None:
    store, no, code = signed
    status, told, err = run(capsys, store, no, code)
    assert (status, err) == (0, "")
    assert told[0] == f"The store holds {no} as it was printed."
    assert told[1].startswith("The code is that of the outgoing signature: Person 1000")
    assert told[2].startswith("Added since, Person 1000")


def test_it_is_told_in_chinese(
    capsys: pytest.CaptureFixture[str], signed: tuple[Path, str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("DUTYDESK_LANGUAGE", "zh_CN")
    store, no, code = signed
    _status, told, _err = run(capsys, store, no, code)
    assert told[0] == f"数据库中的{no}与打印件一致。"
    text.use("en")


@pytest.mark.parametrize(("other", "why"), [("00000-00000", "does not bear"), ("", "does not")])
def test_a_code_of_another_log_is_refused(
    capsys: pytest.CaptureFixture[str], signed: tuple[Path, str, str], other: str, why: str
) -> None:
    store, no, _code = signed
    status, told, err = run(capsys, store, no, other)
    assert status == 2
    assert why in err
    assert told[0].startswith("This code belongs to no signature")


def test_a_log_that_is_not_there_is_said_not_to_be(
    capsys: pytest.CaptureFixture[str], signed: tuple[Path, str, str]
) -> None:
    status, _told, err = run(capsys, signed[0], "H-0", signed[2])
    assert (status, err) == (2, "dutydesk: There is no handover log H-0.\n")
