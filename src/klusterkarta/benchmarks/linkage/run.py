"""Linkage of organisations against Splink, recordlinkage and rapidfuzz: quality, time, memory on one machine."""

import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import polars as pl

from klusterkarta.benchmarks.linkage.affiliations import read_affiliations
from klusterkarta.benchmarks.linkage.contenders import OURS, PEERS, Outcome, Task, run_ours, run_peer
from klusterkarta.benchmarks.linkage.environment import peers_python
from klusterkarta.benchmarks.linkage.generate import COLUMNS, SEED, generate
from klusterkarta.benchmarks.linkage.score import HALVES
from klusterkarta.benchmarks.linkage.training import trained_models, write_models
from klusterkarta.benchmarks.table import BenchmarkTable, whole
from klusterkarta.linkage.affiliations import organisation_part
from klusterkarta.vocabularies.documents import DATA

SIZES = (10_000, 100_000, 1_000_000)
# What these do grows with the square of the records, or holds all pairs in memory: hours, or tens of gigabytes.
ON_PARTS = ("rapidfuzz",)
LARGEST = {"rapidfuzz": 100_000, "recordlinkage": 100_000}
_COLUMNS = (
    "library", "half", "precision", "recall", "pair F1", "cluster F1", "whole clusters", "B³ F1",
    "seconds", "CPU s", "peak MB",
)  # fmt: skip
Say = Callable[[str], None]


def add_arguments(parser: ArgumentParser) -> None:
    """How many records, which peers, where the second truth lies; or train the model anew."""
    parser.add_argument("--records", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--libraries", nargs="*", choices=(OURS, *PEERS), default=[OURS, *PEERS])
    parser.add_argument("--environment", type=Path, default=Path.home() / ".cache" / "klusterkarta" / "linkage-peers")
    parser.add_argument("--affiliations", type=Path, default=Path("../shared/data/org_names"), metavar="FOLDER")
    parser.add_argument("--patience", type=float, default=1_800, metavar="SECONDS")
    parser.add_argument("--train", action="store_true", help="train the stored models instead")


def run(options: Namespace, progress: Say) -> list[BenchmarkTable]:
    """The tables: one for each number of generated records, one for the affiliation strings."""
    truth = read_affiliations(options.affiliations)
    if options.train:
        write_models(trained_models(progress, affiliations=truth), DATA / "linkage_model.yaml")
        return []
    peers = [library for library in options.libraries if library in PEERS]
    python = peers_python(options.environment, progress) if peers else Path()
    with tempfile.TemporaryDirectory() as folder:
        room = _Room(Path(folder), options, python, progress)
        tables = [_generated(records, room) for records in options.records]
        return [*tables, _affiliations(truth, room)]


class _Room:
    """Where files are put while it runs, and what was asked for."""

    def __init__(self, folder: Path, options: Namespace, python: Path, progress: Say) -> None:
        self.folder, self.options, self.python, self.progress = folder, options, python, progress

    def task(self, frame: pl.DataFrame, name: str, *, columns: Sequence[str], kind: str = "records") -> Task:
        """The records as a file, with the truth kept apart from them."""
        path = self.folder / f"{name}.parquet"
        frame.drop("entity", "half").write_parquet(path)
        return Task(path, frame.select("id", "entity", "half"), self.folder, columns, self.options.patience, kind)

    def run(self, library: str, task: Task) -> Outcome:
        """One library on the records; one that is known not to come through is not started."""
        records = task.truth.height
        self.progress(f"{library} on {whole(records)} records")
        if records > LARGEST.get(library, records):
            return Outcome(library, records, {}, fault=f"not run above {whole(LARGEST[library])} records")
        return run_ours(task) if library == OURS else run_peer(library, self.python, task=task)


def _generated(records: int, room: _Room) -> BenchmarkTable:
    room.progress(f"generating {whole(records)} records")
    task = room.task(generate(records), f"generated{records}", columns=COLUMNS[1:])
    outcomes = [room.run(library, task) for library in room.options.libraries]
    notes = (
        f"generated with seed {SEED}; columns {', '.join(COLUMNS)}",
        "for each library the threshold with the best pair F1 on the tuning half",
        "seconds by the clock; seconds of the processors, which other work lengthens little; peak memory",
        "cluster F1: pairs within clusters; whole clusters: F1 of clusters that are exactly one organisation",
        *_where_behind(outcomes),
    )
    return BenchmarkTable(f"{whole(records)} generated records", _COLUMNS, tuple(_rows(outcomes)), notes)


def _affiliations(truth: pl.DataFrame | None, room: _Room) -> BenchmarkTable:
    title = "Affiliation strings and their ROR ids"
    if truth is None:
        return BenchmarkTable(title, _COLUMNS, (), (f"left out: not found in {room.options.affiliations}",))
    task = room.task(truth, "affiliations", columns=(), kind="affiliations")
    parts = pl.Series("name", [organisation_part(text) for text in truth["name"].to_list()])
    told = room.task(truth.with_columns(parts), "organisations", columns=())
    outcomes = [room.run(library, task) for library in room.options.libraries]
    again = [library for library in room.options.libraries if library in ON_PARTS]
    helped = [(f"{library}, on our parts", room.run(library, told)) for library in again]
    rows = [*_rows(outcomes), *(row for name, outcome in helped for row in _rows([outcome], name=name))]
    notes = (
        f"{whole(truth.height)} strings; the model's numbers for such strings are trained on the tuning half",
        "“on our parts”: the peer is given the organisation that Klusterkarta found in each string, not the string",
        *_where_behind([*outcomes, *(outcome for _, outcome in helped)]),
    )
    return BenchmarkTable(title, _COLUMNS, tuple(rows), notes)


def _rows(outcomes: Sequence[Outcome], *, name: str = "") -> Iterator[tuple[str, ...]]:
    for outcome in outcomes:
        shown = name or f"{outcome.library} {outcome.version}".strip()
        if outcome.fault:
            yield (shown, outcome.fault, *[""] * (len(_COLUMNS) - 2))
        for half in HALVES if outcome.scores else ():
            one = outcome.scores[half]
            quality = (
                one.precision, one.recall, one.pair_f1, one.cluster_f1, one.whole_clusters, one.b_cubed,
            )  # fmt: skip
            spent = (f"{outcome.seconds:.1f}", f"{outcome.processor:.1f}", whole(outcome.megabytes))
            cost = spent if half == HALVES[0] else ("", "", "")
            yield (shown, half, *(f"{share:.3f}" for share in quality), *cost)


def _where_behind(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Where a peer does better than we do, said in words."""
    ours = next((one for one in outcomes if one.library == OURS and one.scores), None)
    if ours is None:
        return
    for peer in outcomes:
        if peer is ours or not peer.scores:
            continue
        mine, theirs = ours.scores["report"], peer.scores["report"]
        fields = {"precision": "precision", "recall": "recall", "pair_f1": "pair F1", "cluster_f1": "cluster F1",
                  "whole_clusters": "whole clusters", "b_cubed": "B³ F1"}  # fmt: skip
        behind = [name for field, name in fields.items() if getattr(theirs, field) > getattr(mine, field)]
        behind += ["processor time"] if peer.processor < ours.processor else []
        behind += ["memory"] if peer.megabytes < ours.megabytes else []
        if behind:
            yield f"{OURS} is behind {peer.library} in: {', '.join(behind)}"
