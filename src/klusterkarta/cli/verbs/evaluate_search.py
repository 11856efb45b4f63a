"""`klusterkarta evaluate-search JUDGMENTS`: search measured on judged queries, beside three other ways of searching."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from klusterkarta.cli.output import Output
from klusterkarta.cli.workspace import open_workspace
from klusterkarta.vocabularies.words import say


def add_arguments(parser: ArgumentParser) -> None:
    """The file of judgments: query, actor, grade 0–3; the tables that were judged, where it is not the workspace."""
    parser.add_argument("judgments", metavar="JUDGMENTS.csv")
    parser.add_argument("--corpus", nargs="+", default=[], metavar="TABLE")


def run(options: Namespace, out: Output) -> int:
    """Print nDCG@10, P@10 and recall@50 of search and its peers, and the paired differences."""
    document = _measured(options)
    out.text(f"{'':<28}{'nDCG@10':>9}{'P@10':>9}{'recall@50':>11}")
    for name, figures in document["figures"].items():
        told = say(f"search.eval_{name}", out.lang)
        ndcg, precision, recall = (figures[key] for key in ("ndcg_at_10", "precision_at_10", "recall_at_50"))
        out.text(f"{told:<28}{ndcg:>9.3f}{precision:>9.3f}{recall:>11.3f}")
    for name, difference in document["differences"].items():
        figures = {key: f"{value:+.3f}" for key, value in difference.items()}
        out.line("search.eval_difference", peer=say(f"search.eval_{name}", out.lang), **figures)
    if document["unknown"]:
        out.note(say("search.eval_unknown", out.lang, names="; ".join(document["unknown"])))
    out.document(document)
    return 0


def _measured(options: Namespace) -> dict[str, Any]:
    """Over tables no workspace is opened."""
    from klusterkarta.workflow.search_judgements import evaluation_document

    judgments = Path(options.judgments)
    if options.corpus:
        from klusterkarta.workflow.search_over_tables import evaluate_over

        return evaluation_document(evaluate_over(judgments, [Path(table) for table in options.corpus]))
    open_workspace(options)
    from klusterkarta.workflow.search_evaluation import evaluate_search

    return evaluation_document(evaluate_search(judgments))
