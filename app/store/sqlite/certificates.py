"""Certificates beside the store: a file each, named by the SHA-256 (hex) of what is in it.

A file is there before the row that names it is committed, and is never changed or deleted: an
older backup finds what it names, and so does the newer state when one comes back to it. Files
that no row names do no harm, and are found again when the same is handed in once more.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from app import own_files
from app.errors import StoreProblem
from app.rules.vocabulary import Message, msg
from app.store.records import Fault
from app.store.sqlite import scratch
from app.store.sqlite.backups import settle
from app.store.sqlite.engine import connect

_DIGEST = re.compile(r"[0-9a-f]{64}")
_MARK = "-certificates"
_LEVELS = 3
"""How far above a backup its certificates may lie: it may be in a folder of replaced ones."""
_NAMED = (
    "SELECT leave_no, file_name, digest, size FROM leave_certificate "
    "JOIN leave ON leave.id = leave_id ORDER BY leave_certificate.id"
)


def folder_of(store: Path) -> Path:
    """The folder of a store's certificates, beside it; made when the first is handed in."""
    return store.with_name(f"{store.stem}{_MARK}")


def keep(folder: Path, content: bytes) -> str:
    """Have the content on the disk, for the owner only; its digest. StoreProblem."""
    digest = _digest_of(content)
    try:
        if not _is_whole(folder / digest, digest, len(content)):
            _write(folder, digest, content)
    except OSError as error:
        raise StoreProblem(
            msg("The certificate could not be kept."),
            msg("{path}: {reason}.", path=str(folder), reason=error.strerror or str(error)),
        ) from error
    return digest


def content_of(folder: Path, digest: str) -> bytes:
    """What was handed in; StoreProblem where its file is gone, or is something else by now."""
    path = folder / digest
    try:
        content = path.read_bytes() if path.is_file() else None
    except OSError:
        content = None
    if content is None:
        raise StoreProblem(msg("The certificate's file is gone."), _remedy(path))
    if _digest_of(content) != digest:
        raise StoreProblem(msg("The certificate's file is not what was handed in."), _remedy(path))
    return content


def all_in(folder: Path) -> list[str]:
    """The names of all that are kept there."""
    return [path.name for path in folder.glob("*") if _DIGEST.fullmatch(path.name)]


def copy_missing(source: Path, target: Path) -> int:
    """Have in the folder `target` whatever is whole in `source`; how many were copied.

    What is there is not looked at again: a second place costs what came since. StoreProblem.
    """
    names = all_in(source)
    return sum(_copy(source, target, name) for name in names if not (target / name).exists())


def fetch_missing(store: Path, named_by: Path, backup: Path) -> None:
    """Bring what the database `named_by` names and `store` lacks, from beside a `backup` that
    came from elsewhere: from any folder of certificates there. What is nowhere, `faults` tells.

    StoreProblem where it cannot be written.
    """
    mine = folder_of(store)
    with closing(connect(named_by)) as connection:
        named = {str(row[2]) for row in connection.execute(_NAMED)}
    missing = [digest for digest in sorted(named) if not (mine / digest).exists()]
    places = [place for up in backup.absolute().parents[:_LEVELS] for place in up.glob(f"*{_MARK}")]
    for digest in missing:
        any(_copy(place, mine, digest) for place in places)


def faults(connection: Any, folder: Path) -> Iterator[Fault]:
    """A fault for each certificate whose file is gone or is not what was handed in. Bare
    connection; a store of an older program has them in itself, and none here."""
    columns = {row[1] for row in connection.execute("PRAGMA table_info(leave_certificate)")}
    rows = connection.execute(_NAMED).fetchall() if "digest" in columns else []
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # hashing leaves Python's lock to others
        found = pool.map(lambda row: _is_whole(folder / str(row[2]), row[2], row[3]), rows)
        for (no, name, digest, _size), whole in zip(rows, found, strict=True):
            if not whole:
                yield Fault("certificate", _missed(f"{no}/{name}", folder / str(digest)))


def _is_whole(path: Path, digest: str, size: int) -> bool:
    """Whether the file is there and is what its name says."""
    try:
        if not path.is_file() or path.stat().st_size != size:
            return False
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == digest
    except OSError:
        return False


def _write(folder: Path, digest: str, content: bytes) -> None:
    own_files.make_folder(folder)
    unfinished = folder / scratch.own("unfinished")
    try:
        with open(unfinished, "xb", opener=own_files.opener) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(folder / digest)
        settle(folder)
    finally:
        with suppress(OSError):
            unfinished.unlink()


def _copy(source: Path, target: Path, digest: str) -> bool:
    """Whether the certificate was whole in `source` and is in `target` now."""
    try:
        content = content_of(source, digest)
    except StoreProblem:
        return False
    keep(target, content)
    return True


def _digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _missed(which: str, path: Path) -> Message:
    remedy = _remedy(path)
    if path.exists():
        return msg(
            "Certificate {which}: its file is not what was handed in. {remedy}",
            which=which, remedy=remedy,
        )  # fmt: skip
    return msg("Certificate {which}: its file is gone. {remedy}", which=which, remedy=remedy)


def _remedy(path: Path) -> Message:
    return msg(
        "Put {name} back into {folder} from a copy, or hand the same certificate in again.",
        name=path.name,
        folder=str(path.parent),
    )
