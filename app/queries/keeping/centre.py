"""The centre itself: what the whole store is called."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Setting, SettingKey


def centre_name(session: Session) -> str:
    """The centre's name; "" where none was given."""
    name = session.execute(
        select(Setting.value).where(Setting.key == SettingKey.CENTRE_NAME)
    ).scalar_one_or_none()
    return name or ""
