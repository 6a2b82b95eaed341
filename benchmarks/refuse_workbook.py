"""How long a harmful file takes to be refused, and how much memory: the goal is 5 s and 300 MB.

    python -m benchmarks.refuse_workbook

Each file is refused by a `dutydesk import` of its own process, started on an empty store.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import openpyxl
import psutil

SECONDS, MEGABYTES = 5.0, 300
SHEET = "xl/worksheets/sheet1.xml"
_HEAD = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
_TAIL = b"</sheetData></worksheet>"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name, content in hostile():
            path = Path(folder) / "hostile.xlsx"
            path.write_bytes(content)
            del content
            seconds, memory, said = refused(path, Path(folder) / "store.dutydesk")
            good = seconds <= SECONDS and memory <= MEGABYTES
            print(
                f"{name:<34} {seconds:5.2f} s {memory:5.0f} MB {'' if good else 'TOO MUCH '}{said}"
            )


def refused(path: Path, store: Path) -> tuple[float, float, str]:
    """Seconds, peak megabytes and the sentence of an import that must fail with status 2."""
    command = [sys.executable, "-m", "app", "import", str(path), "--store", str(store)]
    peak = 0
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = psutil.Popen(command, stdout=subprocess.DEVNULL, stderr=said)
        while process.poll() is None:
            with suppress(psutil.NoSuchProcess):
                peak = max(peak, process.memory_info().rss)
            time.sleep(0.005)
        seconds = time.perf_counter() - start
        said.seek(0)
        sentence = said.read().decode().splitlines()[0]
    assert process.returncode == 2, sentence
    return seconds, peak / 2**20, sentence[:90]


def hostile() -> Iterator[tuple[str, bytes]]:
    """Name and content of each harmful file."""
    yield "a renamed PDF", b"%PDF-1.7\n" + b"x" * 5_000_000
    yield "a password-protected file", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3_000_000)
    yield "a zip bomb of 4 GB", _bomb(4096)
    yield "a zip bomb in small parts", _parts(1000, 2**20)
    yield "a sheet of 200 MB", _with_sheet([_HEAD, *_rows(200 * 2**20), _TAIL])
    yield "a sheet of 95 MB that is no XML", _with_sheet([b"<a>" + b"x" * 95 * 2**20])
    yield "a sheet of 200 MB that says 1 KB", _lying(_with_sheet([_HEAD, *_rows(200 * 2**20)]))
    yield "a million blank rows", _with_sheet([_HEAD, b"<row></row>" * 1_000_000, _TAIL])
    yield "a million rows of blank cells", _with_sheet([_HEAD, *_blank_rows(1_000_000), _TAIL])
    yield "a cell at XFD1048576", _corner()
    yield (
        "an attribute of 90 MB",
        _with_sheet([b'<row r="', b"1" * 90 * 2**20, b'"/>']),
    )
    yield "entities within entities", _with_sheet([_laughs()])
    yield "a workbook of 20,000 bad cells", _bad_cells(20_000)


def _centre() -> bytes:
    workbook = openpyxl.Workbook()
    workbook["Sheet"]["A1"] = "employee_no"
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


def _with_sheet(pieces: list[bytes]) -> bytes:
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(_centre())) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out,
    ):
        for name in source.namelist():
            if name != SHEET:
                out.writestr(name, source.read(name))
        with out.open(SHEET, "w", force_zip64=False) as part:
            for piece in pieces:
                part.write(piece)
    return target.getvalue()


def _rows(size: int) -> list[bytes]:
    row = b'<row><c t="inlineStr"><is><t>2026-10-01</t></is></c></row>' * 1000
    return [row] * (size // len(row) + 1)


def _blank_rows(count: int) -> list[bytes]:
    return [b"".join(b'<row r="%d"><c r="A%d"/></row>' % (n, n) for n in range(1, count + 1))]


def _bomb(megabytes: int) -> bytes:
    target = io.BytesIO()
    with (
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out,
        out.open("xl/workbook.xml", "w", force_zip64=True) as part,
    ):
        for _piece in range(megabytes):
            part.write(bytes(2**20))
    return target.getvalue()


def _parts(count: int, size: int) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for number in range(count):
            out.writestr(f"xl/media/{number}.bin", bytes(size))
    return target.getvalue()


def _lying(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        size = archive.getinfo(SHEET).file_size
    return content.replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))


def _corner() -> bytes:
    workbook = openpyxl.Workbook()
    workbook["Sheet"]["XFD1048576"] = "x"
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


def _laughs() -> bytes:
    entities = b'<!ENTITY a0 "ha">' + b"".join(
        b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12)
    )
    return b"<!DOCTYPE x [" + entities + b"]><worksheet>&a11;</worksheet>"


def _bad_cells(count: int) -> bytes:
    workbook = openpyxl.Workbook(write_only=True)
    page = workbook.create_sheet("Attendance")
    page.append(["employee_no", "date", "arrived_at"])
    for number in range(count):
        page.append([str(number), "32/10", None])
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


if __name__ == "__main__":
    main()
