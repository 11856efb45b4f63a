"""Search measured on judged queries over tables of organisations. Needs no register and loads none of Django."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from klusterkarta.search.engine import Engine
from klusterkarta.search.index import Watermark, build_index
from klusterkarta.search.lexicon import shipped_lexicon
from klusterkarta.values.text import fold
from klusterkarta.workflow.search_corpus import read_corpus
from klusterkarta.workflow.search_judgements import Evaluated, judged_by, measured, read_judgements


def evaluate_over(path: Path, tables: Sequence[Path]) -> Evaluated:
    """Measure search on judged queries over tables (`read_corpus`), with the shipped concepts.

    The file names actors by a row's key (`file:key` or `file:row`) or by name. Raises BadJudgements, BadCorpus,
    UnreadableFile.
    """
    rows = read_judgements(path)
    corpus = read_corpus(tables)
    names = {fold(name): one.id for one in reversed(corpus.documents) for name in one.texts["name"]}
    judged = judged_by(rows, {**names, **corpus.ids}, file=path.name)
    with TemporaryDirectory(prefix="klusterkarta-") as folder:
        index = Path(folder) / "index"
        opened = build_index(index, corpus.documents, lexicon=shipped_lexicon(), watermark=Watermark(0))
        return measured(judged, Engine(opened), documents=corpus.documents)
