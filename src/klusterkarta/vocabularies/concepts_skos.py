"""Concepts as SKOS in JSON-LD, out and in; `concepts_rdf` has the other forms of RDF.

Of SKOS: ConceptScheme, Concept, prefLabel, altLabel, definition, notation, broader, related, inScheme. What SKOS has no
word for (a priority's region, group, included and excluded notions; NACE prefixes) stands in a namespace of the
product's own. Only the form that `write_skos` writes is read back: one context, one graph, no remote contexts.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.concepts import GROUPS, BadConcepts, Concept, Concepts, Priority, Scheme
from klusterkarta.vocabularies.labels import LANGUAGES, Label

SKOS = "http://www.w3.org/2004/02/skos/core#"
OWN = "urn:klusterkarta:"
_LISTS = {"included": "kk:included", "excluded": "kk:excluded"}
ORDERED = tuple(_LISTS.values())
"""What a priority bundles has an order: searches look for the first ones first."""
_CONTEXT = {
    "skos": SKOS, "kk": f"{OWN}terms:", "id": "@id", "type": "@type",
    **{name: {"@container": "@list"} for name in ORDERED},
}  # fmt: skip


def write_skos(concepts: Concepts, *, scheme: str) -> str:
    """One scheme as JSON-LD, its keys in the order of the scheme. KeyError for an unknown scheme."""
    head = concepts.schemes[scheme]
    graph = [_scheme_node(head), *(_concept_node(one) for one in concepts.in_scheme(scheme))]
    return json.dumps({"@context": _CONTEXT, "@graph": graph}, ensure_ascii=False, indent=1) + "\n"


def scheme_of_text(text: str, *, file: str) -> tuple[Scheme, list[Concept]]:
    """The scheme in a JSON-LD document and its concepts, whatever they refer to. Raises BadConcepts."""
    return scheme_of_nodes(_graph(text, file), file=file)


def scheme_of_nodes(nodes: Sequence[Mapping[str, Any]], *, file: str) -> tuple[Scheme, list[Concept]]:
    """The same from nodes as they stand under @graph. Raises BadConcepts."""
    heads = [node for node in nodes if node.get("type") == "skos:ConceptScheme"]
    if len(heads) != 1:
        raise BadConcepts(Reason("concepts.no_graph", {"file": file}))
    key = _key(str(heads[0].get("id", "")))
    title = _words(heads[0], "skos:prefLabel")
    words = Label(*(_first(title, lang, key, file) for lang in LANGUAGES))
    above = _above(nodes)
    read = [_read_node(node, key, file) for node in nodes if node.get("type") == "skos:Concept"]
    whole = [replace(one, broader=tuple(dict.fromkeys((*one.broader, *above.get(one.key, ()))))) for one in read]
    return Scheme(key, str(heads[0].get("kk:version", "1")), words), whole


def _above(nodes: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    """What is broader than a concept because it is said to be narrower, as other programs write it."""
    found: dict[str, list[str]] = {}
    for node in nodes:
        for key in _referred(node, "skos:narrower"):
            found.setdefault(key, []).append(_key(str(node.get("id", ""))))
    return found


def _scheme_node(head: Scheme) -> dict[str, Any]:
    return {
        "id": f"{OWN}scheme:{head.key}",
        "type": "skos:ConceptScheme",
        "skos:prefLabel": [_said(head.title.read(lang), lang) for lang in LANGUAGES],
        "kk:version": head.version,
    }


def _concept_node(one: Concept) -> dict[str, Any]:
    node: dict[str, Any] = {
        "id": f"{OWN}concept:{one.key}",
        "type": "skos:Concept",
        "skos:inScheme": {"id": f"{OWN}scheme:{one.scheme}"},
        "skos:prefLabel": [_said(one.words[lang][0], lang) for lang in LANGUAGES],
        "skos:altLabel": [_said(word, lang) for lang in LANGUAGES for word in one.words[lang][1:]],
        "skos:broader": _refer(one.broader),
        "skos:related": _refer(one.related),
        "skos:notation": one.notation,
        "skos:definition": [
            _said(text, lang) for lang in LANGUAGES if one.definition and (text := one.definition.read(lang))
        ],
        "kk:nace": list(one.nace),
    }
    if one.priority:
        node |= {"kk:region": one.priority.region, "kk:group": one.priority.group}
        node |= {name: _refer(getattr(one.priority, field)) for field, name in _LISTS.items()}
    return {name: value for name, value in node.items() if value not in ("", [])}


def _said(word: str, lang: str) -> dict[str, str]:
    return {"@value": word, "@language": lang}


def _refer(keys: tuple[str, ...]) -> list[dict[str, str]]:
    return [{"id": f"{OWN}concept:{key}"} for key in keys]


def _graph(text: str, file: str) -> list[dict[str, Any]]:
    try:
        document = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        problem = getattr(error, "msg", "too deep")
        raise BadConcepts(Reason("concepts.not_json", {"file": file, "line": line, "problem": problem})) from error
    graph = document.get("@graph") if isinstance(document, dict) else None
    if not isinstance(graph, list):
        raise BadConcepts(Reason("concepts.no_graph", {"file": file}))
    return [node for node in graph if isinstance(node, dict)]


def _read_node(node: Mapping[str, Any], scheme: str, file: str) -> Concept:
    key = _key(str(node.get("id", "")))
    preferred, others = _words(node, "skos:prefLabel"), _words(node, "skos:altLabel")
    told = _words(node, "skos:definition")
    return Concept(
        key=key,
        scheme=scheme,
        words={lang: (_first(preferred, lang, key, file), *others.get(lang, ())) for lang in LANGUAGES},
        broader=_keys(node, "skos:broader"),
        related=_keys(node, "skos:related"),
        notation=str(node.get("skos:notation", "")),
        definition=Label(*(next(iter(told.get(lang, ())), "") for lang in LANGUAGES)) if told else None,
        nace=tuple(map(str, _many(node, "kk:nace"))),
        priority=_read_priority(node, key, file),
    )


def _read_priority(node: Mapping[str, Any], key: str, file: str) -> Priority | None:
    if "kk:region" not in node:
        return None
    if node.get("kk:group") not in GROUPS:
        found = str(node.get("kk:group", ""))[:60]
        raise BadConcepts(
            Reason("concepts.bad_group", {"file": file, "key": key, "found": found, "groups": ", ".join(GROUPS)})
        )
    return Priority(
        region=str(node["kk:region"]),
        group=str(node["kk:group"]),
        **{field: _keys(node, name) for field, name in _LISTS.items()},
    )


def _many(node: Mapping[str, Any], name: str) -> list[Any]:
    value = node.get(name, [])
    return value if isinstance(value, list) else [value]


def _words(node: Mapping[str, Any], name: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in _many(node, name):
        if isinstance(one, dict) and one.get("@value"):
            found.setdefault(str(one.get("@language", "")), []).append(str(one["@value"]))
    return found


def _first(words: Mapping[str, list[str]], lang: str, key: str, file: str) -> str:
    if not words.get(lang):
        raise BadConcepts(Reason("concepts.no_label", {"file": file, "key": key, "language": lang}))
    return words[lang][0]


def _keys(node: Mapping[str, Any], name: str) -> tuple[str, ...]:
    return tuple(_referred(node, name))


def _referred(node: Mapping[str, Any], name: str) -> Iterator[str]:
    for one in _many(node, name):
        address = one.get("id", "") if isinstance(one, dict) else one
        yield _key(str(address))


def _key(address: str) -> str:
    return address.rpartition(":")[2].rpartition("/")[2].rpartition("#")[2]
