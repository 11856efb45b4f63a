"""Legal forms in names: what is taken off and what is left."""

import pytest

from klusterkarta.values.text import fold
from klusterkarta.vocabularies.documents import read_document
from klusterkarta.vocabularies.legal_forms import without_legal_form


@pytest.mark.parametrize(
    ("name", "bare", "groups"),
    [
        ("Glasriket AB", "glasriket", {"limited"}),
        ("AB Glasriket (publ)", "glasriket", {"limited"}),
        ("Måltidsriket Ek. för.", "maltidsriket", {"cooperative"}),
        ("Georange ideella förening", "georange", {"association"}),
        ("Stiftelsen Compare Karlstad", "compare karlstad", {"foundation"}),
        ("Novo Food A/S", "novo food", {"limited"}),
        ("Food Norway ApS", "food norway", {"limited"}),
        ("Metsä Oyj", "metsa", {"limited"}),
        ("Clusterland GmbH & Co. KG", "clusterland", {"limited"}),
        ("Holzcluster e.V.", "holzcluster", {"association"}),
        ("Drewno Sp. z o.o.", "drewno", {"limited"}),
        ("Handelsbolaget Nilsson HB", "nilsson", {"partnership"}),
        ("AB", "ab", set()),
        ("Stiftelsen", "stiftelsen", set()),
        ("Da Vinci Lab", "da vinci lab", set()),
        ("AS Roma Food", "roma food", {"limited"}),
    ],
)
def test_taken_off_at_the_ends_only(name, bare, groups):
    found = without_legal_form(fold(name).split())
    assert (" ".join(found.words), found.groups) == (bare, groups)


def test_no_words():
    assert without_legal_form(()).words == ()


def test_every_form_belongs_to_a_group_with_words():
    forms = read_document("legal_forms").body["forms"]
    assert {form["group"] for form in forms} <= set(read_document("legal_forms").body["groups"])
    assert all(isinstance(one, str) for form in forms for where in ("end", "start") for one in form.get(where, ()))


def test_every_country_of_the_union_and_the_nordics_that_is_named_is_a_country():
    from klusterkarta.vocabularies.places_tables import countries

    assert {form["country"] for form in read_document("legal_forms").body["forms"]} - set(countries()) == {"EU"}
