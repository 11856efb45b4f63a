"""The tagging model: notions found in inflected and compound words, words learned, probabilities that hold."""

import random
from math import log

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klusterkarta.analysis.tagging import (
    FIRST_GUESS,
    LEAST_DECIDED,
    Notion,
    Text,
    fit,
    held_out,
    reliability,
    supports,
    total,
)
from klusterkarta.analysis.tagging_words import beginnings, may_hold

NOTIONS = {
    "forest": [Notion("forestry", ("Skogsindustri", "forest industry")), Notion("fish", ("fiske",), excluded=True)],
    "food": [Notion("food", ("livsmedel", "food")), Notion("twin", ("digital tvilling",))],
}


def text(actor, **fields):
    return Text(actor, fields)


def found(model, one, priority):
    return [(word.word, word.field, word.weight > 0) for word in supports(model, one, priority=priority)]


@pytest.mark.parametrize(
    ("said", "priority", "word"),
    [
        ("Vi arbetar med skogsindustrin i norr.", "forest", "skogsindustrin"),  # inflected
        ("Ett livsmedelskluster.", "food", "livsmedelskluster"),  # beginning of a compound
        ("Skogslivsmedel säljs.", "food", "Skogslivsmedel"),  # end of a compound
        ("We work with the forest industry.", "forest", "forest industry"),
        ("Digitala tvillingar byggs.", "food", "Digitala tvillingar"),
    ],
)
def test_a_notion_is_found_in_the_forms_people_write(said, priority, word):
    one = text(1, description=said)
    assert found(fit([one], NOTIONS, decided={}), one, priority) == [(word, "description", True)]


def test_the_name_weighs_most_rare_notions_more_and_excluded_ones_against():
    texts = [text(1, name="Livsmedel i väst", description="Livsmedel och fiske"), text(2, description="Skogsindustri")]
    texts += [text(number, description="livsmedel") for number in range(3, 9)]
    model = fit(texts, NOTIONS, decided={})
    # By hand: 8 texts, food in 7: ln 28/8 + ½; the name counts twice.
    assert [word.weight for word in supports(model, texts[0], priority="food")] == [
        pytest.approx(2 * (log(28 / 8) + 0.5))
    ]
    assert model.rarity["forestry"] > model.rarity["food"]
    assert found(model, texts[0], "forest") == [("fiske", "description", False)]
    assert total(supports(model, texts[0], priority="forest")) < 0


def test_it_says_when_it_has_too_little_to_learn_from():
    texts = [text(number, description="livsmedel") for number in range(LEAST_DECIDED - 1)]
    model = fit(texts, NOTIONS, decided={one.actor: frozenset({"food"}) for one in texts})
    assert (model.curve, model.learned) == (FIRST_GUESS, {})
    assert model.curve.decided == 0


def decided_register():
    """Two kinds of actors: those of food all say "restaurangerna"; one in five is tagged otherwise."""
    chance = random.Random(7)
    texts, decided = [], {}
    for number in range(200):
        is_food = number % 2 == 0
        words = "livsmedel och restaurangerna" if is_food else "skogsindustri och sågverken"
        texts.append(text(number, description=words))
        told = is_food if chance.random() < 0.8 else not is_food
        decided[number] = frozenset({"food" if told else "forest"})
    return texts, decided


def test_words_of_accepted_actors_are_learned_and_can_be_read():
    texts, decided = decided_register()
    model = fit(texts, NOTIONS, decided=decided)
    assert "restaurang" in model.learned["food"]
    assert "restaurang" not in model.learned["forest"]
    assert any(word.learned and word.word == "restaurang" for word in supports(model, texts[0], priority="food"))


def test_probabilities_are_as_often_right_as_they_say():
    texts, decided = decided_register()
    model = fit(texts, NOTIONS, decided=decided)
    pairs = held_out(texts, model, decided=decided)
    assert model.curve.decided == 200
    # Platt's curve makes the mean probability the share that is right (its likelihood equation); here one in two.
    assert sum(p for p, _ in pairs) / len(pairs) == pytest.approx(
        sum(right for _, right in pairs) / len(pairs), abs=0.01
    )
    # Four of five tags follow the words: likely pairs are right about 80 times in 100, unlikely ones about 20.
    low, high = reliability(pairs, bins=2)
    assert high[0] == pytest.approx(high[1], abs=0.05)
    assert (high[1], low[1]) == (pytest.approx(0.8, abs=0.06), pytest.approx(0.2, abs=0.06))


def test_sums_that_say_nothing_give_the_share_of_tags():
    texts = [text(number, description="livsmedel" if number % 2 else "annat") for number in range(40)]
    # The half without the word has the tag: the sums say the reverse.
    decided = {one.actor: frozenset() if one.actor % 2 else frozenset({"food"}) for one in texts}
    model = fit(texts, {"food": NOTIONS["food"]}, decided=decided)
    assert all(0 <= p <= 1 for p, _ in held_out(texts, model, decided=decided))


def test_reliability_by_hand():
    pairs = [(0.1, False), (0.3, True), (0.9, True), (0.7, True)]
    assert reliability(pairs, bins=2) == [(pytest.approx(0.2), 0.5, 2), (pytest.approx(0.8), 1.0, 2)]


WORDS = ["livsmedel", "livsmedelskluster,", "Skogs", "industri", "skogsindustrin", "digitala", "tvillingar.", "fiske-",
         "annat", "\t", "x\tfood", "&", ""]  # fmt: skip
SAID = st.lists(st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join), min_size=1, max_size=12)


@settings(max_examples=40)
@given(said=SAID, tagged=st.sets(st.integers(0, 11)))
def test_those_whose_words_cannot_speak_need_not_be_read(said, tagged):
    texts = [text(number, description=words) for number, words in enumerate(said)]
    decided = {number: frozenset({"food"}) for number in tagged if number < len(texts)}
    wanted = beginnings(notion.words for own in NOTIONS.values() for notion in own)
    marks = may_hold(pl.Series(said), wanted).to_list()
    model = fit(texts, NOTIONS, decided=decided)
    # Nobody is left out who has a word that speaks.
    silent = [one for one, may in zip(texts, marks, strict=True) if not may]
    assert not any(supports(model, one, priority=priority) for one in silent for priority in NOTIONS)
    read = [one for one in texts if one not in silent or one.actor in decided]
    assert fit(read, NOTIONS, decided=decided, silent=len(texts) - len(read)) == model
