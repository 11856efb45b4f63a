"""Concepts as SKOS in JSON-LD, Turtle and RDF/XML, out and in."""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.concepts import BadConcepts, Concept, Concepts, Scheme
from klusterkarta.vocabularies.concepts_skos import ORDERED, OWN, SKOS, scheme_of_nodes, scheme_of_text, write_skos

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

FORMS: Mapping[str, tuple[str, str]] = {
    "jsonld": ("json-ld", "application/ld+json"),
    "ttl": ("turtle", "text/turtle"),
    "rdf": ("xml", "application/rdf+xml"),
}
"""Ending of the file → the library's name of the form, its media type."""
_PREFIXES = {SKOS: "skos:", f"{OWN}terms:": "kk:"}
_TYPES = ("skos:ConceptScheme", "skos:Concept")


def write_rdf(concepts: Concepts, *, scheme: str, form: str) -> str:
    """One scheme in a form of `FORMS`. KeyError for an unknown scheme or form.

    >>> from klusterkarta.vocabularies.concepts import concepts
    >>> "skos:prefLabel" in write_rdf(concepts(), scheme="eu", form="ttl")
    True
    """
    name = FORMS[form][0]
    document = write_skos(concepts, scheme=scheme)
    if form == "jsonld":
        return document
    return _graph(json.loads(document)["@graph"]).serialize(format=name)


def read_rdf(text: str, *, form: str, file: str) -> tuple[Scheme, list[Concept]]:
    """The scheme in a document of a form and its concepts, whatever they refer to; nothing is fetched.

    Raises BadConcepts, whose reason names the file and, where the form has lines, the line.
    """
    if form == "jsonld":
        return scheme_of_text(text, file=file)
    if form == "rdf":
        _check_entities(text, file)
    from rdflib import Graph

    graph = Graph()
    try:
        graph.parse(data=text, format=FORMS[form][0])
        nodes = list(_nodes(graph))
    except Exception as problem:
        told = " ".join(str(problem).split())[:200] or type(problem).__name__
        raise BadConcepts(Reason("concepts.not_rdf", {"file": file, "problem": told})) from problem
    return scheme_of_nodes(nodes, file=file)


def _check_entities(text: str, file: str) -> None:
    """Raise BadConcepts for entities within entities, by which a short file becomes an endless one, and outside ones.

    Plain ones, as programs abbreviate addresses with, are let through. What is no XML the reader itself refuses.
    """

    def _declared(name: str, _kind: object, value: str | None, *_outside: object) -> None:
        if value is None or "&" in value or "%" in value:
            raise BadConcepts(Reason("concepts.entities", {"file": file, "entity": name[:60]}))

    parser = expat.ParserCreate()
    parser.EntityDeclHandler = _declared
    with suppress(expat.ExpatError):
        parser.Parse(text, True)


def _graph(nodes: list[dict[str, Any]]) -> "Graph":
    """The nodes of JSON-LD as triples; what has an order is a list of its own."""
    from rdflib import RDF, BNode, Graph, URIRef
    from rdflib.collection import Collection

    graph = Graph()
    for short, long in (("skos", SKOS), ("kk", f"{OWN}terms:")):
        graph.bind(short, long)
    for node in nodes:
        subject = URIRef(node["id"])
        for name, value in node.items():
            values = [_term(one) for one in (value if isinstance(value, list) else [value])]
            if name == "type":
                graph.add((subject, RDF.type, URIRef(_long(value))))
            elif name in ORDERED:
                items = BNode()
                Collection(graph, items, values)
                graph.add((subject, URIRef(_long(name)), items))
            elif name != "id":
                for one in values:
                    graph.add((subject, URIRef(_long(name)), one))
    return graph


def _term(value: Any) -> "Node":
    from rdflib import Literal, URIRef

    if isinstance(value, dict) and "id" in value:
        return URIRef(value["id"])
    return Literal(value["@value"], lang=value["@language"]) if isinstance(value, dict) else Literal(value)


def _nodes(graph: "Graph") -> Iterator[dict[str, Any]]:
    """What is a scheme or a concept, in the order of the addresses, as JSON-LD has it."""
    from rdflib import RDF

    kinds: dict[Node, str] = {}
    for subject, kind in graph.subject_objects(RDF.type):
        if _short(str(kind)) in _TYPES:
            kinds[subject] = _short(str(kind))
    for subject in sorted(kinds, key=str):
        node: dict[str, Any] = {"id": str(subject), "type": kinds[subject]}
        for name, value in sorted(graph.predicate_objects(subject)):
            if (short := _short(str(name))) != str(name):
                node.setdefault(short, []).extend(_values(graph, value))
        yield {key: _single(key, value) for key, value in node.items()}


def _values(graph: "Graph", value: "Node") -> list[Any]:
    from rdflib import RDF, Literal
    from rdflib.collection import Collection

    if value == RDF.nil:
        return []
    if (value, RDF.first, None) in graph:
        return [one for item in Collection(graph, value) for one in _values(graph, item)]
    if isinstance(value, Literal):
        return [{"@value": str(value), "@language": value.language}] if value.language else [str(value)]
    return [{"id": str(value)}]


def _single(key: str, value: Any) -> Any:
    """What there is one of as itself, as JSON-LD writes it; notation and what is the product's own are of these."""
    alone = isinstance(value, list) and len(value) == 1 and isinstance(value[0], str)
    return value[0] if alone and key != "kk:nace" else value


def _short(address: str) -> str:
    return next(
        (short + address[len(long) :] for long, short in _PREFIXES.items() if address.startswith(long)), address
    )


def _long(name: str) -> str:
    return next(long + name[len(short) :] for long, short in _PREFIXES.items() if name.startswith(short))
