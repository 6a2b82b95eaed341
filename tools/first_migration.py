"""Write the first migration anew from the models, as long as nothing has shipped.

    python -m tools.first_migration

After the first release this goes: from then on each change of the models is a new migration.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.operations import ops
from sqlalchemy import create_engine

from app.store.sqlite.triggers import TRIGGERS

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "app/store/migrations/versions/m0001_first.py"


def main() -> None:
    TARGET.unlink(missing_ok=True)
    config = Config()
    config.set_main_option("script_location", "app:store/migrations")
    config.set_main_option("file_template", "m%%(rev)s_first")
    with create_engine("sqlite://").begin() as connection:
        config.attributes["connection"] = connection
        command.revision(
            config,
            "The first schema",
            autogenerate=True,
            rev_id="0001",
            process_revision_directives=_with_triggers,
        )
    subprocess.run([sys.executable, "-m", "ruff", "format", "-q", str(TARGET)], check=True)


def _with_triggers(_context: object, _revision: object, directives: list[Any]) -> None:
    upgrade: ops.UpgradeOps = directives[0].upgrade_ops
    upgrade.ops.extend(ops.ExecuteSQLOp(trigger) for trigger in TRIGGERS)


if __name__ == "__main__":
    main()
