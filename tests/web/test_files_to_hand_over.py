"""Files that pages make when they are asked for: whole and readable, to those who may have them, and nothing else."""

import io
import zipfile

import pytest
from django.test import Client
from docx import Document
from openpyxl import load_workbook
from pptx import Presentation

from klusterkarta.jobs.selectors import list_jobs
from klusterkarta.values.caller import OPERATOR
from klusterkarta.web.pages.editions import downloads
from klusterkarta.workflow.editions import freeze
from klusterkarta.workflow.work import run_worker
from tests.web.partner_register import partner_register
from tests.web.reading import page_of
from tests.web.uploading import workspace_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def register():
    partner_register()


def test_the_pack_and_its_annex_are_an_editor_s(as_role):
    editor, reader, visitor = as_role("editor"), as_role("reader"), Client()
    pack = editor.get("/sv/hand-over/pack.zip")
    with zipfile.ZipFile(io.BytesIO(pack.content)) as archive:
        assert len(archive.namelist()) == 4
        assert archive.testzip() is None
    annex = editor.get("/en/hand-over/annex.docx")
    assert Document(io.BytesIO(annex.content)).paragraphs[0].text == "Method annex"
    assert annex["Content-Disposition"].startswith('attachment; filename="method-annex-')
    for address in ("/sv/hand-over/", "/sv/hand-over/pack.zip", "/sv/hand-over/annex.docx"):
        assert editor.get(address, {"edition": "1066"}).status_code == 400
        assert reader.get(address).status_code == 403
        assert visitor.get(address).status_code == 302


@pytest.fixture
def workspace(tmp_path):
    with workspace_in(tmp_path / "workspace") as folder:
        yield folder


def test_the_pack_of_a_large_register_is_made_by_a_job(as_role, workspace, monkeypatch):
    monkeypatch.setattr(downloads, "MOST_AT_ONCE", 2)
    freeze("2026", caller=OPERATOR)
    editor, reader = as_role("editor"), as_role("reader")
    assert editor.get("/sv/hand-over/pack.zip").headers["Location"] == "/sv/hand-over/"
    assert editor.get("/en/hand-over/pack.zip?edition=2026").headers["Location"] == "/en/hand-over/?edition=2026"
    form = page_of(editor.get("/en/hand-over/?edition=2026")).one("main").one("form", method="post")
    started = editor.post(form.attributes["action"])
    (job,) = list_jobs()
    assert started.headers["Location"] == f"/en/jobs/{job.id}/"
    assert (job.verb, job.arguments) == ("hand_over", {"language": "en", "edition": "2026"})
    assert reader.post("/sv/hand-over/pack.zip").status_code == 403
    run_worker(once=True)
    page = page_of(editor.get(f"/en/jobs/{job.id}/"))
    assert "4 files in one pack." in page.one("main").text()
    fetched = editor.get(page.one("a", class_="go").attributes["href"])
    assert fetched.headers["Content-Disposition"].startswith('attachment; filename="hand-over-2026-')
    with zipfile.ZipFile(io.BytesIO(b"".join(fetched))) as archive:
        assert "contents.txt" in archive.namelist()
        assert "the edition 2026" in archive.read("contents.txt").decode()


def test_a_priority_s_slides_and_forms_are_everybody_s(client: Client):
    slide = client.get("/sv/priority/govtech/slide.pptx")
    (only,) = Presentation(io.BytesIO(slide.content)).slides
    assert only.shapes.title.text == "GovTech"
    every = Presentation(io.BytesIO(client.get("/sv/priority/slides.pptx").content))
    assert "GovTech" in [one.shapes.title.text for one in every.slides]
    book = load_workbook(io.BytesIO(client.get("/sv/priority/govtech/registration.xlsx").content))
    assert book.sheetnames
    assert client.get("/sv/priority/govtech/registration.json").json()
    for name in ("slide.pptx", "registration.xlsx", "registration.json", ""):
        assert client.get(f"/sv/priority/okand/{name}").status_code == 404
