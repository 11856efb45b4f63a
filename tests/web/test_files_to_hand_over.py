"""Files that pages make when they are asked for: whole and readable, to those who may have them, and nothing else."""

import io
import zipfile

import pytest
from django.test import Client
from docx import Document
from openpyxl import load_workbook
from pptx import Presentation

from tests.web.partner_register import partner_register

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
