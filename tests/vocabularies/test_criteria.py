"""Criteria sets: the shipped ones against the documents, and what is said of a set that is written wrong."""

import pytest

from klusterkarta.vocabularies.criteria import criteria_sets, read_criteria_set
from klusterkarta.vocabularies.fields import profile_fields
from klusterkarta.vocabularies.marked_yaml import BadDocument
from klusterkarta.vocabularies.words import explain

OWN = """review:
  definition: our own
  source: our board
  reviewed_on: 2026-01-31
  reviewer: the office
  next_review: 2027-01-31
set:
  key: ours
  version: "1"
  asks: score
  met_at: 2
  title: {sv: Vår, en: Ours}
  scale:
    - {score: 2, title: {sv: mycket, en: much}}
    - {score: 0, title: {sv: inget, en: nothing}}
criteria:
  - key: people
    title: {sv: Folk, en: People}
    definition: {sv: Det finns folk., en: There are people.}
    indicators:
      - {key: many, title: {sv: många, en: many}}
"""


def test_the_national_map_has_six_criteria_with_24_indicators_and_an_indirect_seventh():
    # The national mapping (2010), section 4.2, counted there: 6 + 5 + 3 + 4 + 4 + 2.
    found = criteria_sets()["national-map"]
    assert [len(one.indicators) for one in found.scored] == [6, 5, 3, 4, 4, 2]
    assert [one.key for one in found.criteria if one.indirect] == ["proximity"]
    assert [anchor.score for anchor in found.scale] == [0, 1, 2, 3, 4]


def test_the_first_pass_tests_page_companies_geography_and_sector():
    # The national mapping (2010), section 3.1.
    assert [one.key for one in criteria_sets()["first-pass"].criteria] == [
        "website",
        "companies",
        "geography",
        "sector",
    ]


def test_the_platform_asks_for_fifteen_members():
    # The S3 study (2022), section 2.4.
    rules = {one.key: one.rule for one in criteria_sets()["platform-entry"].criteria}
    assert rules["members"] is not None
    assert (rules["members"].field, rules["members"].at_least) == ("members", 15)


def test_the_label_has_three_levels_and_each_criterion_says_what_each_asks():
    found = criteria_sets()["label-precheck"]
    assert list(found.levels) == ["bronze", "silver", "gold"]
    assert all(list(one.levels) == list(found.levels) for one in found.criteria)


def test_rules_name_fields_that_there_are():
    named = {one.rule.field for found in criteria_sets().values() for one in found.criteria if one.rule}
    assert named <= set(profile_fields())


def test_a_set_of_ones_own_is_read_and_its_scale_sorted():
    found = read_criteria_set(OWN, file="ours.yaml")
    assert [(anchor.score, anchor.label.en) for anchor in found.scale] == [(0, "nothing"), (2, "much")]
    assert found.criteria[0].indicators[0].title.sv == "många"


@pytest.mark.parametrize(
    ("there", "instead", "line", "code"),
    [
        ("score: 2", "score: två", 14, "no_number"),
        ("score: 0", "score: 2", 15, "key_twice"),
        ("asks: score", "asks: points", 10, "none_of"),
        ("2026-01-31", "i januari", 4, "no_date"),
        ("{sv: Folk, en: People}", "{sv: Folk}", 18, "missing_key"),
        ("    title: {sv: Folk", "    titel: {sv: Folk", 18, "unknown_key"),
        ("{sv: Det finns folk., en: There are people.}", "Det finns folk.", 19, "no_mapping"),
        ("    indicators:\n      - {key: many, title: {sv: många, en: many}}", "    indicators: many", 20, "no_list"),
        ('version: "1"', 'version: ""', 9, "no_text"),
        ("  title: {sv: Vår, en: Ours}", "  title: {sv: Vår, en: Ours", 13, "not_yaml"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(there, instead, line, code):
    assert OWN.count(there) == 1
    with pytest.raises(BadDocument) as fault:
        read_criteria_set(OWN.replace(there, instead), file="ours.yaml")
    assert (fault.value.reason.code, fault.value.reason.parameters["line"]) == (f"document.{code}", line)
    for lang, said in (("sv", f"ours.yaml, rad {line}"), ("en", f"ours.yaml, line {line}")):
        assert said in explain(fault.value.reason, lang)


def test_an_empty_document_and_a_set_without_a_scale_are_refused():
    with pytest.raises(BadDocument, match="is empty"):
        read_criteria_set("# nothing yet\n", file="ours.yaml")
    without = "\n".join(line for line in OWN.splitlines() if "scor" not in line or "asks" in line).replace(
        "  scale:", ""
    )
    with pytest.raises(BadDocument, match="“scale” is missing"):
        read_criteria_set(without, file="ours.yaml")


def test_two_criteria_with_one_key_are_refused():
    again = OWN + "  - key: people\n    title: {sv: A, en: A}\n    definition: {sv: A, en: A}\n"
    with pytest.raises(BadDocument, match="line 22: “people” stands twice"):
        read_criteria_set(again, file="ours.yaml")
