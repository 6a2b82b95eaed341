"""`dutydesk import-punches`: shown first, recorded once, by the rights of whoever is named.

By the swap of the centre Anna works early on 2 October and Bert on the 1st; Anna's night of the 3rd
is recorded by hand, and Bert is on leave that day.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from app.__main__ import main
from app.address import StoreAddress

LINES = """考勤机导出,,,
人员编号,姓名,刷卡日期,刷卡时间
11,Anna,2026/10/2,07:21:40
11,Anna,2026/10/2,12:01:00
11,Anna,2026/10/2,15:33:05
11,Anna,2026/10/3,23:10:00
11,Anna,2026/10/4,07:35:00
12,Bert,2026/10/1,07:41:00
12,Bert,2026/10/3,07:20:00
99,Nobody,2026/10/1,07:20:00
"""


def test_it_is_shown_recorded_once_and_what_stands_stays_until_it_is_said(
    filled: StoreAddress, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "打卡.csv"
    path.write_bytes(LINES.encode("gbk"))

    def told(*more: str, status: int = 0) -> str:
        assert main(["import-punches", str(path), "--store", str(filled), *more]) == status
        out = capsys.readouterr()
        return out.out + out.err

    shown = told("--dry-run")
    assert "2 persons' days would be recorded." in shown
    assert "2026-10-02 11 Anna E 07:21–15:33 (new)" in shown
    assert "2026-10-01 12 Bert E 07:41 (new) Arrived at 07:41, 11 minutes late" in shown
    assert "2026-10-03 11 Anna N 23:10–07:35 (23:15 → 23:10–07:35: stays as recorded, " in shown
    assert "Bert is on leave on 3 October 2026 (L-1)." in shown
    assert "99 Nobody”: Nobody whose attendance you keep" in shown
    assert "Seconds do not count" in shown
    assert told("--as", "10").startswith("2 persons'")
    assert told().startswith("0 persons' days would be recorded. 2 are recorded so already.")
    assert "(23:15 → 23:10–07:35)" in told("--replace", "11@2026-10-03")
    assert "Nothing changed" in told()
    assert "Only" in told("--as", "11", status=2)
    path.write_text("工号,姓名\n11,Anna\n", "utf-8")
    assert "打卡!A1:B2: There are no punches in this sheet" in told(status=2)
