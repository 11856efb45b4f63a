"""The workspace's own concepts: laid over the shipped ones, every wording kept, what contradicts itself refused."""

from dataclasses import replace

import pytest

from klusterkarta.catalogue.selectors.changes import latest_changes
from klusterkarta.concepts import services
from klusterkarta.concepts.selectors import concepts_as_of, history_of, latest_writes, workspace_concepts
from klusterkarta.concepts.services import Doing, restore_concept, take_back_write, write_concepts
from klusterkarta.values.caller import OPERATOR, Caller
from klusterkarta.vocabularies.concepts import BadConcepts, Concept, Scheme, concepts
from klusterkarta.vocabularies.labels import Label
from klusterkarta.vocabularies.rights import NotAllowed

pytestmark = pytest.mark.django_db
EDITOR = Caller("eva", "editor")


def concept(key="seaweed", **said) -> Concept:
    words = {"sv": ("Tång", "alger"), "en": ("Seaweed", "algae")}
    return Concept(**{"key": key, "scheme": "sectors", "words": words, "broader": ("food",), **said})


def put(*ones: Concept, step="add", **doing) -> int:
    return write_concepts({one.key: one for one in ones}, doing=Doing(step=step, **doing), caller=EDITOR)


def refused(call) -> tuple[str, dict]:
    with pytest.raises(BadConcepts) as problem:
        call()
    reason = problem.value.reason
    return reason.code.removeprefix("concepts."), dict(reason.parameters)


def test_without_changes_the_shipped_concepts_are_in_force():
    assert workspace_concepts() is concepts()


def test_an_added_concept_counts_and_the_scheme_has_a_new_version():
    put(concept(), why="finns i länet")
    found = workspace_concepts()
    assert found.by_key["seaweed"].words["sv"] == ("Tång", "alger")
    assert "seaweed" in found.by_key["food"].narrower
    assert (found.schemes["sectors"].version, found.schemes["technologies"].version) == ("1.1", "1")
    assert [(one.by, one.step, one.why) for one in history_of("seaweed")] == [("eva", "add", "finns i länet")]
    assert (latest_changes(1)[0].verb, latest_changes(1)[0].by) == ("concepts", "eva")


def test_every_wording_stands_and_can_be_in_force_again():
    first = put(concept())
    put(concept(definition=Label("Växer i hav.", "Grows in the sea.")), step="change")
    write_concepts({"seaweed": None}, doing=Doing(step="retire"), caller=EDITOR)
    assert "seaweed" not in workspace_concepts().by_key
    assert "seaweed" in concepts_as_of(first).by_key
    restore_concept("seaweed", write=first, caller=OPERATOR)
    now = workspace_concepts().by_key["seaweed"]
    assert (now.definition, now.words) == (None, concept().words)
    assert [one.step for one in history_of("seaweed")] == ["restore", "retire", "change", "add"]
    restore_concept("seaweed", write=0, caller=OPERATOR)
    assert "seaweed" not in workspace_concepts().by_key


def test_a_shipped_concept_is_changed_and_returns_to_what_was_shipped():
    food = concepts().by_key["food"]
    put(replace(food, words={**food.words, "sv": (*food.words["sv"], "käk")}), step="change")
    assert "käk" in workspace_concepts().by_key["food"].words["sv"]
    restore_concept("food", write=0, caller=EDITOR)
    assert workspace_concepts().by_key["food"] == food


def test_what_is_no_longer_related_is_not_so_at_the_other_end():
    food = workspace_concepts().by_key["food"]
    assert "packaging" in food.related
    assert "food" in workspace_concepts().by_key["packaging"].related
    write = put(replace(food, related=tuple(key for key in food.related if key != "packaging")), step="change")
    assert "food" not in workspace_concepts().by_key["packaging"].related
    take_back_write(write, caller=EDITOR)
    assert workspace_concepts().by_key["packaging"] == concepts().by_key["packaging"]


def test_the_same_again_is_no_write():
    put(concept())
    other_order = {"sv": ("Tång", "alger"), "en": ("Seaweed", "algae")}
    assert put(concept(words=other_order), step="change") == 0
    assert len(latest_writes()) == 1


def test_a_scheme_of_the_workspaces_own():
    head = Scheme("s3-17", "", Label("Värmlands prioriteringar", "Priorities of Värmland"))
    one = concept(scheme="s3-17", broader=())
    write_concepts({one.key: one}, doing=Doing(step="add"), caller=EDITOR, schemes={"s3-17": head})
    found = workspace_concepts()
    assert (found.schemes["s3-17"].version, found.schemes["s3-17"].title.en) == ("1", "Priorities of Värmland")


def test_a_loop_is_refused_with_its_way_and_nothing_is_written():
    put(concept())
    food = workspace_concepts().by_key["food"]
    code, said = refused(lambda: put(replace(food, broader=("seaweed",)), step="change"))
    assert (code, said["path"]) == ("loop", "food → seaweed → food")
    assert len(latest_writes()) == 1


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"broader": ("nowhere",)}, "unknown"),
        ({"broader": ("seaweed",)}, "loop"),
        ({"related": ("food",)}, "broader_and_related"),
        # "Gummi" is a word of rubber in the same scheme; English has another word for it.
        ({"words": {"sv": ("gummi",), "en": ("Seaweed",)}}, "word_twice"),
        ({"words": {"sv": ("Tång", "TÅNG"), "en": ("Seaweed",)}}, "word_again"),
        ({"words": {"sv": ("Tång",), "en": ()}}, "no_word"),
        ({"words": {"sv": ("!!",), "en": ("Seaweed",)}}, "bad_word"),
        ({"words": {"sv": ("Tå\x07ng",), "en": ("Seaweed",)}}, "bad_word"),
        ({"words": {"sv": ("Tång",) * 61, "en": ("Seaweed",)}}, "too_many_words"),
        ({"key": "Två ord"}, "bad_key"),
        ({"nace": ("fisk",)}, "bad_nace"),
        ({"definition": Label("a" * 2_001, "b")}, "bad_text"),
        ({"scheme": "elsewhere"}, "no_scheme"),
    ],
)
def test_what_cannot_be_a_concept_is_refused(said, code):
    assert refused(lambda: put(concept(**said)))[0] == code
    assert latest_writes() == []


def test_a_word_of_another_scheme_is_no_word_used_twice():
    # "Riskkapital" is funding's; a region may have a priority of that name.
    put(concept(scheme="technologies", words={"sv": ("Riskkapital",), "en": ("Venture capital",)}))
    assert len(workspace_concepts().meant_by("riskkapital")) == 2


def test_what_others_stand_on_cannot_be_retired():
    code, said = refused(lambda: write_concepts({"food_technology": None}, doing=Doing(step="retire"), caller=EDITOR))
    assert code == "in_use"
    assert "vn_foodtech" in said["users"]


def test_a_later_write_goes_before():
    first = put(concept())
    put(concept(notation="T1"), step="change")
    assert refused(lambda: take_back_write(first, caller=EDITOR))[0] == "worded_since"
    assert refused(lambda: take_back_write(99, caller=EDITOR))[0] == "no_write"
    assert refused(lambda: restore_concept("food", write=0, caller=EDITOR))[0] == "no_history"


def test_two_who_write_at_once_do_not_overwrite_each_other():
    first = put(concept())
    put(concept(notation="T1"), step="change", seen=first)
    code, said = refused(lambda: put(concept(notation="T2"), step="change", seen=first))
    assert (code, said["by"]) == ("changed_since", "eva")


def test_only_editors_write():
    with pytest.raises(NotAllowed):
        write_concepts({"seaweed": concept()}, doing=Doing(step="add"), caller=Caller("rut", "assessor"))


def test_what_is_worded_while_a_write_is_taken_back_is_not_put_aside(monkeypatch):
    put(concept())
    second = put(concept(notation="A1"), step="change")
    before = services.concepts_as_of

    def meanwhile(write):
        put(concept(notation="B2"), step="change")
        return before(write)

    monkeypatch.setattr(services, "concepts_as_of", meanwhile)
    assert refused(lambda: take_back_write(second, caller=OPERATOR))[0] == "changed_since"
    assert workspace_concepts().by_key["seaweed"].notation == "B2"
