"""Read generated reports as text and PDF and find their profiles: pages a second, memory, growth; beside peers."""

import json
import subprocess
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from klusterkarta.benchmarks.extract.documents import write_pdf, write_text
from klusterkarta.benchmarks.extract.pages import made_pages, words_of
from klusterkarta.benchmarks.extract.steps import Extracted, extract, same_words
from klusterkarta.benchmarks.machine import machine_note
from klusterkarta.benchmarks.measure import Measured, in_child
from klusterkarta.benchmarks.register.options import sizes as page_counts
from klusterkarta.benchmarks.table import BenchmarkTable, whole

PEERS = ("pypdfium2", "pypdf", "pdfplumber")
_WRITERS = {"text": ("txt", write_text), "PDF": ("pdf", write_pdf)}
_TARGETS = {"text": 500, "PDF": 20}
_COLUMNS = (
    "format", "pages", "reading, ms a page", "profiles on top, ms a page", "pages a second", "target", "peak, MB",
    "profiles found", "pages with every word",
)  # fmt: skip
_PEER_COLUMNS = ("library", "pages", "ms a page", "pages a second", "peak, MB", "pages with every word", "time to ours")


def add_arguments(parser: ArgumentParser) -> None:
    """How many pages, and where the peers are."""
    parser.add_argument(
        "--pages", type=page_counts, default=(50, 500, 5_000), metavar="N,N,…", help="sizes of the reports"
    )
    help_peers = f"a Python that has {', '.join(PEERS)}: they read the PDF too"
    parser.add_argument("--peers", type=Path, metavar="PYTHON", help=help_peers)
    parser.add_argument("--peer-pages", type=int, default=500, metavar="N", help="the size of report that peers read")


def run(options: Namespace, progress: Callable[[str], None]) -> list[BenchmarkTable]:
    """One table of our own reading, and where there are peers one beside them."""
    with tempfile.TemporaryDirectory(prefix="klusterkarta-") as folder:
        runs = [_measured(kind, pages, Path(folder), progress) for kind in _WRITERS for pages in options.pages]
        tables = [_table(runs)]
        if options.peers:
            tables.append(_beside(options.peers, options.peer_pages, Path(folder), progress))
    return tables


@dataclass(frozen=True, slots=True)
class _Run:
    kind: str
    pages: int
    complete: int
    measured: Measured[Extracted]

    @property
    def seconds(self) -> float:
        """Of the processor, reading and profiles."""
        return self.measured.result.read[1] + self.measured.result.found[1]


def _measured(kind: str, pages: int, folder: Path, progress: Callable[[str], None]) -> _Run:
    ending, write = _WRITERS[kind]
    path, made = folder / f"{pages}.{ending}", list(made_pages(pages))
    write(path, made)
    progress(f"{whole(pages)} pages of {kind}")
    measured = in_child(extract, path)
    return _Run(kind, pages, same_words(measured.result.words, [words_of(page) for page in made]), measured)


def _table(runs: Sequence[_Run]) -> BenchmarkTable:
    notes = (
        "Seconds of the processor. The first report also pays for loading the vocabulary, once in a process.",
        machine_note(),
        *(_growth([one for one in runs if one.kind == kind]) for kind in _WRITERS),
    )
    return BenchmarkTable("Reading reports", _COLUMNS, tuple(_row(one) for one in runs), notes)


def _row(one: _Run) -> tuple[str, ...]:
    told = one.measured.result
    each = (f"{told.read[1] / one.pages * 1000:.2f}", f"{told.found[1] / one.pages * 1000:.2f}")
    speed = (whole(one.pages / one.seconds), f"≥ {_TARGETS[one.kind]}", whole(one.measured.peak_megabytes))
    return (one.kind, whole(one.pages), *each, *speed, whole(told.profiles), whole(one.complete))


def _growth(runs: Sequence[_Run]) -> str:
    least, most = runs[0], runs[-1]
    pages, times = most.pages / least.pages, most.seconds / least.seconds
    sizes = f"from {whole(least.pages)} to {whole(most.pages)} pages (×{pages:.0f})"
    return f"{least.kind}: {sizes} the time grows ×{times:.0f}."


def _beside(python: Path, pages: int, folder: Path, progress: Callable[[str], None]) -> BenchmarkTable:
    ours = _measured("PDF", pages, folder, progress)
    seconds = ours.measured.result.read[1]
    row = (whole(pages), f"{seconds / pages * 1000:.2f}", whole(pages / seconds), whole(ours.measured.peak_megabytes))
    rows: list[tuple[str, ...]] = [("klusterkarta, reading", *row, whole(ours.complete), "×1.0")]
    expected = [words_of(page) for page in made_pages(pages)]
    for peer in PEERS:
        progress(f"{whole(pages)} pages: {peer}")
        rows.append(_peer_row(peer, python, folder / f"{pages}.pdf", expected, seconds))
    notes = (
        "The step from PDF to text alone, the same file, each in a process of its own, seconds of the processor.",
        "Ours also says where each line and cell stands; pypdfium2 is the library that it stands on.",
    )
    return BenchmarkTable("The text of a PDF, beside other libraries", _PEER_COLUMNS, tuple(rows), notes)


def _peer_row(peer: str, python: Path, path: Path, expected: list[list[str]], ours: float) -> tuple[str, ...]:
    figures = path.with_name(f"{peer}.json")
    script = Path(__file__).with_name("peer_run.py")
    done = subprocess.run(
        [str(python), str(script), peer, str(path), str(figures)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        return (peer, whole(len(expected)), last[:80], "", "", "", "")
    told = json.loads(figures.read_text(encoding="utf-8"))
    pages, seconds = len(expected), told["processor"]
    cells = (f"{seconds / pages * 1000:.2f}", whole(pages / seconds), whole(told["peak_megabytes"]))
    complete = whole(same_words(told["words"], expected))
    return (f"{peer} {told['version']}", whole(pages), *cells, complete, f"×{seconds / ours:.1f}")
