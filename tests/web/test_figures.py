"""The tables of statistics on the site: where each is from, split by sex, and fetched by a job."""

import re
from dataclasses import replace

import pytest

from klusterkarta.figures.selectors import cubes
from klusterkarta.jobs.selectors import list_jobs
from klusterkarta.values.caller import OPERATOR
from klusterkarta.workflow.figures import AddRequest, add_figures
from klusterkarta.workflow.figures_fetched import FetchRequest, fetch_cube
from klusterkarta.workflow.work import run_worker
from tests.sources.services.replay import replaying
from tests.sources.services.replay_table import SCB
from tests.web.laid_register import TABLE, laid_register
from tests.web.reading import page_of

pytestmark = pytest.mark.django_db


def text_of(response, status=200):
    assert response.status_code == status
    return page_of(response).text()


def test_the_list_says_what_each_table_is_and_editors_fetch(client, as_role, tmp_path):
    assert "De som arbetar med kartan" in text_of(client.get("/sv/figures/"))
    assert "figures add" in text_of(as_role("editor").get("/en/figures/"))
    laid_register(tmp_path)
    shown = text_of(client.get("/sv/figures/"))
    for part in ("Arbetande", "SCB", "2018–2020", "dagbefolkning (efter arbetsplats), SNI 2007", "CC0", "år gamla"):
        assert part in shown
    assert "Hämta från en tjänst" not in shown
    assert client.post("/sv/figures/", {"service": "scb", "dataset": "T"}).status_code == 302
    assert list_jobs() == []


def test_a_table_shows_its_figures_by_sex_with_source_and_picture(client, tmp_path):
    laid_register(tmp_path)
    # By hand from the table: in Värmland 2020 60 women, and 240 + 700 men; 60 of 1 000.
    shown = text_of(client.get("/en/figures/dag/?region=17"))
    for part in ("17 Värmlands län, all industries", "1,000", "940", "6.0", "Source: SCB, Arbetande, 2018–2020;"):
        assert part in shown
    page = client.get("/en/figures/dag/?region=17").content.decode()
    assert page.count('<svg class="course"') == 1
    assert re.findall(r'data-take="csv" data-target="([a-z-]+)"', page) == ["years-table", "regions-table"]
    assert client.get("/en/figures/natt/").status_code == 404


def test_a_title_in_another_language_is_marked_and_one_in_english_is_shown(client, tmp_path):
    path = tmp_path / "dag.csv"
    path.write_text(TABLE, encoding="utf-8")
    request = AddRequest(path=path, key="dag", licence="fri", source="SCB", title="Råd & <b>rön</b>", language="sv")
    add_figures(request, caller=OPERATOR)
    marked = ' lang="sv">Råd &amp; &lt;b&gt;rön&lt;/b&gt;</'
    for at in ("figures/", "figures/dag/", "two-maps/", "sectors/", "sector/forest/", "region/17/"):
        written = client.get(f"/en/{at}").content.decode()
        assert marked in written, at
        assert ' lang="sv">fri</' in written, at
        assert marked not in client.get(f"/sv/{at}").content.decode(), at
    add_figures(replace(request, title_en="Advice", licence_en="free"), caller=OPERATOR)
    assert "Source: SCB, Advice, 2020;" in text_of(client.get("/en/two-maps/"))
    assert "Källa: SCB, Råd & <b>rön</b>, 2020;" in text_of(client.get("/sv/two-maps/"))
    written = client.get("/en/figures/dag/").content.decode()
    assert "<h1>Advice</h1>" in written
    assert "<dd>free</dd>" in written


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({"service": "scb", "dataset": "../x"}, "is no name of a table"),
        ({"service": "scb", "dataset": "T", "filters": "Region"}, "is no filter"),
        ({"service": "kolada", "dataset": "T"}, "There is no service"),
        ({"service": "scb", "dataset": "T", "key": "Stor Nyckel"}, "will not do as a key"),
    ],
)
def test_a_wrong_form_keeps_what_was_typed_and_starts_nothing(as_role, typed, fault):
    answer = as_role("editor").post("/en/figures/", typed)
    assert fault in text_of(answer, 422)
    assert f'value="{typed["dataset"]}"' in answer.content.decode()
    assert list_jobs() == []


def test_a_job_fetches_a_table_and_asks_it_anew(as_role):
    editor = as_role("editor")
    answer = editor.post("/sv/figures/", {"service": "scb", "dataset": "TAB1", "filters": "Region=01\nTid=2019"})
    assert answer.status_code == 302
    (job,) = list_jobs()
    assert (job.verb, job.arguments["filters"]) == ("fetch_figures", ["Region=01", "Tid=2019"])
    assert "Hämta TAB1 från SCB, Statistikdatabasen" in text_of(editor.get(answer.url))
    with replaying(SCB) as replay:
        asked = FetchRequest(service="scb", dataset="T", base=f"{replay.base}/v2", filters=["Region=01"], key="tab")
        fetch_cube(asked, caller=OPERATOR)
        shown = text_of(editor.get("/sv/figures/tab/"))
        for part in ("scb · T · Region=01", "antal", "märkt b: brott i serien", "Hämta på nytt", "Brott i serien 2020"):
            assert part in shown
        again = editor.post("/sv/figures/tab/fetch/")
        # The first job's address is a real service's: only the second is run.
        editor.post(f"/sv/jobs/{job.id}/cancel/")
        run_worker(once=True)
    done = text_of(editor.get(again.url))
    assert "12 celler i tabellen tab" in done
    assert [(one.key, one.version) for one in cubes()] == [("tab", 2)]
