"""An import that would leave nobody to look after the accounts is refused whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from app.context import Context
from app.errors import NotAllowed
from app.exchange.moving import import_workbook
from app.models import Person
from app.services.accounts import managing, passwords
from tests.exchange.books import Change, centre, saved, set_cell


def bring(context: Context, folder: Path, *changes: Change, dry_run: bool = False) -> None:
    def all_of(sheets: dict[str, list[list[object]]]) -> None:
        for change in changes:
            change(sheets)

    import_workbook(context, saved(folder, centre(all_of)), dry_run=dry_run)


@pytest.mark.parametrize("dry_run", [False, True])
def test_the_last_administrator_with_an_account_does_not_leave_by_a_workbook(
    context: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dry_run: bool
) -> None:
    monkeypatch.setattr(passwords, "hashed", lambda password: password)
    appointed = set_cell("Employees", 2, "role", "administrator")
    bring(context, tmp_path, appointed)
    with context.read() as session:
        key = session.scalars(select(Person.id).order_by(Person.id)).first()
    assert key is not None
    gone = set_cell("Employees", 2, "left_on", "2030-12-31")
    bring(context, tmp_path, appointed, set_cell("Employees", 2, "name", "Another"))
    managing.create_accounts(context, [key])
    with pytest.raises(NotAllowed) as refused:
        bring(context, tmp_path, appointed, gone, dry_run=dry_run)
    assert refused.value.title.msgid == "The last administrator"
    with context.read() as session:
        assert session.get(Person, key).left_on is None  # type: ignore[union-attr]
