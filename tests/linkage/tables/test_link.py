"""Tables linked: the known cases of the documents, what must stay apart, and the bounds."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klusterkarta.linkage.tables.candidates import BOUNDS
from klusterkarta.linkage.tables.groups import group_records
from klusterkarta.linkage.tables.link import link_table

# (name, town, site): the demonstration's known cases, as its documents write them.
KNOWN = [
    ("Skånes Livsmedelsakademi", "Malmö", "www.livsmedelsakademin.se"),
    ("Livsmedelsakademin", "Malmö", "livsmedelsakademin.se"),
    ("Sörmlands matkluster", "Nyköping", ""),
    ("Sörmlands Matkluster (ek. för.)", "Nyköping", ""),
    ("ProcessIT Innovations", "Luleå", ""),
    ("Process IT Innovations", "", ""),
    ("ProcessIT", "Luleå", ""),
    ("Safty and Rescue Region", "Skövde", ""),
    ("Safety and Rescue Region", "", ""),
]
# Of one contact, one region or one kind, and yet each an actor of its own (R33).
APART = [
    ("Medicon Valley", "Malmö", "www.mediconvalley.com"),
    ("Oresund Food Excellence", "Malmö", "www.foodoresund.com"),
    ("Øresund Environment", "Malmö", ""),
    ("Øresund IT", "Malmö", ""),
    ("Øresund Logistics", "Malmö", ""),
    ("Länsstyrelsen Västerbotten", "Umeå", ""),
    ("Länsstyrelsen Norrbotten", "Luleå", ""),
    ("Region Västmanland", "Västerås", ""),
    ("Länsstyrelsen Västmanland", "Västerås", ""),
]


def frame(rows, columns=("name", "city", "url")):
    return pl.DataFrame(rows, schema=list(columns), orient="row")


def pairs(linked):
    return set(zip(linked.left.tolist(), linked.right.tolist(), strict=True))


def test_known_cases_come_out_and_nothing_else():
    found = pairs(link_table(frame([*KNOWN, *APART])))
    assert found >= {(0, 1), (2, 3), (4, 5), (4, 6), (7, 8)}
    assert found <= {(0, 1), (2, 3), (4, 5), (4, 6), (5, 6), (7, 8)}


def test_a_registration_number_decides():
    rows = [("Glasriket", "556057-4880"), ("Nybro Utveckling AB", "5560574880"), ("Glasriket", "556703-7485")]
    linked = link_table(frame(rows, ("name", "orgno")))
    assert pairs(linked) == {(0, 1)}
    codes = {reason.code for reason in linked.reasons(0)}
    assert {"linkage.same_number", "linkage.no_word"} <= codes


def test_reasons_name_what_was_compared():
    linked = link_table(frame(KNOWN[:2]))
    said = {reason.code: dict(reason.parameters) for reason in linked.reasons(0)}
    assert said["linkage.same_town"] == {"town": "Malmö"}
    assert said["linkage.same_domain"] == {"domain": "livsmedelsakademin.se"}
    assert said["linkage.more_places"] == {"places": "Skånes"}


def test_two_tables_are_compared_across_only():
    rows = [("Robotdalen", "", ""), ("Robotdalen AB", "", ""), ("Robotdalen", "", "")]
    assert pairs(link_table(frame(rows), first=2)) == {(0, 2), (1, 2)}


@settings(max_examples=4, deadline=None)
@given(st.permutations(range(len(KNOWN) + len(APART))))
def test_the_order_of_rows_does_not_matter(order):
    rows = [*KNOWN, *APART]
    straight, mixed = link_table(frame(rows)), link_table(frame([rows[at] for at in order]))
    assert {tuple(sorted((order[a], order[b]))) for a, b in pairs(mixed)} == pairs(straight)
    assert sorted(mixed.scores.round(9)) == sorted(straight.scores.round(9))


def test_one_name_on_fifty_thousand_records_is_bounded_and_said():
    towns = [("Nybro", "Växjö", "Kalmar", "Emmaboda")[at % 4] for at in range(50_000)]
    rows = [("Glasriket", town, f"www.glas{at}.se") for at, town in enumerate(towns)]
    rows[7] = rows[40_001] = ("Glasriket", "Orrefors", "www.orrefors.se")
    linked = link_table(frame(rows))
    note = next(note for note in linked.notes if note.code == "linkage.table_blocks_cut")
    assert note.parameters["largest"] == 50_000
    assert note.parameters["bound"] in BOUNDS
    # What shares more than the name is found in the crowd all the same.
    assert (7, 40_001) in pairs(linked)


def test_empty_and_endless_names_are_told():
    rows = [("", "Nybro", ""), (None, "Nybro", ""), ("Glas " * 2_000, "", ""), ("Robotdalen", "", "")]
    linked = link_table(frame(rows))
    assert {note.code: note.parameters["count"] for note in linked.notes} == {
        "linkage.names_empty": 2,
        "linkage.names_long": 1,
    }
    assert pairs(linked) == set()


@pytest.mark.parametrize("rows", [[], [("Robotdalen", "Västerås", "")]])
def test_nothing_to_compare(rows):
    schema = {"name": pl.String, "city": pl.String, "url": pl.String}
    linked = link_table(pl.DataFrame(rows, schema=schema, orient="row"))
    assert pairs(linked) == set()


def test_a_researchers_address_is_its_organisation():
    rows = [
        ("Department of Physics, Lund University, Lund, Sweden",),
        ("Institutionen för biologi, Lunds universitet",),
        ("Department of Physics, Uppsala University, Uppsala",),
    ]
    assert pairs(link_table(frame(rows, ("name",)), kind="affiliations")) == {(0, 1)}


def groups(weights, records):
    ends = list(weights)
    left, right = (pl.Series([one[side] for one in ends], dtype=pl.Int64).to_numpy() for side in (0, 1))
    bits = pl.Series(list(weights.values()), dtype=pl.Float64).to_numpy()
    return group_records(left, right, weights=bits, threshold=0.0, records=records).tolist()


def test_a_chain_is_cut_where_its_ends_speak_against_it():
    # 0–1 and 1–2 look alike, 0–2 do not at all: the weaker link goes.
    assert groups({(0, 1): 5.0, (1, 2): 2.0, (0, 2): -8.0}, 3) == [0, 0, 2]
    assert groups({(0, 1): 5.0, (1, 2): 4.0, (0, 2): -1.0}, 3) == [0, 0, 0]


@given(st.dictionaries(st.tuples(st.integers(0, 5), st.integers(0, 5)).filter(lambda p: p[0] < p[1]), st.floats(-9, 9)))
def test_groups_hold_together_by_pairs_over_the_threshold(weights):
    found = groups(weights, 6)
    assert all(group <= one for one, group in enumerate(found))
    for one, group in enumerate(found):
        if group != one:
            near = {a if b == one else b for (a, b), bits in weights.items() if one in (a, b) and bits >= 0}
            assert any(found[other] == group for other in near)
