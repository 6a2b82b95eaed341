"""LEAVE-4: what a certificate's file holds is read to its end; both sides of every limit."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO

import pytest
from PIL import Image

from app.errors import BadInput
from app.rules.certificates import LARGEST, MOST_PIXELS
from app.services.leave.contents import checked
from tests.papers import a_pdf, a_picture

PDF, PNG, JPG = a_pdf(), a_picture("PNG"), a_picture("JPEG")


def refused(name: str, content: bytes) -> str:
    with pytest.raises(BadInput) as caught:
        checked(name, content)
    return caught.value.title.msgid


def a_zip() -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr(zipfile.ZipInfo("run.exe"), "MZ")  # of no time: alike in each process
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.pdf", PDF, "application/pdf"),
        ("A.PDF", PDF, "application/pdf"),
        ("a.png", PNG, "image/png"),
        ("a.jpg", JPG, "image/jpeg"),
        ("a.jpeg", JPG, "image/jpeg"),
    ],
)
def test_whole_files_are_kept_as_they_are(name: str, content: bytes, media_type: str) -> None:
    kind, kept = checked(name, content)
    assert (kind.media_type, kept) == (media_type, content)


@pytest.mark.parametrize("content", [b"", b"MZ\x90", b" " + PDF, b"GIF89a", a_zip()])
def test_anything_else_is_refused_whatever_its_name_says(content: bytes) -> None:
    assert refused("a.pdf", content) == "This is no picture or PDF"


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.png", JPG), ("a.jpg", PNG), ("a.pdf", PNG), ("a.png", PDF), ("a", PDF)],
)
def test_a_name_that_says_something_else_is_refused(name: str, content: bytes) -> None:
    assert refused(name, content) == "The file's name and its content disagree"


def test_ten_megabytes_are_taken_and_a_byte_more_is_not() -> None:
    whole = PDF + b" " * (LARGEST - len(PDF))
    assert checked("a.pdf", whole)[1] == whole
    assert refused("a.pdf", whole + b" ") == "The file is too large"


def test_the_beginning_of_a_pdf_is_none() -> None:
    assert refused("a.pdf", b"%PDF-1.7 a certificate") == "This PDF does not end as a PDF does"
    assert refused("a.pdf", b"%PDF-1.7\nnothing\n%%EOF") == "This file is damaged"


@pytest.mark.parametrize("left", [0.2, 0.5, 0.99])
def test_a_pdf_that_was_cut_off_is_refused(left: float) -> None:
    whole = a_pdf(size=5000)
    assert (
        refused("a.pdf", whole[: int(len(whole) * left)]) == "This PDF does not end as a PDF does"
    )


def test_a_pdf_with_another_file_on_its_end_is_refused() -> None:
    assert refused("a.pdf", PDF + a_zip()) == "This PDF does not end as a PDF does"


def test_a_pdf_has_a_page_at_least() -> None:
    assert refused("a.pdf", a_pdf(pages=0)) == "This PDF has no page"


def test_a_pdf_that_asks_for_a_password_is_refused() -> None:
    lock = b"/Encrypt<</Filter/Standard/V 1/R 2/O(%b)/U(%b)/P -4>>/ID[(a)(a)]" % (
        b"o" * 32,
        b"u" * 32,
    )
    assert refused("a.pdf", a_pdf(extra=lock)) == "This PDF is protected by a password"


@pytest.mark.parametrize(("name", "content"), [("a.png", PNG), ("a.jpg", JPG)])
@pytest.mark.parametrize("tail", [b"\0", a_zip(), b"<script>"])
def test_what_hangs_on_the_end_of_a_picture_is_cut_off(
    name: str, content: bytes, tail: bytes
) -> None:
    assert checked(name, content + tail)[1] == content


def test_a_preview_inside_a_picture_is_not_its_end() -> None:
    preview = b"\xff\xe1" + struct.pack(">H", len(JPG) + 2) + JPG
    whole = JPG[:2] + preview + JPG[2:]
    assert checked("a.jpg", whole + a_zip())[1] == whole


@pytest.mark.parametrize("name", ["a.png", "a.jpg"])
@pytest.mark.parametrize("left", [0.1, 0.5, 0.98])
def test_a_picture_that_was_cut_off_is_refused(name: str, left: float) -> None:
    whole = a_picture("PNG" if name == "a.png" else "JPEG", 200, 200)
    assert refused(name, whole[: int(len(whole) * left)]) == "This file is damaged"


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.png", b"\x89PNG\r\n\x1a\n a certificate"), ("a.jpg", b"\xff\xd8\xff a certificate")],
)
def test_the_beginning_of_a_picture_is_none(name: str, content: bytes) -> None:
    assert refused(name, content) == "This file is damaged"


def test_a_picture_whose_points_are_spoilt_is_refused() -> None:
    at = PNG.index(b"IDAT") + 6
    assert refused("a.png", PNG[:at] + b"\xaa\xaa" + PNG[at + 2 :]) == "This file is damaged"


def test_fifty_million_points_are_decoded_and_a_row_more_is_not() -> None:
    width = 10_000
    height = MOST_PIXELS // width
    assert checked("a.png", a_picture("PNG", width, height))
    assert refused("a.png", a_picture("PNG", width, height + 1)) == "The picture is too large"


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize("side", [10_000, 60_000])
def test_a_picture_that_claims_to_be_enormous_is_refused_before_it_is_decoded(side: int) -> None:
    head = struct.pack(">II5B", side, side, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(bytes(99))), (b"IEND", b"")]
    bomb = PNG[:8] + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )
    assert refused("a.png", bomb) == "The picture is too large"


def test_a_picture_of_fill_signs_is_refused_at_once() -> None:
    """Looked through once, whatever is in it."""
    content = b"\xff\xd8\xff\xe0\x00\x02" + b"\xff" * 2_000_000 + b"\x00"
    assert refused("a.jpg", content) == "This file is damaged"


@pytest.mark.parametrize(("scans", "taken"), [(90, True), (101, False)])
def test_a_picture_that_is_drawn_over_and_over_is_refused(scans: int, taken: bool) -> None:
    file = BytesIO()
    Image.new("RGB", (64, 64), "white").save(file, "JPEG", progressive=True)
    content = file.getvalue()
    start = content.rindex(b"\xff\xda")
    many = content[:start] + content[start:-2] * scans + content[-2:]
    if taken:
        assert checked("a.jpg", many)[1] == many
    else:
        assert refused("a.jpg", many) == "This file is damaged"


def test_a_large_photograph_is_decoded_into_little_memory() -> None:
    file = BytesIO()
    Image.new("RGB", (7000, 7000), "white").save(file, "JPEG")
    assert checked("a.jpg", file.getvalue())[1] == file.getvalue()
