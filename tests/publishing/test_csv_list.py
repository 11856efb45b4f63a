"""The list as text: read with Python's csv as any program would."""

import csv
from io import BytesIO, StringIO

from klusterkarta.publishing.columns import COLUMNS
from klusterkarta.publishing.csv_list import write_csv_list
from tests.publishing.snapshots import make_snapshot


def written(said, language="sv", **chosen):
    out = BytesIO()
    count = write_csv_list(out, make_snapshot(said), language=language, **chosen)
    return out.getvalue(), count


def rows_of(content):
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_it_begins_with_a_mark_and_ends_its_lines_as_windows_does():
    content, count = written({"a": {"1": {"name": "Åre"}, "2": {"name": "Ystad"}}})
    assert content.startswith("\ufeffNamn;Aktörstyp;".encode())
    assert content.count(b"\r\n") == content.count(b"\n") == 3
    assert count == 2


def test_values_stay_what_they_are():
    values = {
        "name": 'Semikolon; citat " och\nny rad',
        "members": "10-15",
        "start_year": "1999",
        "phone": "0920-49 10 00",
        "description": "=cmd|' /C calc'!A0",
        "url": "www.x.se",
    }
    row = rows_of(written({"a": {"007": values}})[0])[0]
    assert row["Namn"] == values["name"]
    # A tab keeps a code a text, an apostrophe keeps a formula one; a number column's numbers are bare.
    assert row["Antal medlemsföretag"] == "\t10-15"
    assert row["Telefon"] == "\t0920-49 10 00"
    assert row["Startår"] == "1999"
    assert row["Beskrivning"] == "'" + values["description"]
    assert row["Webbplats"] == "www.x.se"
    assert row["Postnyckel"] == "a:007"
    assert row["Lista"] == ""


def test_columns_and_choice_are_those_of_the_workbook():
    content, count = written({"a": {"1": {"name": "Ett"}, "2": {"name": "Två"}}}, "en", actors=[2])
    rows = rows_of(content)
    assert list(rows[0]) == [column.label("en") for column in COLUMNS]
    assert ([row["Name"] for row in rows], count) == (["Två"], 1)
