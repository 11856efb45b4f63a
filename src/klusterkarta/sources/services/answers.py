"""Answers in JSON and JSON-stat, read or refused in the service's name."""

import json
from typing import Any

from klusterkarta.sources.services.refusals import bad_answer
from klusterkarta.sources.statistics.jsonstat import raw_jsonstat
from klusterkarta.sources.statistics.raw import Raw
from klusterkarta.sources.unreadable import UnreadableFile


def json_of(body: bytes, *, service: str, address: str) -> Any:
    """The parsed JSON; BadAnswer where it is none.

    >>> json_of(b'{"a": 1}', service="SCB", address="x")
    {'a': 1}
    """
    try:
        return json.loads(body)
    except ValueError as problem:
        raise bad_answer(
            "service.malformed", service=service, address=address, why=str(problem), expected="JSON"
        ) from problem


def jsonstat_of(body: bytes, *, service: str, address: str) -> Raw:
    """The figures of a JSON-stat 2.0 dataset; BadAnswer where it is none, or none yet."""
    parsed = json_of(body, service=service, address=address)
    if isinstance(parsed, dict) and "warning" in parsed:
        raise bad_answer("service.waits", service=service, address=address)
    try:
        return raw_jsonstat(body, file=address)
    except UnreadableFile as problem:
        why = str(problem.reason.parameters.get("why", "class"))
        raise bad_answer(
            "service.malformed", service=service, address=address, why=why, expected="JSON-stat 2.0"
        ) from problem
