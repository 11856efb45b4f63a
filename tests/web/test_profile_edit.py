"""Correcting an actor: an own statement beside what the sources say; what is wrong is said at the field."""

import pytest

from klusterkarta.catalogue.selectors.sources import readings_of
from tests.registers import collect_rows, record_id
from tests.web.reading import Element, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor() -> int:
    rows = {"1": {"name": "Glasriket", "kind": "klusterinitiativ", "members": "30", "funders": "Nybro kommun"}}
    collect_rows("karta", rows, published_on="2010")
    return record_id("karta:1")


@pytest.fixture
def editor(as_role):
    return as_role("editor")


def form(**changes: str) -> dict[str, str]:
    return {"field": "members", "how": "value", "value": "45", "reason": "årsredovisningen 2025, s. 4"} | changes


def shown(client, actor: int, code: str) -> Element:
    return page_of(client.get(f"/sv/actors/{actor}/")).one("div", id=f"fact-{code}")


def test_a_new_value_is_shown_and_the_old_one_stands_beside_it(client, editor, actor):
    response = editor.post(f"/sv/actors/{actor}/edit/", form(observed_on="2025"))
    assert response["Location"] == f"/sv/actors/{actor}/?done=edited"
    members = shown(client, actor, "members")
    values = [one.all("b")[0].text() for one in members.all("li")]
    assert values == ["45", "30"]
    assert "årsredovisningen 2025, s. 4. Uppgift från 2025" in members.text()
    assert "Redaktionen" in members.text()


def test_the_editors_user_name_is_not_public(client, editor, actor):
    editor.post(f"/sv/actors/{actor}/edit/", form())
    assert ">editor<" not in client.get(f"/sv/actors/{actor}/").content.decode()


def test_an_edit_can_be_undone_like_any_reading(client, editor, actor):
    editor.post(f"/sv/actors/{actor}/edit/", form())
    own = [one for one in readings_of() if one.source.startswith("editor-")]
    assert [one.properties for one in own] == [["members"]]


def test_calling_a_value_wrong_takes_it_from_being_shown(client, editor, actor):
    page = page_of(editor.get(f"/sv/actors/{actor}/edit/?field=members"))
    wrong = page.one("input", name="wrong").attributes["value"]
    editor.post(f"/sv/actors/{actor}/edit/", form(how="wrong", wrong=wrong, value=""))
    members = shown(client, actor, "members")
    assert [one for one in members.all("li") if one.has("class_", "shown")] == []
    assert "Visas inte: bestrids av en minst lika betrodd källa." in members.text()
    assert "Källan säger att detta är fel." in members.text()


def test_saying_that_there_is_none(client, editor, actor):
    editor.post(f"/sv/actors/{actor}/edit/", form(how="none", value=""))
    members = shown(client, actor, "members")
    assert "Källan säger att uppgift inte finns." in members.text()


def test_a_relation_can_be_added(client, editor, actor):
    editor.post(f"/sv/actors/{actor}/edit/", form(field="funders", value="Emmaboda kommun"))
    relations = page_of(client.get(f"/sv/actors/{actor}/")).one("table", class_="relations")
    assert {"Nybro kommun", "Emmaboda kommun"} <= {one.text() for one in relations.all("a")}


def test_a_description_is_saved_in_its_language(client, editor, actor):
    editor.post(f"/sv/actors/{actor}/edit/", form(field="description", value="Glassworks.", language="en"))
    assert page_of(client.get(f"/en/actors/{actor}/")).one("p", class_="lead").text() == "Glassworks."
    assert page_of(client.get(f"/sv/actors/{actor}/")).one("p", class_="lead").attributes["lang"] == "en"


@pytest.mark.parametrize(
    ("changes", "at", "words"),
    [
        ({"value": ""}, "id-value", "Skriv den nya uppgiften."),
        ({"value": "ganska många"}, "id-value", "Det är inget antal."),
        ({"field": "start_year", "value": "förr"}, "id-value", "Texten har inget årtal."),
        ({"field": "url", "value": "ingen adress"}, "id-value", "Det är ingen webbadress."),
        ({"field": "kind", "value": "gurka"}, "id-value", "Välj en av aktörstyperna."),
        ({"field": "list", "value": "lista 9"}, "id-value", "Välj ett av orden i listan."),
        ({"reason": "  "}, "id-reason", "Skriv hur du vet det."),
        ({"observed_on": "i fjol"}, "id-observed_on", "Datumet gick inte att läsa."),
        ({"how": "wrong"}, "id-wrong", "Välj vilket värde som är fel."),
        ({"how": "perhaps"}, "id-how", "Välj vad du vill säga om uppgiften."),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_nothing_is_saved(editor, actor, changes, at, words):
    response = editor.post(f"/sv/actors/{actor}/edit/", form(**changes))
    assert response.status_code == 422
    page = page_of(response)
    (link,) = page.one("div", class_="faults").all("a")
    assert (link.attributes["href"], link.text().startswith(words)) == (f"#{at}", True)
    assert len([one for one in page.walk() if one.has("id", at)]) == 1
    assert not [one for one in readings_of() if one.source.startswith("editor-")]


def test_what_was_typed_is_kept(editor, actor):
    page = page_of(editor.post(f"/sv/actors/{actor}/edit/", form(value="många <b>", reason="ringde")))
    assert page.one("input", id="id-value").attributes["value"] == "många <b>"
    assert page.one("input", id="id-reason").attributes["value"] == "ringde"
    assert page.one("input", id="id-value").attributes["aria-invalid"] == "true"


def test_without_a_property_the_page_asks_which(editor, actor):
    page = page_of(editor.get(f"/sv/actors/{actor}/edit/"))
    groups = [one.attributes["label"] for one in page.all("optgroup")]
    assert groups[:2] == ["Identitet", "Kontakt"]
    assert page.all("input", name="how") == []


@pytest.mark.parametrize("field", ["row_key", "thing", "page", "no_such_field", ""])
def test_what_is_about_the_row_in_the_source_is_not_edited(editor, actor, field):
    assert page_of(editor.get(f"/sv/actors/{actor}/edit/?field={field}")).all("input", name="how") == []
    response = editor.post(f"/sv/actors/{actor}/edit/", form(field=field))
    assert (response.status_code, [one for one in readings_of() if one.source.startswith("editor-")]) == (200, [])


@pytest.mark.parametrize("role", ["reader", "assessor"])
def test_only_editors_and_up_may_correct(as_role, actor, role):
    someone = as_role(role)
    assert someone.get(f"/sv/actors/{actor}/edit/").status_code == 403
    assert someone.post(f"/sv/actors/{actor}/edit/", form()).status_code == 403
    assert "edit/" not in someone.get(f"/sv/actors/{actor}/").content.decode()


def test_a_form_from_another_site_is_refused(actor, editor):
    editor.handler.enforce_csrf_checks = True
    assert editor.post(f"/sv/actors/{actor}/edit/", form()).status_code == 403
