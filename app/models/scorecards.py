"""Scorecards by version, and what each item of an inspection was given."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, by_value
from app.rules.vocabulary import Aspect


class CardItem(Base):
    """One item of one version of a scorecard (QA-2); the rows of a version share one `since`."""

    __tablename__ = "card_item"
    __table_args__ = (
        CheckConstraint("weight > 0", name="weight"),
        CheckConstraint("version >= 1", name="version"),
        CheckConstraint("pass_mark BETWEEN 0 AND 100", name="pass_mark"),
        {"sqlite_with_rowid": False},
    )

    card: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    item: Mapped[str] = mapped_column(primary_key=True)
    since: Mapped[date]
    title: Mapped[str]
    aspect: Mapped[Aspect | None] = mapped_column(by_value(Aspect))
    weight: Mapped[float]
    critical: Mapped[bool] = mapped_column(default=False)
    na: Mapped[bool] = mapped_column(default=False)
    """Whether it may be scored as not applicable."""
    pass_mark: Mapped[float | None]
    """NULL: the centre's own on the day of the inspection."""


class ItemScore(Base):
    """What one item of one revision of an inspection was given. Appended, never edited (QA-5)."""

    __tablename__ = "item_score"
    __table_args__ = (
        CheckConstraint("score BETWEEN 0 AND 100", name="score"),
        CheckConstraint("revision >= 1", name="revision"),
    )

    inspection_id: Mapped[int] = mapped_column(ForeignKey("inspection.id"), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    item: Mapped[str] = mapped_column(primary_key=True)
    score: Mapped[float | None]
    """NULL: not applicable."""
    comment: Mapped[str] = mapped_column(default="")
