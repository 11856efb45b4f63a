"""How far each row's shares lie from the whole's. Rows are regions; for industries hand in the transposed matrix.

By rows of regions these say how special a region is, by rows of industries how concentrated an industry. A row that has
nothing gives nan. With a single row the whole is that row, so that every distance is 0.
"""

import numpy as np

from klusterkarta.analysis.concentration.shares import own_shares, whole_shares
from klusterkarta.analysis.grid import Floats


def krugman(values: Floats, reference: Floats | None = None) -> Floats:
    """Krugman's index Σ_i |s_ri − s_i| of every row; 0 as the whole, up to 2 nothing in common with it.

    s_i is the whole's share, own row included, or that of `reference` (totals over the columns). For two regions
    Krugman compared them with each other; so does `reference`.

    Source: P. Krugman, Geography and trade (1991), appendix B.

    >>> krugman(np.array([[30.0, 70.0], [10.0, 90.0]])).round(6).tolist()
    [0.2, 0.2]
    """
    return np.asarray(np.abs(own_shares(values) - whole_shares(values, reference)).sum(axis=1))


def hoover(values: Floats, reference: Floats | None = None) -> Floats:
    """Hoover's index ½ Σ |s − s_whole| of every row; 0…1: the share that would have to move to be as the whole.

    By industry (transposed) the coefficient of localisation. Source: E. M. Hoover, REStat 18 (1936).

    >>> hoover(np.array([[30.0, 70.0], [10.0, 90.0]]).T).round(6).tolist()
    [0.25, 0.0625]
    """
    return krugman(values, reference) / 2


def hhi(values: Floats) -> Floats:
    """The Herfindahl–Hirschman index Σ s² of every row; 1 / n for n equal shares, 1 for a single one.

    Times 10 000 it is the figure of competition authorities. Source: O. Herfindahl, Concentration in the steel
    industry (1950).

    >>> hhi(np.array([[20.0, 50.0, 20.0, 10.0]])).round(6).tolist()
    [0.34]
    """
    return np.asarray((own_shares(values) ** 2).sum(axis=1))


def hachman(values: Floats, reference: Floats | None = None) -> Floats:
    """The Hachman index 1 / Σ_i LQ_ri s_ri of every row; 1 as diverse as the whole, towards 0 the more special.

    Columns that are nowhere in the whole are left out. Source: F. Hachman, Bureau of Economic and Business Research,
    University of Utah (1994).

    >>> hachman(np.array([[1.0, 0.0], [1.0, 2.0]])).round(6).tolist()
    [0.5, 0.9]
    """
    own, whole = own_shares(values), whole_shares(values, reference)
    known = whole > 0
    with np.errstate(divide="ignore"):
        return np.asarray(1 / (own[:, known] ** 2 / whole[known]).sum(axis=1))


def theil(values: Floats, reference: Floats | None = None) -> Floats:
    """Theil's index Σ s ln(s / s_whole) of every row, in nats; 0 as the whole, 0 ln 0 = 0.

    Infinite where `reference` lacks what a row has. Source: H. Theil, Economics and information theory (1967).

    >>> theil(np.array([[1.0, 0.0], [1.0, 2.0]])).round(6).tolist()
    [0.693147, 0.056633]
    """
    own, whole = own_shares(values), whole_shares(values, reference)
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = np.where(own == 0, 0.0, own * np.log(own / whole))
    return np.asarray(parts.sum(axis=1))


def gini(values: Floats, reference: Floats | None = None) -> Floats:
    """The locational Gini of every row: twice the area between the Lorenz curve of shares and the diagonal; 0…1.

    The curve runs over the columns in the order of s / s_whole, each as wide as its share of the whole. Krugman's
    figure is the area itself, half of this. By industry (transposed) the locational Gini, by region a Gini of
    specialisation. Source: P. Krugman, Geography and trade (1991), p. 55.

    >>> gini(np.array([[0.0, 10.0, 10.0, 30.0, 50.0]]), np.array([10.0, 15.0, 20.0, 25.0, 30.0])).round(6).tolist()
    [0.31]
    """
    own, whole = own_shares(values), whole_shares(values, reference)
    own, whole = own[:, whole > 0], whole[whole > 0]
    order = np.argsort(own / whole, axis=1, kind="stable")
    heights = np.cumsum(np.take_along_axis(own, order, axis=1), axis=1)
    before = heights - np.take_along_axis(own, order, axis=1)
    return np.asarray(1 - (whole[order] * (heights + before)).sum(axis=1))


def gini_unweighted(values: Floats, reference: Floats | None = None) -> Floats:
    """The Gini of a row's location quotients, each column counting the same; 0…1 − 1/n.

    2 / (n² m) Σ_k k (LQ_(k) − m) over the sorted quotients with mean m. Source: R. Nakamura and C. Morrison Paul,
    Measuring agglomeration (2009), in the Handbook of Regional Growth and Development Theories.

    >>> part, all_of_it = [500.0, 500.0, 1000.0, 7000.0, 1000.0], [20000.0, 15000.0, 20000.0, 40000.0, 5000.0]
    >>> gini_unweighted(np.array([part]), np.array(all_of_it)).round(7).tolist()
    [0.4068966]
    """
    own, whole = own_shares(values), whole_shares(values, reference)
    quotients = np.sort(own[:, whole > 0] / whole[whole > 0], axis=1)
    count, mean = quotients.shape[1], quotients.mean(axis=1)
    ranks = np.arange(1, count + 1)
    return np.asarray(2 / (count**2 * mean) * ((quotients - mean[:, None]) * ranks).sum(axis=1))
