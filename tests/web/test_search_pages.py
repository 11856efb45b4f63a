"""From a search to the log: what was found stands in the form, and only who may work is offered it."""

import re
import shutil

import pytest
from django.test import Client

from klusterkarta.workflow.search_index import index_folder, rebuild
from tests.registers import collect_rows

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _register() -> None:
    """Two actors, searchable."""
    collect_rows("a", {"1": {"name": "Stålnät", "sector": "Stål"}, "2": {"name": "Glasriket", "sector": "Glas"}})
    shutil.rmtree(index_folder(), ignore_errors=True)
    rebuild()


def test_a_search_is_logged_with_its_words_and_hits(as_role):
    editor = as_role("editor")
    page = editor.get("/sv/search/", {"q": "stål -glas", "breadth": "1"}).content.decode()
    (link,) = re.findall(r'href="([^"]*search-log[^"]*#log)"', page)
    form = editor.get(link.replace("&amp;", "&")).content.decode()
    values = dict(re.findall(r'name="(platform|query|hits|on)" value="([^"]*)"', form))
    assert {name: values[name] for name in ("platform", "query", "hits")} == {
        "platform": "Klusterkarta", "query": "stål -glas", "hits": "1",
    }  # fmt: skip
    assert editor.post("/sv/search-log/", values).status_code == 302
    log = editor.get("/sv/search-log/").content.decode()
    assert "stål -glas" in log
    (undo,) = re.findall(r'action="(/sv/search-log/\d+/take-back/)"', log)
    assert as_role("reader").post(undo).status_code == 403
    assert editor.post(undo).status_code == 302
    assert "stål -glas" not in editor.get("/sv/search-log/").content.decode()


def test_a_visitor_is_not_offered_the_log(client: Client):
    page = client.get("/sv/search/", {"q": "stål"}).content.decode()
    assert "Stålnät" in page
    assert "#log" not in page


@pytest.mark.parametrize(
    "query", ["kluster мёд 熊 " * 700, "och i på", "***", "\x01\x02", '"-:', "plats:", "a" * 9_000]
)
def test_bad_questions_are_answered_by_the_page(client: Client, query: str):
    answer = client.get("/sv/search/", {"q": query, "breadth": "99", "priority": "x" * 3_000})
    assert answer.status_code in (200, 422)
    assert len(answer.content) < 200_000


def test_programs_get_the_same_hits_as_json_and_refusals_in_words(client: Client):
    answer = client.get("/sv/search/data/", {"q": "stål", "breadth": "narrow"})
    assert answer["Content-Type"] == "application/json"
    said = answer.json()
    assert [(one["name"], bool(one["why"])) for one in said["hits"]] == [("Stålnät", True)]
    assert (said["breadth"], said["total"]) == ("narrow", 1)
    for asked in ({"priority": "okänd"}, {"limit": "5000"}):
        refused = client.get("/sv/search/data/", {"q": "stål", **asked})
        assert (refused.status_code, list(refused.json())) == (422, ["error"])
    assert client.get("/sv/search/data/", {"q": "stål", "limit": "x"}).status_code == 400
    shutil.rmtree(index_folder())
    assert client.get("/sv/search/data/", {"q": "stål"}).status_code == 503
