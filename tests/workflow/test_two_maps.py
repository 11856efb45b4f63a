"""The two maps of a register and a table: what each list holds, and who sees the third."""

import pytest

from klusterkarta.analysis.grid import BadCells
from klusterkarta.figures.errors import BadFigures
from klusterkarta.figures.selectors import cubes
from klusterkarta.figures.services import publish_comparison
from klusterkarta.sources.unreadable import UnreadableFile
from klusterkarta.values.caller import OPERATOR, PUBLIC
from klusterkarta.workflow.figures import AddRequest, add_figures, warnings_of
from klusterkarta.workflow.two_maps import lay_maps, region_profile
from tests.web.laid_register import laid_register

pytestmark = pytest.mark.django_db


@pytest.fixture
def laid(tmp_path):
    laid_register(tmp_path)


def named(laid, actors):
    return [laid.names[actor] for actor in actors]


@pytest.mark.usefixtures("laid")
def test_who_sees_which_list():
    found = lay_maps("dag", caller=OPERATOR)
    assert (found.year, found.cube.population, found.cube.industry_version) == (2020, "day", "SNI 2007")
    assert [
        (one.county, one.group, round(one.quotient, 9), named(found, one.initiatives)) for one in found.maps.both
    ] == [("17", "forest", 1.5, ["Pappersriket"])]
    assert found.maps.alone == ()
    assert named(found, [one.actor for one in found.maps.unseen]) == ["Värmlandsmat"]
    hidden = lay_maps("dag", caller=PUBLIC)
    assert (hidden.withheld, hidden.maps.unseen, "Värmlandsmat" in hidden.names.values()) == (True, (), False)
    publish_comparison("dag", caller=OPERATOR)
    assert len(lay_maps("dag", caller=PUBLIC).maps.unseen) == 1


@pytest.mark.usefixtures("laid")
def test_a_county_over_the_years():
    found = region_profile("dag", "17", caller=PUBLIC)
    forest = found.courses[0]
    assert (forest.group, [point.people for point in forest.points], forest.change) == ("forest", [200, 300], 0.5)
    assert round(forest.women, 9) == 0.2
    with pytest.raises(BadCells):
        region_profile("dag", "25", caller=PUBLIC)
    with pytest.raises(BadCells):
        lay_maps("dag", caller=PUBLIC, year=1990)


@pytest.mark.usefixtures("laid")
def test_which_table_is_meant(tmp_path):
    whole = tmp_path / "folk.csv"
    whole.write_text("region;Antal 2020\n17 Värmlands län;280000\n", encoding="utf-8")
    facts = {"licence": "CC0", "title": "A", "source": "B", "population": "night"}
    add_figures(AddRequest(path=whole, key="folk", **facts), caller=OPERATOR)
    # Of the two tables one is parted by industry: it is taken where none is named, and it alone is offered.
    assert lay_maps("", caller=PUBLIC).cube.key == "dag"
    for wrong in ("natt", "folk"):
        with pytest.raises(BadFigures) as caught:
            lay_maps(wrong, caller=PUBLIC)
        assert (caught.value.reason.code, caught.value.reason.parameters["keys"]) == ("figures.no_industry_cube", "dag")
    add_figures(AddRequest(path=tmp_path / "dag.csv", key="igen", **facts), caller=OPERATOR)
    with pytest.raises(BadFigures, match="Say which: dag, igen"):
        lay_maps("", caller=PUBLIC)


@pytest.mark.usefixtures("laid")
def test_a_break_is_said_and_not_crossed(tmp_path):
    request = AddRequest(
        path=tmp_path / "dag.csv", key="dag", licence="CC0", title="A", source="B", breaks=["2019=BAS"]
    )
    add_figures(request, caller=OPERATOR)
    found = region_profile("dag", "17", caller=OPERATOR)
    assert found.years == (2020,)
    assert "figures.broken" in [one.code for one in warnings_of(found.laid.cube)]


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"breaks": ["i fjol"]}, "figures.bad_break"),
        ({"chosen": ["kön"]}, "figures.bad_choice"),
        ({"chosen": ["ålder=alla"]}, "figures.no_dimension"),
        ({"title": " ", "source": ""}, "figures.no_fact"),
    ],
)
def test_a_call_that_cannot_be_answered_keeps_nothing(tmp_path, given, problem):
    path = tmp_path / "b.csv"
    path.write_text("region;näringsgren SNI 2007;2020\n17 Värmland;10 mat;1\n", encoding="utf-8")
    with pytest.raises((BadFigures, UnreadableFile)) as caught:
        add_figures(AddRequest(path=path, key="x", licence="CC0", population="day", **given), caller=OPERATOR)
    assert caught.value.reason.code == problem
    assert cubes() == []
