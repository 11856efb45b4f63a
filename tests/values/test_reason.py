"""Reasons: a code with parameters that can be compared, stored and sent."""

import json
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klusterkarta.values.reason import Reason, reason_from_dict, reason_to_dict

codes = st.from_regex(r"[a-z][a-z0-9_]{0,8}(\.[a-z0-9_]{1,8}){0,2}", fullmatch=True)
scalars = st.text() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
reasons = st.builds(Reason, codes, st.dictionaries(st.text(max_size=8), scalars, max_size=4))


@given(reasons)
def test_survives_json_and_pickle(reason: Reason) -> None:
    assert reason_from_dict(json.loads(json.dumps(reason_to_dict(reason)))) == reason
    assert pickle.loads(pickle.dumps(reason)) == reason


@given(reasons)
def test_equal_reasons_have_equal_hashes_whatever_the_order(reason: Reason) -> None:
    turned = Reason(reason.code, dict(reversed(list(reason.parameters.items()))))
    assert turned == reason
    assert hash(turned) == hash(reason)


def test_later_changes_to_the_given_mapping_do_not_reach_it() -> None:
    given_parameters: dict[str, Any] = {"year": 2023}
    reason = Reason("shown.newest", given_parameters)
    given_parameters["year"] = 1999
    assert reason.parameters["year"] == 2023


def test_parameters_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        Reason("shown.newest", {"year": 2023}).parameters["year"] = 1  # type: ignore[index]


@pytest.mark.parametrize("code", ["", "Shown", "shown newest", "shown.", ".newest", "visad.ä"])
def test_malformed_codes_are_refused(code: str) -> None:
    with pytest.raises(ValueError, match="reason code"):
        Reason(code)


@pytest.mark.parametrize("value", [None, ["a"], float("nan"), float("inf")])
def test_parameters_that_json_cannot_carry_are_refused(value: Any) -> None:
    with pytest.raises(ValueError, match="parameter 'x'"):
        Reason("shown.newest", {"x": value})


@pytest.mark.parametrize("entry", [{}, {"code": 1}, {"code": "a", "parameters": []}])
def test_malformed_entries_are_refused(entry: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="expected"):
        reason_from_dict(entry)
