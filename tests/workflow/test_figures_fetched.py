"""A service's figures in the register: with source, date, question and licence; once; old ones warn."""

from datetime import date

import pytest

from klusterkarta.figures.errors import BadFigures
from klusterkarta.figures.selectors import cells_of, cubes, marked_cells_of
from klusterkarta.sources.services.refusals import NoService
from klusterkarta.values.caller import OPERATOR, PUBLIC
from klusterkarta.vocabularies.rights import NotAllowed
from klusterkarta.workflow import figures
from klusterkarta.workflow.figures import warnings_of
from klusterkarta.workflow.figures_fetched import FetchRequest, fetch_cube
from tests.sources.services.replay import Fault, replaying
from tests.sources.services.replay_table import EUROSTAT, SCB

pytestmark = pytest.mark.django_db


@pytest.fixture
def scb():
    with replaying(SCB) as replay:
        yield replay


def fetch(replay, service="scb", *, path="/v2", **asked):
    request = FetchRequest(service=service, dataset="T", base=replay.base + path, **asked)
    return fetch_cube(request, caller=OPERATOR)


def test_a_fetched_table_says_where_it_is_from(scb):
    cube = fetch(scb, filters=["Region=01,17"]).cube
    assert (cube.key, cube.service, cube.dataset, cube.source, cube.licence) == ("scb-t", "scb", "T", "SCB", "CC0")
    assert (cube.population, cube.industry_version, cube.unit, cube.updated[:10]) == (
        "day", "SNI 2007", "antal", "2026-02-01",
    )  # fmt: skip
    assert cube.query["filters"] == {"Region": ["01", "17"]}
    assert cube.query["asked"][-1].startswith(f"{scb.base}/v2/tables/T/data")
    assert cube.read_on == cube.query["fetched_at"][:10]
    # Both sexes are kept apart and no total beside them; 2 counties × 2 industries × 2 sexes = 8 figures in 2020.
    assert (cube.cells, dict(cube.marks)) == (24, {"b": 8})
    assert set(cells_of(cube)["sex"]) == {"women", "men"}
    assert "status" not in cells_of(cube).columns
    assert marked_cells_of(cube).filter(status="b")["year"].unique().to_list() == [2020]


def test_a_year_that_the_source_marks_is_a_break_and_others_can_be_added(scb):
    cube = fetch(scb, breaks=["2019=Ny källa"]).cube
    assert dict(cube.breaks) == {2019: "Ny källa", 2020: "@marked"}
    assert [one.code for one in warnings_of(cube) if one.code.startswith("figures.b")] == [
        "figures.broken",
        "figures.break_marked",
    ]


def test_known_breaks_of_a_series_are_marked(scb):
    # RAMS took its employees from another source from 2019 on (Statistics Sweden).
    cube = fetch(scb, title="Förvärvsarbetande (RAMS)").cube
    assert cube.breaks[2019] == "@rams_agi"


def test_the_same_answer_is_one_version_and_a_new_one_another(scb):
    fetch(scb)
    again = fetch(scb)
    assert again.cube.version == 1
    assert [one.code for one in again.notes if one.code.startswith("service")] == ["service.kept", "service.unchanged"]
    assert fetch(scb, title="Annat namn").cube.version == 2
    with pytest.raises(BadFigures, match="another question"):
        fetch(scb, filters=["Region=01"])
    assert fetch(scb, filters=["Region=01"], key="bara-01").cube.version == 1


def test_what_fails_leaves_the_register_as_it_was(scb):
    with pytest.raises(NotAllowed):
        fetch_cube(FetchRequest(service="scb", dataset="T", base=f"{scb.base}/v2"), caller=PUBLIC)
    assert scb.calls == []
    scb.faults = [Fault(429, headers={"Retry-After": "9000"})]
    with pytest.raises(NoService, match="9,000 seconds"):
        fetch(scb)
    assert cubes() == []


def test_eurostat_names_its_unit_version_and_year_of_region_codes():
    with replaying(EUROSTAT) as replay:
        cube = fetch(replay, "eurostat", path="/stat", filters=["geo=SE311,SE313"], population="day").cube
        assert (cube.source, cube.unit, cube.place_year) == ("Eurostat", "persons", 2024)
        assert cube.industry_version == "NACE Rev. 2"
        with pytest.raises(BadFigures, match="--population"):
            fetch(replay, "eurostat", path="/stat", filters=["geo=SE311"], key="utan")


def test_figures_that_were_fetched_long_ago_warn(scb, monkeypatch):
    cube = fetch(scb).cube
    assert "service.old" not in {one.code for one in warnings_of(cube)}
    later = date.fromisoformat(cube.read_on).replace(year=int(cube.read_on[:4]) + 1)
    monkeypatch.setattr(figures.timezone, "localdate", lambda: later)
    (old,) = (one for one in warnings_of(cube) if one.code == "service.old")
    assert old.parameters["days"] in (365, 366)
