"""The column vocabulary, once: names of constraints, UTC instants, enums by value, texts."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from sqlalchemy import (
    BigInteger,
    DateTime,
    Dialect,
    Enum,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    TypeDecorator,
)
from sqlalchemy.orm import DeclarativeBase, mapped_column


class UtcDateTime(TypeDecorator[datetime]):
    """An aware instant, stored as UTC. A naive one is a bug and is refused."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime cannot be stored as an instant")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


class Text(TypeDecorator[str]):
    """Text that every tool reads whole: a NUL or half a character is refused."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is not None and ("\0" in value or not value.isascii()):
            value.encode()
            if "\0" in value:
                raise ValueError("text with a NUL character cannot be stored")
        return value


class Digest(TypeDecorator[str]):
    """Hexadecimal digits, kept as the bytes that they stand for: half of the room."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        return None if value is None else bytes.fromhex(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        return None if value is None else value.hex()


class Number(TypeDecorator[float]):
    """A number: NaN, which a store may turn into nothing, and infinity are refused."""

    impl = Float
    cache_ok = True

    def process_bind_param(self, value: float | None, dialect: Dialect) -> float | None:
        if value is not None and not math.isfinite(value):
            raise ValueError("only finite numbers can be stored")
        return value


def by_value(enum: type[StrEnum]) -> Enum:
    """A text column that holds the enum's value, checked by the database."""
    return Enum(
        enum,
        values_callable=lambda kind: [member.value for member in kind],
        native_enum=False,
        create_constraint=True,
        name=enum.__name__.lower(),
        length=32,
    )


class Base(DeclarativeBase):
    """All tables; constraints have names, so that migrations can speak of them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime(),
        int: BigInteger().with_variant(Integer(), "sqlite"),
        str: Text(),
        float: Number(),
    }


Key = Annotated[int, mapped_column(primary_key=True)]
PersonRef = Annotated[int, mapped_column(ForeignKey("person.id"), index=True)]
Version = Annotated[int, mapped_column(default=1)]


def table_of(model: type[Base]) -> Table:
    """The table itself, for statements that have no use for objects and should not pay for them."""
    table = model.__table__
    assert isinstance(table, Table)
    return table
