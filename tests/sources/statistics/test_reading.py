"""Statistics as they are downloaded: both layouts, what is missing, what is nothing, what is counted once."""

import json
from itertools import product

import pytest
import xlsxwriter

from klusterkarta.sources.statistics.reading import read_statistics
from klusterkarta.sources.unreadable import UnreadableFile

LONG = """"region","näringsgren SNI 2007","kön","år","Förvärvsarbetande 16-74 år (dagbefolkning)"
"00 Riket","A jordbruk","män",2019,100
"01 Stockholms län","A jordbruk","män",2019,10
"0114 Upplands Väsby","A jordbruk","män",2019,..
"0114 Upplands Väsby","A jordbruk","kvinnor",2019,-
"0114 Upplands Väsby","10-12 livsmedel","män",2019,1 234
"0114 Upplands Väsby","10-12 livsmedel","totalt",2019,1300
"0114 Upplands Väsby","10-12 livsmedel","kvinnor",2019,66
"0114 Upplands Väsby","SNI totalt","kvinnor",2019,66
"""
WIDE = [
    ["Sysselsatta efter län, ålder, näringsgren SNI 2007 och år"],
    [],
    ["", "", "", "2018", "2019"],
    ["17 Värmlands län", "totalt", "10 livsmedel", 5, 6],
    ["", "", "62 dataprogrammering", 8, ".."],
    ["18 Örebro län", "totalt", "10 livsmedel", 7, "-"],
    ["", "", "62 dataprogrammering", 3, 1],
    [],
    ["Källa: SCB, registerbaserad statistik"],
]
JSONSTAT = {
    "version": "2.0",
    "class": "dataset",
    "label": "Employees by region of work",
    "source": "Statistics Sweden",
    "updated": "2024-11-28T07:00:00Z",
    "id": ["Region", "SNI2007", "ContentsCode", "Tid"],
    "size": [2, 2, 1, 2],
    "role": {"time": ["Tid"], "geo": ["Region"], "metric": ["ContentsCode"]},
    "dimension": {
        "Region": {
            "label": "region",
            "category": {"index": {"18": 1, "17": 0}, "label": {"17": "Värmland county", "18": "Örebro county"}},
        },
        "SNI2007": {
            "label": "industry SNI 2007",
            "category": {"index": ["10", "62"], "label": {"10": "food", "62": "computing"}},
        },
        "ContentsCode": {"label": "observations", "category": {"label": {"N1": "Employed"}}},
        "Tid": {"label": "year", "category": {"index": ["2018", "2019"]}},
    },
    "value": {"0": 5, "1": 6, "2": 8, "4": 7, "6": 3, "7": 1.5},
    "status": {"3": "..", "5": "-"},
}  # fmt: skip


@pytest.fixture
def read(tmp_path):
    def reading(text, name="a.csv", **chosen):
        path = tmp_path / name
        path.write_text(text if isinstance(text, str) else json.dumps(text), encoding="utf-8")
        return read_statistics(path, chosen=chosen)

    return reading


def grid(*values):
    """Cells of two counties, two industries, two years, in their order."""
    keys = product(("17", "18"), ("10", "62"), (2018, 2019))
    return [(region, industry, "", year, value) for (region, industry, year), value in zip(keys, values, strict=True)]


def refused(read, text, name="a.csv", **chosen):
    with pytest.raises(UnreadableFile) as caught:
        read(text, name, **chosen)
    return caught.value.reason


def rows(found):
    return found.cells.select("region", "industry", "sex", "year", "value").rows()


def test_a_long_download_counts_nothing_twice(read):
    found = read(LONG)
    # The country, the county beside its municipality, both sexes together and all industries are left out; ".." has no
    # figure and "-" is none (Statistics Sweden's explanation of signs).
    assert rows(found) == [
        ("0114", "10-12", "men", 2019, 1234.0),
        ("0114", "10-12", "women", 2019, 66.0),
        ("0114", "A", "men", 2019, None),
        ("0114", "A", "women", 2019, 0.0),
    ]
    assert found.cells["region_name"].unique().to_list() == ["Upplands Väsby"]
    assert found.said == {"industry_version": "SNI 2007", "population": "day"}
    assert [note.code for note in found.notes] == [
        "figures.totals_region",
        "figures.totals_industry",
        "figures.missing",
    ]


def test_an_industry_that_covers_others_is_not_counted_beside_them(read):
    # C holds 10-12 and 25, 62 begins 620; G stands alone and covers nobody.
    industries = ("C tillverkning", "10-12 livsmedel", "25 metallvaror", "62 it", "620 programmering", "G handel")
    rows = [f'"17 Värmlands län","{one}",2019,{number}' for number, one in enumerate(industries, start=1)]
    found = read("\n".join(('"region","näringsgren SNI 2007","år","Sysselsatta"', *rows)))
    assert dict(found.cells.select("industry", "value").iter_rows()) == {"10-12": 2, "25": 3, "620": 5, "G": 6}
    (told,) = (one for one in found.notes if one.code == "figures.totals_industry")
    assert told.parameters["count"] == 2


def test_years_as_columns_under_a_title_with_keys_once_a_block(tmp_path):
    book = xlsxwriter.Workbook(tmp_path / "wide.xlsx")
    sheet = book.add_worksheet()
    for number, row in enumerate(WIDE):
        sheet.write_row(number, 0, row)
    book.close()
    found = read_statistics(tmp_path / "wide.xlsx")
    assert rows(found) == grid(5, 6, 8, None, 7, 0, 3, 1)
    assert found.said["title"] == WIDE[0][0]
    assert found.said["source"] == "SCB, registerbaserad statistik"


def test_jsonstat_is_read_by_its_own_order(read):
    found = read(JSONSTAT, "a.json")
    assert rows(found) == grid(5, 6, 8, None, 7, 0, 3, 1.5)
    assert found.said["source"] == "Statistics Sweden"
    assert found.said["population"] == "day"


def test_eurostat_names_its_dimensions_in_its_own_way(read):
    # The dimensions of Eurostat's regional business statistics, as its service labels them.
    labels = {
        "freq": ("Time frequency", {"A": "Annual"}),
        "nace_r2": ("Statistical classification of economic activities (NACE Rev. 2)", {"C16": "Wood"}),
        "geo": (
            "Geopolitical entity (reporting)",
            {"SE": "Sweden", "SE31": "Norra Mellansverige", "SE311": "Värmlands län"},
        ),
        "time": ("Time", {"2019": "2019"}),
    }
    dataset = {
        "class": "dataset",
        "id": list(labels),
        "size": [1, 1, 3, 1],
        "dimension": {
            one: {"label": label, "category": {"label": entries}} for one, (label, entries) in labels.items()
        },
        "value": [9, 5, 2],
    }
    found = read(dataset, "a.json")
    assert rows(found) == [("SE311", "C16", "", 2019, 2.0)]
    assert found.said["industry_version"] == "NACE Rev. 2"


def test_another_dimension_is_taken_at_its_total_or_as_chosen(read):
    head = "region;ålder;näringsgren SNI 2007;2018;2019\n"
    text = head + "17 Värmlands län;totalt;10 mat;5;6\n17 Värmlands län;20-24 år;10 mat;1;2\n"
    assert [row[-1] for row in rows(read(text))] == [5.0, 6.0]
    assert [row[-1] for row in rows(read(text, ålder="20-24 år"))] == [1.0, 2.0]
    without = text.replace("totalt", "25-34 år")
    reason = refused(read, without)
    assert (reason.code, reason.parameters["column"]) == ("figures.many_entries", "ålder")
    assert refused(read, without, ålder="99 år").code == "figures.no_entry"
    assert refused(read, without, yrke="x").code == "figures.no_dimension"


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("region;år;antal\n17 Värmland;2019;många\n", "no_measure", {}),
        ("region;2018;2019\n17 Värmland;1;många\n", "no_figure", {"place": "C2", "value": "många"}),
        # More than a number can hold (IEEE 754: about 1.8e308).
        ("region;2018;2019\n17 Värmland;1;1e999\n", "no_figure", {"place": "C2", "value": "1e999"}),
        ("ålder;2019\ntotalt;1\n", "no_region", {}),
        ("region;antal\n17 Värmland;1\n", "no_year", {}),
        ("region;år;antal\n17 Värmland;2019K1;1\n", "no_whole_year", {"entry": "2019K1"}),
        ("region;kön;2019\n17 Värmland;annat;1\n", "no_sex", {"entry": "annat"}),
        ("region;2019\n17 Värmland;1\n17 Värmland;2\n", "twice", {"places": "B2, B3"}),
        ('{"dimension": 1', "bad_json", {}),
        ('{"class": "collection", "dimension": {}}', "no_dataset", {}),
        ('{"class": "dataset", "dimension": {}}', "bad_dataset", {}),
    ],
)
def test_bad_files_say_what_and_where(read, text, code, said):
    reason = refused(read, text)
    assert reason.code == f"figures.{code}"
    assert reason.parameters["file"] == "a.csv"
    assert {key: reason.parameters[key] for key in said} == said


def test_a_dimension_without_entries_leaves_nothing_to_read(read):
    nowhere = {"label": "region", "category": {"index": []}}
    dimensions = JSONSTAT["dimension"] | {"Region": nowhere}
    none = JSONSTAT | {"size": [0, 2, 1, 2], "dimension": dimensions, "value": [], "status": {}}
    assert refused(read, none, "a.json").code == "file.empty"


def test_both_sexes_together_stay_in_the_years_that_are_not_parted(read):
    found = read(
        "region;kön;år;Antal\n17 Värmland;totalt;2009;100\n17 Värmland;totalt;2019;110\n17 Värmland;kvinnor;2019;50\n"
        "17 Värmland;män;2019;60\n18 Örebro;totalt;2019;70\n"
    )
    assert rows(found) == [("17", "", "", 2009, 100.0), ("17", "", "men", 2019, 60.0), ("17", "", "women", 2019, 50.0)]
    (note,) = [one for one in found.notes if one.code == "figures.totals_sex"]
    assert note.parameters == {"count": 1, "codes": "18"}
