"""How sure it is that a rule joins only what belongs together: the bound below which a person has to decide."""

from functools import cache
from math import exp, lgamma, log

from klusterkarta.vocabularies.documents import read_document

_STEPS = 60


def precision_bound(right: int, checked: int, *, confidence: float = 0.95) -> float:
    """The lower bound of a rule's precision from `checked` labelled pairs of which `right` were right (one-sided).

    Exact by Clopper and Pearson (1934): the p at which so many right ones or more have the probability 1 − confidence.
    Without a wrong pair that is (1 − confidence)^(1/checked): 598 pairs are needed for 0.995. Nothing checked gives 0.
    ValueError for more right than checked.

    >>> round(precision_bound(598, 598), 4), round(precision_bound(597, 598), 4), precision_bound(0, 0)
    (0.995, 0.9921, 0.0)
    """
    if not 0 <= right <= checked:
        raise ValueError(f"{right} of {checked} pairs cannot be right")
    if right == 0:
        return 0.0
    low, high = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if _tail(right, checked, middle) < 1 - confidence:
            low = middle
        else:
            high = middle
    return low


@cache
def trusted_rules() -> frozenset[str]:
    """The rules that may join without a person: those whose bound on labelled pairs reaches what the page asks.

    A rule that only says whom a wording names joins no two rows that say something of their own; the page says which.

    >>> "same_row" in trusted_rules()
    True
    """
    page = read_document("linkage_rules").body
    return frozenset(
        str(rule["code"])
        for rule in page["rules"]
        if rule.get("names_only") or precision_bound(rule["right"], rule["checked"]) >= page["needed"]
    )


def _tail(right: int, checked: int, p: float) -> float:
    """The probability of so many right ones or more among `checked`, each with probability p."""
    if p <= 0.0:
        return 0.0
    if p >= 1.0:
        return 1.0
    return sum(
        exp(lgamma(checked + 1) - lgamma(k + 1) - lgamma(checked - k + 1) + k * log(p) + (checked - k) * log(1 - p))
        for k in range(right, checked + 1)
    )
