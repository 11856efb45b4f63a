"""The model of linkage of tables: for each level of each comparison how often it is met among pairs of one actor (m)
and among other compared pairs (u), as Fellegi and Sunter (1969) put it; reviewed numbers, trained on labelled pairs.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import log2
from typing import Any, Literal

from klusterkarta.linkage.tables.levels import LEVELS
from klusterkarta.vocabularies.documents import read_document

Shares = tuple[float, float]
Kind = Literal["records", "affiliations"]


@dataclass(frozen=True, slots=True)
class Model:
    """`prior`: the share of one actor's pairs among the compared; `shares`: (m, u) of every level in its order."""

    prior: float
    shares: Mapping[str, tuple[Shares, ...]]

    def bits(self, comparison: str, level: int) -> float:
        """What a level speaks for (above 0) or against a pair, in bits: log2(m / u)."""
        m, u = self.shares[comparison][level]
        return log2(m / u)


@cache
def stored_model(kind: Kind = "records") -> Model:
    """The model of `linkage_model.yaml`: for records of organisations, or for researchers' addresses.

    >>> stored_model().bits("number", LEVELS["number"].index("same")) > 10
    True
    """
    return model_of(read_document("linkage_model").body[kind])


def model_of(body: Mapping[str, Any]) -> Model:
    """The model from its plain form: `prior`, and `shares` as comparison → level → [m, u]."""
    shares = {
        name: tuple((float(body["shares"][name][level][0]), float(body["shares"][name][level][1])) for level in levels)
        for name, levels in LEVELS.items()
    }
    return Model(float(body["prior"]), shares)


def plain_model(model: Model) -> dict[str, Any]:
    """The model in its plain form; `model_of` reads it back."""
    shares = {
        name: {
            level: [float(f"{m:.4g}"), float(f"{u:.4g}")]
            for level, (m, u) in zip(levels, model.shares[name], strict=True)
        }
        for name, levels in LEVELS.items()
    }
    return {"prior": float(f"{model.prior:.4g}"), "shares": shares}
