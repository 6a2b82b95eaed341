"""Programs that make a store, or bring it to a newer schema, at once: one does it, the others find
it done; one that is killed half way leaves nothing."""

from __future__ import annotations

import random
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree
from time import monotonic
from typing import Any

import psycopg
import pytest
from sqlalchemy import select

from app.address import ServerAddress
from app.bootstrap import open_store
from app.context import Context
from app.errors import StoreOutgrown, StoreProblem, StoreRestored
from app.models import StaffingNeed, Team
from app.queries import facts
from app.store import migrate, schema
from app.store.postgresql import objects
from app.store.postgresql.place import ServerPlace
from tests.factories import NOW
from tests.servers import Server
from tests.store.hands import add, names
from tests.store.server.desks import KEEPER, LONG, bare, there
from tests.store.server.working import make, make_and_be_killed, open_and_be_killed, open_with
from tests.store.writers import processes, together

pytestmark = pytest.mark.server

KILLS = 60 if LONG else 6
PATIENCE = 60.0
NEXT = """
from alembic import op

revision, down_revision = "9999", "{head}"
branch_labels = depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE department ADD COLUMN more integer")
    op.execute("CREATE TABLE more AS SELECT generate_series(1, {rows}) AS number")
    op.execute("ALTER TABLE team RENAME COLUMN name TO called")
"""


@dataclass(frozen=True, slots=True)
class Newer:
    """A program with one more migration."""

    location: str
    head: str = "9999"


@pytest.fixture
def newer(tmp_path: Path) -> Newer:
    location = tmp_path / "migrations"
    copytree(Path(migrate.__file__).parent / "migrations", location)
    (location / "versions" / "m9999.py").write_text(
        NEXT.format(head=schema.HEAD, rows=200_000), "utf-8"
    )
    return Newer(str(location))


@pytest.fixture
def empty(database: str) -> ServerAddress:
    return ServerAddress(database)


def test_of_several_that_make_a_store_one_does(empty: ServerAddress) -> None:
    told = together(empty, make, [()] * 3)
    assert sorted(map(str, told)) == ["None"] + ["There is something here already."] * 2
    assert there(empty) == []


def test_of_several_that_migrate_one_does(
    desk: Context, address: ServerAddress, newer: Newer
) -> None:
    add(desk, "before")
    desk.store.close()
    told = together(address, open_with, [(newer.location, newer.head)] * 3)
    assert told == [1, 1, 1]
    with bare(address) as connection:
        assert counted(connection, "audit_entry WHERE action = 'store.migrate'") == 2
        assert counted(connection, "more") == 200_000


def counted(connection: psycopg.Connection, of: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {of}").fetchone()
    return int(row[0]) if row else 0


BEFORE_0014 = """
DROP TABLE volume, forecast_correction, service_goal, staffing_need, work_rule, shift_wish,
    wish_closing, fixed_cell;
CREATE TABLE shift_need (
    id bigserial PRIMARY KEY,
    team_id bigint REFERENCES team (id),
    shift_id bigint NOT NULL REFERENCES shift_type (id),
    weekday bigint NOT NULL,
    needed bigint NOT NULL
);
INSERT INTO department (id, name) VALUES (81, 'Service');
INSERT INTO team (id, department_id, name) VALUES (82, 81, 'A');
INSERT INTO shift_type (id, code, name, start_at, end_at, night, retired)
    VALUES (83, 'E', 'Early', '07:30', '15:30', false, false);
INSERT INTO shift_need (team_id, shift_id, weekday, needed) VALUES (82, 83, 0, 3), (NULL, 83, 6, 2);
UPDATE alembic_version SET version_num = '0013';
"""


def test_0014_leads_to_the_models_and_needs_by_weekday_go_on(
    desk: Context, address: ServerAddress
) -> None:
    with desk.read() as session:
        made = objects.fingerprint(session.connection())
    desk.store.close()
    with bare(address) as connection:
        connection.execute("SET session_replication_role = replica")
        for statement in BEFORE_0014.split(";\n"):
            if statement.strip():
                connection.execute(statement)
    context = open_store(address, KEEPER)
    with closing(context.store), context.write() as session:
        rows = session.scalars(select(StaffingNeed).order_by(StaffingNeed.id))
        found = [(row.department_id, row.team_id, row.weekday, row.least) for row in rows]
        assert found == [(81, 82, 0, 3), (None, None, 6, 2)]
        assert objects.fingerprint(session.connection()) == made
        assert facts.policies(session).at(NOW).need_holiday_weekday == 7
        session.add(StaffingNeed(shift_id=83, least=1))


@pytest.fixture
def chance() -> random.Random:
    return random.Random(20261127)


def killed(work: Any, shares: tuple[object, ...], seconds: float) -> float:
    """Begin the work in a process of its own, and kill it so long after; how long it ran."""
    context = processes()
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=work, args=(*shares, theirs))
    process.start()
    theirs.close()
    assert ours.recv() == "begins"
    begun = monotonic()
    ours.poll(seconds)
    ran = monotonic() - begun
    process.kill()
    process.join()
    ours.close()
    return ran


def test_killed_while_it_makes_a_store_it_leaves_none_or_a_whole_one(
    empty: ServerAddress, chance: random.Random
) -> None:
    whole = killed(make_and_be_killed, (empty,), PATIENCE)
    made = 0
    for _ in range(KILLS):
        with bare(empty) as connection:
            connection.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        killed(make_and_be_killed, (empty,), chance.uniform(whole / 4, whole))
        if ServerPlace(empty).is_there():
            made += 1
            assert there(empty) == []
    print(f"{made} of {KILLS} were made")


def test_killed_while_it_migrates_it_leaves_the_old_schema_or_the_new(
    cluster: Server, desk: Context, address: ServerAddress, newer: Newer, chance: random.Random
) -> None:
    add(desk, "before")
    desk.store.close()
    name = f"{address.database}_killed"
    copy = ServerAddress(cluster.create_database(name, address.database))
    shares = (copy, newer.location, newer.head)
    whole = killed(open_and_be_killed, shares, PATIENCE)
    migrated = 0
    for _ in range(KILLS):
        if is_migrated(copy, newer):
            migrated += 1
            cluster.drop(name)
            cluster.create_database(name, address.database)
        killed(open_and_be_killed, shares, chance.uniform(whole / 4, whole))
    if not is_migrated(copy, newer):
        assert there(copy) == ["before"]
    print(f"{migrated - 1} of {KILLS} were migrated")
    cluster.drop(name)


def is_migrated(address: ServerAddress, newer: Newer) -> bool:
    """Whether it has the newer schema; it has all of that, or all of the old one."""
    with bare(address) as connection:
        revision = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        tables = counted(connection, "pg_class WHERE relname = 'more'")
        columns = counted(connection, "pg_attribute WHERE attname IN ('more', 'called')")
        triggers = counted(connection, "pg_trigger WHERE NOT tgisinternal")
    migrated = revision == (newer.head,)
    assert migrated or revision == (schema.HEAD,)
    assert (tables, columns) == ((1, 2) if migrated else (0, 0))
    assert triggers > 100
    return migrated


def test_a_program_that_is_outgrown_says_so_at_the_next_write(
    desk: Context, address: ServerAddress, newer: Newer
) -> None:
    add(desk, "before")
    together(address, open_with, [(newer.location, newer.head)])
    with pytest.raises(StoreOutgrown):
        add(desk, "after")
    with pytest.raises(StoreOutgrown):
        desk.store.check_same()
    assert names(desk) == ["before"]
    with pytest.raises(StoreOutgrown), desk.read() as session:  # what is not there any more
        session.scalars(select(Team)).all()
    with pytest.raises(StoreProblem) as told:
        open_store(address, KEEPER)
    assert told.value.title.msgid == "The store is newer than this program."


def test_a_restored_store_is_told_at_the_next_write(desk: Context, address: ServerAddress) -> None:
    with bare(address) as connection:
        connection.execute("COMMENT ON TABLE alembic_version IS 'another'")
    with pytest.raises(StoreRestored):
        add(desk, "after")
    with closing(open_store(address, KEEPER).store):
        pass
