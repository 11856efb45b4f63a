"""Answers that no service should give are refused in its name."""

import json

import pytest

from klusterkarta.sources.services.answers import json_of, jsonstat_of
from klusterkarta.sources.services.refusals import BadAnswer, TooMuch
from klusterkarta.sources.services.said import said_by

NESTED = b"[" * 100_000


def test_an_answer_that_is_nearly_all_empty_is_too_much_and_may_be_asked_for_in_parts():
    # 200 × 200 × 200 are 8 million cells.
    category = {"category": {"index": [str(number) for number in range(200)]}}
    dataset = {
        "class": "dataset", "id": ["a", "b", "c"], "size": [200] * 3, "dimension": dict.fromkeys("abc", category),
        "value": {"0": 1},
    }  # fmt: skip
    with pytest.raises(TooMuch) as caught:
        jsonstat_of(json.dumps(dataset).encode(), service="Eurostat", address="x")
    assert caught.value.reason.code == "service.too_empty"
    assert caught.value.reason.parameters["sizes"] == "200 × 200 × 200"


def test_thousands_of_brackets_are_refused():
    with pytest.raises(BadAnswer) as caught:
        json_of(NESTED, service="SCB", address="x")
    assert caught.value.reason.code == "service.malformed"
    # In a refusal they are text like any other.
    assert said_by(NESTED).startswith("[[[")
