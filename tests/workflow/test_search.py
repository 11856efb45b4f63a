"""Search over a workspace: index made, followed, mended; hits in words; judged queries."""

import json
import shutil

import pytest

from klusterkarta.search.index import IndexUnusable, read_stamp
from klusterkarta.values.caller import OPERATOR
from klusterkarta.workflow.search import BadSearch, Wish, search_document, search_now
from klusterkarta.workflow.search_evaluation import evaluate_search
from klusterkarta.workflow.search_index import bring_up_to_date, current_engine, index_folder, is_behind, rebuild
from klusterkarta.workflow.search_judgements import BadJudgements
from klusterkarta.workflow.withdraw import withdraw
from tests.registers import collect_rows, record_id, say
from tests.web.partner_register import partner_register

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_index() -> None:
    """Take away the index of the test before."""
    shutil.rmtree(index_folder(), ignore_errors=True)


def _names(query: str, **more) -> list[str]:
    found = search_now(Wish(query=query, **more), lang="sv", may_write=True)
    return [hit.name for hit in found.answer.hits]


def test_the_index_follows_what_is_written_and_says_until_when():
    with pytest.raises(IndexUnusable):
        current_engine(may_write=False)
    collect_rows("a", {"1": {"name": "Stålnät", "sector": "Stål"}, "2": {"name": "Glasriket", "sector": "Glasbruk"}})
    assert _names("stål") == ["Stålnät"]
    assert not bring_up_to_date()
    collect_rows("b", {"1": {"name": "Järnriket", "description": "Stålverk i Bergslagen."}})
    assert is_behind()
    assert bring_up_to_date()
    assert not is_behind()
    # "stålverk" has the part "stål"; the actor whose name says it stands first.
    assert _names("stål") == ["Stålnät", "Järnriket"]
    withdraw("b", caller=OPERATOR)
    assert _names("stål") == ["Stålnät"]
    document = search_document(search_now(Wish(query="stål"), lang="en"), lang="en")
    assert document["watermark"] == read_stamp(index_folder()).watermark.number
    assert document["hits"][0]["why"][0]["text"] == "“stål” stands in the sector."


@pytest.mark.parametrize("damage", ["stamp.json", "words.json", "meta.json", "everything"])
def test_a_damaged_index_is_made_anew(damage: str):
    collect_rows("a", {"1": {"name": "Stålnät", "sector": "Stål"}})
    rebuild()
    for path in index_folder().iterdir():
        if damage in (path.name, "everything"):
            path.write_bytes(b"{broken")
    assert _names("stål") == ["Stålnät"]


def test_a_name_that_is_not_shown_is_found_as_well():
    collect_rows("a", {"1": {"name": "Livsmedelsakademien"}}, published_on="2023")
    collect_rows("b", {"1": {"name": "Skånes Livsmedelsakademi"}}, published_on="2010")
    say("a:1", "b:1")
    assert _names("Skånes livsmedelsakademi", breadth="narrow") == ["Livsmedelsakademien"]


def test_priorities_filter_and_are_understood_when_misspelled():
    partner_register()
    assert set(_names("Skoglig biekonomi", breadth="narrow")) == {"Skogsklustret", "Attica", "Värmland", "Fjärran"}
    # Lives by the one priority, and says so in its text; the regions tick several.
    assert _names("Skoglig bioekonomi")[0] == "Skogsklustret"
    assert _names("Västernorrland", priority="govtech") == ["Matnätet"]
    with pytest.raises(BadSearch):
        search_now(Wish(query="mat", priority="turism på månen"), lang="sv", may_write=True)


def test_judged_queries_are_measured_and_unknown_actors_told(tmp_path):
    rows = {
        "1": {"name": "Paper Valley", "sector": "Massa- och pappersindustri"},
        "2": {"name": "Stålnät", "sector": "Stål"},
    }
    collect_rows("a", rows)
    path = tmp_path / "judged.csv"
    path.write_text(
        f"query,actor,grade\npulp and paper,Paper Valley,3\nstål,{record_id('a:2')},2\nstål,Ingen,3\n", "utf-8"
    )
    found = evaluate_search(path)
    # By hand: both queries have their only relevant actor first; only ours finds paper through another language.
    assert found.evaluation.figures["ours"].ndcg_at_10 == 1.0
    assert found.evaluation.figures["ours"].precision_at_10 == 0.1
    assert found.evaluation.figures["ours"].recall_at_50 == 1.0
    assert found.unknown == ("Ingen",)
    path.write_text("query,actor,grade\nstål,Stålnät,4\n", "utf-8")
    with pytest.raises(BadJudgements) as refused:
        evaluate_search(path)
    assert refused.value.reason.parameters["line"] == 2


def test_a_hit_has_name_score_and_why_and_the_answer_is_json():
    collect_rows("a", {"1": {"name": "Hälsans verktyg", "sector": "Vård och omsorg"}})
    document = search_document(search_now(Wish(query="smart omsorg"), lang="sv", may_write=True), lang="sv")
    assert json.loads(json.dumps(document)) == document
    (hit,) = document["hits"]
    assert hit["name"] == "Hälsans verktyg"
    assert hit["score"] > 0
    # The study's priority bundles care: document 004, chapter 2.1.
    assert hit["why"][0]["text"] == "Sektorn handlar om vård och omsorg, som hör till ”smart omsorg”."
