"""K-density of Duranton and Overman: how often two members of a group are a given distance apart, against chance."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Literal

import numpy as np

from klusterkarta.analysis.distance.distance_sums import DistanceSums, silverman, smoothed
from klusterkarta.analysis.distance.envelope import Band, global_band, local_band
from klusterkarta.analysis.distance.gridded import Mesh, gridded_sums, mesh_over
from klusterkarta.analysis.distance.pair_loops import pair_means, pair_sums
from klusterkarta.analysis.distance.points import Points, bad
from klusterkarta.analysis.grid import Floats
from klusterkarta.analysis.in_parts import cores

Method = Literal["auto", "exact", "grid"]
EXACT_UP_TO = 5_000
# From so many bins to a bandwidth on a curve is right to 1e-5: with means alone, and with squares too.
_BINS, _FINE_PER_BANDWIDTH, _BINS_PER_BANDWIDTH, _REACH = 24_576, 65, 14, 7.0
_COARSE, _MOST_CELLS = 384, 60_000_000
# With many points each counts for little: a coarser grid is as right as it need be.
_CELLS_PER_BANDWIDTH, _OF_MANY, _MANY = 2.0, 1.5, 20_000
_EXACT_ERROR, _OWN_ERROR, _OWN_ERROR_OF_MANY = 1e-5, 2e-4, 7e-4


@dataclass(frozen=True, slots=True)
class Asked:
    """How it is reckoned: distances up to `reach` km (0: the median of all sites), a bandwidth in km (0: Silverman's).

    `steps` distances from 0 on; `simulations` (0: none) from a `seed`; `method` exact, grid, or auto: exact up to
    5 000 points.
    """

    reach: float = 0.0
    bandwidth: float = 0.0
    steps: int = 101
    simulations: int = 1_000
    method: Method = "auto"
    seed: int = 0


USUAL = Asked()


@dataclass(frozen=True, slots=True)
class KDensity:
    """The curve and what chance gives. `error` bounds the reckoning's error at each distance, in units of `density`,
    for this range and `bandwidth`; how far these are from what all pairs would give, on a grid, it does not say.

    `localised` is how far the curve lies above the global band, `dispersed` how far below it where it is nowhere
    localised (Duranton and Overman's Γ and Ψ at each distance). `chance` says what was drawn.
    """

    distances: Floats
    density: Floats
    error: Floats
    local: Band | None
    overall: Band | None
    bandwidth: float
    method: str
    chance: str

    @property
    def localised(self) -> Floats:
        """Γ(d) = max(K(d) - upper global bound, 0); zeros without simulations."""
        if self.overall is None:
            return np.zeros(len(self.density))
        above: Floats = np.maximum(self.density - self.overall.high, 0.0)
        return above

    @property
    def dispersed(self) -> Floats:
        """Ψ(d) = max(lower global bound - K(d), 0) where Γ is 0 at every distance, else 0."""
        if self.overall is None or self.localised.any():
            return np.zeros(len(self.density))
        below: Floats = np.maximum(self.overall.low - self.density, 0.0)
        return below


def k_density(members: Points, asked: Asked = USUAL, *, sites: Points | None = None) -> KDensity:
    """K(d) = Σ_{i<j} w_i w_j f((d - d_ij) / h) / (h Σ_{i<j} w_i w_j), f the normal density reflected at 0; per km.

    What chance gives: as many places are drawn from all `sites` (the members among them) without repetition, and the
    members' weights dealt out to them. Without sites the members' weights are dealt out anew among their own places;
    without weights either, places are drawn evenly over the members' convex hull. The bandwidth is the observed
    curve's in every simulation. Source: G. Duranton and H. Overman, Review of Economic Studies 72 (2005).

    Raises BadPoints where the members stand at too few different distances for a bandwidth, or the grid that the
    bandwidth asks for would be too large.

    >>> from klusterkarta.analysis.distance.points import points_on_plane
    >>> town = points_on_plane(np.array([59.0, 59.01, 59.3]), np.array([17.0, 17.0, 17.4]))
    >>> found = k_density(town, Asked(reach=120.0, bandwidth=5.0, steps=241, simulations=0))
    >>> round(float(np.trapezoid(found.density, found.distances)), 4)
    1.0
    """
    method = asked.method if asked.method != "auto" else ("exact" if len(members) <= EXACT_UP_TO else "grid")
    rough = _all_distances(members, method)
    reach = asked.reach or (rough if sites is None else _all_distances(sites, "grid")).quantile(0.5)
    bandwidth = asked.bandwidth or silverman(rough, most=2 * reach)
    if not (reach > 0 and bandwidth > 0):
        raise bad("points.no_bandwidth")
    distances: Floats = np.linspace(0.0, reach, asked.steps)
    cells = _OF_MANY if len(members) >= _MANY else _CELLS_PER_BANDWIDTH
    reckon = _reckoner(members if sites is None else sites, method, reach=reach, bandwidth=bandwidth, cells=cells)
    if method == "exact":
        fine = (
            rough if rough.width * _FINE_PER_BANDWIDTH <= bandwidth else reckon(members.x, members.y, members.weights)
        )
        density = smoothed(fine, distances, bandwidth=bandwidth)
        error: Floats = _EXACT_ERROR * density
    else:
        density, error = _on_two_grids(reckon, members, distances, bandwidth)
    chance = "sites" if sites is not None else "weights" if members.weighted else "hull"
    local = overall = None
    if asked.simulations:
        curves = _simulated(reckon, _draw_from(members, sites), asked, distances=distances, bandwidth=bandwidth)
        local, overall = local_band(curves), global_band(curves)
    return KDensity(distances, density, error, local, overall, bandwidth, method, chance)


Reckoner = Callable[..., DistanceSums]
Draw = Callable[[np.random.Generator], tuple[Floats, Floats, Floats]]


def _all_distances(members: Points, method: str) -> DistanceSums:
    """The distances of all pairs: exactly, or on a coarse grid that is good enough for quantiles."""
    far = float(np.hypot(np.ptp(members.x), np.ptp(members.y))) * 1.001
    if method != "exact":
        mesh = mesh_over(members.x, members.y, cell=far / _COARSE, reach=far)
        return gridded_sums(members.x, members.y, weights=members.weights, mesh=mesh)
    sums = pair_means(members.x, members.y, weights=members.weights, width=far / _BINS, bins=_BINS)
    return DistanceSums(sums, far / _BINS, float(sums[:, 0].sum()), len(members) * (len(members) - 1) / 2)


def _reckoner(sites: Points, method: str, *, reach: float, bandwidth: float, cells: float) -> Reckoner:
    farthest = reach + _REACH * bandwidth
    if method == "exact":
        return _exact(bandwidth / _BINS_PER_BANDWIDTH, farthest)
    cell = bandwidth / cells
    number = (np.ptp(sites.x) + farthest) / cell * (np.ptp(sites.y) + farthest) / cell
    if number > _MOST_CELLS:
        raise bad("points.too_fine", bandwidth=round(bandwidth, 4), cells=round(float(number)))
    return _on_mesh(mesh_over(sites.x, sites.y, cell=cell, reach=farthest))


def _exact(width: float, farthest: float) -> Reckoner:
    def _reckon(x: Floats, y: Floats, weights: Floats, *, parallel: bool = True, **_: float) -> DistanceSums:
        bins = int(farthest / width) + 1
        sums = pair_sums(x, y, weights=weights, width=width, bins=bins, parallel=parallel)
        total = (float(weights.sum()) ** 2 - float(weights @ weights)) / 2
        return DistanceSums(sums, width, total, len(x) * (len(x) - 1) / 2)

    return _reckon


def _on_mesh(mesh: Mesh) -> Reckoner:
    def _reckon(x: Floats, y: Floats, weights: Floats, *, parallel: bool = True, moved: float = 0.0) -> DistanceSums:
        workers = cores() if parallel else 1
        return gridded_sums(x, y, weights=weights, mesh=mesh, moved=moved, workers=workers)

    return _reckon


def _on_two_grids(reckon: Reckoner, members: Points, distances: Floats, bandwidth: float) -> tuple[Floats, Floats]:
    """The mean of the curve on a grid and on one moved by half a cell; their difference bounds its error.

    Moving does not change what a point has with itself: that is taken out to a share of 2e-4, or 7e-4 on the
    coarser grid of many points, which counts with few points and near distance 0.
    """

    def one(moved: float) -> Floats:
        gathered = reckon(members.x, members.y, members.weights, moved=moved, parallel=False)
        return smoothed(gathered, distances, bandwidth=bandwidth)

    with ThreadPoolExecutor(2) as threads:
        first, second = threads.map(one, (0.0, 0.5))
    density: Floats = (first + second) / 2
    squares = float(members.weights @ members.weights)
    own = (
        squares
        / (float(members.weights.sum()) ** 2 - squares)
        * np.exp(-((distances / bandwidth) ** 2) / 2)
        / bandwidth
    )
    share = _OWN_ERROR_OF_MANY if len(members) >= _MANY else _OWN_ERROR
    error: Floats = np.abs(first - second) + _EXACT_ERROR * density + share * own
    return density, error


def _draw_from(members: Points, sites: Points | None) -> Draw:
    number = len(members)
    if sites is not None:

        def places(random: np.random.Generator) -> tuple[Floats, Floats, Floats]:
            chosen = random.permutation(len(sites))[:number]
            dealt = np.zeros(len(sites))
            dealt[chosen] = members.weights
            kept = np.flatnonzero(dealt)
            return sites.x[kept], sites.y[kept], dealt[kept]

        return places
    if members.weighted:
        return lambda random: (members.x, members.y, random.permutation(members.weights))
    corners = _hull(members)
    return lambda random: (*_evenly(corners, number, random), members.weights)


def _simulated(reckon: Reckoner, draw: Draw, asked: Asked, *, distances: Floats, bandwidth: float) -> Floats:
    """A curve a row; each simulation has a seed of its own, so that threads change nothing."""
    seeds = np.random.SeedSequence(asked.seed).spawn(asked.simulations)

    def one(seed: np.random.SeedSequence) -> Floats:
        x, y, weights = draw(np.random.default_rng(seed))
        return smoothed(reckon(x, y, weights, parallel=False), distances, bandwidth=bandwidth)

    with ThreadPoolExecutor(cores()) as threads:
        return np.array(list(threads.map(one, seeds)))


def _hull(members: Points) -> Floats:
    from scipy.spatial import ConvexHull, QhullError  # type: ignore[import-untyped]

    every = np.column_stack([members.x, members.y])
    try:
        corners: Floats = every[ConvexHull(every).vertices]
    except QhullError:
        raise bad("points.on_a_line") from None
    return corners


def _evenly(corners: Floats, number: int, random: np.random.Generator) -> tuple[Floats, Floats]:
    """Places drawn evenly over a convex polygon: a triangle by its area, then a place in it."""
    first, second, third = corners[0], corners[1:-1], corners[2:]
    (ax, ay), (bx, by) = (second - first).T, (third - first).T
    areas = np.abs(ax * by - ay * bx)
    which = random.choice(len(areas), size=number, p=areas / areas.sum())
    out, along = np.sqrt(random.random(number)), random.random(number)
    place = first + out[:, None] * ((second - first)[which] + along[:, None] * (third - second)[which])
    return place[:, 0], place[:, 1]
