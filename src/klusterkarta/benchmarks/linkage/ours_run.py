"""Klusterkarta's linkage run as the peers are: a process of its own that reads records and writes pairs and groups.

Called as: python -m klusterkarta.benchmarks.linkage.ours_run RECORDS PAIRS FIGURES records|affiliations COLUMN,…
"""

import json
import resource
import sys
import time
from pathlib import Path

from klusterkarta.benchmarks.measure import peak_megabytes

# Pairs below this probability are of no use to any threshold that is chosen.
LEAST = 0.02


def main(arguments: list[str]) -> None:
    """Link the records and write what was found and what it took; the imports count, as they do for the peers."""
    records, pairs_file, figures, kind, columns = arguments
    began = time.perf_counter()
    import polars as pl

    from klusterkarta.linkage.tables.link import link_table

    frame = pl.read_parquet(records)
    given = frame.select("name", *filter(None, columns.split(",")))
    linked = link_table(given, least=LEAST, kind="affiliations" if kind == "affiliations" else "records")
    ids = frame["id"].to_numpy()
    seconds = time.perf_counter() - began
    used = resource.getrusage(resource.RUSAGE_SELF)
    peak, processor = peak_megabytes(), used.ru_utime + used.ru_stime
    pairs = {"left_id": ids[linked.left], "right_id": ids[linked.right], "score": linked.weights}
    pl.DataFrame(pairs).write_parquet(pairs_file)
    told = {
        "seconds": seconds,
        "processor": processor,
        "peak_megabytes": peak,
        "pairs": len(linked.left),
        "version": "",
    }
    Path(figures).write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
