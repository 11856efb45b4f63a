"""Reading in a file on the site: upload, columns, what will change, the job, the result and its undo."""

import re

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from klusterkarta.catalogue.selectors.actors import list_actors
from klusterkarta.catalogue.selectors.filters import ActorFilter
from klusterkarta.catalogue.selectors.sources import list_sources, readings_of
from klusterkarta.workflow.work import run_worker
from tests.registers import collect_rows
from tests.sources.made_files import xlsx_sheets
from tests.web.reading import Element, page_of
from tests.web.uploading import IMPORT, csv, kept, send, uploaded, workspace_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def workspace(tmp_path):
    with workspace_in(tmp_path / "workspace") as folder:
        yield folder


@pytest.fixture
def editor(as_role) -> Client:
    return as_role("editor")


def saved(client: Client, address: str) -> str:
    """Save what stands at the second step; the address of the reading."""
    job = client.post(f"{address}save/")["Location"]
    assert run_worker(once=True) == 1
    (onward,) = page_of(client.get(job)).all("a", class_="go")
    return onward.attributes["href"]


def errors(page: Element) -> dict[str, str]:
    """What is said at each field, by the field's name."""
    return {one.attributes["id"].split("-")[1]: one.text() for one in page.all("p", class_="error")}


def table(page: Element, caption: str) -> list[list[str]]:
    """The rows of the table with that caption, as texts."""
    found = [one for one in page.all("table") if any(caption in head.text() for head in one.all("caption"))]
    assert len(found) == 1, caption
    rows = found[0].one("tbody").all("tr")
    return [[cell.text() for cell in row.children if isinstance(cell, Element)] for row in rows]


def actor_names() -> list[str]:
    return [one.name for one in list_actors(ActorFilter()).rows]


@pytest.mark.parametrize("method", ["get", "post"])
def test_only_those_who_may_collect_get_in(client, as_role, method):
    assert getattr(client, method)(IMPORT)["Location"] == f"/sv/login/?next={IMPORT.replace('/', '%2F')}"
    assert getattr(as_role("reader"), method)(IMPORT).status_code == 403
    assert getattr(as_role("assessor"), method)(IMPORT).status_code == 403


def test_a_form_without_file_and_source_says_so_at_the_fields_and_keeps_what_was_typed(editor):
    response = editor.post(IMPORT, {"publisher": "Region Exempel", "published_on": "i fjol", "kind": "workbook"})
    page = page_of(response)
    assert response.status_code == 422
    assert errors(page) == {
        "file": "Välj en fil att läsa in.",
        "name": "Välj en källa, eller ge den nya ett namn.",
        "published_on": "Skriv 2026, 2026-11 eller 2026-11-20.",
    }
    assert page.one("input", name="publisher").attributes["value"] == "Region Exempel"
    assert {one.attributes["href"] for one in page.one("div", class_="faults").all("a")} == {
        "#id-file",
        "#id-name",
        "#id-published_on",
    }


def test_the_columns_are_shown_with_their_fields_and_nothing_is_saved(editor, workspace):
    page = page_of(editor.get(uploaded(editor)))
    rows = table(page, "Kolumner och fält")
    chosen = {row[0]: (row[2], row[4]) for row in rows}
    assert chosen["C Hemsida"] == ("känns igen", "glasriket.se stalnat.se matlandet.se")
    assert chosen["F Färg"] == ("okänd rubrik", "blå")
    assert page.one("select", id="column-B").all("option")[0].text() == "Automatiskt: Namn"
    first = page.one("table", class_="cells")
    assert [row.all("th")[0].text() for row in first.one("tbody").all("tr")] == ["2", "3", "4", "5", "6"]
    assert first.one("thead").all("th")[2].text() == "Organisation Namn"
    assert list_sources() == []
    assert len(kept(workspace)) == 2


def test_the_first_rows_are_shown_as_they_would_be_saved(editor):
    page = page_of(editor.get(uploaded(editor)))
    saved_rows = table(page, "Så skulle raderna sparas")
    assert [row[0] for row in saved_rows] == ["1", "2", "4"]
    assert "Antal medlemsföretag Ca 30" in saved_rows[0][1]


def test_what_will_change_is_said_before_anything_is_saved(editor):
    page = page_of(editor.get(f"{uploaded(editor)}changes/"))
    numbers = {one.one("dt").text(): one.one("dd").text() for one in page.one("dl", class_="tallies").all("div")}
    assert numbers == {"rader lästa": "5", "nya poster": "3", "överhoppade rader": "2"}
    assert table(page, "Överhoppade rader och varför") == [
        ["rad 4", "Raden saknar namn och nyckel."],
        [
            "rad 6",
            "Raden har samma nyckel (eller namn och ort) som rad 5. Ge raderna var sitt nummer i en kolumn Nr.",
        ],
    ]
    assert table(page, "De lästes in som text") == [
        ["rad 3, kolumn D", "”tvåtusen” är inget årtal. Skriv till exempel 2002."]
    ]
    assert [row[0] for row in table(page, "nya eller ändrade")] == ["Glasriket", "Stålnät", "Matlandet"]
    assert list_sources() == []


def test_saving_runs_as_a_job_and_leads_to_the_result_with_every_skipped_row(editor, workspace):
    reading = saved(editor, uploaded(editor))
    page = page_of(editor.get(reading))
    assert [row[0] for row in table(page, "Överhoppade rader och varför")] == ["rad 4", "rad 6"]
    assert actor_names() == ["Glasriket", "Matlandet", "Stålnät"]
    names = {one.text(): one.attributes["href"] for one in page.one("table", class_="changes").all("a")}
    assert page_of(editor.get(names["Glasriket"])).one("h1").text() == "Glasriket"
    assert [name for name in kept(workspace) if name.endswith(".csv")] == []


def test_an_import_is_undone_and_redone(editor):
    reading = saved(editor, uploaded(editor))
    response = editor.post(f"{reading}undo/")
    assert response["Location"] == f"{reading}?done=import_undone"
    assert actor_names() == []
    page = page_of(editor.get(reading))
    assert "ångrad" in page.one("aside").text()
    editor.post(f"{reading}redo/")
    assert actor_names() == ["Glasriket", "Matlandet", "Stålnät"]


def test_undoing_twice_changes_nothing_more(editor):
    reading = saved(editor, uploaded(editor))
    assert [editor.post(f"{reading}undo/").status_code for _ in range(2)] == [302, 302]
    assert actor_names() == []


def test_a_reading_is_the_offices_own_matter(client, as_role):
    reading = collect_rows("karta", {"1": {"name": "Glasriket"}})
    assert "/sv/login/" in client.get(f"/sv/readings/{reading}/")["Location"]
    assert as_role("reader").get(f"/sv/readings/{reading}/").status_code == 403
    assessor = as_role("assessor")
    assert assessor.get(f"/sv/readings/{reading}/").status_code == 200
    assert assessor.post(f"/sv/readings/{reading}/undo/").status_code == 403
    assert assessor.get("/sv/readings/999/").status_code == 404


def test_a_chosen_field_is_kept_and_another_reading_of_the_source_begins_with_it(editor):
    address = uploaded(editor)
    editor.post(address, {"column-F": "label", "column-D": "ignore", "thing": "actor", "kind": ""})
    page = page_of(editor.get(address))
    assert page.one("select", id="column-F").one("option", selected="").text() == "Certifiering"
    assert {row[0]: row[2] for row in table(page, "Kolumner och fält")}["D Startår"] == "läses inte in"
    saved(editor, address)
    again = page_of(editor.get(uploaded(editor, csv("Nr;Organisation;Färg\n1;Glasriket;grön\n"), source="provet")))
    assert "Kolumnvalen är de som gällde när källan lästes senast." in again.one("main").text()
    assert {row[0]: row[2] for row in table(again, "Kolumner och fält")}["C Färg"] == "ditt val"


def test_a_second_reading_shows_what_was_before_and_what_is_after(editor):
    saved(editor, uploaded(editor))
    changed = csv("Nr;Organisation;Startår\n1;Glasriket;1997\n2;Stålnät;tvåtusen\n")
    page = page_of(editor.get(f"{uploaded(editor, changed, source='provet')}changes/"))
    (row,) = page.one("table", class_="changes").one("tbody").all("tr")
    assert row.one("th").text() == "Glasriket"
    assert (row.one("del").text(), row.one("ins").text()) == ("före: 2002", "efter: 1997")
    numbers = {one.one("dt").text(): one.one("dd").text() for one in page.one("dl", class_="tallies").all("div")}
    assert numbers["oförändrad post"] == "1"
    assert numbers["post i källan som inte finns i filen"] == "1"


def test_a_new_source_with_the_name_of_one_that_is_here_is_a_reading_of_that(editor):
    saved(editor, uploaded(editor))
    saved(editor, uploaded(editor, kind="report", publisher="Någon annan"))
    (source,) = list_sources()
    assert (source.kind, source.publisher) == ("workbook", "")
    assert len(readings_of("provet")) == 2


def test_a_name_that_is_no_name_for_a_source_is_refused(editor, workspace):
    # A source of an editor's own begins like this; no file may write into one.
    response = send(editor, name="Editor editor")
    assert "kan inte vara en källas nyckel" in errors(page_of(response))["name"]
    assert kept(workspace) == []


def test_without_a_column_of_names_the_page_says_which_headers_there_are(editor):
    address = uploaded(editor, csv("Färg;Form\nblå;rund\n"))
    page = page_of(editor.get(address))
    assert "Ingen kolumn känns igen som namn" in page.one("div", class_="faults").text()
    assert editor.get(f"{address}changes/").status_code == 422
    editor.post(address, {"column-A": "name"})
    assert page_of(editor.get(address)).all("div", class_="faults") == []


def test_a_field_that_does_not_exist_is_refused_in_words(editor):
    address = uploaded(editor)
    editor.post(address, {"column-F": "nonsense"})
    response = editor.get(address)
    assert response.status_code == 422
    assert "nonsense" in page_of(response).one("div", class_="faults").text()


def test_another_sheet_is_another_table(editor, tmp_path):
    rows = [["Namn", "Ort"], ["Glasriket", "Nybro"]]
    book = xlsx_sheets(tmp_path / "bok.xlsx", {"Aktörer": rows, "Mål": [["Namn", "Län"], ["Målet", "Skåne"]]})
    address = uploaded(editor, SimpleUploadedFile("bok.xlsx", book.read_bytes()))
    page = page_of(editor.get(address))
    assert [one.text() for one in page.one("select", name="sheet").all("option")] == [
        "Aktörer (2 rader)",
        "Mål (2 rader)",
    ]
    editor.post(address, {"sheet": "Mål", "column-B": "town", "thing": "goal"})
    page = page_of(editor.get(address))
    assert page.one("select", name="sheet").one("option", selected="").text() == "Mål (2 rader)"
    assert "Målet" in page.one("table", class_="cells").text()


def test_the_choice_of_columns_can_be_fetched_and_used_again(editor):
    address = uploaded(editor)
    editor.post(address, {"column-F": "label", "kind": "company"})
    file = editor.get(f"{address}mapping.yaml")
    assert file["Content-Disposition"] == 'attachment; filename="provet.yaml"'
    assert yaml.safe_load(file.content)["columns"] == {"Färg": "label"}
    again = uploaded(editor, name="En annan", mapping=SimpleUploadedFile("val.yaml", file.content))
    page = page_of(editor.get(again))
    assert {row[0]: row[2] for row in table(page, "Kolumner och fält")}["F Färg"] == "ditt val"
    assert page.one("select", name="kind").one("option", selected="").attributes["value"] == "company"


@pytest.mark.parametrize("content", [b"columns: [1", b"\xff\xfe", b"bara text", b"columns: {Organisation: hittepa}"])
def test_a_choice_of_columns_that_cannot_be_read_is_refused_at_its_field(editor, workspace, content):
    response = send(editor, mapping=SimpleUploadedFile("val.yaml", content))
    assert set(errors(page_of(response))) == {"mapping"}
    assert kept(workspace) == []


def test_a_file_over_the_limit_is_refused_in_words_and_never_stored(editor, tmp_path):
    with workspace_in(tmp_path / "small", max_upload_mb=1) as folder:
        big = csv("Namn\n" + "Glasriket\n" * 200_000, "stor.csv")
        response = send(editor, big, publisher="Region Exempel")
        page = page_of(response)
        assert response.status_code == 422
        assert re.match(r"Filen stor\.csv är 2,\d MB; gränsen är 1 MB\.", errors(page)["file"])
        assert page.one("input", name="publisher").attributes["value"] == "Region Exempel"
        assert kept(folder) == []


# What a browser sends as a workbook and cannot be read as one: cut off, empty, a web page, a password's envelope.
BROKEN = {
    "avbruten.xlsx": (b"PK\x03\x04" + b"\0" * 200, "skadad eller ofullständig"),
    "tom.csv": (b"", "tom"),
    "sida.xls": (b"<html><table><tr><td>Namn</td></tr></table></html>", "är en webbsida"),
    "hemlig.xlsx": (
        bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600,
        "lösenord",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_cannot_be_read_is_called_by_its_name_and_nothing_is_kept(editor, workspace, name):
    content, words = BROKEN[name]
    response = send(editor, SimpleUploadedFile(name, content))
    said = errors(page_of(response))
    assert response.status_code == 422
    assert words in said["file"]
    assert name in said["file"]
    assert kept(workspace) == []
    assert list_sources() == []


def test_the_name_of_a_file_leads_nowhere(editor, workspace):
    uploaded(editor, csv(name="..\\..\\secret-key.csv"))
    about, stored = kept(workspace)
    assert re.fullmatch(r"[0-9a-f]{32}\.about", about)
    assert re.fullmatch(r"[0-9a-f]{32}\.csv", stored)


def test_an_upload_that_is_gone_says_what_to_do(editor):
    response = editor.get(f"{IMPORT}{'0' * 32}/")
    assert response.status_code == 404
    assert "Ladda upp den igen." in response.content.decode()
    assert editor.get(f"{IMPORT}settings/").status_code == 404


def test_a_file_can_be_thrown_away(editor, workspace):
    address = uploaded(editor)
    assert editor.post(f"{address}remove/")["Location"] == f"{IMPORT}?done=upload_removed"
    assert kept(workspace) == []
    assert editor.get(address).status_code == 404


def test_every_step_asks_for_the_right(editor, as_role):
    address = uploaded(editor)
    reader = as_role("reader")
    assert [reader.get(address + step).status_code for step in ("", "changes/", "mapping.yaml")] == [403] * 3
    assert [reader.post(address + step).status_code for step in ("", "save/", "remove/")] == [403] * 3


def test_personal_columns_are_announced_and_their_values_are_not_in_the_report(editor):
    address = uploaded(editor, csv("Nr;Organisation;Kontaktperson\n1;Glasriket;Kim Kontaktsson\n"))
    assert "Filen har 1 kolumn med personuppgifter" in page_of(editor.get(address)).one("main").text()
    reading = saved(editor, address)
    text = page_of(editor.get(reading)).text()
    assert "1 personuppgift, visas inte här" in text
    assert "Kontaktsson" not in text


def test_a_forged_form_is_refused_in_the_visitors_language(editor):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = editor.cookies
    response = strict.post(IMPORT, {"file": csv(), "name": "Provet"})
    assert response.status_code == 403
    assert "Gå tillbaka, ladda om sidan och försök igen." in response.content.decode()
    page = page_of(strict.get(IMPORT))
    token = page.one("form", class_="source").one("input", name="csrfmiddlewaretoken").attributes["value"]
    sent = {"csrfmiddlewaretoken": token, "file": csv(), "name": "Provet", "kind": "workbook"}
    assert strict.post(IMPORT, sent).status_code == 302


def test_with_script_the_preview_answers_at_once(editor):
    response = editor.post(uploaded(editor), {"column-F": "label"}, HTTP_HX_REQUEST="true")
    assert response.status_code == 200
    assert page_of(response).one("form", id="mapping").one("select", id="column-F")


def test_read_in_again_comes_with_the_source_chosen(editor):
    collect_rows("karta", {"1": {"name": "Glasriket"}})
    page = page_of(editor.get(f"{IMPORT}?source=karta"))
    assert page.one("select", name="source").one("option", selected="").attributes["value"] == "karta"


def test_a_source_that_is_gone_is_refused(editor):
    assert errors(page_of(send(editor, source="borta"))) == {"source": "Källan finns inte längre. Välj en annan."}


def test_a_failed_job_leads_back_to_the_columns(editor, workspace):
    address = uploaded(editor, csv("Färg;Form\nblå;rund\n"))
    job = editor.post(f"{address}save/")["Location"]
    run_worker(once=True)
    page = page_of(editor.get(job))
    assert "Ingen kolumn känns igen som namn" in page.one("main").text()
    (back,) = page.all("a", class_="go")
    assert back.attributes["href"] == address


def test_a_file_of_which_nothing_can_be_saved_shows_why_at_the_job(editor):
    address = uploaded(editor, csv("Organisation;Startår\n;2002\n;2003\n"))
    job = editor.post(f"{address}save/")["Location"]
    run_worker(once=True)
    page = page_of(editor.get(job))
    assert [row[0] for row in table(page, "Överhoppade rader och varför")] == ["rad 2", "rad 3"]
    assert readings_of() == []
