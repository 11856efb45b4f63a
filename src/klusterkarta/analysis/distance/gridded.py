"""Distances of all pairs through a grid and Fourier transforms: time grows with points and cells, not with pairs.

Each point is spread over 4 × 4 cells by a cubic B-spline; the squared transform of the grid, divided by the squared
transform of the spline, is the transform of all differences between two points. What is left of an error is aliasing,
which falls with (cell / bandwidth)^4. On a grid moved by half a cell its leading terms change sign: the mean of both is
free of them, and their difference bounds the error of either. (R. Hockney and J. Eastwood, Computer Simulation Using
Particles, 1988, chapters 5 and 7; interlacing there, 7-8.)
"""

import math
from dataclasses import dataclass

import numba
import numpy as np
import scipy.fft  # type: ignore[import-untyped]

from klusterkarta.analysis.distance.distance_sums import DistanceSums
from klusterkarta.analysis.grid import Floats

_SPLINE = 4
_PER_CELL = 12
_compiled = numba.njit(cache=True, nogil=True, fastmath={"contract", "nnan", "ninf", "nsz"})


@dataclass(frozen=True, slots=True)
class Mesh:
    """A grid over an extent: the side of a cell, its corner, its shape with room for `reach` beyond the extent.

    `window` is the squared transform of the spline by which the differences' transform is divided.
    """

    cell: float
    corner: tuple[float, float]
    shape: tuple[int, int]
    reach: float
    window: np.ndarray[tuple[int, int], np.dtype[np.float32]]


def mesh_over(x: Floats, y: Floats, *, cell: float, reach: float) -> Mesh:
    """The mesh on which distances up to `reach` between any of these points can be told."""
    sizes = [math.ceil((float(np.ptp(axis)) + reach) / cell) + 2 * _SPLINE for axis in (x, y)]
    shape = (scipy.fft.next_fast_len(sizes[0]), scipy.fft.next_fast_len(sizes[1], real=True))
    rows = np.sinc(np.fft.fftfreq(shape[0])) ** (2 * _SPLINE)
    columns = np.sinc(np.fft.rfftfreq(shape[1])) ** (2 * _SPLINE)
    window = (1 / np.outer(rows, columns)).astype(np.float32)
    corner = (float(x.min()) - _SPLINE / 2 * cell, float(y.min()) - _SPLINE / 2 * cell)
    return Mesh(cell, corner, shape, reach, window)


def gridded_sums(
    x: Floats, y: Floats, *, weights: Floats, mesh: Mesh, moved: float = 0.0, workers: int = 1
) -> DistanceSums:
    """The distances up to the mesh's reach of all pairs; points of weight 0 are passed over.

    `moved` shifts the grid by a part of a cell. The sums of a bin are those of ordered pairs, halved; a point with
    itself is taken out of the first bin.
    """
    grid = np.zeros(mesh.shape, np.float32)
    _spread(grid, x, y, weights, (mesh.corner[0], mesh.corner[1], mesh.cell, moved))
    waves = scipy.fft.rfft2(grid, workers=workers, overwrite_x=True)
    power = (waves.real**2 + waves.imag**2) * mesh.window
    differences = scipy.fft.irfft2(power, s=mesh.shape, workers=workers, overwrite_x=True)
    width = mesh.cell / _PER_CELL
    sums = _rings(differences, mesh.reach / mesh.cell, float(_PER_CELL), math.ceil(mesh.reach / width) + 1)
    own = float(weights @ weights)
    sums[0] -= own / 2 * np.array([1.0, -0.5, 0.25])
    used = np.count_nonzero(weights)
    return DistanceSums(sums, width, (float(weights.sum()) ** 2 - own) / 2, used * (used - 1) / 2)


@_compiled
def _spread(grid, x, y, weights, frame):  # type: ignore[no-untyped-def]
    left, bottom, cell, moved = frame
    a = np.empty(4)
    b = np.empty(4)
    for i in range(x.shape[0]):
        if weights[i] == 0:
            continue
        u = (x[i] - left) / cell + moved
        v = (y[i] - bottom) / cell + moved
        row = int(u)
        column = int(v)
        _cubic(a, u - row)
        _cubic(b, v - column)
        for r in range(4):
            share = a[r] * weights[i]
            for c in range(4):
                grid[row - 1 + r, column - 1 + c] += share * b[c]


@_compiled
def _cubic(shares, t):  # type: ignore[no-untyped-def]
    shares[0] = (1 - t) ** 3 / 6
    shares[1] = (3 * t**3 - 6 * t**2 + 4) / 6
    shares[2] = (-3 * t**3 + 3 * t**2 + 3 * t + 1) / 6
    shares[3] = t**3 / 6


@_compiled
def _rings(differences, reach, inverse, bins):  # type: ignore[no-untyped-def]
    sums = np.zeros((bins, 3))
    rows = differences.shape[0]
    most = int(reach)
    for a in range(-most, most + 1):
        row = a if a >= 0 else a + rows
        far = int(np.sqrt(reach * reach - a * a))
        for b in range(far + 1):
            # Half of the plane: the other half is the same turned round; on its edge both halves meet.
            weight = float(differences[row, b]) if b > 0 else float(differences[row, b]) / 2
            place = np.sqrt(float(a * a + b * b)) * inverse
            at = int(place)
            off = place - at - 0.5
            sums[at, 0] += weight
            sums[at, 1] += weight * off
            sums[at, 2] += weight * off * off
    return sums
