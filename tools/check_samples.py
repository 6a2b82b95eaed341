"""Import each sample workbook into a new store and compare `check` with the findings beside it.

    python tools/check_samples.py FOLDER [FOLDER ...]
    python -m tools.check_samples --server FOLDER [FOLDER ...]

With `--server` the stores are on the PostgreSQL server that tests run on (tests/servers.py).

A folder with `NAME.answer.json` beside its files holds rosters as centres keep them: each is read
by `import-roster --show` and compared with its answer; `NEEDED` is what a person must tell of them.

The findings of `NAME.findings.json` are as of 2026-12-15T09:00, those of
`NAME.as-of-YYYY-MM-DDTHHMM.findings.json` as of that moment. Of `NAME.reports.json` the reports in
`REPORTS` are compared, numbers to 1e-9. Importing the workbook again, and the one that the store
writes, must change nothing. Exit status 1 if anything differs.
"""

from __future__ import annotations

import json
import math
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.servers import Server

FIELDS = ("rule", "subject", "employee", "date", "level")
DEFAULT_AS_OF = "2026-12-15T09:00"
REPORTS: dict[str, dict[str, str]] = {
    "figures": {"from": "from", "to": "to"},
    "quality": {"month": "month"},
    "calibration": {"calibration": "no"},
}
"""A report that is there -> what its answer names, and by which option that is asked for."""
NOT_PRINTED = {"from", "to"}
"""What an answer names and the report does not."""
TOLERANCE = 1e-9


NEEDED = {"L08": "2026-09-01", "L12": "2026-08-01"}
"""The first day of a roster that names no month."""
ANSWERED = ("assignments", "shift_times")


@dataclass(frozen=True)
class Store:
    """A store that is not there yet, or is empty; what is written beside it goes into `scratch`."""

    address: str
    scratch: Path


def main(folders: list[Path], server: Server | None = None) -> int:
    return max(check_folder(folder, server) for folder in folders)


def main_on_server(folders: list[Path]) -> int:
    from tests.servers import shared

    with tempfile.TemporaryDirectory() as folder, shared(Path(folder) / "server") as server:
        return main(folders, server)


@contextmanager
def a_store(server: Server | None) -> Iterator[Store]:
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        if server is None:
            yield Store(str(scratch / "sample.dutydesk"), scratch)
            return
        from app.address import ServerAddress
        from app.bootstrap import create_store

        url = server.create_database("dutydesk_sample")
        try:
            create_store(ServerAddress(url)).store.close()
            yield Store(url, scratch)
        finally:
            server.drop("dutydesk_sample")


def check_folder(folder: Path, server: Server | None) -> int:
    answers = sorted(folder.glob("*.answer.json"))
    if answers:
        return max(check_layout(answer) for answer in answers)
    workbooks = sorted(folder.glob("*.xlsx"))
    if not workbooks:
        print(f"no workbooks in {folder}: nothing to check")
        return 0
    return max(check_workbook(workbook, server) for workbook in workbooks)


def check_layout(answer: Path) -> int:
    """Whether a roster of a centre's own is read as its answer has it, without a store."""
    name = answer.name.removesuffix(".answer.json")
    file = next(one for one in answer.parent.glob(f"{name}.*") if one != answer)
    first = NEEDED.get(name[:3])
    told = ("--first-day", first) if first else ()
    asked = ("import-roster", str(file), "--show", "--format", "json", "--as-of", "2026-10-01")
    found, wanted = json.loads(dutydesk(*asked, *told)), json.loads(answer.read_text("utf-8"))
    not_shifts = {*wanted["days_off_words"], *wanted["leave_words"], *wanted["ignored_words"]}
    found["assignments"] = [one for one in found["assignments"] if one[2] not in not_shifts]
    found["shift_times"] = {
        word: times for word, times in found["shift_times"].items() if word not in not_shifts
    }
    differing = [place for key in ANSWERED for place in differences(found[key], wanted[key], key)]
    print(
        f"{file.name}: {len(found['assignments'])} shifts, {'NOT' if differing else 'as answered'}"
    )
    for place in differing[:20]:
        print("  differs:", place)
    return 1 if differing else 0


def check_workbook(workbook: Path, server: Server | None) -> int:
    with a_store(server) as store:
        dutydesk("import", str(workbook), "--store", store.address)
        expected = sorted(workbook.parent.glob(f"{workbook.stem}.*findings.json"))
        reports = sorted(workbook.parent.glob(f"{workbook.stem}.reports.json"))
        return max(
            unchanged_by(store, workbook),
            *(compare(store, path) for path in expected),
            *(compare_reports(store, path) for path in reports),
        )


def unchanged_by(store: Store, workbook: Path) -> int:
    """Whether the workbook that came in, and the one that goes out, state what the store holds."""
    written = store.scratch / "written.xlsx"
    dutydesk("export", str(written), "--store", store.address)
    again = [count_changes(store, path) for path in (workbook, written)]
    print(f"{workbook.name}: imported again {again[0]} changes, written and imported {again[1]}")
    return 1 if any(again) else 0


def count_changes(store: Store, workbook: Path) -> int:
    printed = dutydesk("import", str(workbook), "--store", store.address, "--dry-run")
    return sum(map(int, re.findall(r"(\d+) (?:would be )?(?:added|updated)", printed)))


def compare_reports(store: Store, expected: Path) -> int:
    wanted = json.loads(expected.read_text(encoding="utf-8"))
    return max(
        compare_report(store, name, options, answer)
        for name, options in REPORTS.items()
        for answer in wanted.get(name, ())
    )


def compare_report(store: Store, name: str, options: dict[str, str], answer: dict[str, Any]) -> int:
    asked = [word for key, option in options.items() for word in (f"--{option}", answer[key])]
    printed = dutydesk("report", name, "--store", store.address, *asked, "--format", "json")
    found = json.loads(printed)
    wanted = {key: value for key, value in answer.items() if key not in NOT_PRINTED}
    differing = [*differences(found, wanted)]
    print(f"report {name} {' '.join(asked)}: {'NOT' if differing else 'as expected'}")
    for place in differing[:20]:
        print("  differs:", place)
    return 1 if differing else 0


def differences(found: Any, wanted: Any, place: str = "") -> Iterator[str]:
    """Where two answers differ; a number differs by more than `TOLERANCE`."""
    if isinstance(found, dict) and isinstance(wanted, dict) and found.keys() == wanted.keys():
        for key, value in found.items():
            yield from differences(value, wanted[key], f"{place}/{key}")
    elif isinstance(found, list) and isinstance(wanted, list) and len(found) == len(wanted):
        for at, (one, other) in enumerate(zip(found, wanted, strict=True)):
            yield from differences(one, other, f"{place}/{at}")
    elif not same(found, wanted):
        yield f"{place}: {found!r}, not {wanted!r}"


def same(found: Any, wanted: Any) -> bool:
    if isinstance(found, float) and isinstance(wanted, int | float):
        return math.isclose(found, wanted, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
    return type(found) is type(wanted) and bool(found == wanted)


def compare(store: Store, expected: Path) -> int:
    moment = as_of(expected.name)
    printed = dutydesk("check", "--store", store.address, "--format", "json", "--as-of", moment)
    found, wanted = json.loads(printed), json.loads(expected.read_text(encoding="utf-8"))
    same = exact(found) == exact(wanted) and found["counts"] == wanted["counts"]
    print(f"{expected.name}: {len(found['findings'])} findings, {'as expected' if same else 'NOT'}")
    for row in sorted(set(exact(found)) ^ set(exact(wanted)))[:20]:
        print("  differs:", *row)
    return 0 if same else 1


def as_of(name: str) -> str:
    moment = re.search(r"as-of-(\d{4}-\d\d-\d\dT\d\d)(\d\d)\.", name)
    return f"{moment[1]}:{moment[2]}" if moment else DEFAULT_AS_OF


def exact(report: dict[str, list[dict[str, str]]]) -> list[tuple[str, ...]]:
    return [tuple(finding[field] for field in FIELDS) for finding in report["findings"]]


def dutydesk(*arguments: str) -> str:
    command = [sys.executable, "-m", "app", *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


if __name__ == "__main__":
    words = sys.argv[1:]
    on_server = "--server" in words
    given = [Path(name) for name in words if name != "--server"]
    sys.exit(main_on_server(given) if on_server else main(given))
