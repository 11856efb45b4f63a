"""Certainties of a reading."""

import pytest

from klusterkarta.values.place import CERTAINTIES, PlaceRef, is_certain, surest


def test_stated_and_looked_up_are_certain_the_rest_is_not() -> None:
    assert [is_certain(certainty) for certainty in CERTAINTIES] == [True, True, False, False]
    assert not PlaceRef("functional_region", "bergslagen", "Bergslagen", "interpreted", "Bergslagen").is_certain


def test_the_surest_of_none_is_an_error() -> None:
    assert surest("ambiguous", "interpreted", "stated") == "stated"
    with pytest.raises(ValueError, match="empty"):
        surest()
