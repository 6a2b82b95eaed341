"""The migrations, run on whatever connection a store hands over, in its transaction."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sqlalchemy.engine import Connection

if TYPE_CHECKING:
    from alembic.config import Config

LOCATION = "app:store/migrations"


def known(revision: str) -> bool:
    """Whether this program has the migration; a store at another one is of a newer program."""
    from alembic.script import ScriptDirectory

    script = ScriptDirectory.from_config(_config())
    return revision in {each.revision for each in script.walk_revisions()}


def run(connection: Connection, keep_certificate: Callable[[bytes], str]) -> None:
    """Run what is missing, in the transaction that is open on `connection`.

    `keep_certificate` puts a content where this store has them; see `store/port.py`.
    """
    from alembic import command

    config = _config()
    config.attributes["connection"] = connection
    config.attributes["keep_certificate"] = keep_certificate
    command.upgrade(config, "head")


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", LOCATION)
    return config
