"""The generated register: the measured shape, read by the ordinary collect, on both databases."""

import statistics
from itertools import islice
from random import Random
from urllib.parse import urlsplit

import pytest

from klusterkarta.benchmarks.collect.steps import collect, export
from klusterkarta.benchmarks.measure import in_child
from klusterkarta.benchmarks.register.actors import SEPARATOR, Actors, Parties
from klusterkarta.benchmarks.register.options import databases, sizes
from klusterkarta.benchmarks.register.postgres import database, server
from klusterkarta.benchmarks.register.shape import FILLED, PARTICIPATIONS, Skewed, drawn
from klusterkarta.benchmarks.register.workbook import COLUMNS, write_workbook
from klusterkarta.benchmarks.site.steps import measure_site
from klusterkarta.settings import Settings, current, use
from klusterkarta.vocabularies.fields import profile_fields


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    return list(Actors(4_000))


def test_names_are_as_long_as_real_ones(rows):
    lengths = statistics.quantiles((len(row["name"]) for row in rows), n=20)
    # Counted over 30 399 organisations: 10, 17, 26, 41 and 72 characters; two characters more or less, at the end five.
    for found, expected, slack in zip(
        (lengths[0], lengths[4], lengths[9], lengths[14], lengths[18]),
        (10, 17, 26, 41, 72),
        (2, 2, 2, 3, 5),
        strict=True,
    ):
        assert abs(found - expected) <= slack


def test_fields_are_filled_as_often_as_said(rows):
    for code, share in FILLED.items():
        assert abs(sum(code in row for row in rows) / len(rows) - share) < 0.03, code
        assert code in profile_fields()


def test_about_fifteen_statements_an_actor_and_a_few_with_very_many(rows):
    said = [sum(cell.count(SEPARATOR) + 1 for cell in row.values()) - 1 for row in rows]
    assert 14 < statistics.mean(said) < 17
    assert max(said) > 100


def test_few_take_part_in_most():
    # Of Horizon 2020's organisations the median takes part once, and one in a hundred 51 times.
    draws = sorted(drawn(PARTICIPATIONS, Random(seed)) for seed in range(10_000))
    assert draws[5_000] == 1
    assert 40 < draws[9_900] < 65


def test_several_draws_are_different_ones():
    words = Skewed(["a", "b", "c"])
    assert sorted(words.several(5, Random(1))) == ["a", "b", "c"]
    assert len(words.several(2, Random(1))) == 2


def test_parties_come_again(rows):
    named = [name for row in rows for name in row.get("research_partners", "").split(SEPARATOR) if name]
    assert len(set(named)) == 48
    first = Parties(4_000, Random(20_261_121)).universities.items[0]
    assert max(set(named), key=named.count) == first


def test_sizes_and_databases(tmp_path):
    assert sizes("10, 5") == (5, 10)
    with databases("sqlite", 2) as addresses:
        assert list(addresses) == ["", ""]


@pytest.fixture(scope="module")
def workbook(tmp_path_factory):
    path = tmp_path_factory.mktemp("made") / "300.xlsx"
    return path, write_workbook(path, 300)


def test_collect_export_and_ask_on_sqlite(tmp_path, workbook):
    """Each step in a process of its own, as the benchmarks do; 300 rows and nothing but the ordinary verbs."""
    path, statements = workbook
    assert statements > 300 * 12
    collected = in_child(collect, tmp_path / "ws", path, database_url="").result
    assert collected.records > 300
    written = in_child(export, tmp_path / "ws", "").result
    assert (written.actors, written.megabytes > 0) == (300, True)
    asked = in_child(measure_site, tmp_path / "ws", database_url="", actors=300).result
    assert len(asked) == 11
    assert all(0 < one.median <= one.worst for one in asked.values())


@pytest.fixture
def postgres_server(monkeypatch):
    """The server of the tests' own run where they run on PostgreSQL, else one of this test's."""
    before = current()
    use(Settings(database_url=before.database_url, secret_key="only for tests " * 4))
    with server() as address:
        yield address
    use(before)


def test_a_database_is_made_and_dropped(postgres_server):
    import psycopg

    with database(postgres_server) as address:
        name = urlsplit(address).path[1:]
        with psycopg.connect(address) as connection:
            assert connection.execute("SELECT current_database()").fetchone() == (name,)
    with psycopg.connect(postgres_server) as connection:
        names = [row[0] for row in connection.execute("SELECT datname FROM pg_database")]
    assert name not in names


def test_the_workbook_has_every_column_under_its_swedish_header(workbook):
    import openpyxl

    sheet = openpyxl.load_workbook(workbook[0], read_only=True).active
    head, first = islice(sheet.iter_rows(values_only=True), 2)
    assert head == tuple(profile_fields()[code].label.sv for code in COLUMNS)
    assert first[0] == "1"
