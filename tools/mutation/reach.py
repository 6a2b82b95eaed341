"""Which tests reach which lines, how long each takes: one run of the tests, kept while it holds."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from coverage import CoverageData

from tools.mutation.mutant import Mutant


@dataclass(frozen=True, slots=True)
class Reach:
    """`seconds` by a test's node id; `lines` by file and line: the ids of the tests that run it."""

    seconds: dict[str, float]
    lines: dict[str, dict[int, set[str]]]

    def tests_for(self, mutant: Mutant, budget: float) -> list[str]:
        """The quickest tests that run the mutant's lines, as many as take `budget` seconds.

        What runs when the module is imported is every test's that runs anything of it.
        """
        by_line = self.lines.get(mutant.path, {})
        places = range(mutant.first_line, mutant.last_line + 1)
        found = {test for line in places for test in by_line.get(line, ())}
        found = found or {test for tests in by_line.values() for test in tests}
        chosen: list[str] = []
        spent = 0.0
        for test in sorted(found, key=lambda test: (self.seconds.get(test, 1.0), test)):
            spent += self.seconds.get(test, 1.0)
            if chosen and spent > budget:
                break
            chosen.append(test)
        return chosen

    def time_of(self, tests: Iterable[str]) -> float:
        return sum(self.seconds.get(test, 1.0) for test in tests)


def reach(root: Path, kept: Path, tests: Sequence[str], workers: int) -> Reach:
    """As the run in `kept` told, or a new one where a file has changed since."""
    mark = kept / "mark"
    now = _digest(root, tests)
    if not mark.exists() or mark.read_text("utf-8") != now:
        kept.mkdir(exist_ok=True)
        mark.unlink(missing_ok=True)
        _run(root, kept, tests, workers)
        mark.write_text(now, "utf-8")
    return Reach(_seconds(kept / "times.xml"), _lines(kept / "lines", root))


def _digest(root: Path, tests: Sequence[str]) -> str:
    digest = hashlib.sha256(json.dumps(tests).encode())
    for folder in ("app", "tests"):
        for path in sorted((root / folder).rglob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _run(root: Path, kept: Path, tests: Sequence[str], workers: int) -> None:
    command = [sys.executable, "-m", "pytest", "-q", "-n", str(workers), "-p", "no:cacheprovider"]
    measure = ["--cov=app", "--cov-context=test", "--cov-report=", f"--junitxml={kept}/times.xml"]
    environment = {**os.environ, "COVERAGE_FILE": str(kept / "lines")}
    subprocess.run([*command, *measure, *tests], cwd=root, env=environment, check=True)


def _seconds(file: Path) -> dict[str, float]:
    cases = ET.parse(file).getroot().iter("testcase")
    return {
        f"{case.attrib['classname'].replace('.', '/')}.py::{case.attrib['name']}": float(
            case.attrib["time"]
        )
        for case in cases
    }


def _lines(file: Path, root: Path) -> dict[str, dict[int, set[str]]]:
    data = CoverageData(str(file))
    data.read()
    return {
        Path(path).relative_to(root).as_posix(): {
            line: {name.partition("|")[0] for name in names if name}
            for line, names in data.contexts_by_lineno(path).items()
        }
        for path in data.measured_files()
    }
