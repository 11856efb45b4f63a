"""A concept as plain data and back: what a register keeps of it."""

from collections.abc import Mapping
from typing import Any

from klusterkarta.vocabularies.concepts import Concept, Priority
from klusterkarta.vocabularies.labels import LANGUAGES, Label

Content = Mapping[str, Any]
_LISTS = ("broader", "related", "nace")


def as_content(concept: Concept) -> dict[str, Any]:
    """What a person says of a concept; narrower ones follow from the others and are no part of it.

    >>> from klusterkarta.vocabularies.concepts import concepts
    >>> as_content(concepts().by_key["rubber"])["broader"]
    ['materials']
    """
    priority, told = concept.priority, concept.definition
    return {
        "words": {lang: list(concept.words[lang]) for lang in LANGUAGES},
        **{name: list(getattr(concept, name)) for name in _LISTS},
        "notation": concept.notation,
        "definition": {lang: told.read(lang) for lang in LANGUAGES} if told else None,
        "priority": _priority(priority) if priority else None,
    }


def of_content(key: str, content: Content, *, scheme: str) -> Concept:
    """The concept that `as_content` wrote; KeyError for what it did not write.

    >>> from klusterkarta.vocabularies.concepts import concepts
    >>> one = concepts().by_key["vn_govtech"]
    >>> of_content(one.key, as_content(one), scheme=one.scheme) == one
    True
    """
    told, priority = content["definition"], content["priority"]
    return Concept(
        key=key,
        scheme=scheme,
        words={lang: tuple(content["words"][lang]) for lang in LANGUAGES},
        broader=tuple(content["broader"]),
        related=tuple(content["related"]),
        nace=tuple(content["nace"]),
        notation=content["notation"],
        definition=Label(*(told[lang] for lang in LANGUAGES)) if told else None,
        priority=Priority(
            priority["region"], priority["group"], tuple(priority["included"]), tuple(priority["excluded"])
        )
        if priority
        else None,
    )


def says_the_same(left: Concept, right: Concept) -> bool:
    """Whether two wordings of a concept say the same, whatever the order of what has none.

    The first word of each language is the preferred one; the order of the others tells nothing, and RDF keeps none.
    """
    return _unordered(left) == _unordered(right)


def _priority(one: Priority) -> dict[str, Any]:
    return {
        "region": one.region,
        "group": one.group,
        "included": list(one.included),
        "excluded": list(one.excluded),
    }


def _unordered(one: Concept) -> tuple[object, ...]:
    words = tuple((one.words[lang][0], frozenset(one.words[lang][1:])) for lang in LANGUAGES)
    lists = tuple(frozenset(getattr(one, name)) for name in _LISTS)
    return (one.scheme, words, lists, one.notation, one.definition, one.priority)
