"""K-density on generated points: a curve by all pairs and by the grid, its error, and simulations."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable

from klusterkarta.benchmarks.distance.steps import Curves, measure_curve, measure_simulations
from klusterkarta.benchmarks.machine import machine_note
from klusterkarta.benchmarks.measure import in_child
from klusterkarta.benchmarks.table import BenchmarkTable, whole

_EXACT_AT = 10_000
_COLUMNS = (
    "points", "method", "first, s", "warm, s", "warm, CPU s", "all pairs, s", "CPU s", "error found", "stated",
    "peak, MB",
)  # fmt: skip


def add_arguments(parser: ArgumentParser) -> None:
    """How many points and simulations; whether all pairs of the large set are looped over to compare."""
    parser.add_argument("--points", type=int, default=200_000)
    parser.add_argument("--simulations", type=int, default=1_000)
    parser.add_argument("--no-pairs", action="store_true", help="do not compare with the loop over all pairs")


def run(options: Namespace, progress: Callable[[str], None]) -> list[BenchmarkTable]:
    """Two tables: one curve, and a thousand."""
    progress("all pairs")
    small = in_child(measure_curve, _EXACT_AT, method="exact", pairs=False)
    progress("grid")
    large = in_child(measure_curve, options.points, method="grid", pairs=not options.no_pairs)
    progress("simulations")
    drawn = in_child(measure_simulations, options.points, simulations=options.simulations)
    rows = [_row(_EXACT_AT, "all pairs", small.result, small.peak_megabytes)]
    rows.append(_row(options.points, "grid", large.result, large.peak_megabytes))
    one = BenchmarkTable(
        "One K-density",
        _COLUMNS,
        tuple(rows),
        (
            machine_note(),
            "Bandwidth and range are found from the points in the same time. First: code is loaded, perhaps compiled.",
            "Errors: the largest share of the density, where that is above a hundredth of its highest.",
        ),
    )
    times = (f"{drawn.result[0]:.0f}", f"{drawn.result[1]:.0f}", whole(drawn.peak_megabytes))
    many = BenchmarkTable(
        "Simulations",
        ("points", "simulations", "s", "CPU s", "peak, MB"),
        ((whole(options.points), whole(options.simulations), *times),),
        (machine_note(), "Points drawn from half as many again as sites; local and global bands included."),
    )
    return [one, many]


def _row(points: int, method: str, found: Curves, peak: float) -> tuple[str, ...]:
    loop = ("", "") if found.pairs is None else tuple(f"{one:.1f}" for one in found.pairs)
    errors = ("", f"{found.stated:.1e}") if found.pairs is None else (f"{found.found:.1e}", f"{found.stated:.1e}")
    times = (f"{found.cold[0]:.2f}", f"{found.warm[0]:.3f}", f"{found.warm[1]:.3f}")
    return (whole(points), method, *times, *loop, *errors, whole(peak))
