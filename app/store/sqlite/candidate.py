"""What somebody would go back to: whether it is a backup, a sound one, and of this centre."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from sqlcipher3 import dbapi2 as driver

from app.errors import AnotherCentre, StoreProblem
from app.models import SettingKey
from app.rules.vocabulary import Message, msg
from app.store.facts import setting
from app.store.records import ACCEPTABLE, Backup
from app.store.sqlite import backups, identity
from app.store.sqlite.engine import APPLICATION_ID, connect
from app.store.sqlite.verify import verify

_UNTOUCHED = "ro&immutable=1"
"""Without its log: one that is another's would be written into it."""


def sound(path: Path) -> Backup:
    """The backup at `path`; StoreProblem where it is none, is damaged or of a newer program."""
    if not path.is_file():
        raise _none(msg("There is no such file: {path}.", path=str(path)))
    if not _is_ours(path):
        raise _none(
            msg(
                "{path} is a file of another kind, or nothing of it can be read. Nothing was "
                "changed; choose one of the backups.",
                path=str(path),
            ),
        )
    identity.revision_of(path)
    chosen = backups.described(path)
    _refuse_damaged(chosen)
    return chosen


def refuse_another_centre(backup: Path, store: Path) -> None:
    """AnotherCentre where the `backup` is not of the centre of the `store`.

    A store that is gone or cannot be read says nothing of its centre.
    """
    refuse_other_than(
        backup, _setting(store, SettingKey.AUDIT_KEY), _setting(store, SettingKey.CENTRE_NAME)
    )


def refuse_other_than(backup: Path, key: str | None, name: str | None) -> None:
    """The same where the store's audit `key` and the centre's `name` are these."""
    if key is None or key == _setting(backup, SettingKey.AUDIT_KEY):
        return
    raise AnotherCentre(
        msg("This is a backup of another centre."),
        msg(
            "{path} is of “{theirs}”, and the store here is that of “{own}”. Nothing was changed.",
            path=str(backup),
            theirs=_setting(backup, SettingKey.CENTRE_NAME) or "–",
            own=name or "–",
        ),
    )


def _is_ours(path: Path) -> bool:
    try:
        with closing(connect(path, _UNTOUCHED)) as connection:
            return bool(connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,))
    except driver.Error:
        return False


def _none(why: Message) -> StoreProblem:
    return StoreProblem(msg("This is no backup of Dutydesk."), why)


def _refuse_damaged(chosen: Backup) -> None:
    found = verify(chosen.path).faults
    faults = [fault.message for fault in found if fault.code not in ACCEPTABLE]
    if chosen.digest and backups.digest_of(chosen.path) != chosen.digest:
        faults.append(msg("Its content is not what was written."))
    if faults:
        raise StoreProblem(
            msg("This backup is damaged."),
            msg(
                "{path}: {fault} Nothing was changed; choose another backup.",
                path=str(chosen.path),
                fault=faults[0],
            ),
        )


def _setting(path: Path, key: SettingKey) -> str | None:
    try:
        with closing(connect(path, _UNTOUCHED)) as connection:
            return setting(connection, key)
    except driver.Error:
        return None
