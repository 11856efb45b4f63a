"""Rows as statements: keys, values, places, what is personal, and why a row is left out. Persons are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klusterkarta.sources.columns import match_columns
from klusterkarta.sources.layout import find_table
from klusterkarta.sources.limits import Limits
from klusterkarta.sources.mapping import ColumnMapping
from klusterkarta.sources.reading import read_tables
from klusterkarta.sources.rows import StatedTable, state_rows
from klusterkarta.values.stated import Stated
from klusterkarta.vocabularies.words import explain
from tests.sources import made_files as made

NONE = ColumnMapping()
SALT = "salt of the tests"
# 000101-0000 has the form of a personal number; its check digit (Luhn) would be 9: nobody has it.
TRADER = "000101-0000"


def stated(tmp_path, *lines: str, mapping=NONE, salt=SALT) -> StatedTable:
    return of_file(made.csv(tmp_path / "a.csv", "\n".join(lines)), mapping, salt)


def of_file(path, mapping=NONE, salt=SALT) -> StatedTable:
    layout = find_table(read_tables(path, Limits()), mapping)
    table = state_rows(layout, match_columns(layout, mapping), mapping=mapping, salt=salt)
    for problem in (*table.skipped, *table.warnings):
        assert explain(problem.reason, "sv") != explain(problem.reason, "en")
    return table


def said(table: StatedTable, row: int = 0) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in table.rows[row].statements:
        found.setdefault(f"{one.property}@{one.language}" if one.language else one.property, []).append(one.value)
    return found


def why(problems) -> list[tuple[int, str]]:
    return [(problem.row, problem.reason.code) for problem in problems]


def test_a_row_says_what_its_cells_say(tmp_path):
    table = stated(tmp_path, "Nr;Namn;Beskrivning (sv);Startår", "7;Glasriket;Glasbruk;2002", "8;Compare;;")
    assert [row.row_key for row in table.rows] == ["7", "8"]
    assert said(table) == {"name": ["Glasriket"], "description@sv": ["Glasbruk"], "start_year": ["2002"]}
    assert said(table, 1) == {"name": ["Compare"]}
    # What the file has a column for is covered, also where the cell is empty.
    assert table.properties == ["description@sv", "name", "start_year"]


def test_places_are_page_or_sheet_and_row(tmp_path):
    assert stated(tmp_path, "Namn;Sida", "A;30", "B;30–31", "C;kap. 2").rows[0].place == "s. 30"
    table = stated(tmp_path, "Namn;Sida", "A;30–31", "B;kap. 2", "C;")
    assert [row.place for row in table.rows] == ["s. 30–31", "kap. 2", "rad 4"]
    assert of_file(made.xlsx(tmp_path / "a.xlsx")).rows[1].place == "Blad1, rad 3"


def test_several_values_in_a_cell(tmp_path):
    table = stated(tmp_path, "Namn;Finansiärer;Ort", "A;X | Y|Z | ;Lund | Malmö")
    assert said(table)["funders"] == ["X", "Y", "Z"]
    # A town is one value; what the source writes is kept as it is.
    assert said(table)["town"] == ["Lund | Malmö"]
    assert {one.relation for one in table.rows[0].statements if one.property == "funders"} == {"funds"}


def test_other_separators_by_mapping(tmp_path):
    mapping = ColumnMapping(separators=(",", "\n"))
    table = stated(tmp_path, "Namn;Finansiärer", 'A;"X, Y\nZ | Å"', mapping=mapping)
    assert said(table)["funders"] == ["X", "Y", "Z | Å"]


def test_numbered_headers_add_up_and_the_same_value_is_said_once(tmp_path):
    assert said(stated(tmp_path, "Namn;Finansiär 1;Finansiär 2", "A;X;Y | X"))["funders"] == ["X", "Y"]


def test_what_rows_say_alike_keeps_each_rows_date_and_warning(tmp_path):
    """A column's equal cells are read once; what belongs to the row is the row's own."""
    table = stated(
        tmp_path, "Namn;Startår;Finansiärer;Avser", "A;okänt;X | Y;2020", "B;okänt;Y | X | Y;", "C;okänt;X;2021"
    )
    assert [{one.observed_on for one in row.statements} for row in table.rows] == [{"2020"}, {""}, {"2021"}]
    assert [said(table, row)["funders"] for row in range(3)] == [["X", "Y"], ["Y", "X"], ["X"]]
    assert why(table.warnings) == [(2, "value.not_year"), (3, "value.not_year"), (4, "value.not_year")]


def test_the_date_a_row_refers_to(tmp_path):
    table = stated(
        tmp_path,
        "Namn;Startår;Uppgiften avser",
        "A;2002;2005-03",
        "B;2003;mars 2006",
        "C;2004;okänt",
        "D;2004;2001 2002",
    )
    assert [{one.observed_on for one in row.statements} for row in table.rows] == [{"2005-03"}, {"2006"}, {""}, {""}]
    assert why(table.warnings) == [
        (3, "value.date_by_year"), (4, "value.not_partial_date"), (5, "value.not_partial_date"),
    ]  # fmt: skip


def test_kinds_of_rows(tmp_path):
    table = stated(tmp_path, "Namn;Typ", "A;mål", "B;Aktivitet", "C;", "D;sak")
    assert [row.thing for row in table.rows] == ["goal", "activity", "actor", "actor"]
    assert why(table.warnings) == [(5, "value.not_thing")]
    assert stated(tmp_path, "Namn", "A", mapping=ColumnMapping(thing="priority")).rows[0].thing == "priority"


def test_a_kind_for_rows_that_do_not_say(tmp_path):
    table = stated(tmp_path, "Namn;Aktörstyp", "A;universitet", "B;", mapping=ColumnMapping(kind="company"))
    assert [said(table, row)["kind"] for row in (0, 1)] == [["universitet"], ["company"]]
    assert "kind" in stated(tmp_path, "Namn", "A", mapping=ColumnMapping(kind="company")).properties


def test_a_key_from_name_and_town(tmp_path):
    table = stated(tmp_path, "Namn;Ort", "Almi;Lund", "ALMI;Malmö", "Compare;")
    assert [row.row_key for row in table.rows] == ["almi/lund", "almi/malmö", "compare"]
    again = stated(tmp_path, "Ort;Namn", ";COMPARE", "malmö; Almi ")
    assert [row.row_key for row in again.rows] == ["compare", "almi/malmö"]


def test_the_name_in_a_language_will_do(tmp_path):
    assert stated(tmp_path, "Name in English;Namn (svenska)", "Kingdom;Riket").rows[0].row_key == "riket"


def test_rows_that_are_left_out_and_why(tmp_path):
    table = stated(
        tmp_path,
        "Nr;Namn;Ort;Färg",
        "1;A;Lund;",
        "1;B;Lund;",
        ";;Lund;",
        ";;;röd",
        ";;;",
        "Nr;Namn;Ort;Färg",
        ";C;;",
        ";c;;",
        "9;D;x;y;z",
        "10;;Ystad;",
    )
    assert [row.row_key for row in table.rows] == ["1", "c", "10"]
    assert why(table.skipped) == [
        (3, "row.same_key"), (4, "row.no_name"), (5, "row.nothing_read"), (7, "row.header_again"), (9, "row.same_key"),
        (10, "row.too_long"),
    ]  # fmt: skip
    assert table.skipped[0].reason.parameters == {"other_row": 2}
    # The row of separators alone is no row.
    assert table.read == len(table.rows) + len(table.skipped)


@pytest.mark.parametrize(
    ("header", "value", "code"),
    [
        ("Startår", "20222", "value.not_year"),
        ("Startår", "våren 2022", None),
        ("Webbplats", "ingen hemsida", "value.not_url"),
        ("Webbplats", "www.compare.se", None),
        ("Antal medlemmar", "många", "value.not_quantity"),
        ("Antal medlemmar", "Minst 10", None),
        ("Antal medlemmar", "12.000", None),
        ("Organisationsnummer", "556057-4881", "value.not_organisation_number"),
        ("Organisationsnummer", "556057-4880", None),
        ("Latitud", "59,33", None),
        ("Latitud", "-59.33", None),
        ("Latitud", "N59", "value.not_coordinate"),
        ("Telefon", "växeln", "value.not_phone"),
        ("E-post", "finns ej", "value.not_email"),
        ("E-post", "info@exempel.se", None),
        ("Aktörstyp", "gäng", "value.not_actor_kinds"),
        ("Lista", "lista 1", None),
        ("Samtycke", "kanske", "value.not_boolean"),
    ],
)
def test_what_a_field_does_not_expect_is_kept_as_text_and_told(tmp_path, header, value, code):
    table = stated(tmp_path, f"Namn;{header}", f"A;{value}")
    assert value in [one.value for one in table.rows[0].statements]
    assert why(table.warnings) == ([(2, code)] if code else [])


def test_a_lone_dash_is_an_empty_cell(tmp_path):
    table = stated(tmp_path, "Namn;Ort;Startår", "A;-;–")
    assert said(table) == {"name": ["A"]}
    assert why(table.warnings) == [(2, "value.dash")] * 2


def test_contacts_are_personal(tmp_path):
    table = stated(tmp_path, "Namn;Kontaktperson;E-post;Telefon", "A;Testperson Ett;t@exempel.se;0480-123 45")
    personal = {one.property: one.personal for one in table.rows[0].statements}
    assert personal == {"name": False, "contact_name": True, "contact_email": True, "phone": False}
    assert not table.rows[0].sole_trader


@pytest.mark.parametrize("number", [TRADER, "20000101-0000", "0001010000", "19 000101 0000", "700229-1234"])
def test_a_sole_trader_is_a_person(tmp_path, number):
    table = stated(
        tmp_path,
        "Namn;Organisationsnummer;Adress;Ort;Latitud;Telefon;Sektor;Samtycke",
        f"Testperson Glas;{number};Gatan 1;Nybro;56,7;0481-123 45;Glas;ja",
    )
    row = table.rows[0]
    assert row.sole_trader
    public = {one.property for one in row.statements if not one.personal}
    assert public == {"town", "sector", "consent"}
    assert "testperson" not in row.row_key
    assert row.row_key.startswith("person-")
    # No word of it in what is told either.
    assert not any("00" in str(problem.reason) for problem in table.warnings)


def test_a_company_is_no_person(tmp_path):
    row = stated(tmp_path, "Namn;Organisationsnummer", "Compare;556057-4880").rows[0]
    assert (row.sole_trader, [one.personal for one in row.statements]) == (False, [False, False])


def test_a_sole_traders_key_is_stable_and_tells_nothing_without_the_salt(tmp_path):
    lines = ("Namn;Organisationsnummer", f"Testperson Glas;{TRADER}")
    first, again, elsewhere = (stated(tmp_path, *lines, salt=salt).rows[0].row_key for salt in ("a", "a", "b"))
    assert first == again != elsewhere


def test_a_personal_number_as_the_rows_own_mark_is_hidden(tmp_path):
    row = stated(tmp_path, "Nr;Namn", f"{TRADER};Testperson Glas").rows[0]
    assert row.row_key.startswith("person-")


def test_very_long_and_reserved_keys(tmp_path):
    table = stated(tmp_path, "Namn", "x" * 300, "x" * 301, "mention/Vinnova")
    first, second, third = (row.row_key for row in table.rows)
    assert first != second
    assert len(first) == len(second) == 200
    assert third == "row/mention/vinnova"


CELLS = st.text(st.characters(blacklist_categories=["Cs"]), max_size=12)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=6))
def test_every_row_is_stated_or_left_out_with_a_reason(rows):
    """Whatever the cells hold: nothing is lost silently, keys are unique, and values are clean."""
    import json

    from klusterkarta.sources.json_file import read_json
    from klusterkarta.sources.layout import lay_out

    items = [dict(zip(("Nr", "Namn", "Finansiärer"), row, strict=True)) for row in rows] or [{"Namn": "A"}]
    table = read_json(json.dumps(items).encode(), name="a.json", limits=Limits())
    layout = lay_out(table, NONE)
    result = state_rows(layout, match_columns(layout, NONE), mapping=NONE, salt=SALT)
    assert result.read == len(result.rows) + len(result.skipped)
    keys = [row.row_key for row in result.rows]
    assert len(keys) == len(set(keys))
    assert all(keys)
    values = [one.value for row in result.rows for one in row.statements]
    assert all(value and value == value.strip() and "\x00" not in value for value in values)
    assert all(isinstance(one, Stated) for row in result.rows for one in row.statements)
