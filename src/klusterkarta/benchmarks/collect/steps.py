"""What is measured, each step in a process of its own."""

from dataclasses import dataclass
from pathlib import Path

from klusterkarta.benchmarks.measure import peak_of_children, stop_watch
from klusterkarta.benchmarks.register.workspace import fill_register, open_register
from klusterkarta.values.caller import OPERATOR


@dataclass(frozen=True, slots=True)
class Collected:
    """What collecting took, loading left out; the records of the register, with the parties that rows only name."""

    seconds: float
    processor_seconds: float
    reader_megabytes: float
    records: int


@dataclass(frozen=True, slots=True)
class Exported:
    """What writing the master list took, reading the register included, and the file."""

    seconds: float
    processor_seconds: float
    actors: int
    megabytes: float


def collect(workspace: Path, workbook: Path, *, database_url: str) -> Collected:
    """Collect into an empty register."""
    open_register(workspace, database_url)
    from klusterkarta.catalogue.selectors.sources import list_sources

    took = stop_watch()
    fill_register(workbook)
    seconds, processor = took()
    source = list_sources()[0]
    return Collected(seconds, processor, peak_of_children(), source.records + source.mentions)


def export(workspace: Path, database_url: str) -> Exported:
    """Write the master list of all actors."""
    open_register(workspace, database_url)
    from klusterkarta.workflow.export import export_xlsx

    out = workspace / "list.xlsx"
    took = stop_watch()
    report = export_xlsx(out, caller=OPERATOR)
    return Exported(*took(), report.actors, out.stat().st_size / 1e6)


def read_register(workspace: Path, database_url: str) -> float:
    """Read the register as the master list needs it, and write nothing: the processor's seconds."""
    open_register(workspace, database_url)
    from klusterkarta.publishing.actor_table import FACETS, STATED
    from klusterkarta.workflow.snapshots import listed_snapshot

    took = stop_watch()
    listed_snapshot(STATED, facets=FACETS)
    return took()[1]
