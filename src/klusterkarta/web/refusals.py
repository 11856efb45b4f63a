"""What the workshops and registers refuse, told to the visitor whose request asked for it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import BadRequest

from klusterkarta.vocabularies.explained import Explained
from klusterkarta.vocabularies.words import explain


@contextmanager
def told_as_bad_request(lang: str, kind: type[Explained] = Explained) -> Iterator[None]:
    """What is refused inside, of a kind, becomes a BadRequest with its words.

    >>> from klusterkarta.values.reason import Reason
    >>> with told_as_bad_request("en"):
    ...     raise Explained(Reason("job.cancelled"))
    Traceback (most recent call last):
    django.core.exceptions.BadRequest: The job was stopped on request.
    """
    try:
        yield
    except kind as refused:
        raise BadRequest(explain(refused.reason, lang)) from refused
