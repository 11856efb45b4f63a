"""The table that `extract` writes, on its way into the register: its own columns, and where each value stands."""

import csv
import io

from klusterkarta.sources.columns import match_columns
from klusterkarta.sources.extracted import field_of_extracted
from klusterkarta.sources.layout import find_table
from klusterkarta.sources.limits import Limits
from klusterkarta.sources.mapping import ColumnMapping
from klusterkarta.sources.reading import read_tables
from klusterkarta.sources.reports.profile import PROFILE_COLUMNS
from klusterkarta.sources.rows import state_rows

FIELDS = {
    "list": "list", "name": "name", "page": "page", "url": "url", "address": "address", "phone": "phone",
    "contact_name": "contact_name", "contact_role": "contact_role", "contact_email": "contact_email",
    "contact_phones": "contact_phones", "geography_raw": "geography", "counties": "", "foreign_areas": "",
    "sector_raw": "sector", "members_raw": "members", "members_min": "", "members_max": "", "start_year": "start_year",
    "funders": "funders", "research_partners": "research_partners", "linked_clusters": "linked_clusters",
    "language": "source_language", "description": "description",
}  # fmt: skip
ROW = {
    "name": "Glasbygd", "page": "30", "geography_raw": "Nybro", "counties": "Kalmar län", "members_raw": "Ca 30",
    "funders": "Region Exempel | Nybro kommun", "places": "name: s. 30, rad 1 | funders: s. 30, rad 12–14 | trasig",
}  # fmt: skip


def layout_of(tmp_path, row, columns, mapping):
    out = io.StringIO()
    writer = csv.DictWriter(out, columns)
    writer.writeheader()
    writer.writerow(row)
    path = tmp_path / "karta.csv"
    path.write_text(out.getvalue(), encoding="utf-8")
    return find_table(read_tables(path, Limits()), mapping)


def test_every_column_of_extract_goes_into_a_field_or_follows_from_one(tmp_path):
    assert tuple(FIELDS) == PROFILE_COLUMNS
    mapping = ColumnMapping()
    found = match_columns(layout_of(tmp_path, ROW, [*PROFILE_COLUMNS, "places"], mapping), mapping)
    assert {one.header: one.field for one in found.columns} == FIELDS | {"places": ""}
    # What is not read and holds something is told.
    assert [(one.reason.code, one.column) for one in found.problems] == [("column.follows", "L")]


def test_a_person_may_decide_otherwise_and_other_tables_keep_their_counties(tmp_path):
    mapping = ColumnMapping(columns={"counties": "counties"})
    found = match_columns(layout_of(tmp_path, ROW, [*PROFILE_COLUMNS, "places"], mapping), mapping)
    assert [one.header for one in found.reading("counties")] == ["counties"]
    other = match_columns(
        layout_of(tmp_path, {"name": "A", "counties": "Kalmar län"}, ["name", "counties"], mapping), mapping
    )
    assert [one.header for one in other.reading("counties")] == ["counties"]
    assert field_of_extracted("counties") == ("", "follows")


def test_each_statement_bears_its_own_place(tmp_path):
    mapping = ColumnMapping()
    layout = layout_of(tmp_path, ROW, [*PROFILE_COLUMNS, "places"], mapping)
    stated = state_rows(layout, match_columns(layout, mapping), mapping=mapping, salt="")
    assert stated.skipped == []
    (row,) = stated.rows
    assert row.place == "s. 30"
    assert [(one.property, one.value, one.place) for one in row.statements] == [
        ("name", "Glasbygd", "s. 30, rad 1"),
        ("geography", "Nybro", ""),
        ("members", "Ca 30", ""),
        ("funders", "Region Exempel", "s. 30, rad 12–14"),
        ("funders", "Nybro kommun", "s. 30, rad 12–14"),
    ]
