"""Conclusions and claims on a small snapshot; every number is counted by hand from the rows below."""

from datetime import UTC, datetime

import polars as pl
import pytest

from klusterkarta.analysis.claims import Claim, check_claim
from klusterkarta.analysis.conclusions import counted, draw_conclusions
from klusterkarta.profile.derive import Live, derive
from klusterkarta.values.frames import JUDGEMENTS, RECORDS, SOURCES, STATEMENTS, Snapshot
from klusterkarta.vocabularies.places_tables import counties

ROWS = {
    1: {"list": "1", "name": "Pappret", "geography": "Värmland samt norra Dalsland", "sector": "Pappersindustri"},
    2: {"list": "1", "name": "Biodalen", "geography": "Västra Götaland", "sector": "Life Science", "members": "12"},
    3: {"list": "1", "name": "Stålbandet", "geography": "Bergslagen", "sector": "Stålindustrin"},
    4: {"list": "2-strategic", "name": "Rymden", "geography": "Kiruna", "research_partners": "LTU"},
}
PARTNERS = {1: ["CTH", "Karlstad Universitet"], 2: ["Chalmers"], 3: ["KTH"]}


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    said = [(record, code, value) for record, row in ROWS.items() for code, value in row.items()]
    said += [(record, "research_partners", name) for record, names in PARTNERS.items() for name in names]
    statements = [
        (at, record, "karta", code, "", value, "says", "", "", "2026-11-21", at, "", None)
        for at, (record, code, value) in enumerate(said, start=1)
    ]
    live = Live(
        pl.DataFrame([("karta", "report", "", "", "", "2010", "", "", 50)], schema=SOURCES, orient="row"),
        pl.DataFrame(
            [(one, f"karta:{one}", "karta", "actor", None, False) for one in ROWS], schema=RECORDS, orient="row"
        ),
        pl.DataFrame(statements, schema=STATEMENTS, orient="row"),
        pl.DataFrame(schema=JUDGEMENTS),
    )
    found = derive(live)
    bare = Snapshot(
        "", datetime(2026, 11, 21, tzinfo=UTC), live.sources, live.records, live.statements, live.judgements
    )
    return bare.with_derived(members=found.members, values=found.values, facets=found.facets)


@pytest.fixture(scope="module")
def found(snapshot):
    return draw_conclusions(snapshot)


def test_lists_count_all_and_the_rest_the_main_list_alone(found):
    assert {code: set(actors) for code, actors in found.lists.items()} == {"1": {1, 2, 3}, "2-strategic": {4}}
    assert "25" not in found.county_all  # Kiruna lies in Norrbotten, but Rymden is on list 2.


def test_certain_interpreted_and_looked_up_are_told_apart(found):
    # Västra Götaland (14): Biodalen says so, Pappret through norra Dalsland. Bergslagen is an interpretation.
    assert set(found.county_stated["14"]) == {2}
    assert set(found.county_certain["14"]) == {1, 2}
    assert set(found.county_certain) == {"14", "17"}
    assert set(found.county_all) == {"14", "17", "18", "19", "20", "21"}


def test_universities_are_joined_across_wordings(found):
    assert counted(found.universities) == [("cth", 2), ("kau", 1), ("kth", 1)]


def test_missing_is_counted_per_field_that_somebody_has(found):
    assert {code: set(actors) for code, actors in found.missing.items() if actors} == {"members": {1, 3}}


@pytest.mark.parametrize(
    ("code", "stated", "computed", "verdict", "why"),
    [
        ("lists/1", "3", "3", "agrees", None),
        ("lists/2-transnational", "1", "0", "differs", None),
        ("counties_covered", "2", "2", "agrees", None),
        ("per_county/14", "1", "2", "differs", "claim.looked_up"),
        ("per_county/17", "4", "1", "differs", None),
        ("sector_groups/life_science", "ca 1", "1", "agrees", None),
        ("universities/most", "Chalmers Tekniska Högskola", "Chalmers tekniska högskola (CTH)", "agrees", None),
        ("universities/most", "KTH", "Chalmers tekniska högskola (CTH)", "differs", None),
    ],
)
def test_claims(found, code, stated, computed, verdict, why):
    checked = check_claim(Claim(code, "", stated, "karta", "kap. 4.1"), found)
    assert (checked.computed, checked.verdict, checked.why and checked.why.code) == (computed, verdict, why)


def test_a_claim_that_differs_by_a_looked_up_place_names_the_place(found):
    why = check_claim(Claim("per_county/14", "", "1", "karta", ""), found).why
    assert why.parameters == {"count": 1, "places": "norra Dalsland"}


def test_a_claim_that_nothing_counts_is_left_out(found):
    assert check_claim(Claim("weather", "", "sol", "karta", ""), found) is None
    assert check_claim(Claim("per_county/99", "", "1", "karta", ""), found) is None
    assert check_claim(Claim("lists/99", "", "1", "karta", ""), found) is None


def test_empty_counties_are_claimed_by_name(found):
    # By hand: Värmland and Västra Götaland are certain in the rows above; the other 19 of 21 are empty.
    empty = [county.short for code, county in counties().items() if code not in ("14", "17")]
    assert len(empty) == 19
    right = check_claim(Claim("counties_empty", "", ", ".join(empty).upper(), "karta", ""), found)
    wrong = check_claim(Claim("counties_empty", "", ", ".join(empty[1:]), "karta", ""), found)
    assert (right.verdict, wrong.verdict) == ("agrees", "differs")
    assert right.computed.split(", ")[0] == "Stockholms län"


def test_an_empty_register_gives_empty_counts(snapshot):
    empty = Snapshot(
        "",
        snapshot.taken_at,
        *(frame.clear() for frame in (snapshot.sources, snapshot.records, snapshot.statements, snapshot.judgements)),
    )
    assert not any(vars_of for vars_of in (draw_conclusions(empty).lists, draw_conclusions(empty).missing))
