"""Corrections of what was read in a report: applied whole or not at all, told where they do not fit, read back."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klusterkarta.cli.main import main
from klusterkarta.sources.reports.page_text import Place
from klusterkarta.vocabularies.words import explain
from klusterkarta.workflow.corrections import (
    LEAVE_OUT,
    BadCorrections,
    Correction,
    added_columns,
    apply_corrections,
    column_of,
    corrections_of,
    sealed,
)
from klusterkarta.workflow.corrections_file import corrections_csv, corrections_in, sealed_corrections
from klusterkarta.workflow.found_profiles import ROW_COLUMNS, FoundProfile, changed_profile
from tests.web.report import REPORT

GLASS = FoundProfile(
    {"name": "Glasbygd", "page": "30", "members_raw": "Ca 30", "members_min": "30", "members_max": "30"},
    {"name": Place(4, 1, 4, 1), "page": Place(4, 1, 4, 1), "members_raw": Place(4, 9, 4, 10)},
)
STEEL = FoundProfile({"name": "Stålnät", "page": "31", "geography_raw": "Dalarna", "counties": "Dalarnas län"})
AGAIN = FoundProfile({"name": "Stålnät", "page": "32"})


def corrected(*corrections: Correction, profiles=(GLASS, STEEL)) -> list[FoundProfile]:
    return apply_corrections(profiles, corrections)


def why(*corrections: Correction, profiles=(GLASS, STEEL)) -> list[str]:
    with pytest.raises(BadCorrections) as refused:
        corrected(*corrections, profiles=profiles)
    for reason in (refused.value.reason, *refused.value.faults):
        assert explain(reason, "sv") != explain(reason, "en")
    return [reason.code.removeprefix("corrections.") for reason in refused.value.faults]


def test_what_follows_from_a_wording_follows_the_correction():
    glass, steel = corrected(
        Correction(name="Glasbygd", field="members_raw", read="Ca 30", corrected="10-15"),
        Correction(name="Stålnät", field="Geografiskt område", read="Dalarna", corrected="Värmland, Oslo"),
    )
    assert {code: glass.texts[code] for code in ("members_min", "members_max")} == {
        "members_min": "10",
        "members_max": "15",
    }
    assert (steel.texts["counties"], steel.texts["foreign_areas"]) == ("Värmlands län", "Oslo (Norge)")
    # The value stands where it was read, whatever it should have been.
    assert glass.place_text("members_raw") == "s. 30, rad 9–10"


def test_a_value_is_taken_away_added_and_a_row_left_out():
    (glass,) = corrected(
        Correction(name="Glasbygd", field="members_raw", read="Ca 30", corrected=""),
        Correction(name="Glasbygd", field="Alternativa namn", corrected="GB | Glas"),
        Correction(name="Stålnät", field="utelämnas"),
    )
    assert glass.texts == {"name": "Glasbygd", "page": "30", "other_names": "GB | Glas"}
    assert glass.place_text("members_raw") == ""


@pytest.mark.parametrize(
    ("correction", "code"),
    [
        (Correction(name="Glasbyggd", field="phone"), "unknown_row_near"),
        (Correction(name="Qwx", field="url"), "unknown_row"),
        (Correction(name="Stålnät", field="url"), "which_row"),
        (Correction(name="Stålnät", field="url", page="7"), "which_row"),
        (Correction(name="Glasbygd", field="members_raww"), "unknown_field_near"),
        (Correction(name="Glasbygd", field="färg på huset"), "unknown_field"),
        (Correction(name="Glasbygd", field="members_min"), "follows"),
        (Correction(name="Glasbygd", field="members_raw", read="Ca 40", corrected="50"), "read_differs"),
        (Correction(name="Glasbygd", field="members_raw", read=sealed("Ca 40"), corrected="50"), "read_differs"),
        (Correction(name="Glasbygd", field="start_year", read="2004", corrected="2005"), "read_differs"),
    ],
)
def test_a_correction_that_does_not_fit_is_told_and_none_is_made(correction, code):
    fits = Correction(name="Glasbygd", field="url", corrected="a.example")
    assert why(fits, correction, profiles=(GLASS, STEEL, AGAIN))[0] == code


def test_every_fault_is_told_at_once_and_two_for_one_cell_are_one():
    first = Correction(name="Glasbygd", field="Startår", corrected="2004", line=2)
    assert why(first, Correction(name="Glasbygd", field="start_year", corrected="2005", line=3)) == ["twice"]
    assert why(Correction(name="X", field="url"), Correction(name="Y", field="url")) == ["unknown_row", "unknown_row"]


def test_the_page_tells_rows_of_one_name_apart():
    found = corrected(
        Correction(name="Stålnät", page="32", field="url", corrected="a.example"), profiles=(STEEL, AGAIN)
    )
    assert [profile.texts.get("url", "") for profile in found] == ["", "a.example"]


def test_what_is_read_rightly_by_now_needs_no_correction():
    (glass, _) = corrected(Correction(name="Glasbygd", field="members_raw", read="a 30", corrected="Ca 30"))
    assert glass == GLASS


def test_a_digest_stands_for_what_was_read():
    (glass, _) = corrected(Correction(name="Glasbygd", field="members_raw", read=sealed("Ca 30"), corrected="31"))
    assert glass.texts["members_raw"] == "31"


TEXTS = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=12)


@given(
    st.dictionaries(st.sampled_from([*ROW_COLUMNS, *added_columns()]), TEXTS, max_size=5), st.sampled_from(["sv", "en"])
)
def test_corrections_come_back_out_of_their_file(changed, lang):
    written = corrections_csv(corrections_of(GLASS, changed, left_out=False), lang).lstrip("\ufeff")
    assert corrected(*corrections_in(written, name="r.csv")) == [changed_profile(GLASS, changed), STEEL]


def test_a_row_that_is_left_out_is_one_line_of_the_file():
    made = list(corrections_of(GLASS, {"url": "a.example"}, left_out=True))
    assert [(one.name, one.page, one.field) for one in made] == [("Glasbygd", "30", LEAVE_OUT)]
    assert column_of("leave out") == LEAVE_OUT


def test_a_file_without_its_columns_is_refused():
    with pytest.raises(BadCorrections) as refused:
        list(corrections_in("namn;läst\nA;B\n", name="r.csv"))
    assert "field, corrected" in str(refused.value)


def test_a_file_that_is_no_csv_is_refused_with_its_line():
    # The csv module takes no cell of more than 131 072 characters; a quotation mark that is never closed makes one.
    with pytest.raises(BadCorrections) as refused:
        list(corrections_in('name,field,corrected\nA,url,"' + "b\n" * 70_000, name="r.csv"))
    assert "quotation mark" in str(refused.value)


def test_what_may_be_personal_is_sealed(tmp_path):
    path = tmp_path / "r.csv"
    path.write_text("name,field,read,corrected\nA,Telefon,0123-456 78,\nA,url,a.example,b.example\n", encoding="utf-8")
    text = sealed_corrections(path)
    assert "0123" not in text
    assert sealed("0123-456 78") in text
    assert "a.example" in text


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "karta.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_the_command_applies_a_file_of_corrections(document, tmp_path, capsysbinary):
    fixes, out = tmp_path / "r.csv", tmp_path / "ut.csv"
    fixes.write_text(
        "name,field,read,corrected\nGlasbygd,members,Ca 30,Minst 35\nSå fyller du i,leave_out,,\n", encoding="utf-8"
    )
    options = ["extract", str(document), "--corrections", str(fixes), "--places", "--out", str(out)]
    assert main(options) == 0
    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8"))))
    assert [(row["name"], row["members_raw"], row["members_min"]) for row in rows] == [
        ("Glasbygd", "Minst 35", "35"),
        ("Stålnät Norr", "12", "12"),
    ]
    assert "members_raw: s. 1, rad 9" in rows[0]["places"]
    capsysbinary.readouterr()
    assert main([*options[:-2], "--json"]) == 0
    assert json.loads(capsysbinary.readouterr().out)[0]["members_min"]["text"] == "35"


def test_the_command_refuses_what_does_not_fit_and_writes_nothing(document, tmp_path, capsys):
    fixes, out = tmp_path / "r.csv", tmp_path / "ut.csv"
    fixes.write_text("name,field,read,corrected\nGlasbygd,members,Ca 40,50\nGlas,url,,x\n", encoding="utf-8")
    assert main(["extract", str(document), "--corrections", str(fixes), "--out", str(out), "--lang", "en"]) == 2
    told = capsys.readouterr().err
    assert "Line 2: members_raw of “Glasbygd” was read as “Ca 30”, but the correction is of “Ca 40”." in told
    assert "Line 3: no profile is called “Glas”. The closest is “Glasbygd”" in told
    assert not out.exists()
    assert main(["extract", str(document), "--what", "lists", "--corrections", str(fixes)]) == 2
