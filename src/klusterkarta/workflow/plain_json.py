"""What a verb gives back, as plain JSON for a job's result and for the command line."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import PurePath
from typing import Any


def as_json(value: Any) -> Any:
    """The value as dicts, lists, texts and numbers: dataclasses by field, dates in ISO 8601, paths as text.

    A number that JSON cannot carry exactly (Decimal) becomes text. TypeError for what has no plain form.

    >>> from klusterkarta.values.reason import Reason
    >>> as_json((Reason("job.done"), date(2026, 11, 21)))
    [{'code': 'job.done', 'parameters': {}}, '2026-11-21']
    """
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if is_dataclass(value) and not isinstance(value, type) and not isinstance(value, Mapping):
        return {field.name: as_json(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): as_json(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [as_json(one) for one in value]
    if isinstance(value, set | frozenset):
        return sorted(as_json(one) for one in value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal | PurePath):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no plain JSON form")
