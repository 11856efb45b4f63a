"""Kinds, lists, phases, relations and the other small vocabularies."""

import csv
from pathlib import Path

import pytest

from klusterkarta.values.text import fold
from klusterkarta.vocabularies.documents import read_document
from klusterkarta.vocabularies.kinds import actor_kinds, match_kind, relation_kinds
from klusterkarta.vocabularies.phases import match_phase, phases
from klusterkarta.vocabularies.terms import match_term, terms

DEMO = Path(__file__).parents[2] / "demo"
VOCABULARIES = ["actor_kinds", "lists", "phases", "source_kinds", "work_status", "things", "languages"]


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_every_word_of_a_vocabulary_means_one_term(vocabulary):
    claims: dict[str, set[str]] = {}
    for term in terms(vocabulary).values():
        labels = [label for label in (term.label, term.plural) if label]
        for word in (term.code, *term.synonyms, *(word for label in labels for word in (label.sv, label.en))):
            claims.setdefault(fold(word), set()).add(term.code)
    assert {word: codes for word, codes in claims.items() if len(codes) > 1} == {}


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_a_term_is_found_by_its_code_label_and_synonyms(vocabulary):
    for term in terms(vocabulary).values():
        for word in (term.code, term.label.sv.upper(), f" {term.label.en}. ", *term.synonyms):
            assert match_term(word, vocabulary).code == term.code


def test_the_kinds_of_actors():
    # DESIGN, "Actor": sixteen kinds in this order.
    assert list(actor_kinds()) == [
        "cluster_initiative", "strategic_network", "transnational_network", "cluster_organisation", "company",
        "university", "institute", "public_body", "association", "incubator", "science_park", "innovation_hub",
        "funder", "project", "region", "other",
    ]  # fmt: skip
    assert [kind.code for kind in actor_kinds().values() if kind.plural is None or kind.definition is None] == []


@pytest.mark.parametrize(
    ("text", "kind", "how"),
    [
        ("klusterinitiativ", "cluster_initiative", "exact"),
        ("Strategiska nätverk", "strategic_network", "exact"),
        ("TRANSNATIONELLT NÄTVERK", "transnational_network", "exact"),
        ("metakluster", "cluster_organisation", "exact"),
        ("livsmedelskluster", "cluster_organisation", "contained"),
        ("Innovationshubbar", "innovation_hub", "exact"),
        ("EDIH", "innovation_hub", "exact"),
        ("Europeisk digital innovationshubb (EDIH)", "innovation_hub", "contained"),
        ("Branschorganisation", "association", "exact"),
        ("Ideell förening", "association", "contained"),
        ("University of technology", "university", "contained"),
        ("Södertälje kommun", "public_body", "contained"),
        ("Science Park", "science_park", "exact"),
    ],
)
def test_kinds_as_people_write_them(text, kind, how):
    match = match_kind(text)
    assert (match.code, match.how) == (kind, how)


def test_two_kinds_in_one_text_are_left_open():
    match = match_kind("Företag och universitet")
    assert (match.code, match.how, set(match.candidates)) == (None, "ambiguous", {"company", "university"})


@pytest.mark.parametrize("text", ["", "  ", "nätverk", "lokalt", "klubb", "samarbete"])
def test_a_text_that_names_no_kind_is_left_open(text):
    # A bare "network" may be strategic, transnational or neither; "klubb" is no "hubb".
    assert match_kind(text).how == "unknown"


def test_a_text_too_long_for_a_kind_names_none():
    assert match_kind("kluster " * 1_000_000).how == "unknown"


def test_the_kinds_of_the_demonstration_are_known():
    stated = set()
    for path in DEMO.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            stated |= {row.get("Aktörstyp", "") for row in csv.DictReader(file, delimiter=";")}
    # The action plan calls one platform a network and no more.
    assert {kind for kind in stated - {""} if not match_kind(kind).code} <= {"nätverk"}
    assert "klusterinitiativ" in stated


def test_the_lists():
    assert list(terms("lists")) == ["1", "2-strategic", "2-transnational", "rejected", "wait"]
    assert terms("lists")["1"].label.sv == "Klusterinitiativ (lista 1)"
    assert match_term("Lista 1", "lists").code == "1"
    assert match_term("lista 2", "lists").code is None  # strategic or transnational


def test_the_four_and_five_phases_and_the_two_ends():
    # Sörmland county's book (2009): sondering, start, genomförande- och tillväxt, mognad; with prospektering in 2003.
    four = ["exploring", "starting", "growing", "maturing"]
    assert [phase.code for phase in phases("four")] == four
    assert [phase.code for phase in phases("five")] == ["prospecting", *four]
    assert set(terms("phases")) - {"prospecting", *four} == {"stalled", "closed"}


@pytest.mark.parametrize(
    ("text", "phase"),
    [
        ("Sonderingsfasen", "exploring"),
        ("embryo", "exploring"),
        ("genomförande och tillväxt", "growing"),
        ("Genomförande- och tillväxtfasen", "growing"),
        ("Mognadsfasen", "maturing"),
        ("nedlagt", "closed"),
        ("gått i stå", "stalled"),
        ("lämnat sonderingsfasen", None),  # the opposite of being in it
        ("krympt", None),
    ],
)
def test_phases_as_the_sormland_book_words_them(text, phase):
    assert match_phase(text).code == phase


def test_the_relations():
    # DESIGN, "Relation".
    assert set(relation_kinds()) == {
        "member_of", "hosts", "funds", "researches_with", "linked_to", "takes_part_in", "supplies", "mentors",
    }  # fmt: skip


@pytest.mark.parametrize("kind", relation_kinds().values(), ids=lambda kind: kind.code)
def test_a_relation_reads_the_same_both_ways_only_when_it_is_symmetric(kind):
    for lang in ("sv", "en"):
        assert (kind.read(lang) == kind.read(lang, direction="backward")) == kind.symmetric


def test_the_register_s_own_source_kinds_are_there():
    assert {"workbook", "editor", "report"} <= set(terms("source_kinds"))


def test_every_phase_form_is_one_of_the_two():
    forms = {form for entry in read_document("phases").body["terms"] for form in entry["steps"]}
    assert forms == {"four", "five"}
