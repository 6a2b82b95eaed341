"""Texts are sorted and told apart as in a file, whatever language the database speaks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from app.address import ServerAddress
from app.bootstrap import create_store
from app.context import Context
from app.models import Department
from app.store.places import Named
from tests.servers import Server

pytestmark = pytest.mark.server

NAMES = [
    "straße", "strasse", "Zoo", "apple", "Apple", "é", "e\u0301", "e", "中", "一", "阿", "投诉部",
    "a b", "ab", "a-b", "A2", "A10", "İ", "i", "ﬁ", "fi", "😀", "～", " x",
]  # fmt: skip
ICU = "SELECT count(*) FROM pg_collation WHERE collname IN ('zh-x-icu', 'en-US-x-icu')"
SYSTEMS = "SELECT collname FROM pg_collation WHERE collname IN ('en_US.utf8', 'zh_CN.utf8')"


def languages(server: Server) -> Iterator[str]:
    """In the words of CREATE DATABASE: what this server can speak."""
    yield "LOCALE 'C'"
    if server.run(ICU)[0][0]:  # one that was built without has the others only
        yield "LOCALE_PROVIDER icu ICU_LOCALE 'zh' LOCALE 'C.UTF-8'"
        yield "LOCALE_PROVIDER icu ICU_LOCALE 'en-US' LOCALE 'C.UTF-8'"
    for (name,) in server.run(SYSTEMS):
        yield f"LOCALE '{name}'"


def read_back(named: Named) -> tuple[list[str], list[str], str | None]:
    """All names in order, those above "b", and the last one, of a store that has just been made."""
    context: Context = create_store(named)
    name = Department.name
    with closing(context.store):
        with context.write() as session:
            session.add_all(Department(name=each) for each in NAMES)
        with context.read() as session:
            return (
                [*session.scalars(select(name).order_by(name))],
                [*session.scalars(select(name).where(name > "b").order_by(name))],
                session.scalar(select(func.max(name))),
            )


def test_every_language_sorts_and_tells_apart_as_a_file_does(
    cluster: Server, tmp_path: Path
) -> None:
    wanted = read_back(tmp_path / "centre.dutydesk")
    assert wanted[0] == sorted(NAMES)
    for words in languages(cluster):
        name = f"dutydesk_sorting_{uuid4().hex[:12]}"
        cluster.run(f"CREATE DATABASE {name} TEMPLATE template0 {words}")
        try:
            assert read_back(ServerAddress(cluster.url(name))) == wanted, words
        finally:
            cluster.drop(name)
