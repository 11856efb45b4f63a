"""Concepts written in a form and taken in from files; search, tagging and priorities go by them."""

import pytest

from klusterkarta.catalogue.selectors.concepts import priority_names
from klusterkarta.concepts.selectors import history_of, latest_writes, workspace_concepts
from klusterkarta.values.caller import OPERATOR, Caller
from klusterkarta.vocabularies.concepts import BadConcepts, concepts
from klusterkarta.vocabularies.rights import NotAllowed
from klusterkarta.workflow import concept_form, search_index
from klusterkarta.workflow.concept_form import (
    NEW_REGION,
    Written,
    restore_wording,
    retire_concept,
    save_concept,
    take_back,
    written_of,
)
from klusterkarta.workflow.concepts import TakeIn, give_out_concepts, take_in_concepts
from klusterkarta.workflow.priority_sheets import priority_sheet, priority_sheets
from klusterkarta.workflow.search import Wish, search_now
from klusterkarta.workflow.tagging import accept_tag, tagging_now
from tests.registers import collect_rows, record_id

pytestmark = pytest.mark.django_db
SEAWEED = Written(scheme="sectors", sv="Tång\nhavsalger", en="Seaweed", broader="Livsmedel", nace="03, 10.8")
PAPER = Written(
    scheme=NEW_REGION, sv="Pappersnära förpackningar", en="Paper-based packaging",
    definition_sv="Papper som förpackar.", region="Värmland", group="strength",
    included="packaging\npulp_paper", excluded="plastics",
)  # fmt: skip


def refused(call) -> str:
    with pytest.raises(BadConcepts) as problem:
        call()
    return problem.value.reason.code.removeprefix("concepts.")


def hits(query: str) -> list[str]:
    return [hit.name for hit in search_now(Wish(query=query), lang="sv", may_write=True).answer.hits]


def test_a_new_concept_is_searched_by_at_once_and_no_more_when_taken_back():
    collect_rows("nya", {"1": {"name": "Kustnätet", "description": "Odlar havsalger."}, "2": {"name": "Stålnätet"}})
    assert hits("seaweed") == []
    assert save_concept(SEAWEED, caller=OPERATOR) == "seaweed"
    assert hits("seaweed") == ["Kustnätet"]
    assert "Kustnätet" in hits("mat")
    take_back(history_of("seaweed")[0].write, caller=OPERATOR)
    assert hits("seaweed") == []


def test_the_form_shows_what_was_written_and_the_same_again_is_no_change():
    save_concept(SEAWEED, caller=OPERATOR)
    known = workspace_concepts()
    assert written_of(known.by_key["seaweed"], known) == Written(
        scheme="sectors", sv="Tång\nhavsalger", en="Seaweed", broader="Livsmedel", nace="03, 10.8"
    )
    for key in ("vn_govtech", "food", "ai"):
        save_concept(written_of(known.by_key[key], known), key=key, caller=OPERATOR)
    assert len(latest_writes()) == 1


def test_references_are_words_or_keys():
    save_concept(SEAWEED, caller=OPERATOR)
    said = Written(scheme="sectors", sv="Musslor", en="Mussels")
    assert refused(lambda: save_concept(Written(**{**_dict(said), "broader": "livsmedl"}), caller=OPERATOR)) == (
        "no_reference"
    )
    save_concept(Written(**{**_dict(said), "broader": "livsmedel", "related": "Seaweed"}), caller=OPERATOR)
    found = workspace_concepts().by_key
    assert (found["mussels"].broader, found["seaweed"].related) == (("food",), ("mussels",))
    assert refused(
        lambda: save_concept(Written(**{**_dict(SEAWEED), "broader": "Musslor"}), key="x", caller=OPERATOR)
    ) == ("none")


def test_a_loop_is_refused():
    save_concept(SEAWEED, caller=OPERATOR)
    known = workspace_concepts()
    said = Written(**{**_dict(written_of(known.by_key["food"], known)), "broader": "Tång"})
    assert refused(lambda: save_concept(said, key="food", caller=OPERATOR)) == "loop"


def test_a_region_without_priorities_gets_its_own_and_the_register_has_them():
    collect_rows("nya", {"N": {"name": "Wellnätet", "description": "Wellpapp och förpackningar av papper."}})
    key = save_concept(PAPER, caller=OPERATOR)
    one = workspace_concepts().by_key[key]
    assert (one.scheme, one.priority.region) == ("s3-17", "17")
    assert workspace_concepts().schemes["s3-17"].title.sv == "Prioriteringar: Värmland"
    sheet = priority_sheet(priority_sheets(), PAPER.sv)
    assert (sheet.region, sheet.group, sheet.english) == ("Värmland", "styrkeområde", PAPER.en)
    assert [notion.key for notion in sheet.notions] == ["packaging", "pulp_paper"]
    # NACE Rev. 2: 17 is paper and paper products; packaging has no division of its own.
    assert sheet.divisions == ("17",)
    found = next(actor for actor in tagging_now(least=0.05).actors if actor.name == "Wellnätet")
    assert [proposal.priority for proposal in found.proposals] == ["pappersnara-forpackningar"]
    accept_tag(record_id("nya:N"), PAPER.sv, caller=OPERATOR)
    assert [carrier.name for carrier in priority_sheet(priority_sheets(), PAPER.sv).carriers] == ["Wellnätet"]
    assert [hit.name for hit in search_now(_within(PAPER.en), lang="sv", may_write=True).answer.hits] == ["Wellnätet"]


def test_a_priority_that_is_retired_leaves_the_register_and_returns():
    key = save_concept(PAPER, caller=OPERATOR)
    write = history_of(key)[0].write
    retire_concept(key, caller=OPERATOR)
    assert priority_names() == []
    restore_wording(key, write=write, caller=OPERATOR)
    assert priority_names() == [PAPER.sv]


def test_a_region_that_is_none_is_refused_at_its_field():
    assert refused(lambda: save_concept(Written(**{**_dict(PAPER), "region": "Atlantis"}), caller=OPERATOR)) == (
        "bad_region"
    )


@pytest.mark.parametrize("form", ["jsonld", "ttl", "rdf"])
def test_a_scheme_goes_out_and_comes_back_unchanged(form):
    save_concept(PAPER, caller=OPERATOR)
    for scheme in ("s3-17", "sectors"):
        data = give_out_concepts(scheme, form=form).encode()
        found = take_in_concepts(data, TakeIn(file=f"a.{form}"), caller=OPERATOR)
        assert (found.scheme, found.added, found.changed, found.missing, found.write) == (scheme, (), (), (), 0)


@pytest.mark.parametrize("form", ["jsonld", "rdf"])
def test_what_a_file_brings_is_one_write_and_taken_back_as_one(form):
    save_concept(SEAWEED, caller=OPERATOR)
    save_concept(PAPER, caller=OPERATOR)
    files = {scheme: give_out_concepts(scheme, form=form).encode() for scheme in ("sectors", "s3-17")}
    retire_concept("paper_based_packaging", caller=OPERATOR)
    retire_concept("seaweed", caller=OPERATOR)
    tried = take_in_concepts(files["sectors"], TakeIn(file=f"a.{form}", dry_run=True), caller=OPERATOR)
    assert (tried.added, tried.write) == (("seaweed",), 0)
    assert "seaweed" not in workspace_concepts().by_key
    for scheme, data in files.items():
        take_in_concepts(data, TakeIn(file=f"{scheme}.{form}"), caller=OPERATOR)
    known = workspace_concepts()
    assert known.by_key["seaweed"].words["sv"] == ("Tång", "havsalger")
    assert known.by_key["paper_based_packaging"].priority.included == ("packaging", "pulp_paper")
    assert priority_names() == [PAPER.sv]
    take_back(latest_writes()[0].id, caller=OPERATOR)
    assert priority_names() == []


def test_what_a_file_lacks_stays_unless_it_is_to_be_retired():
    save_concept(SEAWEED, caller=OPERATOR)
    data = give_out_concepts("sectors", form="ttl").encode()
    save_concept(Written(scheme="sectors", sv="Musslor", en="Mussels"), caller=OPERATOR)
    assert take_in_concepts(data, TakeIn(file="a.ttl"), caller=OPERATOR).missing == ("mussels",)
    assert "mussels" in workspace_concepts().by_key
    take_in_concepts(data, TakeIn(file="a.ttl", retire=True), caller=OPERATOR)
    assert "mussels" not in workspace_concepts().by_key


TTL = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://example.org/sea> a skos:ConceptScheme ; skos:prefLabel "Hav"@sv, "Sea"@en .
<https://example.org/fish> a skos:Concept ; skos:prefLabel "Fisk"@sv, "Fish"@en ;
  skos:narrower <https://example.org/cod> .
<https://example.org/cod> a skos:Concept ; skos:prefLabel "Torsk"@sv, "Cod"@en .
"""


def test_a_scheme_of_another_program_comes_in():
    # SKOS (W3C 2009), chapter 8: narrower is the inverse of broader, and a document may have either.
    take_in_concepts(TTL.encode(), TakeIn(file="sea.ttl"), caller=OPERATOR)
    found = workspace_concepts()
    assert (found.by_key["cod"].broader, found.schemes["sea"].title.sv) == (("fish",), "Hav")


@pytest.mark.parametrize(
    ("file", "data", "code"),
    [
        ("a.txt", b"x", "no_form"),
        ("a.ttl", b"\xff\xfe\x00", "not_text"),
        ("a.ttl", b"<a> <b>", "not_rdf"),
        ("a.rdf", b"<rdf", "not_rdf"),
        ("a.jsonld", b"{", "not_json"),
        ("a.ttl", b"", "no_graph"),
        ("a.ttl", b" " * 1_000_001, "too_large"),
        ("a.ttl", TTL.replace('"Torsk"@sv, ', "").encode(), "no_label"),
        ("a.ttl", (TTL + "<https://example.org/cod> skos:narrower <https://example.org/fish> .").encode(), "loop"),
        ("a.ttl", (TTL + "<https://example.org/cod> skos:broader <https://example.org/eel> .").encode(), "unknown"),
        ("a.ttl", TTL.replace("Torsk", "Fisk").encode(), "word_twice"),
        ("a.ttl", TTL.replace("example.org/fish", "example.org/food").encode(), "key_elsewhere"),
    ],
)
def test_bad_files_are_refused_whole(file, data, code):
    assert refused(lambda: take_in_concepts(data, TakeIn(file=file), caller=OPERATOR)) == code
    assert workspace_concepts() is concepts()


def test_readers_write_nothing():
    with pytest.raises(NotAllowed):
        save_concept(SEAWEED, caller=Caller("rut", "reader"))


def _within(name: str) -> Wish:
    return Wish(query="papper", priority=name)


def _dict(said: Written) -> dict[str, str]:
    return {name: getattr(said, name) for name in Written.__slots__}


def test_the_index_follows_a_changed_concept_without_being_made_anew(monkeypatch):
    collect_rows("nya", {"1": {"name": "Kustnätet", "description": "Odlar havsalger."}, "2": {"name": "Stålnätet"}})
    assert hits("seaweed") == []
    monkeypatch.setattr(search_index, "rebuild", lambda: pytest.fail("the index was made anew"))
    save_concept(SEAWEED, caller=OPERATOR)
    # A reader before the index has followed gets the answer of before.
    assert [hit.name for hit in search_now(Wish(query="seaweed"), lang="sv").answer.hits] == []
    assert hits("seaweed") == ["Kustnätet"]


def test_a_concept_that_somebody_adds_meanwhile_is_not_overwritten(monkeypatch):
    free = concept_form._free_key

    def meanwhile(said, known):
        monkeypatch.undo()
        save_concept(SEAWEED, caller=Caller("eva", "editor"))
        return free(said, known)

    monkeypatch.setattr(concept_form, "_free_key", meanwhile)
    other = Written(scheme="sectors", sv="Sjögräs", en="Seaweed", broader="Livsmedel")
    assert refused(lambda: save_concept(other, caller=OPERATOR)) == "changed_since"
    assert workspace_concepts().by_key["seaweed"].words["sv"] == ("Tång", "havsalger")
