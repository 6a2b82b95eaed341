"""The centre itself, its policy values, and the audit trail."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Computed, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Digest, Key


class SettingKey(StrEnum):
    """The facts that the program itself keeps in `setting`."""

    CENTRE_NAME = "centre_name"
    ZONE = "zone"
    BACKUPS_KEPT = "backups_kept"
    SECOND_PLACE = "second_place"
    """The folder of another disk where each backup is copied to; none: there is no such place."""
    CALENDAR_FOLDER = "calendar_folder"
    """The folder of calendar files to which telephones subscribe; none: they are not written."""
    CALENDAR_SECRET = "calendar_secret"
    """From which the names of these files follow: drawn anew with each choice of a folder."""
    IDLE_LIMIT = "idle_limit"
    AUDIT_KEY = "audit_key"
    SCHEMA_FINGERPRINT = "schema_fingerprint"
    CONTENT_SEAL = "content_seal"
    MOVED_TO = "moved_to"
    """The address of the store in which the centre works since this one was moved there."""
    REFERENCE_STAMP = "reference_stamp"
    """Drawn anew by the database whenever what rarely changes does."""


BACKUPS_KEPT = 14
"""How many daily backups stay where nobody has set another number."""


IDLE_LIMIT = 15
"""After how many idle minutes a desk locks at the latest, where nobody has set another number."""


class Setting(Base):
    """One fact of the whole store: the centre's name, its zone, the demo's mark."""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class PolicyValue(Base):
    """A policy value from an instant on. Appended only; the defaults are in rules/policy.py.

    Of two for one instant the later row holds: so a planned value is taken back.
    """

    __tablename__ = "policy_value"
    __table_args__ = (Index("ix_policy_value_key", "key", "since"),)

    id: Mapped[Key]
    key: Mapped[str]
    value: Mapped[int]
    since: Mapped[datetime]
    set_at: Mapped[datetime]
    set_by: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")


class AuditEntry(Base):
    """One thing done. Appended by the store's audit module only, chained by HMAC."""

    __tablename__ = "audit_entry"

    id: Mapped[Key]
    at: Mapped[datetime]
    actor: Mapped[str]
    """The employee number or login, or `os:<account>` from the command line."""
    action: Mapped[str]
    subject: Mapped[str]
    before: Mapped[str | None]
    after: Mapped[str | None]
    """Canonical JSON of what changed; never medical text."""
    link: Mapped[str] = mapped_column(Digest())
    """It takes in the link of the row before; the first row's, 64 zeros."""
    mac: Mapped[str] = mapped_column(Computed("lower(hex(link))"))
    """The link as it is read, in hex; it takes no room."""
