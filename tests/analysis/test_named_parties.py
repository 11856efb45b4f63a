"""Parties that actors name, on a small snapshot; every number is counted by hand from the rows below."""

from datetime import UTC, datetime

import polars as pl
import pytest

from klusterkarta.analysis.named_parties import NamedParty, named_parties
from klusterkarta.profile.derive import Live, derive
from klusterkarta.values.frames import JUDGEMENTS, RECORDS, SOURCES, STATEMENTS, Snapshot

# Records 1–3 are initiatives, 11–15 the wordings in which they name others.
NAMES = {1: "Pappret", 2: "Biodalen", 3: "Stålbandet", 11: "LTU", 12: "Luleå Tekniska Universitet", 13: "Region Skåne",
         14: "Digital Well", 15: "Pappret"}  # fmt: skip
NAMED = [(1, "research_partners", "researches_with", 11), (2, "research_partners", "researches_with", 12),
         (2, "funders", "funds", 12), (3, "funders", "funds", 13), (1, "funders", "funds", 13),
         (3, "funders", "funds", 14),
         (1, "linked_clusters", "linked_to", 15)]  # fmt: skip
SAME = [(11, 12), (1, 15)]


def snapshot_of(named: list[tuple[int, str, str, int]], same: list[tuple[int, int]]) -> Snapshot:
    said = [(record, "name", name, "", None) for record, name in NAMES.items()]
    said += [(record, code, NAMES[target], relation, target) for record, code, relation, target in named]
    statements = [
        (at, record, "karta", code, "", value, "says", "", "", "2026-11-21", at, relation, target)
        for at, (record, code, value, relation, target) in enumerate(said, start=1)
    ]
    records = [(one, f"karta:{one}", "karta", "actor" if one < 10 else "mention", None, False) for one in NAMES]
    judged = [(left, right, "same", "", "2026-11-21", "", "person") for left, right in same]
    live = Live(
        pl.DataFrame([("karta", "report", "", "", "", "2010", "", "", 50)], schema=SOURCES, orient="row"),
        pl.DataFrame(records, schema=RECORDS, orient="row"),
        pl.DataFrame(statements, schema=STATEMENTS, orient="row"),
        pl.DataFrame(judged, schema=JUDGEMENTS, orient="row"),
    )
    found = derive(live)
    moment = datetime(2026, 11, 21, tzinfo=UTC)
    bare = Snapshot("", moment, live.sources, live.records, live.statements, live.judgements)
    return bare.with_derived(members=found.members, values=found.values, facets=found.facets)


@pytest.fixture(scope="module")
def parties() -> dict[str, NamedParty]:
    return {one.name: one for one in named_parties(snapshot_of(NAMED, SAME))}


def test_wordings_judged_the_same_are_one_party(parties):
    university = parties["LTU"]
    assert university.wordings == ("LTU", "Luleå Tekniska Universitet")
    assert university.naming == {"funds": {2}, "researches_with": {1, 2}}
    # Biodalen names it twice, in two relations, and counts once.
    assert university.named_by == {1, 2}


def test_wordings_that_nobody_has_judged_stand_apart():
    found = named_parties(snapshot_of(NAMED, []))
    assert {one.name: len(one.named_by) for one in found} == {
        "Region Skåne": 2, "LTU": 1, "Luleå Tekniska Universitet": 1, "Digital Well": 1, "Pappret": 1,
    }  # fmt: skip


def test_those_named_by_most_come_first_and_then_by_name():
    assert [one.name for one in named_parties(snapshot_of(NAMED, SAME))] == ["LTU", "Region Skåne", "Digital Well"]


def test_who_names_itself_names_nobody(parties):
    assert "Pappret" not in parties


def test_a_kind_read_from_a_name_is_told_as_such(parties):
    kinds = {name: (one.kind, one.is_read) for name, one in parties.items()}
    assert kinds == {"LTU": ("university", True), "Region Skåne": ("public_body", True), "Digital Well": ("", True)}


def test_an_abbreviation_opens_to_the_full_name(parties):
    only_short = named_parties(snapshot_of(NAMED[:1], []))
    assert [one.known_as for one in only_short] == ["Luleå tekniska universitet"]
    # Where a source writes the full name itself, nothing is added.
    assert parties["LTU"].known_as == ""


def test_a_register_without_relations_has_no_parties():
    assert named_parties(snapshot_of([], [])) == []
