"""Certificates of a store on a server: in a table of the store's own, by their SHA-256 (hex).

A content is committed before the row that names it, and is never changed or deleted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy.engine import Connection

from app.address import ServerAddress
from app.errors import StoreProblem
from app.rules.vocabulary import Message, msg
from app.store.postgresql.connecting import connect
from app.store.postgresql.triggers import CERTIFICATES as TABLE
from app.store.records import Fault
from app.store.sqlite import certificates as files

CREATE = f'CREATE TABLE {TABLE} (digest varchar COLLATE "C" PRIMARY KEY, content bytea NOT NULL)'
_PUT = f"INSERT INTO {TABLE} VALUES (%s, %s) ON CONFLICT DO NOTHING"
_NAMED = (
    "SELECT leave_no, file_name, digest, size FROM leave_certificate "
    "JOIN leave ON leave.id = leave_id ORDER BY leave_certificate.id"
)


def keep(address: ServerAddress, content: bytes) -> str:
    """Have the content kept for good; its digest. psycopg.Error."""
    digest = hashlib.sha256(content).hexdigest()
    with closing(connect(address)) as connection:
        connection.execute(_PUT, (digest, content))
    return digest


def put(connection: Connection, content: bytes) -> str:
    """The same in the transaction that is open on `connection`."""
    digest = hashlib.sha256(content).hexdigest()
    connection.exec_driver_sql(_PUT, (digest, content))
    return digest


def carry_out(connection: Connection, folder: Path) -> None:
    """Have in the `folder` of a file's certificates whatever is whole here and not there yet."""
    kept = connection.exec_driver_sql(
        f"SELECT digest FROM {TABLE} WHERE digest = encode(sha256(content), 'hex')"
    )
    for digest in kept.scalars().all():
        if not (folder / digest).exists():
            files.keep(folder, content_of(connection, digest))


def carry_in(connection: Connection, folder: Path) -> None:
    """Have here whatever is whole in the `folder` of a file's certificates."""
    for digest in files.all_in(folder):
        with suppress(StoreProblem):  # what is not whole is told by whoever looks the file over
            put(connection, files.content_of(folder, digest))


def content_of(connection: Connection, digest: str) -> bytes:
    """What was handed in; StoreProblem where it is gone, or is something else by now."""
    content = connection.exec_driver_sql(
        f"SELECT content FROM {TABLE} WHERE digest = %s", (digest,)
    ).scalar()
    if content is None:
        raise StoreProblem(msg("The certificate's file is gone."), _remedy(digest))
    if hashlib.sha256(content).hexdigest() != digest:
        raise StoreProblem(
            msg("The certificate's file is not what was handed in."), _remedy(digest)
        )
    return bytes(content)


def faults(connection: Connection) -> Iterator[Fault]:
    """A fault for each certificate whose content is gone or is not what was handed in."""
    rows = connection.exec_driver_sql(
        f"SELECT named.*, encode(sha256(content), 'hex') FROM ({_NAMED}) AS named "
        f"LEFT JOIN {TABLE} USING (digest)"
    )
    for digest, no, name, _size, found in rows:
        if found == digest:
            continue
        which, remedy = f"{no}/{name}", _remedy(digest)
        if found is None:
            gone = msg(
                "Certificate {which}: its file is gone. {remedy}", which=which, remedy=remedy
            )
            yield Fault("certificate", gone)
        else:
            yield Fault(
                "certificate",
                msg(
                    "Certificate {which}: its file is not what was handed in. {remedy}",
                    which=which, remedy=remedy,
                ),
            )  # fmt: skip


def _remedy(digest: str) -> Message:
    return msg("Hand the same certificate in again ({name}).", name=digest)
