"""The command line as it is typed: what it prints, where, and with which status."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from app.__main__ import main
from app.address import StoreAddress
from app.bootstrap import create_store, open_store
from tests.exchange.books import Sheets, centre, saved, set_cell


def refused(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """What is said on standard error; nothing is printed and the status is 2."""
    try:
        status = main([str(argument) for argument in arguments])
    except SystemExit as leaving:
        status = int(str(leaving.code))
    out, err = capsys.readouterr()
    assert status == 2
    assert out == ""
    return err


def printed(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """What is printed; nothing is said on standard error and the status is 0."""
    assert main([str(argument) for argument in arguments]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out


def test_import_makes_the_store_and_counts(
    capsys: pytest.CaptureFixture[str], store_file: Path, book: Path
) -> None:
    out = printed(capsys, "import", book, "--store", store_file)
    assert "Swaps: 1 added, 0 updated, 0 unchanged\n" in out
    assert store_file.exists()


def test_importing_again_says_that_nothing_changed(
    capsys: pytest.CaptureFixture[str], filled: StoreAddress, book: Path
) -> None:
    out = printed(capsys, "import", book, "--store", filled)
    assert out.endswith("Nothing changed: the store holds all of it already.\n")


def test_a_dry_run_on_no_store_makes_none(
    capsys: pytest.CaptureFixture[str], store_file: Path, book: Path
) -> None:
    out = printed(capsys, "import", "--dry-run", book, "--store", store_file)
    assert out.endswith("This was a dry run: nothing was written.\n")
    assert not store_file.exists()


def test_ignored_columns_are_told(
    capsys: pytest.CaptureFixture[str], store: StoreAddress, tmp_path: Path
) -> None:
    path = saved(tmp_path, centre(set_cell("Employees", 1, "since", "colour")))
    out = printed(capsys, "import", path, "--store", store)
    assert "Ignored, as it means nothing here: Employees!J (colour)\n" in out


def test_every_problem_of_a_file_has_a_line_and_no_store_is_made(
    capsys: pytest.CaptureFixture[str], store_file: Path, tmp_path: Path
) -> None:
    def spoilt(sheets: Sheets) -> None:
        set_cell("Swaps", 2, "filed_at", "32/10")(sheets)
        set_cell("Leaves", 2, "kind", "?")(sheets)

    lines = refused(
        capsys, "import", saved(tmp_path, centre(spoilt)), "--store", store_file
    ).splitlines()
    assert lines[0].startswith("dutydesk: Problems found in centre.xlsx: 2. Nothing was imported;")
    assert [line.split(": ")[0] for line in lines[1:]] == ["  Swaps!B2", "  Leaves!E2"]
    assert not store_file.exists()


def test_a_file_that_is_not_there_is_one_sentence(
    capsys: pytest.CaptureFixture[str], store_file: Path
) -> None:
    err = refused(capsys, "import", "none.xlsx", "--store", store_file)
    assert err == "dutydesk: none.xlsx cannot be opened: No such file or directory.\n"
    assert not store_file.exists()


@pytest.mark.files
@pytest.mark.parametrize("command", ["check", "export", "backup", "verify"])
def test_other_commands_on_no_store_say_so(
    capsys: pytest.CaptureFixture[str], store: StoreAddress, tmp_path: Path, command: str
) -> None:
    more = [tmp_path / "out.xlsx"] if command == "export" else []
    err = refused(capsys, command, *more, "--store", store)
    assert err.startswith(f"dutydesk: {store} does not exist.")
    assert err.count("\n") == 1


@pytest.mark.parametrize("before", [True, False])
def test_the_store_may_stand_before_or_after_the_command(
    capsys: pytest.CaptureFixture[str], filled: StoreAddress, before: bool
) -> None:
    options = ["--store", filled, "--lang", "zh_CN"]
    words = [*options, "verify"] if before else ["verify", *options]
    assert "完好" in printed(capsys, *words)


def test_check_prints_json_as_the_format_says(
    capsys: pytest.CaptureFixture[str], store: StoreAddress, tmp_path: Path
) -> None:
    def breaches(sheets: Sheets) -> None:
        set_cell("Swaps", 2, "requester_leader_no", None)(sheets)
        set_cell("Inspections", 2, "inspector_no", "10")(sheets)

    printed(capsys, "import", saved(tmp_path, centre(breaches)), "--store", store)
    out = printed(
        capsys, "check", "--format", "json", "--as-of", "2026-12-15T09:00", "--store", store
    )
    report = json.loads(out)
    assert list(report) == ["findings", "counts"]
    for finding in report["findings"]:
        assert list(finding) == ["rule", "subject", "employee", "date", "level", "message"]
        assert finding["message"]
    keys = [(f["subject"], f["rule"], f["employee"], f["date"]) for f in report["findings"]]
    assert keys == sorted(keys)
    assert ("Q-1", "QA-3", "10", "2026-10-03") in keys
    assert ("S-1", "SWAP-1", "11", "2026-10-01") in keys
    rules = [key[1] for key in keys]
    assert report["counts"] == {rule: rules.count(rule) for rule in set(rules)}
    assert list(report["counts"]) == sorted(report["counts"])


def test_check_keeps_to_the_dates_asked_for(
    capsys: pytest.CaptureFixture[str], store: StoreAddress, tmp_path: Path
) -> None:
    breach = set_cell("Inspections", 2, "inspector_no", "10")
    printed(capsys, "import", saved(tmp_path, centre(breach)), "--store", store)
    options = ["check", "--format", "json", "--as-of", "2026-12-15", "--store", store]
    everything = json.loads(printed(capsys, *options))["findings"]
    wanted = {"2026-10-02", "2026-10-03"}
    some = printed(capsys, *options, "--from", "2026-10-02", "--to", "2026-10-03")
    expected = [finding for finding in everything if finding["date"] in wanted]
    assert json.loads(some)["findings"] == expected
    assert 0 < len(expected) < len(everything)


def test_the_moment_of_the_check_decides_what_is_due(
    capsys: pytest.CaptureFixture[str], filled: StoreAddress
) -> None:
    def rules(as_of: str) -> set[str]:
        words = ["check", "--format", "json", "--store", filled, "--as-of", as_of]
        return set(json.loads(printed(capsys, *words))["counts"])

    assert "QA-1" not in rules("2026-10-31T23:59")
    assert "QA-1" in rules("2026-11-01T00:00")


def test_check_in_text_has_the_sentences_and_the_counts(
    capsys: pytest.CaptureFixture[str], filled: StoreAddress
) -> None:
    out = printed(capsys, "check", "--as-of", "2026-12-15T09:00", "--store", filled)
    assert "2026-10-01  QA-1     12 Bert  12@2026-10  " in out
    assert "QA-1          1\n" in out
    assert out.endswith(" findings\n")


def test_check_in_chinese_speaks_chinese(
    capsys: pytest.CaptureFixture[str], filled: StoreAddress
) -> None:
    words = ["check", "--as-of", "2026-12-15T09:00", "--store", filled, "--lang", "zh_CN"]
    assert "条检查结果" in printed(capsys, *words)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["check", "--as-of", "soon"], "soon is no date and time; write 2026-11-23T09:00"),
        (["check", "--from", "32/10"], "32/10 is no date; write 2026-11-23"),
        (["check", "--format", "xml"], "invalid choice: 'xml'"),
        (["nonsense"], "invalid choice: 'nonsense'"),
        (["--colour"], "unrecognized arguments: --colour"),
        (["import"], "the following arguments are required: FILE.xlsx"),
        (["--lang", "fr", "check"], "invalid choice: 'fr'"),
    ],
)
def test_what_is_not_understood_is_one_sentence(
    capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    err = refused(capsys, *words)
    assert said in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_export_writes_what_import_reads(
    capsys: pytest.CaptureFixture[str], filled: StoreAddress, tmp_path: Path, language: str
) -> None:
    target = tmp_path / "out.xlsx"
    assert str(target) in printed(capsys, "--lang", language, "export", target, "--store", filled)
    first = openpyxl.load_workbook(target).sheetnames[0]
    assert first == ("员工" if language == "zh_CN" else "Employees")
    again = printed(capsys, "--lang", "en", "import", target, "--store", filled)
    assert again.endswith("Nothing changed: the store holds all of it already.\n")


def test_export_to_nowhere_is_one_sentence(
    capsys: pytest.CaptureFixture[str], filled: StoreAddress, tmp_path: Path
) -> None:
    err = refused(capsys, "export", tmp_path / "none" / "x.xlsx", "--store", filled)
    assert err.startswith("dutydesk: ")
    assert err.endswith("cannot be written: No such file or directory.\n")


@pytest.mark.files
def test_export_never_writes_over_a_store(
    capsys: pytest.CaptureFixture[str], filled: StoreAddress
) -> None:
    err = refused(capsys, "export", filled, "--store", filled)
    assert err == f"dutydesk: {filled} is the store itself: choose another name.\n"
    assert "is whole" in printed(capsys, "verify", "--store", filled)


@pytest.mark.files
def test_a_backup_that_is_not_there_is_one_sentence(
    capsys: pytest.CaptureFixture[str], filled: StoreAddress, tmp_path: Path
) -> None:
    err = refused(capsys, "restore", tmp_path / "none.dutydesk", "--store", filled)
    assert "There is no such file: " in err
    assert err.count("\n") == 1


def test_a_folder_that_cannot_be_made_is_one_sentence(
    capsys: pytest.CaptureFixture[str], book: Path
) -> None:
    err = refused(capsys, "import", book, "--store", book / "centre.dutydesk")
    assert err.startswith(f"dutydesk: {book}: ")
    assert err.count("\n") == 1


def test_dates_that_do_not_fit_are_not_answered_with_nothing_found(
    capsys: pytest.CaptureFixture[str], filled: StoreAddress
) -> None:
    err = refused(capsys, "check", "--from", "2026-12-02", "--to", "2026-12-01", "--store", filled)
    assert err == "dutydesk: The last day is before the first.\n"


@pytest.mark.files
def test_a_backup_can_be_restored(
    capsys: pytest.CaptureFixture[str], filled: StoreAddress, tmp_path: Path
) -> None:
    backup = Path(printed(capsys, "backup", "--store", filled).split(": ", 1)[1].strip())
    assert backup.exists()
    later = saved(tmp_path, centre(set_cell("Swaps", 2, "status", "declined")), "later.xlsx")
    printed(capsys, "import", later, "--store", filled)
    out = printed(capsys, "restore", backup, "--store", filled)
    kept = Path(out.splitlines()[1].split(": ", 1)[1])
    assert kept.exists()
    dry = printed(capsys, "import", "--dry-run", later, "--store", filled)
    assert "Swaps: 0 added, 1 updated, 0 unchanged" in dry


@pytest.mark.files
def test_another_centres_backup_is_restored_only_if_that_is_said(
    capsys: pytest.CaptureFixture[str], filled: StoreAddress, tmp_path: Path
) -> None:
    theirs = tmp_path / "theirs.dutydesk"
    create_store(theirs, centre_name="Theirs").store.close()
    err = refused(capsys, "restore", theirs, "--store", filled)
    assert "“Theirs”" in err
    assert err.endswith("If that is meant, add --another-centre.\n")
    assert err.count("\n") == 1
    printed(capsys, "restore", theirs, "--another-centre", "--store", filled)


@pytest.mark.files
def test_what_is_no_backup_is_said_of_the_file_that_was_named(
    capsys: pytest.CaptureFixture[str], filled: StoreAddress, book: Path
) -> None:
    err = refused(capsys, "restore", book, "--store", filled)
    assert str(book) in err
    assert str(filled) not in err
    assert err.count("\n") == 1


def test_verify_tells_the_faults_of_a_damaged_store(
    capsys: pytest.CaptureFixture[str], filled_file: Path
) -> None:
    assert "is whole" in printed(capsys, "verify", "--store", filled_file)
    content = bytearray(filled_file.read_bytes())
    content[4096 * 3 : 4096 * 5] = b"\x55" * 4096 * 2
    filled_file.write_bytes(content)
    assert main(["verify", "--store", str(filled_file)]) == 2
    out, err = capsys.readouterr()
    assert out
    assert err.startswith(f"dutydesk: {filled_file} has faults: ")


def test_without_a_display_the_window_says_what_works(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for words in ([], ["demo"]):
        err = refused(capsys, *words)
        assert err.startswith("dutydesk: There is no display, so the window cannot open; import,")
        assert err.count("\n") == 1


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as leaving:
        main(["--version"])
    assert leaving.value.code == 0
    assert capsys.readouterr().out == "Dutydesk 0.1.0\n"


@pytest.mark.parametrize("words", [["--help"], ["check", "--help"], ["--lang", "zh_CN", "-h"]])
def test_help_names_every_command_in_the_language(
    capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    with pytest.raises(SystemExit) as leaving:
        main(words)
    assert leaving.value.code == 0
    out = capsys.readouterr().out
    assert "--store" in out
    assert ("数据库" in out) is ("zh_CN" in words)


@pytest.mark.files
def test_no_command_but_the_window_loads_qt_and_none_of_these_scipy(
    filled: StoreAddress, book: Path, tmp_path: Path
) -> None:
    script = f"""
import sys
from app.__main__ import main
store = {str(filled)!r}
for words in (["import", {str(book)!r}], ["export", {str(tmp_path / "o.xlsx")!r}], ["check"],
              ["backup"], ["verify"]):
    assert main([*words, "--store", store]) == 0, words
heavy = ("PySide6", "shiboken", "app.ui", "scipy", "krippendorff")
strangers = [name for name in sys.modules if name.startswith(heavy)]
assert strangers == [], strangers
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_output_that_nobody_reads_on_is_no_error(filled: StoreAddress) -> None:
    command = [sys.executable, "-m", "app", "check", "--store", str(filled)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    error = process.stderr.read()
    process.stderr.close()
    process.wait()
    assert error == ""


def test_chinese_is_printed_whatever_the_terminal_speaks(filled: StoreAddress) -> None:
    command = [sys.executable, "-m", "app", "--lang", "zh_CN"]
    for words, said in ((["check", "--store", str(filled)], "条检查结果"), (["--help"], "数据库")):
        done = subprocess.run([*command, *words], capture_output=True, env=_latin())
        assert done.returncode == 0
        assert said in done.stdout.decode("utf-8")


def _latin() -> dict[str, str]:
    import os

    return {**os.environ, "PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}


@pytest.mark.files  # one on a server was made by the tests
def test_the_audit_trail_records_the_system_account(filled: StoreAddress) -> None:
    import getpass

    from sqlalchemy import select

    from app.models import AuditEntry

    context = open_store(filled)
    with context.read() as session:
        actors = set(session.scalars(select(AuditEntry.actor)))
    context.store.close()
    assert actors == {f"os:{getpass.getuser()}"}


def test_an_interrupted_import_leaves_no_trace(
    capsys: pytest.CaptureFixture[str],
    filled_file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from app.services.moving.import_registers import Registers

    def interrupt(*_arguments: object) -> None:
        raise KeyboardInterrupt

    later = saved(tmp_path, centre(set_cell("Employees", 6, "name", "Other")), "later.xlsx")
    before = shutil.copy(filled_file, tmp_path / "before")
    with monkeypatch.context() as patched:
        patched.setattr(Registers, "inspections", interrupt)
        err = refused(capsys, "import", later, "--store", filled_file)
    assert err == "dutydesk: You stopped it. Nothing was changed.\n"
    dry = printed(capsys, "import", "--dry-run", later, "--store", filled_file)
    assert "Employees: 0 added, 1 updated, 5 unchanged" in dry
    assert Path(before).stat().st_size == filled_file.stat().st_size


def test_an_import_that_fails_on_the_way_leaves_no_store(
    capsys: pytest.CaptureFixture[str],
    store_file: Path,
    book: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from app.services.moving.import_registers import Registers

    def interrupt(*_arguments: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Registers, "inspections", interrupt)
        refused(capsys, "import", book, "--store", store_file)
    assert list(store_file.parent.iterdir()) == [book]
    assert "6 added" in printed(capsys, "import", book, "--store", store_file)
    assert sorted(path.name for path in store_file.parent.iterdir()) == [store_file.name, book.name]


def test_a_store_that_is_gone_while_its_backups_are_there_is_not_started_afresh(
    capsys: pytest.CaptureFixture[str], filled_file: Path, book: Path
) -> None:
    printed(capsys, "backup", "--store", filled_file)
    filled_file.unlink()
    err = refused(capsys, "import", book, "--store", filled_file)
    assert str(filled_file) in err
    assert not filled_file.exists()


@pytest.mark.files
def test_a_store_is_made_in_the_zone_that_is_told_and_keeps_it(
    capsys: pytest.CaptureFixture[str], store: StoreAddress, book: Path
) -> None:
    printed(capsys, "import", book, "--store", store, "--zone", "Asia/Urumqi")
    context = open_store(store)
    assert context.time.zone.key == "Asia/Urumqi"
    context.store.close()
    printed(capsys, "import", book, "--store", store, "--zone", "Asia/Urumqi")
    err = refused(capsys, "import", book, "--store", store, "--zone", "Asia/Tokyo")
    assert "It is Asia/Urumqi" in err


def test_a_zone_that_is_none_makes_no_store(
    capsys: pytest.CaptureFixture[str], store_file: Path, book: Path
) -> None:
    err = refused(capsys, "import", book, "--store", store_file, "--zone", "Mars/Olympus")
    assert "Mars/Olympus is not known" in err
    assert not store_file.exists()
