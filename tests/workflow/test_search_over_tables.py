"""Judged queries over tables of organisations: columns by their headings, rows by key, many real rows."""

import csv
import gzip
import json
from pathlib import Path

import pytest

from klusterkarta.cli.main import main
from klusterkarta.workflow.search_corpus import BadCorpus, read_corpus
from klusterkarta.workflow.search_over_tables import evaluate_over

JUDGED = Path(__file__).parents[2] / "src" / "klusterkarta" / "benchmarks" / "search"
TABLES = Path(__file__).parents[3] / "shared" / "data" / "cluster_orgs"


def test_columns_are_known_by_heading_and_rows_of_one_key_are_one(tmp_path: Path):
    path = tmp_path / "nät.csv"
    path.write_text(
        "org_id,org_title,cluster_name,Website\n7,Stålnät,Stål; Järn,http://x.se\n7,Stålnät,Gruvor,\n8,Glasriket,Glas,\n",
        "utf-8",
    )
    corpus = read_corpus([path])
    assert corpus.ids == {"nät:7": 1, "nät:8": 2}
    assert corpus.documents[0].texts == {"name": ("Stålnät",), "sector": ("Stål", "Järn", "Gruvor")}


def test_rows_without_keys_are_told_by_their_place_and_tables_without_names_refused(tmp_path: Path):
    path = tmp_path / "a.csv"
    path.write_text("Namn;Beskrivning\nEtt;text\n;utan namn\nTvå;mer\n", "utf-8")
    assert read_corpus([path]).ids == {"a:2": 1, "a:4": 2}
    path.write_text("Färg;Form\nröd;rund\n", "utf-8")
    with pytest.raises(BadCorpus) as refused:
        read_corpus([path])
    assert refused.value.reason.code == "search.corpus_no_name"
    path.write_text("Namn;Form\n;rund\n", "utf-8")
    with pytest.raises(BadCorpus):
        read_corpus([path])


def test_the_verb_needs_no_workspace(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "a.csv").write_text("Namn,Sektor\nPaper Valley,Massa- och pappersindustri\nStålnät,Stål\n", "utf-8")
    judged = tmp_path / "judged.csv"
    judged.write_text("query,actor,grade\npulp and paper,a:2,3\nstål,Stålnät,2\n", "utf-8")
    nowhere = str(tmp_path / "nowhere")
    asked = ["--workspace", nowhere, "evaluate-search", str(judged), "--corpus", str(tmp_path / "a.csv"), "--json"]
    assert main(asked) == 0
    document = json.loads(capsys.readouterr().out)
    # By hand: each query has its one relevant row first.
    assert document["figures"]["ours"] == {"ndcg_at_10": 1.0, "precision_at_10": 0.1, "recall_at_50": 1.0}
    assert document["unknown"] == []


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """European innovation hubs, American cluster organisations, Swedish incubators."""
    if not TABLES.is_dir():
        pytest.skip("the organisations' tables (../shared/data/cluster_orgs) are not on this machine")
    hubs = tmp_path_factory.mktemp("tables") / "edih_catalogue.csv"
    hubs.write_bytes(gzip.decompress((TABLES / "edih_catalogue.csv.gz").read_bytes()))
    return [
        hubs,
        *(TABLES / f"{one}.csv" for one in ("us_cluster_organisations_by_cluster", "swedish_incubators_2021")),
    ]


def test_every_judged_row_is_there(tables: list[Path]):
    known = read_corpus(tables).ids
    for half in ("wide_tuning", "wide_reporting"):
        with (JUDGED / f"{half}.csv").open(encoding="utf-8") as stream:
            rows = list(csv.DictReader(stream))
        assert {row["actor"] for row in rows} <= set(known)
        assert len({row["query"] for row in rows}) >= 20


def test_search_leads_every_peer_by_the_goal_on_the_reporting_half(tables: list[Path]):
    found = evaluate_over(JUDGED / "wide_reporting.csv", tables)
    assert found.unknown == ()
    # The goal of the product's requirements: 0.15 above the best of the three in nDCG@10, and sure of a lead.
    assert min(one.mean for one in found.evaluation.differences.values()) >= 0.15
    assert min(one.low for one in found.evaluation.differences.values()) > 0
