"""`dutydesk import-volumes`: all of a file or nothing, and it says what it did."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.__main__ import main
from app.address import StoreAddress

HEADS = "部门;工种;开始;时长分钟;话务量;平均处理时长;放弃"
LINES = "Service;呼入;2026/10/5 8:00;30;100;180;3\nService;呼入;2026/10/5 8:30;30;120;175.5;4\n"


def test_it_counts_what_it_wrote_and_writes_it_once(
    filled: StoreAddress, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "话务.csv"
    path.write_bytes(f"{HEADS}\n{LINES}".encode("gb18030"))

    def told(*more: str, status: int = 0) -> str:
        assert main(["import-volumes", str(path), "--store", str(filled), *more]) == status
        out = capsys.readouterr()
        return out.out + out.err

    assert "话务.csv: 2 added, 0 updated, 0 unchanged" in (dry := told("--dry-run"))
    assert "nothing was written" in dry
    assert "话务.csv!G (放弃)" in dry
    assert json.loads(told("--format", "json")) == {
        "file": "话务.csv",
        "added": 2,
        "updated": 0,
        "unchanged": 0,
        "from": "2026-10-05",
        "to": "2026-10-05",
        "ignored": ["话务.csv!G (放弃)"],
        "counted_together": [],
        "nobodys_job_types": ["呼入"],
    }
    assert "Nothing changed" in told()
    path.write_bytes(f"{HEADS}\n{LINES}Nowhere;呼入;soon;30;1;1;1\n".encode("gb18030"))
    refused = told(status=2)
    assert '话务.csv!A4: "Nowhere" is no department of the centre' in refused
    assert '话务.csv!C4: "soon" is no date and time' in refused
