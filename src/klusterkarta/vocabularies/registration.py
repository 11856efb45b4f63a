"""What the European platforms ask of a priority or an actor that is to be registered with them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from klusterkarta.vocabularies.documents import read_document
from klusterkarta.vocabularies.labels import Label, read_label


@dataclass(frozen=True, slots=True)
class AskedField:
    """One field of a platform's form. `origin`: where the register has it; `must`: nothing is registered without it."""

    key: str
    origin: str
    must: bool
    label: Label


@dataclass(frozen=True, slots=True)
class Platform:
    """A platform and its form. `about`: a `priority` or an `actor`."""

    key: str
    title: Label
    about: str
    fields: tuple[AskedField, ...]


@cache
def platforms() -> Mapping[str, Platform]:
    """The platforms by key.

    >>> [(one.key, one.about) for one in platforms().values()]
    [('s3', 'priority'), ('clusters', 'actor')]
    """
    return {
        row["key"]: Platform(
            row["key"],
            read_label(row["title"]),
            row["about"],
            tuple(AskedField(one["key"], one["from"], one["must"], read_label(one["label"])) for one in row["fields"]),
        )
        for row in read_document("registration").body["platforms"]
    }
