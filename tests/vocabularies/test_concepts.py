"""Concepts: the shipped schemes, what is refused in a written one, and SKOS there and back."""

import pytest

from klusterkarta.values.text import fold
from klusterkarta.vocabularies.concepts import BadConcepts, Concepts, Scheme, concepts, linked, read_concepts
from klusterkarta.vocabularies.concepts_changes import with_changes
from klusterkarta.vocabularies.concepts_rdf import read_rdf, write_rdf
from klusterkarta.vocabularies.concepts_skos import scheme_of_text, write_skos
from klusterkarta.vocabularies.labels import Label
from klusterkarta.vocabularies.marked_yaml import BadDocument

HEAD = """
review: {definition: a, source: b, reviewed_on: 2026-11-21, reviewer: c, next_review: 2027-11-21}
scheme: {key: own, version: "1", title: {sv: Egna, en: Own}}
concepts:
"""


def _own(lines: str) -> Concepts:
    return read_concepts([("own.yaml", HEAD + lines)])


def test_the_nine_priorities_of_the_study_ship_with_their_groups() -> None:
    # The S3 study (2022), chapter 2.1: five strength areas, of which one horizontal, and four development areas.
    priorities = concepts().priorities_of("22")
    groups = [one.priority.group for one in priorities if one.priority]
    assert [groups.count(name) for name in ("strength", "strength_horizontal", "development")] == [4, 1, 4]
    assert all(one.priority and one.priority.included and one.definition for one in priorities)
    # Annex 1 searched for these under the priority's name.
    foodtech = concepts().by_key["vn_foodtech"].priority
    assert foodtech is not None
    assert {"food_technology", "s3_sustainable_agriculture"} <= set(foodtech.included)


def test_narrower_and_related_are_worked_out_both_ways() -> None:
    found = concepts().by_key
    assert "wood_industry" in found["forest_industry"].narrower
    assert "packaging" in found["food"].related
    assert "food" in found["packaging"].related


def test_every_concept_has_its_preferred_word_once() -> None:
    for one in concepts().by_key.values():
        for lang in ("sv", "en"):
            words = [fold(word) for word in one.words[lang]]
            assert words.count(words[0]) == 1, one.key


def test_a_loop_is_refused_with_its_way() -> None:
    lines = (
        "  - {key: a, sv: [a], en: [a], broader: [b]}\n  - {key: b, sv: [b], en: [b], broader: [c]}\n"
        "  - {key: c, sv: [c], en: [c], broader: [a]}\n"
    )
    with pytest.raises(BadConcepts) as refused:
        _own(lines)
    assert refused.value.reason.parameters["path"] == "a → b → c → a"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("  - {key: a, sv: [a], en: [a], broader: [z]}\n", "concepts.unknown"),
        ("  - {key: a, sv: [a], en: [a]}\n  - {key: a, sv: [b], en: [b]}\n", "concepts.key_twice"),
        ("  - {key: a, sv: [a]}\n", "document.missing_key"),
        ("  - {key: a, sv: [a], en: [a], colour: red}\n", "document.unknown_key"),
    ],
)
def test_what_is_wrong_is_named(line: str, code: str) -> None:
    with pytest.raises((BadConcepts, BadDocument)) as refused:
        _own(line)
    assert refused.value.reason.code == code


def test_an_error_names_its_line() -> None:
    with pytest.raises(BadDocument) as refused:
        _own("  - {key: a, sv: [a], en: [a]}\n  - {key: b, sv: [b], en: []}\n")
    # Four lines of head, an empty one before them, the second concept.
    assert refused.value.reason.parameters["line"] == 6


@pytest.mark.parametrize("scheme", ["sectors", "technologies", "eu", "s3-vasternorrland"])
def test_skos_there_and_back_changes_nothing(scheme: str) -> None:
    before = concepts()
    head, read = scheme_of_text(write_skos(before, scheme=scheme), file="a.jsonld")
    others = {one.key: one for one in before.by_key.values() if one.scheme != scheme}
    after = linked(before.schemes, {**others, **{one.key: one for one in read}})
    assert head == before.schemes[scheme]
    assert {one.key: one for one in after.in_scheme(scheme)} == {one.key: one for one in before.in_scheme(scheme)}


@pytest.mark.parametrize(
    ("text", "code"),
    [("{", "concepts.not_json"), ("[]", "concepts.no_graph"), ('{"@graph": []}', "concepts.no_graph")],
)
def test_what_is_no_skos_is_refused(text: str, code: str) -> None:
    with pytest.raises(BadConcepts) as refused:
        scheme_of_text(text, file="a.jsonld")
    assert refused.value.reason.code == code


def test_a_document_nested_without_end_is_refused():
    with pytest.raises(BadDocument) as fault:
        read_concepts([("deep.yaml", "[" * 100_000)])
    assert fault.value.reason.code == "document.too_deep"


def _with_entities(declared: str) -> str:
    """A scheme as RDF/XML whose document type declares entities."""
    whole = write_rdf(concepts(), scheme="eu", form="rdf")
    return whole.replace("?>", f"?><!DOCTYPE rdf:RDF [{declared}]>", 1)


@pytest.mark.parametrize(
    "declared",
    [
        # A thousand million laughs out of a kilobyte.
        '<!ENTITY l0 "lol">' + "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 10)),
        '<!ENTITY outside SYSTEM "file:///etc/hostname">',
    ],
)
def test_entities_of_entities_and_outside_ones_are_refused(declared: str) -> None:
    with pytest.raises(BadConcepts) as refused:
        read_rdf(_with_entities(declared), form="rdf", file="a.rdf")
    assert refused.value.reason.code == "concepts.entities"


def test_plain_entities_are_read_as_other_programs_write_them() -> None:
    text = _with_entities('<!ENTITY skos "http://www.w3.org/2004/02/skos/core#">')
    assert read_rdf(text, form="rdf", file="a.rdf")[0].key == "eu"


@pytest.mark.parametrize(
    ("key", "title", "code"),
    [
        ("", "Egna", "bad_scheme"),
        ("Mitt schema", "Egna", "bad_scheme"),
        ("s" * 61, "Egna", "bad_scheme"),
        ("own", "e" * 201, "bad_title"),
        ("own", "Eg\x01na", "bad_title"),
    ],
)
def test_a_scheme_that_no_address_could_name_is_refused(key: str, title: str, code: str) -> None:
    with pytest.raises(BadConcepts) as refused:
        with_changes(concepts(), {}, schemes={key: Scheme(key, "1", Label(title, "Own"))})
    assert refused.value.reason.code == f"concepts.{code}"
