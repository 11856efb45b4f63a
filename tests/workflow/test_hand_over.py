"""The method annex and the pack that is handed over: what they say, and what they leave out."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.utils import timezone
from docx import Document

from klusterkarta.catalogue.models import Reading
from klusterkarta.catalogue.services.work import WorkDetails, set_work
from klusterkarta.exchange.searches import logged_searches, take_back_search
from klusterkarta.exchange.services import ContactNote, note_contact, put_on_shortlist
from klusterkarta.values.caller import OPERATOR
from klusterkarta.workflow.editions import UnknownEdition, freeze
from klusterkarta.workflow.hand_over import hand_over
from klusterkarta.workflow.method_annex import export_annex
from klusterkarta.workflow.search_log import log_one
from klusterkarta.workflow.tagging import demote_tag
from tests.registers import collect_rows, record_id, say
from tests.web.partner_register import partner_register

pytestmark = pytest.mark.django_db
SECRET = "Hemligt mellan oss"


@pytest.fixture(autouse=True)
def register():
    partner_register()
    collect_rows("bok", {"b": {"name": "Matnätet i norr", "start_year": "1999", "contact_name": "Kim Kontakt"}})
    say("s3-aktorer:A2", "bok:b")
    demote_tag(record_id("s3-aktorer:A2"), "GovTech", why="Bara en webbsida om GovTech", caller=OPERATOR)
    set_work(record_id("s3-aktorer:A2"), WorkDetails(note=SECRET), caller=OPERATOR)
    entry = put_on_shortlist(record_id("s3-regioner:R1"), "Västernorrland", caller=OPERATOR)
    note_contact(entry, ContactNote(on="2026-01-15", way="call", note=SECRET), caller=OPERATOR)


def told(path) -> str:
    document = Document(path)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def test_the_annex_tells_sources_duplicates_demotions_and_contradictions(tmp_path):
    # What a document cannot hold is left out of it.
    log_one(("ECCP", "mat\x01nät", "3"), on="2026", caller=OPERATOR)
    export_annex(tmp_path / "bilaga.docx", caller=OPERATOR, language="sv")
    text = told(str(tmp_path / "bilaga.docx"))
    assert "4 källor har samlats in" in text  # s3, s3-regioner, s3-aktorer, bok; the editors' own is none
    # Six records of actors and one that is named (Paper Province), joined into six actors by one decision.
    assert "7 poster har förts ihop till 6 aktörer. Beslut: 1 par är samma aktör" in text
    assert "en person" in text
    assert "Bara en webbsida om GovTech" in text
    assert "Startår" in text
    assert "matnät" in text
    assert OPERATOR.name not in text.replace("Klusterkarta", "")


def test_the_pack_holds_workbook_annex_and_slides_without_internal_notes(tmp_path):
    pack = hand_over(tmp_path / "paket.zip", caller=OPERATOR, language="sv")
    assert set(pack.names) == {"innehall.txt", "masterlista.xlsx", "metodbilaga.docx", "prioriteringar.pptx"}
    with zipfile.ZipFile(tmp_path / "paket.zip") as archive:
        assert archive.testzip() is None
        inner = {name: archive.read(name) for name in archive.namelist()}
    contents = inner["innehall.txt"].decode()
    assert all(name in contents for name in pack.names if name != "innehall.txt")
    for name, data in inner.items():
        for part in parts_of(name, data):
            assert SECRET not in part
            assert "Kim Kontakt" not in part


def parts_of(name: str, data: bytes) -> list[str]:
    if name.endswith(".txt"):
        return [data.decode()]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [archive.read(one).decode("utf-8", errors="ignore") for one in archive.namelist()]


def test_an_edition_is_handed_over_as_it_was(tmp_path):
    freeze("2026", caller=OPERATOR)
    collect_rows("sen", {"z": {"name": "Senare nätet", "priorities": "FoodTech"}})
    hand_over(tmp_path / "paket.zip", caller=OPERATOR, edition="2026")
    with zipfile.ZipFile(tmp_path / "paket.zip") as archive:
        assert "Senare" not in "".join(parts_of("x", archive.read("prioriteringar.pptx")))


def test_the_annex_of_an_edition_tells_what_was_done_by_then(tmp_path):
    log_one(("ECCP", "mejeri", "3"), on="2026", caller=OPERATOR)
    freeze("2026", caller=OPERATOR)
    log_one(("ECCP", "bageri", "4"), on="2025", caller=OPERATOR)
    take_back_search(logged_searches("mejeri")[0].id, caller=OPERATOR)
    # The book is read again a year after the edition; no reading of that day is in it.
    later = timezone.now() + timedelta(days=365)
    reading = collect_rows("bok", {"b": {"name": "Matnätet i norr", "start_year": "2001"}})
    Reading.objects.filter(pk=reading).update(published_at=later)
    for edition, then in (("2026", True), (None, False)):
        out = tmp_path / "bilaga.docx"
        export_annex(out, caller=OPERATOR, edition=edition)
        text = told(str(out))
        assert ("mejeri" in text, "bageri" in text) == (then, not then)
        assert (timezone.localdate(later).isoformat() in text) is not then


def test_an_unknown_edition_is_refused_and_nothing_written(tmp_path):
    with pytest.raises(UnknownEdition):
        hand_over(tmp_path / "paket.zip", caller=OPERATOR, edition="1999")
    assert list(tmp_path.iterdir()) == []
