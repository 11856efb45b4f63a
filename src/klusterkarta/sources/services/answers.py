"""Answers in JSON and JSON-stat, read or refused in the service's name."""

import json
from typing import Any

from klusterkarta.sources.services.refusals import TooMuch, bad_answer
from klusterkarta.sources.statistics.jsonstat import raw_dataset
from klusterkarta.sources.statistics.raw import Raw
from klusterkarta.sources.unreadable import UnreadableFile
from klusterkarta.values.reason import Reason


def json_of(body: bytes, *, service: str, address: str) -> Any:
    """The parsed JSON; BadAnswer where it is none.

    >>> json_of(b'{"a": 1}', service="SCB", address="x")
    {'a': 1}
    """
    try:
        return json.loads(body)
    except (RecursionError, ValueError) as problem:
        raise bad_answer(
            "service.malformed", service=service, address=address, why=str(problem), expected="JSON"
        ) from problem


def jsonstat_of(body: bytes, *, service: str, address: str) -> Raw:
    """The figures of a JSON-stat 2.0 dataset. Raises BadAnswer where it is none, or none yet, TooMuch for one that is
    nearly all empty.
    """
    parsed = json_of(body, service=service, address=address)
    if isinstance(parsed, dict) and "warning" in parsed:
        raise bad_answer("service.waits", service=service, address=address)
    try:
        return raw_dataset(parsed, file=address)
    except UnreadableFile as problem:
        told = problem.reason.parameters
        if problem.reason.code == "figures.too_empty":
            about = {"service": service, "address": address, "sizes": told["sizes"], "values": told["values"]}
            raise TooMuch(Reason("service.too_empty", about)) from problem
        why = str(told.get("why", "class"))
        raise bad_answer(
            "service.malformed", service=service, address=address, why=why, expected="JSON-stat 2.0"
        ) from problem
