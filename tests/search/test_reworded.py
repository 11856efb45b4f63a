"""When concepts change, an index brought up to date says what one made anew says."""

from dataclasses import replace

import pytest
from tantivy import Query

from klusterkarta.search.documents import SearchDocument
from klusterkarta.search.index import Watermark, build_index, read_kept, update_index
from klusterkarta.search.lexicon import Lexicon
from klusterkarta.search.reworded import reopened
from klusterkarta.vocabularies.concepts import Concept, concepts
from klusterkarta.vocabularies.concepts_changes import with_changes

TEXTS = [
    {"name": ("Tångnätet",), "text": ("Odlar alger i Bohuslän.",)},
    {"name": ("Algodlarna",), "text": ("Seaweed farming and mussels.",)},
    {"name": ("Matbruket",), "sector": ("Livsmedel",), "tag": ("FoodTech",)},
    {"name": ("Tekniklabbet",), "text": ("Havets råvaror.",), "tag": ("FoodTech", "GovTech")},
    {"name": ("Livsmedelsklustret",), "text": ("Företag i livsmedelskedjan.",)},
    {
        "name": ("Stålnätet",),
        "text": ("Stål och metall.",),
        "tag": ("FoodTech",),
    },  # speaks for it when it bundles steel
    {"name": ("Smart kust",), "text": ("Smart omsorg vid kusten.",), "place": ("Norge",)},
]
DOCUMENTS = [SearchDocument(at, texts["name"][0], texts) for at, texts in enumerate(TEXTS, start=1)]
SEA = Concept(key="seaweed", scheme="sectors", words={"sv": ("Tång", "alger"), "en": ("Seaweed", "sea weed")},
              broader=("food_technology",))  # fmt: skip
FOOD, TECH = concepts().by_key["food"], concepts().by_key["vn_foodtech"]
CHANGES = {
    "added": {"seaweed": SEA},
    "a phrase": {"seaweed": replace(SEA, words={"sv": ("Havets råvaror",), "en": ("Sea products",)})},
    "a word less": {"food": replace(FOOD, words={**FOOD.words, "sv": ("Livsmedel",)})},
    "a word more": {"food": replace(FOOD, words={**FOOD.words, "sv": (*FOOD.words["sv"], "odlar", "kust")})},
    "bundled otherwise": {"vn_foodtech": replace(TECH, priority=replace(TECH.priority, included=("steel", "food")))},
    "elsewhere": {"food": replace(FOOD, broader=())},
}


@pytest.mark.parametrize("name", CHANGES)
def test_up_to_date_equals_made_anew(name, tmp_path):
    before, now = Lexicon(concepts()), Lexicon(with_changes(concepts(), CHANGES[name]))
    for first, then in ((before, now), (now, before)):
        build_index(tmp_path / "old", DOCUMENTS, lexicon=first, watermark=Watermark(1))
        opened, stale = reopened(tmp_path / "old", before=first, now=then)
        changed = [one for one in DOCUMENTS if one.id in stale]
        updated = update_index(opened, changed, gone=(), watermark=Watermark(2))
        anew = build_index(tmp_path / "new", DOCUMENTS, lexicon=then, watermark=Watermark(2))
        assert _everything(updated) == _everything(anew)
        assert updated.stamp == anew.stamp
        assert len(stale) < len(DOCUMENTS)


def _everything(opened):
    searcher = opened.index.searcher()
    hits = searcher.search(Query.all_query(), 100).hits
    found = [read_kept(searcher.doc(place)) for _, place in hits]
    return sorted(found, key=lambda one: one["id"])
