"""What speaks for and against two actors being one, in bits, from its reviewed page."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from klusterkarta.values.reason import Reason, Scalar
from klusterkarta.vocabularies.documents import read_document

# Beyond this many bits a likelihood is 0 or 1 to every decimal that anybody reads.
_MOST = 60
Said = Callable[[], dict[str, Scalar]]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One finding: its code in `linkage_evidence.yaml`, its bits (above zero speaks for), what its sentence needs.

    What the sentence needs is worked out when it is asked for: of many pairs that are compared few are shown.
    """

    code: str
    bits: float
    said: Said
    is_turned: bool = False

    @property
    def parameters(self) -> Mapping[str, Scalar]:
        """What the sentence needs."""
        said = self.said()
        return said | {"left": said["right"], "right": said["left"]} if self.is_turned and "left" in said else said

    def reason(self) -> Reason:
        """The finding as a Reason; the parameter `bits` says how much it weighs and which way."""
        return Reason(f"linkage.{self.code}", {**self.parameters, "bits": round(self.bits, 2)})

    def turned(self) -> "Evidence":
        """The same finding with the sides exchanged.

        >>> find("other_words", lambda: {"left": "a", "right": "b"}).turned().parameters
        {'left': 'b', 'right': 'a'}
        """
        return replace(self, is_turned=not self.is_turned)


def find(code: str, said: Said = dict, *, times: float = 1) -> Evidence:
    """A finding with its weight times `times`; `said` gives what its sentence needs. KeyError for an unknown code.

    >>> find("more_telling_words", lambda: {"words": "sports"}, times=2).bits
    -3.0
    """
    return Evidence(code, _bits()[code] * times, said)


def likelihood(findings: Iterable[Evidence]) -> float:
    """How likely the findings make it that two actors are one, 0 to 1.

    >>> round(likelihood([find("same_name")]), 3), likelihood([]) < 0.2
    (0.985, True)
    """
    total = _body()["start"] + sum(one.bits for one in findings)
    return float(1 / (1 + 2.0 ** -max(min(total, _MOST), -_MOST)))


def threshold() -> float:
    """The likelihood from which a pair is shown to a person.

    >>> threshold()
    0.5
    """
    return float(_body()["threshold"])


def needed_bits() -> float:
    """The bits that a likeness of names needs for the pair to come over the threshold with the best of other evidence,
    a shared domain or number aside: such pairs are found by these.

    >>> needed_bits()
    0.5
    """
    return -float(_body()["start"]) - _bits()["same_county"] - _bits()["place_fits"]


@cache
def _bits() -> Mapping[str, float]:
    return {code: float(bits) for code, bits in _body()["bits"].items()}


@cache
def _body() -> Mapping[str, Any]:
    return read_document("linkage_evidence").body
