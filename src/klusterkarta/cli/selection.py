"""A selection of actors and the columns of a table, as a verb's options name them."""

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from klusterkarta.cli.failures import BadCall
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.words import say

if TYPE_CHECKING:
    from klusterkarta.catalogue.selectors.filters import ActorFilter
    from klusterkarta.workflow.selection_table import TableChoice

_CHOOSING = ("query", "filter", "contains", "sort")


def add_table_options(parser: ArgumentParser) -> None:
    """Which fields are columns, of which actors, with which words, in which order."""
    parser.add_argument("--fields", metavar="FIELD,…", help=say("cli.help_fields", "en"))
    add_choosing_options(parser)
    parser.add_argument("--contains", metavar="FIELD=WORDS", action="append", default=[])
    parser.add_argument("--sort", metavar="FIELD", default="")


def add_choosing_options(parser: ArgumentParser) -> None:
    """Of which actors: the list's own filter."""
    parser.add_argument("--filter", metavar="FACET=CODE", action="append", default=[])
    parser.add_argument("--query", metavar="WORDS", default="")


def asks_for_table(options: Namespace) -> bool:
    """Whether the options describe a table of chosen fields. Raises BadCall where they choose rows without columns."""
    if options.fields is None and any(getattr(options, name) for name in _CHOOSING):
        raise BadCall(Reason("compare.fields_needed"))
    return options.fields is not None


def table_choice(options: Namespace) -> "TableChoice":
    """The columns of the options; `--fields ""` gives the usual ones. Raises BadCall for what is no FIELD=WORDS."""
    from klusterkarta.workflow.selection_table import NAME, TableChoice
    from klusterkarta.workflow.table_cells import table_fields

    named = tuple(one.strip() for one in options.fields.split(",") if one.strip())
    words = {code: texts[-1] for code, texts in _pairs(options.contains, list(table_fields())).items()}
    return TableChoice(fields=named, contains=words, sort=options.sort or NAME)


def chosen_filter(options: Namespace) -> "ActorFilter":
    """The list's filter of the options. Raises BadCall for a facet that does not exist."""
    from klusterkarta.catalogue.selectors.filters import FACETS, ActorFilter

    pairs = _pairs(options.filter, FACETS)
    for facet in pairs:
        if facet not in FACETS:
            raise BadCall(Reason("compare.bad_filter", {"text": facet, "facets": ", ".join(FACETS)}))
    codes: dict[str, Any] = {facet: tuple(given) for facet, given in pairs.items()}
    return ActorFilter(q=options.query, **codes)


def _pairs(given: Sequence[str], known: Sequence[str]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not equals or not value.strip():
            raise BadCall(Reason("compare.bad_filter", {"text": text, "facets": ", ".join(known)}))
        found.setdefault(name.strip(), []).append(value.strip())
    return found
