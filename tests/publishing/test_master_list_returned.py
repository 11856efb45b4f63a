"""A list that comes back as it left has no edits, whatever the register says."""

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klusterkarta.publishing.about_sheet import ListFacts
from klusterkarta.publishing.cell_likeness import likeness_of
from klusterkarta.publishing.exported_base import BASE_HEAD, BrokenBase, pack_base, read_base
from klusterkarta.publishing.gathered_rows import gather
from klusterkarta.publishing.master_list import write_master_list
from klusterkarta.publishing.returned_rows import returned_list
from klusterkarta.publishing.sheet_links import _PLAIN, SheetLinks, links_of, plain_addresses
from klusterkarta.sources.limits import Limits
from klusterkarta.sources.workbook import read_workbook
from klusterkarta.values.web_address import WebAddressError, web_link
from tests.publishing.snapshots import TAKEN, make_snapshot

FACTS = ListFacts(edition="", taken_at=TAKEN, made_at=datetime(2026, 11, 21, tzinfo=UTC), rule_version="1")
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
# What spreadsheet programs and the file's own format have opinions about.
ODD = st.sampled_from(["=1+1", "'citat'", "2002", "007", "10-15", "_x0041_", "a\nb", " b ", "\x0b", "12,50"])
VALUES = st.fixed_dictionaries(
    {"name": TEXT | ODD},
    optional={
        "description": TEXT | ODD,
        "members": ODD,
        "phone": ODD,
        "funders": st.lists(TEXT, min_size=1, max_size=3).map(" | ".join),
        "url": st.sampled_from(["www.a.se", "inte en adress", "b.se/x?y=å#z"]),
        "priorities": st.sampled_from(["FoodTech", "GovTech | FoodTech", "Annat"]),
        "less_relevant_priorities": st.sampled_from(["FoodTech", "GovTech"]),
    },
)


@settings(max_examples=12, deadline=None)
@given(st.lists(VALUES, max_size=5), st.sampled_from(["sv", "en"]))
def test_what_comes_back_as_it_left_has_no_edits(rows, language):
    returned = returned_of({"karta": {str(n): values for n, values in enumerate(rows)}}, language)
    found = gather(returned)
    assert (found.changed, found.items, found.notes) == ([], [], [])
    strong = returned.base.sheets.filter(~returned.base.sheets["weak"])
    assert sum(not row.link for row in returned.rows) == strong.height


def returned_of(said, language="sv"):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "lista.xlsx"
        write_master_list(path, make_snapshot(said, priorities=["FoodTech", "GovTech"]), language=language, facts=FACTS)
        return returned_list(read_workbook(path, path.read_bytes(), kind="xlsx", limits=Limits()))


def test_texts_that_no_cell_can_hold_come_back_as_they_were_cut():
    long = {"name": "Ö" * 40_000, "description": "😀" * 20_000, "url": "a.se/" + "b" * 40_000}
    rows = {"1": long | {"priorities": "FoodTech"}, "2": long | {"less_relevant_priorities": "FoodTech"}}
    found = gather(returned_of({"karta": rows}))
    assert (found.changed, found.items, found.notes) == ([], [], [])


@pytest.mark.parametrize(
    ("code", "one", "other", "alike"),
    [
        ("members", "2002", "2002.0", True),
        ("name", "'=1+1", "=1+1", True),
        ("name", "\tA  B\u00a0", "A B", True),
        ("funders", "A | B", "B|A", True),
        ("name", "A | B", "B | A", False),
        ("members", "10", "100", False),
        ("description", "rad\r\n två", "rad\ntvå", True),
        ("name", "compare", "Compare", False),
    ],
)
def test_what_nobody_meant_to_change_is_no_edit(code, one, other, alike):
    assert (likeness_of(code, one) == likeness_of(code, other)) is alike


@pytest.mark.parametrize(
    "spoil", [lambda c: c[:-1], lambda c: [*c[:2], "bAAAA", *c[3:]], lambda c: [c[0]], lambda _: []]
)
def test_a_spoilt_base_is_never_half_believed(spoil):
    said = {"karta": {str(n): {"name": f"Aktör {n}", "description": f"{n * n}" * 50} for n in range(50)}}
    base = returned_of(said).base
    cells = [BASE_HEAD, *pack_base(base)]
    assert read_base(cells).rows.equals(base.rows)
    with pytest.raises(BrokenBase):
        read_base(spoil(cells))


@settings(deadline=None)
@given(st.from_regex(_PLAIN, fullmatch=True).filter(lambda text: len(text) <= 200))
def test_the_short_way_to_a_link_leads_where_the_long_one_does(text):
    try:
        expected = web_link(text)
    except WebAddressError:
        expected = ""
    column = pl.Series([None, text])
    assert links_of(column).to_list() == [None, expected]
    links = SheetLinks()
    assert links.take_column("A", pl.Series(["1", "2"]), texts=column).to_list() == [False, bool(expected)]
    assert plain_addresses([column]) == (0 if expected else 1)
    assert f'Target="{expected}"' in links.targets_xml() or not expected
