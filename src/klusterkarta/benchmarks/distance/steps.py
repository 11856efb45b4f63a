"""What is measured of K-densities, each in a process of its own."""

from dataclasses import dataclass

import numpy as np

from klusterkarta.analysis.distance.kdensity import Asked, k_density
from klusterkarta.analysis.distance.points import Points
from klusterkarta.benchmarks.measure import stop_watch

Times = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Curves:
    """Seconds on the clock and of the processor: first call, later ones, all pairs; errors as shares of the density.

    `found` and `stated` are the largest over distances where the density is above a hundredth of its highest.
    """

    cold: Times
    warm: Times
    pairs: Times | None
    found: float
    stated: float
    bandwidth: float
    reach: float


def clumped(points: int, seed: int = 20261121) -> Points:
    """Points around sixty towns of very different sizes in an oblong of 400 × 1 300 km, some of them at one spot."""
    random = np.random.default_rng(seed)
    towns = random.random((60, 2)) * [400, 1300]
    sizes = random.lognormal(size=60)
    town = random.choice(60, points, p=sizes / sizes.sum())
    spread = random.choice([0.0, 2.0, 8.0, 40.0], points)[:, None]
    x, y = (towns[town] + random.normal(size=(points, 2)) * spread).T
    return Points(x.copy(), y.copy(), np.ones(points), False)


def measure_curve(points: int, *, method: str, pairs: bool) -> Curves:
    """One curve twice; with `pairs` also by the loop over all pairs, at the same scale, to compare."""
    members = clumped(points)
    asked = Asked(simulations=0, method=method)  # type: ignore[arg-type]
    timed = []
    for _ in range(2):
        took = stop_watch()
        curve = k_density(members, asked)
        timed.append(took())
    exact, loop = curve, None
    if pairs:
        took = stop_watch()
        exact = k_density(members, Asked(float(curve.distances[-1]), curve.bandwidth, simulations=0, method="exact"))
        loop = took()
    dense = exact.density > exact.density.max() / 100
    found = np.abs(curve.density - exact.density)[dense] / exact.density[dense]
    stated = curve.error[dense] / exact.density[dense]
    ends = (float(found.max()), float(stated.max()), curve.bandwidth, float(curve.distances[-1]))
    return Curves(timed[0], timed[1], loop, *ends)


def measure_simulations(points: int, *, simulations: int) -> Times:
    """Half as many again as sites, from which so many points are drawn; each draw a curve."""
    sites = clumped(points * 3 // 2)
    members = Points(sites.x[:points], sites.y[:points], sites.weights[:points], False)
    took = stop_watch()
    k_density(members, Asked(simulations=simulations, method="grid"), sites=sites)
    return took()
