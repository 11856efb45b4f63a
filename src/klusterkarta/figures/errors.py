"""What the register of figures refuses."""

from klusterkarta.values.reason import Reason, Scalar
from klusterkarta.vocabularies.explained import Explained


class BadFigures(Explained):
    """A cube cannot be kept or used; the reason (`figures.…`) says why and what to do."""


def bad_figures(code: str, **parameters: Scalar) -> BadFigures:
    """The exception for a code of the words `reasons/figures`."""
    return BadFigures(Reason(code, parameters))
