"""`klusterkarta benchmark`: finds its benchmarks, loads the one that runs, prints Markdown or JSON."""

import json
import sys

import pytest

from klusterkarta.benchmarks import table
from klusterkarta.cli.main import main
from klusterkarta.cli.verbs.benchmark import benchmark_names


class _Made:
    """A benchmark of one row; the answer shows the option it was given."""

    @staticmethod
    def add_arguments(parser):
        parser.add_argument("--size", type=int, default=1)

    @staticmethod
    def run(options, progress):
        progress("measuring")
        return [table.BenchmarkTable("Made", ("size",), ((str(options.size),),))]


@pytest.fixture
def made(monkeypatch):
    monkeypatch.setattr("klusterkarta.cli.verbs.benchmark.benchmark_names", lambda: ["made"])
    monkeypatch.setitem(sys.modules, "klusterkarta.benchmarks.made.run", _Made)


def test_tables_are_printed_as_markdown_and_progress_beside_them(made, capsys):
    assert main(["benchmark", "made", "--size", "7"]) == 0
    said = capsys.readouterr()
    assert said.out.splitlines() == ["### Made", "", "| size |", "| ---: |", "| 7 |", ""]
    assert "measuring" in said.err


def test_as_json(made, capsys):
    assert main(["benchmark", "made", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["benchmark"], told["tables"][0]["rows"]) == ("made", [["1"]])


def test_an_unknown_name_names_those_there_are(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["benchmark", "nothing"])
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert benchmark_names()
    assert all(name in said for name in benchmark_names())
