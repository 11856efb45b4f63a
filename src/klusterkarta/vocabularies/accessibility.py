"""What the accessibility statement says, read from its reviewed document."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from klusterkarta.vocabularies.documents import read_document
from klusterkarta.vocabularies.labels import Label, read_label


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFault:
    """Where the site falls short: what, for whom, the criterion of WCAG 2.2 ("" for none of its own), what helps."""

    what: Label
    effect: Label
    criterion: str
    instead: Label


@dataclass(frozen=True, slots=True)
class Method:
    """A way the site was assessed, and how much of it."""

    what: Label
    scope: Label


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessibilityStatement:
    """The statement. No `faults` means that the site conforms."""

    law: Label
    standards: tuple[Label, ...]
    assessed_on: date
    met: tuple[Label, ...]
    faults: tuple[KnownFault, ...]
    methods: tuple[Method, ...]
    not_done: Label
    supervisor: Label
    supervisor_url: str


@cache
def accessibility_statement() -> AccessibilityStatement:
    """The statement of the document `accessibility`. ValueError where a text lacks a language, KeyError for a part.

    >>> accessibility_statement().supervisor_url
    'https://www.digg.se/tdosanmalan'
    """
    page = read_document("accessibility").body
    return AccessibilityStatement(
        law=read_label(page["law"]),
        standards=tuple(map(read_label, page["standards"])),
        assessed_on=page["assessed_on"],
        met=tuple(map(read_label, page["met"])),
        faults=tuple(map(_read_fault, page["faults"])),
        methods=tuple(Method(read_label(one["what"]), read_label(one["scope"])) for one in page["methods"]),
        not_done=read_label(page["not_done"]),
        supervisor=read_label(page["supervisor"]["name"]),
        supervisor_url=str(page["supervisor"]["url"]),
    )


def _read_fault(entry: Mapping[str, Any]) -> KnownFault:
    return KnownFault(
        what=read_label(entry["what"]),
        effect=read_label(entry["effect"]),
        criterion=str(entry["criterion"]),
        instead=read_label(entry["instead"]),
    )
