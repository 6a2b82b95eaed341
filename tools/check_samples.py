"""Import each sample workbook into a new store and compare `check` with the findings beside it.

    python tools/check_samples.py FOLDER

The findings of `NAME.findings.json` are as of 2026-12-15T09:00, those of
`NAME.as-of-YYYY-MM-DDTHHMM.findings.json` as of that moment. Exit status 1 if any differs.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

FIELDS = ("rule", "subject", "employee", "date", "level")
DEFAULT_AS_OF = "2026-12-15T09:00"


def main(folder: Path) -> int:
    workbooks = sorted(folder.glob("*.xlsx"))
    if not workbooks:
        print(f"no workbooks in {folder}: nothing to check")
        return 0
    return max(check_workbook(workbook) for workbook in workbooks)


def check_workbook(workbook: Path) -> int:
    with tempfile.TemporaryDirectory() as scratch:
        store = Path(scratch) / "sample.dutydesk"
        dutydesk("import", str(workbook), "--store", str(store))
        expected = sorted(workbook.parent.glob(f"{workbook.stem}.*findings.json"))
        return max(compare(store, path) for path in expected)


def compare(store: Path, expected: Path) -> int:
    moment = as_of(expected.name)
    printed = dutydesk("check", "--store", str(store), "--format", "json", "--as-of", moment)
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
    sys.exit(main(Path(sys.argv[1])))
