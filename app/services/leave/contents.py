"""What is in a certificate's file: read by a parser to its end, never taken by its name or by how
it begins. Pure work on bytes, seconds at most; not under the store's lock.

What is kept is the picture or the document alone. Telephones hang things of their own on a
picture's end, and so does who hides another file there: it is cut off. A PDF has nothing there.
"""

from __future__ import annotations

import re
import struct
from io import BytesIO
from pathlib import PurePath

from app.errors import BadInput
from app.rules.certificates import FILE_KINDS, LARGEST, MOST_PIXELS, PDF, PNG, FileKind, kind_of
from app.rules.vocabulary import msg

_MEGABYTE = 1024 * 1024
_MILLION = 1_000_000
_PDF_END = b"%%EOF"
_BLANK = b"\0\t\n\x0c\r "
"""What counts as white space in a PDF."""
_JPEG_MARK = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]", re.DOTALL)
"""A marker of a JPEG; in the packed points a 0xFF is followed by 0x00 or by a restart."""
_JPEG_END, _JPEG_SCAN, _JPEG_BARE = 0xD9, 0xDA, (0x01, 0xD8)
_MOST_SCANS = 100
"""Cameras write ten at most; each is drawn over the one before."""
_PNG_HEAD = 8


def checked(file_name: str, content: bytes) -> tuple[FileKind, bytes]:
    """Of what kind the file is, and what of it is to be kept. BadInput says what is wrong."""
    if len(content) > LARGEST:
        raise BadInput(
            msg("The file is too large"),
            msg("It may have up to {limit} MB; scan it more coarsely.", limit=LARGEST // _MEGABYTE),
        )
    kind = _kind(file_name, content)
    if kind is PDF:
        _read_pdf(content)
        return kind, content
    picture = _to_its_end(kind, content)
    _read_picture(picture)
    return kind, picture


def _kind(file_name: str, content: bytes) -> FileKind:
    kind = kind_of(content)
    if kind is None:
        suffixes = [suffix for kind in FILE_KINDS for suffix in kind.suffixes]
        raise BadInput(
            msg("This is no picture or PDF"),
            msg("Its content is none of {suffixes}, whatever its name says.", suffixes=suffixes),
        )
    if PurePath(file_name).suffix.lower() not in kind.suffixes:
        raise BadInput(
            msg("The file's name and its content disagree"),
            msg(
                "{name} holds what is called {suffix}. Rename it, or choose another file.",
                name=file_name,
                suffix=kind.suffixes[0],
            ),
        )
    return kind


def _read_pdf(content: bytes) -> None:
    whole = content.rstrip(_BLANK)
    if not whole.endswith(_PDF_END):
        raise BadInput(
            msg("This PDF does not end as a PDF does"),
            msg("It was cut off, or something else hangs on its end. Scan or save it anew."),
        )
    from pypdf import PdfReader  # imported when first needed

    try:
        document = PdfReader(BytesIO(whole))
        locked = document.is_encrypted
        pages = 0 if locked else len(document.pages)
        if pages:
            document.pages[0].get_contents()
    except Exception as error:  # whatever a parser says of bytes that are not what they claim
        raise _damaged() from error
    if locked:
        raise BadInput(
            msg("This PDF is protected by a password"),
            msg("Nobody could open it here. Print it into a new PDF, or hand in a picture of it."),
        )
    if not pages:
        raise BadInput(msg("This PDF has no page"), msg("Scan or save it anew."))


def _read_picture(content: bytes) -> None:
    from PIL import Image  # imported when first needed

    try:
        with Image.open(BytesIO(content), formats=("JPEG", "PNG")) as picture:
            pixels = picture.width * picture.height
            if pixels <= MOST_PIXELS:
                picture.draft("L", (1, 1))  # a JPEG is decoded whole, into little memory
                picture.load()
    except Image.DecompressionBombError:
        pixels = MOST_PIXELS + 1
    except Exception as error:  # as of a PDF
        raise _damaged() from error
    if pixels > MOST_PIXELS:
        limit = MOST_PIXELS // _MILLION
        raise BadInput(
            msg("The picture is too large"),
            msg("It may have up to {limit} million points; scan it more coarsely.", limit=limit),
        )


def _to_its_end(kind: FileKind, content: bytes) -> bytes:
    """The picture without what follows it."""
    try:
        return content[: _png_end(content) if kind is PNG else _jpeg_end(content)]
    except struct.error as error:
        raise _damaged() from error


def _png_end(content: bytes) -> int:
    """Where the last chunk ends; struct.error where it does not."""
    at, name = _PNG_HEAD, b""
    while name != b"IEND":
        length, name = struct.unpack_from(">I4s", content, at)
        at += 8 + length
        struct.unpack_from(">I", content, at)  # its checksum is there
        at += 4
    return at


def _jpeg_end(content: bytes) -> int:
    """Where the end marker of the picture itself ends: a preview inside a segment has its own."""
    at, scans = 2, 0
    while found := _JPEG_MARK.search(content, at):
        at, code = found.end(), content[found.end() - 1]
        if code == _JPEG_END:
            return at
        scans += code == _JPEG_SCAN
        if scans > _MOST_SCANS:
            raise struct.error("it would take minutes to draw")
        if code not in _JPEG_BARE:
            at += struct.unpack_from(">H", content, at)[0]
    raise struct.error("no end")


def _damaged() -> BadInput:
    return BadInput(
        msg("This file is damaged"),
        msg("It cannot be read to its end; it may have been cut off. Scan or save it anew."),
    )
