"""Why a service gave no figures."""

from klusterkarta.values.reason import Reason, Scalar
from klusterkarta.vocabularies.explained import Explained, Missing


class BadQuestion(Explained):
    """The question cannot be put, or the service will not answer it; another one may do."""


class TooMuch(BadQuestion):
    """The service will not give so many cells at once."""


class BadAnswer(Explained):
    """The service answered what cannot be used; nothing was kept of it."""


class NoService(Missing):
    """The service cannot be reached, or will not answer now."""


def bad_question(code: str, **parameters: Scalar) -> BadQuestion:
    """The exception for a code of the words `reasons/service`."""
    return BadQuestion(Reason(code, parameters))


def bad_answer(code: str, **parameters: Scalar) -> BadAnswer:
    """The exception for a code of the words `reasons/service`."""
    return BadAnswer(Reason(code, parameters))
