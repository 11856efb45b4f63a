"""Reads the reviewed YAML documents that hold the vocabularies."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent / "data"
# In C: many times as fast, and only for documents of our own, since endless nesting would end the process.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class DocumentError(ValueError):
    """A vocabulary document cannot be read: which one, and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Review:
    """What a document defines, where that comes from, and when somebody last looked at it."""

    definition: str
    source: str
    reviewed_on: date
    reviewer: str
    next_review: date


@dataclass(frozen=True, slots=True)
class Document:
    """A document's review header and everything below it."""

    review: Review
    body: dict[str, Any]


@cache
def read_document(name: str) -> Document:
    """The document `data/<name>.yaml`; `name` may name a folder, as in `words/list`. Read once a process.

    DocumentError says which document is absent, is no YAML mapping or lacks its review header.

    >>> read_document("lists").review.reviewer
    'klusterkarta'
    """
    path = DATA / f"{name}.yaml"
    try:
        parsed = yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506 - both loaders are safe ones
    except FileNotFoundError:
        raise DocumentError(f"there is no vocabulary document {name}.yaml; there are {', '.join(_names())}") from None
    except yaml.YAMLError as error:
        raise DocumentError(f"vocabulary document {name}.yaml is not valid YAML: {error}") from error
    return _checked(name, parsed)


def _names() -> list[str]:
    return sorted(path.relative_to(DATA).with_suffix("").as_posix() for path in DATA.rglob("*.yaml"))


def _checked(name: str, parsed: object) -> Document:
    if not isinstance(parsed, dict) or "review" not in parsed:
        raise DocumentError(f"vocabulary document {name}.yaml must be a mapping that begins with `review:`")
    header = parsed["review"]
    try:
        review = Review(**header)
    except TypeError as error:
        raise DocumentError(f"review header of {name}.yaml: {error}") from error
    return Document(review, {key: value for key, value in parsed.items() if key != "review"})
