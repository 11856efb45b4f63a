"""The conclusions of the national map of 2010, counted again from its lists, with the rows behind each number.

The rows were found by reading the two lists of `demo/`; what the map itself concludes is its section 4.1.
"""

from pathlib import Path

import pytest
import yaml

from klusterkarta.catalogue.services.sources import SourceDetails
from klusterkarta.values.caller import OPERATOR
from klusterkarta.workflow.collect import CollectRequest, collect_file
from klusterkarta.workflow.summary import as_document, summarise

DEMO = Path(__file__).parents[2] / "demo"
MAP = "nationell-kartlaggning-2010"
pytestmark = [pytest.mark.django_db, pytest.mark.slow]

# List 1: the numbers of the rows that name the county, or a municipality in it.
COUNTIES = {
    "12": (35, 36, 37, 38),
    "14": (12, 23, 24, 25, 26, 27),  # 12 for "Norra Dalsland": the sixth, where the map says five
    "17": (12, 13, 14, 15, 16),
}
SECTORS = {
    "ict": (2, 8, 9, 14, 20, 35, 39),  # with fibre optics, without media (36), as sector_groups.yaml draws the line
    "life_science": (19, 22, 23, 37),
}
UNIVERSITIES = {
    "cth": (11, 23, 24, 27),
    "kau": (12, 13, 14, 15),
    "kth": (11, 20, 21, 22),
    "mdu": (10, 17, 18, 22),
}
VERDICTS = {
    "Klusterinitiativ på lista 1": ("39", "agrees"),
    "Strategiska nätverk": ("22", "agrees"),
    "Transnationella nätverk": ("7", "agrees"),
    "Län med minst ett klusterinitiativ": ("20", "agrees"),
    "Län utan klusterinitiativ": ("Gotlands län", "agrees"),
    "Klusterinitiativ i Västra Götaland": ("6", "differs"),
    "Klusterinitiativ i Värmland": ("5", "agrees"),
    "Klusterinitiativ i Skåne": ("4", "agrees"),
    "Klusterinitiativ inom IKT": ("7", "agrees"),
    "Klusterinitiativ inom life science": ("4", "agrees"),
}


@pytest.fixture
def national_map():
    sources = yaml.safe_load((DEMO / "sources.yaml").read_text(encoding="utf-8"))["sources"]
    (entry,) = (one for one in sources if one["key"] == MAP)
    details = {key: value for key, value in entry.items() if key not in ("files", "edition")}
    for name in entry["files"]:
        collect_file(CollectRequest(path=DEMO / name, source=SourceDetails(**details)), caller=OPERATOR)
    return summarise()


def test_the_national_map_s_conclusions_come_out_with_the_rows_behind_each(national_map):
    found, told = national_map.conclusions, as_document(national_map)

    def rows(actors):
        return tuple(sorted(int(national_map.keys[one].removeprefix(f"{MAP}:1-")) for one in actors))

    assert told["lists"] == {"1": 39, "2-strategic": 22, "2-transnational": 7}
    assert rows(found.lists["1"]) == tuple(range(1, 40))
    assert (told["counties_covered"], told["counties_empty"]) == (20, ["Gotland"])
    assert {code: rows(found.county_certain[code]) for code in COUNTIES} == COUNTIES
    assert {code: rows(found.sector_narrow[code]) for code in SECTORS} == SECTORS
    most = {code: rows(actors) for code, actors in found.universities.items() if len(actors) > 3}
    assert most == UNIVERSITIES
    stated = {one["claim"]: (one["computed"], one["verdict"]) for one in told["stated"]}
    assert stated.pop("Lärosäte med flest initiativ")[1] == "partly"  # of four that share the place, one is named
    assert stated == VERDICTS
