"""Concepts on their pages: read by everybody, changed by editors, with what is wrong said at its field."""

import pytest

from klusterkarta.concepts.selectors import history_of, workspace_concepts

pytestmark = pytest.mark.django_db
SEAWEED = {"scheme": "sectors", "sv": "Tång\nhavsalger", "en": "Seaweed", "broader": "food", "why": "finns i länet"}


def text(response) -> str:
    return response.content.decode()


def test_everybody_reads_and_only_editors_write(client, as_role):
    listed = text(client.get("/sv/concepts/", {"q": "träindustri"}))
    assert "Träindustri" in listed
    assert "Keramik" not in listed
    schemes = text(client.get("/sv/concepts/"))
    assert "?scheme=technologies" in schemes
    assert "Träindustri" not in schemes
    one = text(client.get("/en/concept/wood_industry/"))
    assert "Forest industry" in one
    assert client.get("/sv/concept/finns-inte/").status_code == 404
    reader = as_role("reader")
    assert reader.post("/sv/concepts/new/", SEAWEED).status_code == 403
    assert reader.post("/sv/concept/food/retire/").status_code == 403
    assert "/edit/" not in one


def test_a_concept_is_added_changed_retired_and_put_in_force_again(as_role):
    editor = as_role("editor")
    answer = editor.post("/sv/concepts/new/", SEAWEED)
    assert (answer.status_code, answer["Location"]) == (302, "/sv/concept/seaweed/?done=saved")
    page = text(editor.get("/sv/concept/seaweed/"))
    assert all(word in page for word in ("havsalger", "finns i länet", "editor", "version 1.1"))
    first = history_of("seaweed")[0].write
    changed = {**SEAWEED, "sv": "Tång", "seen": str(first)}
    assert editor.post("/sv/concept/seaweed/edit/", changed).status_code == 302
    stale = editor.post("/sv/concept/seaweed/edit/", {**SEAWEED, "sv": "Alger", "seen": str(first)})
    assert stale.status_code == 422
    assert "ändrades av editor medan du skrev" in text(stale)
    assert editor.post("/sv/concept/seaweed/retire/", {"seen": "99"}).status_code == 302
    assert "har utgått" in text(editor.get("/sv/concept/seaweed/"))
    assert editor.post("/sv/concept/seaweed/restore/", {"write": str(first)}).status_code == 302
    assert workspace_concepts().by_key["seaweed"].words["sv"] == ("Tång", "havsalger")
    newest = history_of("seaweed")[0].write
    assert editor.post(f"/sv/concepts/changes/{newest}/take-back/").status_code == 302
    assert "seaweed" not in workspace_concepts().by_key


def test_a_shipped_concept_that_was_retired_has_its_page_still(client, as_role):
    assert as_role("editor").post("/sv/concept/rubber/retire/", {"seen": "0"}).status_code == 302
    page = text(client.get("/sv/concept/rubber/"))
    assert "har utgått" in page
    assert "Gummi" in page


@pytest.mark.parametrize(
    ("said", "field", "words"),
    [
        ({"broader": "Atlantis"}, "broader", "är inget begrepp"),
        ({"sv": "Gummi"}, "sv", "är redan ett ord"),
        ({"en": ""}, "en", "saknar ord på engelska"),
        ({"nace": "fisk"}, "nace", "ingen början på en NACE-kod"),
        ({"scheme": "new-region", "region": "Atlantis"}, "region", "är okänd"),
    ],
)
def test_what_is_wrong_stands_at_its_field(as_role, said, field, words):
    answer = as_role("editor").post("/sv/concepts/new/", {**SEAWEED, **said})
    page = text(answer)
    assert answer.status_code == 422
    assert words in page
    assert f'id="id-{field}-error"' in page
    assert "finns i länet" in page


def test_a_loop_is_refused_in_words(as_role):
    editor = as_role("editor")
    editor.post("/sv/concepts/new/", SEAWEED)
    food = {"sv": "Livsmedel", "en": "Food", "broader": "seaweed", "seen": "0"}
    answer = editor.post("/sv/concept/food/edit/", food)
    assert answer.status_code == 422
    assert "food → seaweed → food" in text(answer)


def test_files_go_out_and_come_in(client, as_role, tmp_path):
    editor = as_role("editor")
    for form in ("jsonld", "ttl", "rdf"):
        got = client.get(f"/sv/concepts/s3-vasternorrland.{form}")
        assert got.status_code == 200
        path = tmp_path / f"a.{form}"
        path.write_bytes(got.content)
        with path.open("rb") as file:
            page = text(editor.post("/sv/concepts/import/", {"file": file, "step": "save"}))
        assert "0 nya, 0 ändrade, 9 lika" in page
    assert client.get("/sv/concepts/nothing.ttl").status_code == 404
    assert "Välj en fil" in text(editor.post("/sv/concepts/import/", {"step": "save"}))
    path.write_text("<a")
    with path.open("rb") as file:
        assert editor.post("/sv/concepts/import/", {"file": file, "step": "preview"}).status_code == 422
