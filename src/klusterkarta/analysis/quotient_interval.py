"""How sure a location quotient is."""

import numpy as np

from klusterkarta.analysis.grid import Floats

_LOW, _HIGH = 0.025, 0.975


def quotient_interval(values: Floats, *, workplace: float = 10) -> tuple[Floats, Floats]:
    """The 95 % interval of every location quotient: Garwood's exact Poisson bounds over the expected number.

    x people are taken as n = x / `workplace` independent draws; expected e_ri = b_r X_i / B, taken as known. Bounds
    are the gamma quantiles Γ⁻¹(n; 0.025) and Γ⁻¹(n + 1; 0.975) times `workplace` / e; 0 below for nobody. Suppressed or
    rounded figures and the choice of borders are not in it. nan where nobody is expected.

    Sources: F. Garwood, Biometrika 28 (1936); R. Moineddin and others, Geographical Analysis 35 (2003), on intervals of
    location quotients.

    >>> low, high = quotient_interval(np.array([[100.0, 100.0], [0.0, 200.0]]))
    >>> low.round(3).tolist(), high.round(3).tolist()
    ([[0.959, 0.32], [0.0, 0.814]], [[3.678, 1.226], [0.738, 2.059]])
    """
    from scipy.special import gammaincinv  # type: ignore[import-untyped]

    draws = values / workplace
    with np.errstate(invalid="ignore", divide="ignore"):
        expected = values.sum(axis=1, keepdims=True) * values.sum(axis=0) / values.sum() / workplace
        low = np.where(draws > 0, gammaincinv(np.where(draws > 0, draws, 1), _LOW), 0) / expected
        high = gammaincinv(draws + 1, _HIGH) / expected
    known = expected > 0
    return np.where(known, low, np.nan), np.where(known, high, np.nan)
