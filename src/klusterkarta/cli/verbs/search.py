"""`klusterkarta search QUERY`: actors that answer a query, each with why."""

from argparse import ArgumentParser, Namespace

from klusterkarta.cli.output import Output
from klusterkarta.cli.workspace import open_workspace
from klusterkarta.vocabularies.words import say

# As in `search.asking.BREADTHS`, which is only loaded when a search is made.
BREADTHS = ("exact", "narrow", "standard", "broad")


def add_arguments(parser: ArgumentParser) -> None:
    """What is looked for, how widely, within which priority."""
    parser.add_argument("query", metavar="QUERY")
    parser.add_argument("--priority", default="", metavar="P")
    parser.add_argument("--breadth", choices=BREADTHS, default="standard")
    parser.add_argument("--limit", type=int, default=20, metavar="N")


def run(options: Namespace, out: Output) -> int:
    """List the hits, the best first; exit code 2 for an unknown priority. The index is made or brought up to date."""
    open_workspace(options)
    from klusterkarta.workflow.search import Wish, search_document, search_now

    wish = Wish(query=options.query, breadth=options.breadth, priority=options.priority, limit=options.limit)
    document = search_document(search_now(wish, lang=out.lang, may_write=True), lang=out.lang)
    for at, hit in enumerate(document["hits"], start=1):
        out.text(f"{at:>3}  {hit['score']:7.2f}  {hit['name']}")
        for reason in hit["why"]:
            out.text(f"              {reason['text']}")
    for told in (*document["notes"], *document["proposals"]):
        out.note(told["text"])
    out.line(
        "search.hits_of",
        shown=len(document["hits"]),
        total=document["total"],
        breadth=say(f"search.{wish.breadth}", out.lang).lower(),
        watermark=document["watermark"],
    )
    out.document(document)
    return 0
