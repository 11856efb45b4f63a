"""The entry check: a demand is met, not met, or cannot be told; missing is not unmet."""

import pytest

from klusterkarta.analysis.entry_check import entry_check
from klusterkarta.vocabularies.criteria import criteria_sets
from klusterkarta.vocabularies.fields import profile_fields
from klusterkarta.vocabularies.registration import platforms

PLATFORM = criteria_sets()["platform-entry"]


def members(*values):
    return next(one for one in entry_check({"members": list(values)}, PLATFORM) if one.key == "members")


# The S3 study, section 4, names the demand; the platform asks for at least 15 committed members.
@pytest.mark.parametrize(
    ("value", "state"),
    [("15", "met"), ("14", "unmet"), ("Ca 30", "met"), ("10-15", "unknown"), ("10-12", "unmet"),
     ("Minst 10", "unknown"), ("Minst 20", "met"), ("många", "unknown")],
)  # fmt: skip
def test_the_bounds_of_an_amount_decide(value, state):
    assert members(value).state == state


def test_sources_that_disagree_leave_it_open():
    assert (members("40", "9").state, members("40", "9").value) == ("unknown", "40; 9")
    assert members("40", "50").state == "met"


def test_what_is_not_known_is_not_unmet():
    assert [one.state for one in entry_check({}, PLATFORM)] == ["unknown"] * 4


def test_a_rule_of_one_asks_for_any_value():
    first = {one.key: one.state for one in entry_check({"url": ["https://a.se"]}, criteria_sets()["first-pass"])}
    assert first["website"] == "met"
    assert set(first.values()) == {"met", "unknown"}


def test_every_field_of_a_form_is_a_field_of_the_register():
    asked = [one.origin.partition(".")[2] for one in platforms()["clusters"].fields if one.origin.startswith("actor.")]
    assert [code for code in asked if code.partition("@")[0] not in profile_fields()] == []
