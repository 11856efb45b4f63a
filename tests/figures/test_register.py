"""Cubes are kept with their facts; the last reading counts; nothing is kept of what is refused."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import polars as pl
import pytest
from django.db import connection

from klusterkarta.figures import services
from klusterkarta.figures.errors import BadFigures
from klusterkarta.figures.selectors import cells_of, cube_of, cubes, folder, stale
from klusterkarta.figures.services import CubeDetails, add_cube, publish_comparison
from klusterkarta.values.caller import OPERATOR, PUBLIC
from klusterkarta.values.figure_cells import CELLS
from klusterkarta.vocabularies.rights import NotAllowed

pytestmark = pytest.mark.django_db
CELL = pl.DataFrame([("17", "Värmlands län", "10", "livsmedel", "", 2019, 5.0)], schema=CELLS, orient="row")
FACTS = {
    "key": "mat", "title": "Sysselsatta", "source": "SCB", "licence": "CC0", "read_on": "2026-11-21",
    "population": "day", "industry_version": "SNI 2007",
}  # fmt: skip


def details(**facts):
    return CubeDetails(**{**FACTS, **facts})


def test_the_last_reading_counts_and_the_first_stays():
    add_cube(details(breaks={2020: "ny källa"}), CELL, caller=OPERATOR)
    version = add_cube(details(title="Sysselsatta igen"), CELL.with_columns(value=pl.lit(6.0)), caller=OPERATOR)
    assert version == 2
    (view,) = cubes()
    assert (view.title, view.first_year, view.last_year, view.place_year) == ("Sysselsatta igen", 2019, 2019, 2019)
    assert cells_of(view)["value"].to_list() == [6.0]
    assert {"mat-1.parquet", "mat-2.parquet"} <= {path.name for path in folder().iterdir()}


def test_title_and_licence_in_the_language_of_the_reader_where_they_are_known():
    add_cube(details(language="sv", licence="fri", licence_en="free"), CELL, caller=OPERATOR)
    view = cube_of("mat")
    assert (view.title_in("sv"), view.title_in("en")) == (("Sysselsatta", "sv"), ("Sysselsatta", "sv"))
    assert (view.licence_in("sv"), view.licence_in("en")) == (("fri", "sv"), ("free", "en"))
    add_cube(details(), CELL, caller=OPERATOR)
    assert cube_of("mat").title_in("en") == ("Sysselsatta", "")


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"key": "Mat och dryck"}, "bad_key"),
        ({"licence": " "}, "no_fact"),
        ({"read_on": "i går"}, "bad_date"),
        ({"population": ""}, "no_population"),
        ({"industry_version": ""}, "no_version"),
        ({"title": "t" * 501}, "long_fact"),
        ({"licence_en": "l" * 201}, "long_fact"),
    ],
)
def test_a_cube_without_its_facts_is_refused_and_leaves_nothing(facts, code):
    with pytest.raises(BadFigures) as caught:
        add_cube(details(**{"key": "ofull", **facts}), CELL, caller=OPERATOR)
    assert caught.value.reason.code == f"figures.{code}"
    assert cubes() == []
    assert not list(folder().glob("ofull*"))


def test_who_may_add_and_publish():
    with pytest.raises(NotAllowed):
        add_cube(details(), CELL, caller=PUBLIC)
    add_cube(details(), CELL, caller=OPERATOR)
    with pytest.raises(NotAllowed):
        publish_comparison("mat", caller=PUBLIC)
    publish_comparison("mat", caller=OPERATOR)
    assert cube_of("mat").published


def test_figures_that_were_changed_are_not_shown():
    add_cube(details(key="andrad"), CELL, caller=OPERATOR)
    view = cube_of("andrad")
    CELL.with_columns(value=pl.lit(9.0)).write_parquet(folder() / view.file)
    with pytest.raises(BadFigures, match="changed"):
        cells_of(view)
    (folder() / view.file).unlink()
    with pytest.raises(BadFigures, match="gone"):
        cells_of(view)
    with pytest.raises(BadFigures, match="andrad"):
        cube_of("okand")


def test_old_figures_warn():
    add_cube(details(), CELL, caller=OPERATOR)
    view = cube_of("mat")
    assert stale(view, year=2022) is None
    assert stale(view, year=2026).parameters == {"year": "2019", "age": 7}


@pytest.mark.django_db(transaction=True)
def test_two_at_once_under_one_key_are_two_readings_and_both_have_their_file(monkeypatch):
    meeting, written = Barrier(2), services._written

    def slowly(cells, path):
        # Whoever may write meanwhile gets the time to.
        with suppress(BrokenBarrierError):
            meeting.wait(0.5)
        return written(cells, path)

    def added(figure: float) -> int:
        try:
            return add_cube(details(key="samtidigt"), CELL.with_columns(value=pl.lit(figure)), caller=OPERATOR)
        finally:
            connection.close()

    monkeypatch.setattr(services, "_written", slowly)
    with ThreadPoolExecutor(2) as threads:
        versions = list(threads.map(added, (1.0, 2.0)))
    assert sorted(versions) == [1, 2]
    assert {path.name for path in folder().glob("samtidigt-*")} == {"samtidigt-1.parquet", "samtidigt-2.parquet"}
    assert cells_of(cube_of("samtidigt"))["value"].to_list() == [float(versions.index(2) + 1)]
