"""The location quotient: how much larger an industry's share is in a region than in the whole."""

import numpy as np

from klusterkarta.analysis.grid import Floats
from klusterkarta.analysis.relatedness.advantage import rca


def location_quotient(values: Floats, base: Floats | None = None) -> Floats:
    """LQ_ri = (x_ri / b_r) / (X_i / B); regions × industries in and out, 0…, no unit; 1 is the whole's share.

    `base` names the b_r that shares are taken of: a vector over regions, such as all employment or that of traded
    industries alone; without it the sum of the row, all that the table holds. Weighed by b_r / B the quotients of an
    industry average to 1. nan for a region whose base is 0 and for an industry that is nowhere.

    Source: P. S. Florence, Report on the location of industry (1939); Isard, Methods of regional analysis (1960).

    >>> location_quotient(np.array([[30.0, 70.0], [10.0, 90.0]])).round(6).tolist()
    [[1.5, 0.875], [0.5, 1.125]]
    """
    if base is None:
        return rca(values)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(values / base[:, None] / (values.sum(axis=0) / base.sum()))


def hoover_balassa(values: Floats) -> Floats:
    """The Hoover–Balassa index (x_ri / X_i) / (x_r / X): the same figure as the location quotient of all that is there.

    Hoover asks how much of the industry lies in the region, Balassa how much of the region is in the industry; the
    quotients are equal. Sources: E. M. Hoover, REStat 18 (1936); B. Balassa, Manchester School 33 (1965).

    >>> hoover_balassa(np.array([[30.0, 70.0], [10.0, 90.0]])).round(6).tolist()
    [[1.5, 0.875], [0.5, 1.125]]
    """
    return rca(values)
