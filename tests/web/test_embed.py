"""What other sites may show: the owner's words, no cookie, the one address with its own frame-ancestors."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klusterkarta.settings import SettingsError, current, from_environment
from klusterkarta.web.pages.embed import query as embed_query
from klusterkarta.web.pages.embed.views import frame_ancestors
from tests.registers import collect_rows
from tests.web.reading import page_of

ROWS = {
    "1": {"name": "Åkermat", "kind": "klusterinitiativ", "geography": "Värmland"},
    "2": {"name": "Stålverket", "kind": "företag", "geography": "Dalarna"},
}


@pytest.fixture
def placed(client, db):
    collect_rows("karta", ROWS)
    return client


def test_the_frame_says_what_the_owner_chose(placed):
    page = page_of(placed.get("/sv/embed/?title=Mat+%26+<b>dryck&word=matsamarbeten&kind=cluster_initiative"))
    assert page.one("h1").text() == "Mat & <b>dryck"
    assert page.one(id="count").text() == "1 matsamarbeten"
    assert page.all("b") == [] or all(one.text() != "dryck" for one in page.all("b"))
    # The kind that is called cluster initiative elsewhere goes by the owner's word.
    assert page.one("tbody").all("td")[0].text() == "Matsamarbeten"
    assert "luster" not in page.one(id="results").text()
    assert page_of(placed.get("/en/embed/?word=food+partnerships")).one("h1").text() == "Map of food partnerships"


def test_links_leave_the_frame_and_nothing_in_it_asks_for_more(placed):
    page = page_of(placed.get("/sv/embed/?kind=company"))
    leaving = [one for one in page.all("a") if "/embed/" not in one.attributes["href"][:10]]
    leaving = [one for one in leaving if one.attributes["href"] != "#results"]
    assert len(leaving) == 2
    assert {one.attributes["target"] for one in leaving} == {"_blank"}
    assert page.all("form") == []
    assert all(one.attributes["src"].startswith("/static/") for one in page.all("script") if "src" in one.attributes)


@pytest.mark.parametrize(("show", "map_shown", "list_shown"), [("both", 1, 1), ("map", 1, 0), ("list", 0, 1)])
def test_map_or_list_or_both(placed, show, map_shown, list_shown):
    page = page_of(placed.get(f"/sv/embed/?show={show}"))
    assert (len(page.all(id="map")), len(page.all("table", class_="hits"))) == (map_shown, list_shown)


def test_only_the_frame_may_be_framed_and_it_sets_no_cookie(placed):
    # Coming from a page in the other language makes every other page remember the language.
    frame = placed.get("/sv/embed/", headers={"referer": "http://testserver/en/embed/"})
    assert "frame-ancestors 'self' *" in frame["Content-Security-Policy"]
    assert "X-Frame-Options" not in frame
    assert frame.cookies == {}
    for other in ("/sv/map/", "/sv/embed/code/", "/sv/embed/at/?at=17"):
        response = placed.get(other)
        assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
        assert response["X-Frame-Options"] == "DENY"


def test_the_owner_decides_which_sites(monkeypatch):
    def ancestors(value: str) -> list[str]:
        settings = from_environment({"KLUSTERKARTA_EMBED_ORIGINS": value})
        monkeypatch.setattr("klusterkarta.web.pages.embed.views.current", lambda: settings)
        return frame_ancestors()

    assert current().embed_origins == ("*",)
    assert ancestors("https://kommun.example.se, https://www.example.org:8443") == [
        "'self'", "https://kommun.example.se", "https://www.example.org:8443",
    ]  # fmt: skip
    assert ancestors("none") == ["'none'"]
    for wrong in ("kommun.example.se", "https://kommun.example.se/sida", "*, https://a.se"):
        with pytest.raises(SettingsError, match="KLUSTERKARTA_EMBED_ORIGINS"):
            from_environment({"KLUSTERKARTA_EMBED_ORIGINS": wrong})


def test_the_code_carries_the_selection_and_is_safe_to_paste(placed):
    page = page_of(placed.get('/sv/embed/code/?kind=company&title=A"><script>&word=nät&height=500&show=map'))
    code = page.one("textarea").text()
    assert code.startswith(f'<iframe src="{current().base_url}/sv/embed/?kind=company&amp;title=A%22%3E%3Cscript%3E')
    assert 'title="A&quot;&gt;&lt;script&gt;"' in code
    assert 'height="500"' in code
    assert page.one("iframe").attributes["src"].endswith("show=map")


def test_a_word_that_cannot_be_shown_is_refused_with_what_was_expected(placed):
    refused = placed.get("/sv/embed/code/?word=<script>&height=9&title=" + "x" * 90)
    page = page_of(refused)
    assert refused.status_code == 422
    assert [one.attributes["href"] for one in page.one(class_="faults").all("a")] == ["#word", "#title", "#height"]
    assert "script" not in page.one("textarea").text()
    assert placed.get("/sv/embed/?word=<script>").status_code == 400
    assert placed.get("/sv/embed/?show=all").status_code == 400


@given(st.text(max_size=60))
def test_what_is_taken_as_a_word_has_letters_only(word):
    class Parameters(dict):
        def getlist(self, name: str) -> list[str]:
            return []

    query, faults = embed_query.check_embed_query(Parameters(word=word), "sv")
    assert bool(query.word) != ("word" in faults) or not word.replace("\x00", "").strip()
    assert all(sign.isalpha() or sign in " -" for sign in query.word)
    assert len(query.word) <= embed_query.LONGEST_WORD
