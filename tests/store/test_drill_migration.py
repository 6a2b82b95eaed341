"""A migration that is killed at any moment is either done or never was."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from app.bootstrap import open_store
from app.errors import StoreProblem
from app.models import Department, Team
from app.rules.deeds import Deed
from app.store import migrate, schema
from app.store.sqlite import backups, upgrade
from app.store.sqlite.engine import connect
from app.store.sqlite.identity import revision_of
from app.store.sqlite.seal import content_digest
from app.store.sqlite.verify import verify
from tests.conftest import KEEPER
from tests.factories import NOW, TestClock
from tests.store.writers import TIMES, migrate_to, processes

KILLS, TEAMS = 24 * TIMES, 3000
PRESENT = schema.HEAD
NEXT = """
import sqlalchemy as sa
from alembic import op

revision, down_revision = "{revision}", "{before}"


def upgrade() -> None:
    with op.batch_alter_table("team", recreate="always") as team:
        team.add_column(sa.Column("{column}", sa.String(), nullable=False, server_default="x"))
    op.execute("UPDATE team SET {column} = name || '{revision}'")
"""


@pytest.fixture
def newer(tmp_path: Path) -> str:
    """A folder of migrations with two more, each of which rebuilds a table that others point at."""
    folder = tmp_path / "migrations"
    own = Path(migrate.__file__).parent / "migrations"
    shutil.copytree(own, folder, ignore=shutil.ignore_patterns("__pycache__"))
    for revision, before, column in (("9001", PRESENT, "colour"), ("9002", "9001", "motto")):
        text = NEXT.format(revision=revision, before=before, column=column)
        (folder / "versions" / f"m{revision}.py").write_text(text)
    return str(folder)


@pytest.fixture
def older(store_path: Path) -> Path:
    """A store at the present schema, which is the older one here, with some thousand rows."""
    context = open_store(store_path, KEEPER, TestClock())
    with context.write() as session:
        session.add(Department(id=1, name="Service"))
        session.flush()
        session.add_all(Team(department_id=1, name=f"T{number}") for number in range(TEAMS))
        context.audit(session, Deed.TEAM_ADD, "teams")
    context.store.close()
    return store_path


def teams(path: Path) -> list[tuple[object, ...]]:
    with closing(connect(path)) as connection:
        return list(connection.execute("SELECT * FROM team ORDER BY id"))


def leftovers(path: Path) -> list[str]:
    with closing(connect(path)) as connection:
        rows = connection.execute("SELECT name FROM sqlite_schema WHERE name LIKE '%alembic_tmp%'")
        return [name for (name,) in rows]


def digest(path: Path) -> str:
    with closing(connect(path)) as connection:
        return content_digest(connection)


def killed_migration(path: Path, location: str, after: Callable[[], float]) -> None:
    context = processes()
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=migrate_to, args=(path, location, "9002", NOW, theirs))
    process.start()
    ours.recv()
    time.sleep(after())
    process.kill()
    process.join()


def test_kills_of_a_migration_leave_none_half_done(
    older: Path, newer: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(20261015)
    before, seen = digest(older), {PRESENT: 0, "9002": 0}
    monkeypatch.setattr(migrate, "LOCATION", newer)
    monkeypatch.setattr(schema, "HEAD", "9002")
    began = time.perf_counter()
    upgrade.upgrade(Path(shutil.copy(older, tmp_path / "whole.dutydesk")), NOW, "x", {})
    longest = (time.perf_counter() - began) * 1.3
    for kill in range(KILLS):
        path = Path(shutil.copy(older, tmp_path / f"{kill}.dutydesk"))
        killed_migration(path, newer, partial(chance.uniform, 0, longest))
        assert verify(path).faults == ()
        assert leftovers(path) == []
        revision = revision_of(path)
        seen[revision] += 1
        longest *= 1.08 if revision == PRESENT else 0.95  # however fast this machine is today
        if revision == PRESENT:
            assert digest(path) == before
            upgrade.upgrade(path, NOW, "x", {})  # what was killed can be repeated
        assert len(teams(path)) == TEAMS
        assert teams(path)[0][-1] == "T09002"
        path.unlink()
    assert all(seen.values()), f"every kill came too early or too late: {seen}"


def test_an_older_store_is_backed_up_and_then_brought_up(
    older: Path, newer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = teams(older)
    monkeypatch.setattr(migrate, "LOCATION", newer)
    monkeypatch.setattr(schema, "HEAD", "9002")
    context = open_store(older, KEEPER, TestClock())
    assert context.store.verify().whole
    context.store.close()
    (backup,) = [each for each in backups.all_of(older) if each.kind == "migration"]
    assert teams(backup.path) == before
    assert teams(older)[0][-1] == "T09002"


def test_a_migration_that_fails_leaves_the_store_as_it_was(
    older: Path, newer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = digest(older)
    broken = Path(newer) / "versions" / "m9002.py"
    broken.write_text(broken.read_text() + "\n    raise RuntimeError('a bug')\n")
    monkeypatch.setattr(migrate, "LOCATION", newer)
    monkeypatch.setattr(schema, "HEAD", "9002")
    with pytest.raises(RuntimeError, match="a bug"):
        open_store(older, KEEPER, TestClock())
    assert digest(older) == before
    assert leftovers(older) == []


def test_a_migration_that_leaves_rows_pointing_nowhere_is_taken_back(
    older: Path, newer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = digest(older)
    careless = Path(newer) / "versions" / "m9002.py"
    careless.write_text(careless.read_text() + "\n    op.execute('DELETE FROM department')\n")
    monkeypatch.setattr(migrate, "LOCATION", newer)
    monkeypatch.setattr(schema, "HEAD", "9002")
    with pytest.raises(RuntimeError, match="point nowhere"):
        open_store(older, KEEPER, TestClock())
    assert digest(older) == before


def test_a_backup_of_an_older_schema_is_brought_up_as_it_is_restored(
    older: Path, newer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (backup,) = backups.all_of(older)
    monkeypatch.setattr(migrate, "LOCATION", newer)
    monkeypatch.setattr(schema, "HEAD", "9002")
    context = open_store(older, KEEPER, TestClock())
    context.store.restore(backup.path, NOW, "x")
    assert revision_of(older) == "9002"
    assert context.store.verify().whole
    context.store.close()


def test_a_store_that_only_the_newer_program_knows_is_refused_by_this_one(
    older: Path, newer: str
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrate, "LOCATION", newer)
        patch.setattr(schema, "HEAD", "9002")
        open_store(older, KEEPER, TestClock()).store.close()
    with pytest.raises(StoreProblem, match="newer"):
        open_store(older, KEEPER, TestClock())
