"""How values are stored, settled once: times in UTC, choices by value, records as JSON."""

from datetime import UTC, datetime
from enum import Enum as PythonEnum
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, Enum, Text
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """A moment with its zone; SQLite drops zones, so it is given and read as UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _values(choices: type[PythonEnum]) -> list[str]:
    return [str(choice.value) for choice in choices]


COLUMNS: dict[Any, Any] = {
    str: Text(),
    datetime: UtcDateTime(),
    PythonEnum: Enum(PythonEnum, native_enum=False, length=32, values_callable=_values),
    dict[str, Any]: JSON(none_as_null=True),
    list[dict[str, Any]]: JSON(none_as_null=True),
    list[str]: JSON(none_as_null=True),
}
