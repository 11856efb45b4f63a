"""JSON-stat as it should not be: sizes that nothing stands for, places outside, dimensions that are called the same."""

import copy
import json
import tracemalloc

import pytest

from klusterkarta.sources.statistics.jsonstat import raw_jsonstat
from klusterkarta.sources.statistics.raw import VALUE
from klusterkarta.sources.unreadable import UnreadableFile

DATASET = {
    "class": "dataset",
    "id": ["from", "to", "when"],
    "size": [2, 2, 1],
    "role": {"geo": ["from", "to"], "time": ["when"]},
    "dimension": {
        "from": {"label": "region of residence", "category": {"index": ["17", "18"]}},
        "to": {"label": "region of work", "category": {"index": ["17", "18"]}},
        "when": {"label": "year", "category": {"index": ["2019"]}},
    },
    "value": [1, 2, 3, 4],
}


def raw(**changed):
    return raw_jsonstat(json.dumps(copy.deepcopy(DATASET) | changed).encode(), file="a.json")


def refused(data):
    with pytest.raises(UnreadableFile) as caught:
        raw_jsonstat(data if isinstance(data, bytes) else json.dumps(DATASET | data).encode(), file="a.json")
    return caught.value.reason


def wide(dimensions, entries):
    """A dataset of so many dimensions with so many entries each, and three values in all."""
    ids = [f"d{number}" for number in range(dimensions)]
    category = {"category": {"index": [str(number) for number in range(entries)]}}
    return {
        "id": ids, "size": [entries] * dimensions, "role": {}, "dimension": dict.fromkeys(ids, category),
        "value": {"0": 1, "1": 2, "2": 3},
    }  # fmt: skip


@pytest.mark.parametrize(("dimensions", "entries"), [(4, 60), (20, 100), (200, 100)])
@pytest.mark.parametrize("value", [{"0": 1, "1": 2, "2": 3}, 7, []])
def test_sizes_far_beyond_the_values_are_refused_before_they_take_memory(dimensions, entries, value):
    tracemalloc.start()
    try:
        # 60⁴ cells are 13 millions: as a list of nothing alone some 100 MB; the other sizes no machine could hold.
        reason = refused(wide(dimensions, entries) | {"value": value})
        taken = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert taken < 10_000_000
    assert reason.code == ("figures.bad_dataset" if value == [] else "figures.too_empty")
    if value != []:
        assert reason.parameters["values"] == (1 if value == 7 else 3)
        assert reason.parameters["sizes"].startswith(f"{entries} × {entries}")


def test_a_thin_table_of_a_usual_size_is_read():
    found = raw(value={"3": 9}).frame[VALUE].to_list()
    assert found == ["..", "..", "..", "9"]


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"value": [1, 2, 3]}, "size 2 × 2 × 1, value 3"),
        ({"value": []}, "size 2 × 2 × 1, value 0"),
        ({"value": {"4": 1}}, "position 4"),
        ({"value": {"-1": 1}}, "position -1"),
        ({"value": {"x": 1}}, "'x'"),
        ({"size": ["two", 2, 1]}, "'two'"),
        ({"id": ["from", "from", "when"]}, "id ['from', 'from', 'when']"),
        ({"status": ["a", "b"]}, "status 2"),
    ],
)
def test_what_does_not_follow_the_format_is_said(changed, why):
    reason = refused(changed)
    assert (reason.code, reason.parameters["file"]) == ("figures.bad_dataset", "a.json")
    assert why in reason.parameters["why"]


def test_thousands_of_brackets_are_refused():
    assert refused(b'{"class": "dataset", "dimension": ' + b"[" * 100_000).code == "figures.bad_json"


def test_two_dimensions_of_one_role_are_kept_apart():
    frame = raw().frame
    # The last dimension runs quickest: from 17 to 17, from 17 to 18, from 18 to 17, from 18 to 18.
    assert frame.select("region", "region of work", VALUE).rows() == [
        ("17", "17", "1"), ("17", "18", "2"), ("18", "17", "3"), ("18", "18", "4"),
    ]  # fmt: skip
