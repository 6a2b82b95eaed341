"""The schema's history and the models say the same."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.engine import Connection

from app.context import Context
from app.models import Base
from app.store import migrate, schema
from app.store.triggers import TRIGGERS


def test_the_migrations_lead_to_the_models(context: Context) -> None:
    with context.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_the_newest_migration_is_the_one_that_opens_without_alembic() -> None:
    script = ScriptDirectory.from_config(migrate._config())
    assert script.get_heads() == [schema.HEAD]


def test_every_constraint_of_the_models_is_in_the_migrations(context: Context) -> None:
    bare = create_engine("sqlite://")
    Base.metadata.create_all(bare)
    with bare.connect() as models, context.engine.connect() as migrated:
        assert _objects(migrated) == _objects(models)


def test_the_triggers_of_a_migrated_store_are_the_present_ones(context: Context) -> None:
    with context.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT sql FROM sqlite_schema WHERE type = 'trigger'")
        assert sorted(row.sql for row in rows) == sorted(TRIGGERS)


def _objects(connection: Connection) -> dict[str, set[str]]:
    """Each table and index as the set of its lines: their order is of no meaning, and that the
    name of a table that was rebuilt stands in quotes."""
    rows = connection.exec_driver_sql(
        "SELECT name, sql FROM sqlite_schema WHERE type != 'trigger' AND sql IS NOT NULL "
        "AND name != 'alembic_version'"
    )
    return {row.name: {_plain(line) for line in row.sql.splitlines()} for row in rows}


def _plain(line: str) -> str:
    return line.strip(" ,\t").replace('"', "")
