"""What is written to a file: there whole, or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import BadInput
from app.rules.vocabulary import msg

if TYPE_CHECKING:
    from openpyxl import Workbook

_ENDING = ".xlsx"


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` to `path`, whole or not at all; BadInput where it cannot be."""
    with _beside(path) as unfinished:
        Path(unfinished).write_bytes(content)


@contextmanager
def saved_to(path: Path) -> Iterator[Workbook]:
    """An empty write-only workbook that is saved at the end; BadInput where it cannot be.

    Its name ends in .xlsx: a store or a backup that was named by mistake is not written over.
    """
    from openpyxl import Workbook

    if path.suffix.lower() != _ENDING:
        raise BadInput(
            msg("{name} was not written", name=path.name),
            msg("{path} is no name for a workbook: let it end in .xlsx.", path=str(path)),
        )
    with _beside(path) as unfinished:
        workbook = Workbook(write_only=True)
        try:
            yield workbook
            workbook.save(unfinished)
        finally:
            _let_go(workbook)


@contextmanager
def _beside(path: Path) -> Iterator[str]:
    """A file beside the target that takes its place in the end, so that a failure leaves what
    was there."""
    refuse_special(path)
    try:
        handle, unfinished = tempfile.mkstemp(suffix=path.suffix, dir=path.parent)
        os.close(handle)
        try:
            yield unfinished
            os.replace(unfinished, path)
        finally:
            Path(unfinished).unlink(missing_ok=True)
    except OSError as error:
        raise BadInput(
            msg("{name} was not written", name=path.name),
            msg("{path} cannot be written: {reason}.", path=str(path), reason=error.strerror or ""),
        ) from error


def refuse_special(path: Path) -> None:
    """BadInput for what is there and no file: a folder, a device, a pipe is never put away."""
    if path.exists() and not path.is_file():
        raise BadInput(
            msg("{name} was not written", name=path.name),
            msg("{path} is no file, and stays as it is.", path=str(path)),
        )


def refuse_there(path: Path) -> None:
    """BadInput for a file that is there already, where a list beside another file is wanted."""
    refuse_special(path)
    if path.exists():
        raise BadInput(
            msg("{name} was not written", name=path.name),
            msg("{path} is there already, and stays as it is: tell another name.", path=str(path)),
        )


def _let_go(workbook: Workbook) -> None:
    """Close the pages that were begun: each holds a file of its own until it is saved."""
    for page in workbook.worksheets:
        if not page.closed:
            page.close()
