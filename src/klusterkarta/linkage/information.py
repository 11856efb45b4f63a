"""What a person's answer about a pair is expected to tell."""

from math import log2


def expected_information(score: float, *, settled: int) -> float:
    """The expected information of the answer, in bits: H(p) × the number of pairs of records that it settles.

    H(p) = −p·log2 p − (1 − p)·log2(1 − p) for the likelihood p that the answer is "the same" (Shannon 1948, section 6);
    the answer about two actors of m and n records settles m·n pairs of records. Nothing where the answer is known.

    >>> expected_information(0.5, settled=1), expected_information(0.5, settled=6), expected_information(1.0, settled=9)
    (1.0, 6.0, 0.0)
    """
    if not 0 < score < 1:
        return 0.0
    return (-score * log2(score) - (1 - score) * log2(1 - score)) * settled
