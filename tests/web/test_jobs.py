"""Jobs on the site: what has been ordered, how far it has come, an end on request, and what came of it."""

import pytest

from klusterkarta.jobs import working
from klusterkarta.jobs.selectors import job_view
from klusterkarta.jobs.services import request_cancel, start_job
from klusterkarta.values.caller import OPERATOR, Caller
from klusterkarta.values.reason import Reason
from klusterkarta.workflow.work import run_worker
from tests.registers import collect_rows
from tests.web.reading import Element, page_of
from tests.web.uploading import workspace_in

pytestmark = pytest.mark.django_db
ANNA = Caller("anna", "editor")


@pytest.fixture(autouse=True)
def workspace(tmp_path):
    with workspace_in(tmp_path / "workspace") as folder:
        yield folder


def shown(client, job: int, lang: str = "sv") -> Element:
    response = client.get(f"/{lang}/jobs/{job}/")
    assert response.status_code == 200
    return page_of(response)


def state(page: Element) -> str:
    return page.one("div", class_="state").all("span", class_="st")[0].text()


def test_a_visitor_is_led_to_the_login_page_and_a_reader_refused(client, as_role):
    job = start_job("resolve", {}, caller=OPERATOR)
    reader = as_role("reader")
    for address in ("/sv/jobs/", f"/sv/jobs/{job}/", f"/sv/jobs/{job}/file/"):
        assert client.get(address)["Location"].startswith("/sv/login/")
        assert reader.get(address).status_code == 403
    assert reader.post(f"/sv/jobs/{job}/cancel/").status_code == 403
    assert job_view(job).state == "queued"


def test_the_list_has_the_newest_first_with_what_each_does(as_role):
    start_job("resolve", {}, caller=ANNA)
    start_job("freeze", {"name": "2026"}, caller=OPERATOR)
    rows = page_of(as_role("assessor").get("/sv/jobs/")).one("tbody").all("tr")
    assert [row.one("a").text() for row in rows] == ["Skapa utgåvan 2026", "Leta efter dubbletter"]
    assert [row.one("span", class_="st").text() for row in rows] == ["väntar", "väntar"]
    assert rows[1].all("td")[2].text() == "anna"


def test_without_jobs_the_list_says_so(as_role):
    assert page_of(as_role("editor").get("/sv/jobs/")).one("div", class_="empty").text() == "Inga jobb har körts."


def test_the_list_pages_by_key(as_role, monkeypatch):
    monkeypatch.setattr("klusterkarta.web.pages.jobs.list_page.ON_A_PAGE", 2)
    jobs = [start_job("resolve", {}, caller=ANNA) for _ in range(3)]
    editor = as_role("editor")
    page = page_of(editor.get("/sv/jobs/"))
    older = page.one("a", rel="next").attributes["href"]
    assert older == f"/sv/jobs/?before={jobs[1]}"
    rest = page_of(editor.get(older))
    assert rest.one("tbody").one("a").attributes["href"] == f"/sv/jobs/{jobs[0]}/"
    assert editor.get("/sv/jobs/?before=slutet").status_code == 400


def test_a_job_tells_how_far_it_has_come_and_asks_again_until_it_ends(as_role):
    editor = as_role("editor")
    job = start_job("resolve", {}, caller=ANNA)
    page = shown(editor, job)
    assert state(page) == "väntar"
    assert page.one("div", id="job").attributes["hx-trigger"] == "every 1s"
    # Without a total the bar has no value: how much remains is not known.
    assert "value" not in page.one("progress").attributes
    claimed = working.claim_next()
    working.report_progress(claimed, done=30, total=40, message=Reason("linkage.applying", {"done": 30, "total": 40}))
    page = shown(editor, job)
    assert (state(page), page.one("progress").attributes["value"]) == ("pågår", "75")
    assert "Säkra fall: 30 av 40." in page.one("div", class_="state").text()
    assert page.one("a", class_="btn").attributes["href"] == f"/sv/jobs/{job}/"
    working.finish(claimed, {"applied": {"same_row": 2}, "proposed": 1, "open_mentions": 0, "notes": []})
    page = shown(editor, job)
    assert (state(page), page.all("progress")) == ("klart", [])
    assert "hx-trigger" not in page.one("div", id="job").attributes


def test_what_came_of_looking_for_duplicates(as_role):
    rows = {
        "1": {"name": "Glasriket", "kind": "klusterinitiativ"},
        "2": {"name": "Glasriket", "kind": "klusterinitiativ"},
    }
    collect_rows("karta", rows)
    job = start_job("resolve", {}, caller=ANNA)
    run_worker(once=True)
    page = shown(as_role("editor"), job)
    assert [one.text() for one in page.one("section").all("li")] == [
        "1 säkert fall fördes ihop av en regel.",
        "0 par väntar på en människa.",
        "0 omnämnda parter är ännu inte någon känd aktör.",
    ]
    assert page.one("a", class_="go").attributes["href"] == "/sv/duplicates/"


def test_a_made_edition_is_led_to(as_role):
    collect_rows("karta", {"1": {"name": "Glasriket"}})
    job = start_job("freeze", {"name": "2026"}, caller=OPERATOR)
    run_worker(once=True)
    page = shown(as_role("editor"), job)
    assert "1 aktör ur 1 källa" in page.one("section").text()
    assert page.one("a", class_="go").attributes["href"] == "/sv/editions/2026/"


def test_an_exported_file_can_be_fetched_until_it_is_gone(as_role, workspace):
    collect_rows("karta", {"1": {"name": "Glasriket"}})
    job = start_job("export_csv", {"language": "sv"}, caller=ANNA)
    run_worker(once=True)
    editor = as_role("editor")
    address = shown(editor, job).one("a", class_="go").attributes["href"]
    assert "Glasriket" in b"".join(editor.get(address)).decode("utf-8-sig")
    for path in (workspace / "exports").iterdir():
        path.unlink()
    response = editor.get(address)
    assert response.status_code == 404
    assert "Filer sparas en vecka; skapa den igen." in response.content.decode()


def test_a_failure_says_why_in_the_language_of_the_page(as_role):
    collect_rows("karta", {"1": {"name": "Glasriket"}})
    for _ in range(2):
        job = start_job("freeze", {"name": "2026"}, caller=OPERATOR)
        run_worker(once=True)
    page = shown(as_role("editor"), job, "en")
    assert state(page) == "failed"
    assert "An edition is called “2026” already." in page.one("div", class_="state").text()


def test_who_ordered_a_job_stops_it_and_nobody_else_but_an_administrator(as_role):
    editor = as_role("editor")
    own = start_job("resolve", {}, caller=Caller("editor", "editor"))
    others = start_job("resolve", {}, caller=ANNA)
    assert shown(editor, own).one("button", class_="stop").text() == "Stoppa jobbet"
    assert shown(editor, others).all("button", class_="stop") == []
    assert editor.post(f"/sv/jobs/{others}/cancel/").status_code == 403
    assert editor.post(f"/sv/jobs/{own}/cancel/")["Location"] == f"/sv/jobs/{own}/?done=job_cancelled"
    assert as_role("administrator").post(f"/sv/jobs/{others}/cancel/").status_code == 302
    assert [job_view(job).state for job in (own, others)] == ["cancelled", "cancelled"]
    assert editor.post("/sv/jobs/999/cancel/").status_code == 404


def test_a_running_job_is_said_to_be_stopping(as_role):
    job = start_job("resolve", {}, caller=ANNA)
    working.claim_next()
    request_cancel(job, caller=ANNA)
    page = shown(as_role("editor"), job)
    assert state(page) == "stoppas"
    assert "Jobbet stoppas så snart det kan." in page.text()


def test_the_log_tells_what_happened_in_order(as_role):
    collect_rows("karta", {"1": {"name": "Glasriket"}})
    job = start_job("resolve", {}, caller=ANNA)
    run_worker(once=True)
    log = [one.text().split(" ", 2)[2] for one in shown(as_role("editor"), job).one("aside").all("li")]
    assert log == ["Aktörer och omnämnanden läses.", "Namn jämförs.", "Jobbet är klart."]


def test_a_job_that_does_not_exist_is_not_found(as_role):
    assert as_role("editor").get("/sv/jobs/999/").status_code == 404


def test_a_job_of_a_verb_that_is_gone_can_still_be_read(as_role):
    from klusterkarta.jobs.models import Job

    job = start_job("resolve", {}, caller=ANNA)
    Job.objects.filter(pk=job).update(verb="transmogrify", state="done", result={"x": 1})
    assert shown(as_role("editor"), job).one("h1").text() == "transmogrify"
